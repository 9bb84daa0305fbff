/** The passports of this service's numbers. */
import type { Numbers } from "@inclusion/kernel";
import { type ChangesRow, type FigureRow, figureFields, type MeasureTotal } from "@inclusion/kernel/runtime";
import { CATALOGUE } from "./definitions.ts";

import type { ExclusionReason } from "./indicator.ts";

/** A number about participations on its way to its fields. */
export type ParticipantFigure = FigureRow<ExclusionReason>;

/** How such a number changed. */
export type ParticipantChanges = ChangesRow<ExclusionReason>;

export const participantFigures = figureFields(CATALOGUE);

export const { definitionNamed, isOpenTo, sightOf } = participantFigures;

/** The sums of indicators that are counted by the version in force. */
export function numbersInForce(totals: readonly MeasureTotal[]): Numbers {
  const inForce = totals.filter(
    ({ indicator, definitionVersion }) =>
      indicator in CATALOGUE.definitions && definitionNamed(indicator).version === definitionVersion,
  );
  return new Map(inForce.map(({ indicator, count }) => [indicator, count]));
}

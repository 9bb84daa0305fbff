/** The passports of this service's numbers. */
import { type ChangesRow, type FigureRow, figureFields } from "@inclusion/kernel/runtime";
import { CATALOGUE } from "./definitions.ts";

import type { ExclusionReason } from "./indicator.ts";

/** A number about participations on its way to its fields. */
export type ParticipantFigure = FigureRow<ExclusionReason>;

/** How such a number changed. */
export type ParticipantChanges = ChangesRow<ExclusionReason>;

export const participantFigures = figureFields(CATALOGUE);

export const { definitionNamed, isOpenTo, sightOf } = participantFigures;

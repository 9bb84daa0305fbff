/** The passports of this service's numbers. */
import { type ChangesRow, type FigureRow, figureFields } from "@inclusion/kernel/runtime";
import { CATALOGUE, type ExclusionReason } from "./definitions.ts";

/** A number about companies on its way to its fields. */
export type AcceleratorFigure = FigureRow<ExclusionReason>;

/** How such a number changed. */
export type AcceleratorChanges = ChangesRow<ExclusionReason>;

export const acceleratorFigures = figureFields(CATALOGUE);

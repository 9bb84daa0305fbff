/** The passports of this service's numbers. */
import { type ChangesRow, type FigureRow, figureFields } from "@inclusion/kernel/runtime";
import { CATALOGUE, type ExclusionReason } from "./definitions.ts";

/** A number about partnerships or demand on its way to its fields. */
export type PartnershipFigure = FigureRow<ExclusionReason>;

/** How such a number changed. */
export type PartnershipChanges = ChangesRow<ExclusionReason>;

export const partnershipFigures = figureFields(CATALOGUE);

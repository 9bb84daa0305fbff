/** A figure of one programme on its way to its fields. Pure. */
import type { LocalDate } from "@inclusion/kernel";
import type { PublishedFigure } from "./figure.ts";

/** Which figure it is, at which clocks, and what the viewer may have of it. */
export type FigureRow = PublishedFigure &
  Readonly<{ programmeId: string; code: string; asOf: LocalDate; knownAt: Date; synthetic: boolean }>;

/** How a figure changed since an instant, on its way to its fields. */
export type ChangesRow = Readonly<{ figure: FigureRow; since: Date }>;

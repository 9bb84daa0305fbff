/** Rows of any table on their way into it. */

/** What of a row's recording a table keeps: nothing, the instant, or every version of the row. */
export type Recording = "none" | "instant" | "versions";

/** Rows on their way into one table. */
export type TableRows = Readonly<{
  table: string;
  columns: readonly string[];
  recording: Recording;
  /** The column that names a row whose versions these are; `id` when it is left out. */
  key?: string;
  rows: readonly Readonly<{ values: readonly unknown[]; id: unknown; recordedAt: string }>[];
}>;

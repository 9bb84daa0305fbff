/** What is to be said of citizens whom the service knows already. Pure. */
import { type Finding, type FindingCode, findingOf } from "./findings.ts";
import { masked } from "./masking.ts";
import type { OpenedFile } from "./reading.ts";
import type { ImportRow } from "./row.ts";

/** What is known of a row: that its citizen has been in the programme here, and a participation that may be theirs. */
export type Acquaintance = Readonly<{ takesPart: boolean; participationId: string | null }>;

/** A warning for each row whose citizen is known; nothing of what the importer may not see. */
export function acquaintances(
  file: OpenedFile,
  rows: readonly ImportRow[],
  known: (row: ImportRow) => Acquaintance,
): readonly Finding[] {
  return rows.flatMap((row) => {
    const { takesPart, participationId } = known(row);
    if (!takesPart && participationId === null) return [];
    const key = row.person.cpr === null ? "name" : "cpr";
    const column = file.columns.find((each) => each.key === key);
    const code: FindingCode = takesPart ? "ALREADY_PARTICIPATES" : "LIKELY_DUPLICATE";
    const value = masked(key, row.person[key] ?? "");
    const spot = { line: row.line, column: column?.name ?? null, columnNumber: column?.number ?? null };
    return [findingOf(code, { ...spot, value, participationId })];
  });
}

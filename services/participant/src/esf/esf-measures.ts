/** What one participation adds to the common indicators of the European Social Fund. Pure. */
import type { Mark } from "../participation/ledger-entry.ts";
import type { ParticipationFile } from "../participation/participation-file.ts";
import { codesAtEntry, entrantOf } from "./entry-marks.ts";
import { resultMarks } from "./result-marks.ts";

/**
 * The marks of outputs, results and completeness; none before entry.
 *
 * An incomplete record counts in the total, in what it lacks and in leaving, and in no output or result. A later
 * answer to a question about entry is a correction and counts from the day of entry.
 */
export function esfMarks(file: ParticipationFile): readonly Mark[] {
  const entrant = entrantOf(file);
  if (entrant === null) return [];
  const cause = `participation ${file.participation.id}`;
  return [
    ...codesAtEntry(entrant).map((indicator) => ({ indicator, on: entrant.enteredOn, cause })),
    ...resultMarks(file, entrant),
  ];
}

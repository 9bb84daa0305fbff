/** The public project sheets that the seed imports: facts under their labels, as the pages stated them. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type LocalDate, localDate } from "@inclusion/kernel";
import list from "./sheets.json" with { type: "json" };

/** A sheet, where it was read and when. */
export type SeedSheet = Readonly<{ file: string; source: string; readOn: LocalDate; text: string }>;

/** All sheets, in the order in which they are imported. */
export function listSheets(): SeedSheet[] {
  return list.map(({ file, source, readOn }) => {
    const text = readFileSync(join(import.meta.dirname, "sheets", file), "utf8");
    return { file, source, readOn: localDate(readOn), text };
  });
}

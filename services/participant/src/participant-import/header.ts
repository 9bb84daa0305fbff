/** The first line of a file: which column is which. Pure. */
import { COLUMN_NAMES, COLUMNS, type ColumnKey, columnNamed, missingColumns } from "./columns.ts";
import type { CsvRecord } from "./csv.ts";
import { type Finding, findingOf } from "./findings.ts";
import { withoutCpr } from "./masking.ts";
import { isOwnColumn } from "./own-columns.ts";
import { suggestionFor } from "./terms.ts";

/** A column of the file: its name there, its number from 1, and which of ours it is. */
export type FileColumn = Readonly<{ name: string; number: number; key: ColumnKey | null }>;

/** The columns of a file, and what is to be said of them. */
export type Header = Readonly<{ columns: readonly FileColumn[]; findings: readonly Finding[] }>;

const LONGEST_NAME = 60;

/**
 * Recognises the columns. A name that is not known is passed over with a warning; a known one that stands twice, and
 * a column that is needed and missing, are errors at the header's line.
 */
export function readHeader({ fields, line }: CsvRecord): Header {
  const first = new Map<ColumnKey, number>();
  const findings: Finding[] = [];
  const columns = fields.map((field, index): FileColumn => {
    const name = withoutCpr(field.text.trim()).slice(0, LONGEST_NAME);
    const [number, key] = [index + 1, columnNamed(field.text)];
    const spot = { line, column: name, columnNumber: number };
    const earlier = key === null ? undefined : first.get(key);
    if (earlier !== undefined) {
      findings.push(findingOf("COLUMN_REPEATED", { ...spot, other: String(earlier) }));
      return { name, number, key: null };
    }
    if (key === null && name !== "" && !isOwnColumn(name)) {
      findings.push(findingOf("COLUMN_UNKNOWN", { ...spot, suggestion: suggestionFor(COLUMN_NAMES, name) }));
    }
    if (key !== null) first.set(key, number);
    return { name, number, key };
  });
  for (const key of missingColumns(new Set(first.keys()))) {
    findings.push(findingOf("COLUMN_MISSING", { line, column: COLUMNS[key].da }));
  }
  const [unnamed] = (["cpr", "name"] as const).filter((key) => !first.has(key));
  if (unnamed !== undefined && first.size > 0 && !missingColumns(new Set(first.keys())).includes(unnamed)) {
    findings.push(findingOf("IDENTITY_NOT_KEPT", { line, column: COLUMNS[unnamed].da, other: COLUMNS[unnamed].da }));
  }
  return { columns, findings };
}

/**
 * Reads a municipality's file of citizens: every row and every finding at once.
 *
 * Pure. The file is taken as a spreadsheet left it: UTF-8 or Windows-1252, `;`, `,` or tab between the fields, dates
 * and decimals in Danish. Nothing is guessed that cannot be read in one way only.
 */
import type { Cell, Cells, Say } from "./cells.ts";
import { noting } from "./cells.ts";
import type { ColumnKey } from "./columns.ts";
import { type Csv, type CsvRecord, type Dialect, dialectOf, readCsv } from "./csv.ts";
import { type Decoded, decode } from "./decoding.ts";
import { type Finding, findingOf, inFileOrder } from "./findings.ts";
import { isFormula } from "./formula.ts";
import { type FileColumn, readHeader } from "./header.ts";
import { isOwnColumn } from "./own-columns.ts";
import { type Conditions, type ImportRow, readRow } from "./row.ts";
import { fold } from "./terms.ts";

/** The largest file that is read, and the most rows: ten times what a programme imports in a year. */
export const LARGEST_FILE_BYTES = 8_000_000;
export const MOST_ROWS = 20_000;

/** A file that was taken apart; it can be put together again with two more columns. */
export type OpenedFile = Readonly<{
  decoded: Decoded;
  dialect: Dialect;
  header: CsvRecord;
  columns: readonly FileColumn[];
  records: readonly CsvRecord[];
}>;

/** What a file says. `rows` holds those without fault; `rowCount` counts all. */
export type Reading = Readonly<{
  file: OpenedFile | null;
  rows: readonly ImportRow[];
  rowCount: number;
  findings: readonly Finding[];
}>;

/** Reads a file whole. */
export function readImport(bytes: Uint8Array, conditions: Conditions): Reading {
  const opened = open(bytes);
  if ("code" in opened) return { file: null, rows: [], rowCount: 0, findings: [opened] };
  const { file, unclosed } = opened;
  const findings = [...opened.findings];
  const say = noting(findings);
  const rows: ImportRow[] = [];
  if (unclosed !== null) findings.push(findingOf("QUOTE_UNCLOSED", { line: unclosed }));
  if (file.records.length === 0) findings.push(findingOf("ROWS_MISSING", { line: file.header.line }));
  const repeated = repetitions();
  for (const record of file.records) {
    const cells = cellsOf(record, file.columns, findings);
    if (cells === null) continue;
    formulasIn(record, file.columns, say);
    const before = findings.length;
    const row = readRow(cells, conditions, say);
    if (row === null) continue;
    repeated(row, cells, say);
    if (!findings.slice(before).some(({ severity }) => severity === "ERROR")) rows.push(row);
  }
  return { file, rows, rowCount: file.records.length, findings: inFileOrder(findings) };
}

/** A file taken apart, and what is to be said of its quotes and headers. */
type Opened = Readonly<{ file: OpenedFile; unclosed: number | null; findings: readonly Finding[] }>;

/** Takes a file apart without reading a cell; a finding when there is nothing to take apart. */
function open(bytes: Uint8Array): Opened | Finding {
  if (bytes.length > LARGEST_FILE_BYTES) return findingOf("FILE_TOO_LARGE", { line: 1, other: "8 MB" });
  const decoded = decode(bytes);
  if (decoded === null) return findingOf("FILE_NOT_TEXT", { line: 1 });
  const hint = /^sep=[^\r\n]*(?:\r\n|\r|\n)/i.exec(decoded.text)?.[0] ?? "";
  const [from, line] = [hint.length, hint === "" ? 1 : 2];
  const dialect = dialectOf(/^[^\r\n]*/.exec(decoded.text.slice(from).trimStart())?.[0] ?? "");
  const { records, unclosed }: Csv = readCsv(decoded.text, dialect, from, line);
  const [header, ...rest] = records;
  if (header === undefined || header.fields.every(({ text }) => text.trim() === "")) {
    return findingOf("FILE_EMPTY", { line: 1 });
  }
  const rows = rest.filter(({ fields }) => fields.some(({ text }) => text.trim() !== ""));
  if (rows.length > MOST_ROWS) {
    return findingOf("ROWS_TOO_MANY", { line: rows[MOST_ROWS]?.line ?? 1, other: String(MOST_ROWS) });
  }
  const { columns, findings } = readHeader(header);
  return { file: { decoded, dialect, header, columns, records: rows }, unclosed, findings };
}

/** The cells of a record; null, with the finding, when it has more or fewer fields than the header. */
function cellsOf(record: CsvRecord, columns: readonly FileColumn[], findings: Finding[]): Cells | null {
  const { fields, line } = record;
  const surplus = fields.slice(columns.length).some(({ text }) => text.trim() !== "");
  if (surplus || fields.length < columns.length) {
    const counts = { value: String(fields.length), other: String(columns.length) };
    findings.push(findingOf(surplus ? "FIELDS_SURPLUS" : "FIELDS_MISSING", { line, ...counts }));
    return null;
  }
  const cells = columns.flatMap((column): [ColumnKey, Cell][] =>
    column.key === null ? [] : [[column.key, cellAt(record, column)]],
  );
  return { line, of: new Map(cells) };
}

function cellAt({ fields, line }: CsvRecord, { name, number, key }: FileColumn): Cell {
  const field = fields[number - 1];
  return { text: (field?.text ?? "").replaceAll("\u00a0", " ").trim(), key, name, number, line: field?.line ?? line };
}

/** Formulas in columns that are not read; in those that are, the reader says so. */
function formulasIn(record: CsvRecord, columns: readonly FileColumn[], say: Say): void {
  for (const column of columns) {
    if (column.key !== null || isOwnColumn(column.name)) continue;
    const text = record.fields[column.number - 1]?.text ?? "";
    if (isFormula(text)) say("TEXT_FORMULA", cellAt(record, column));
  }
}

/** Notes a citizen who stands in two rows, at the second. */
function repetitions(): (row: ImportRow, cells: Cells, say: Say) => void {
  const first = new Map<string, number>();
  return ({ person, line }, cells, say) => {
    const key = person.cpr ?? `${fold(person.name ?? "")} ${person.birthDate}`;
    const earlier = first.get(key);
    const cell = cells.of.get(person.cpr === null ? "name" : "cpr");
    if (earlier === undefined) first.set(key, line);
    else if (cell !== undefined) say("ROW_REPEATED", cell, { other: String(earlier) });
  };
}

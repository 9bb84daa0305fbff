/** The user's own file, returned with what is to be said of each row. Pure. */
import type { CsvRecord, Dialect, Field } from "./csv.ts";
import { encode } from "./decoding.ts";
import type { Finding } from "./findings.ts";
import { harmless, isFormula } from "./formula.ts";
import { isOwnColumn, OWN_COLUMNS } from "./own-columns.ts";
import type { OpenedFile } from "./reading.ts";

/**
 * The file byte for byte, with the columns `fejl_kode` and `fejl_tekst` behind every row, in its own encoding.
 *
 * Only a cell that a spreadsheet would run is changed: it gets an apostrophe before it. Two columns that we added
 * earlier are replaced. What is said of the header stands in the first row.
 */
export function annotate(file: OpenedFile, findings: readonly Finding[]): Uint8Array {
  const { decoded, dialect, header, records } = file;
  const own = ownColumns(header);
  const notes = notesByRecord(file, findings);
  const parts: string[] = [];
  let copied = 0;
  const add = (record: CsvRecord, more: readonly string[]): void => {
    const fields = own > 0 ? record.fields.slice(0, header.fields.length - own) : record.fields;
    const end = fields.at(-1)?.end ?? record.end;
    parts.push(decoded.text.slice(copied, record.start), cellsIn(decoded.text, { start: record.start, end }, fields));
    for (const text of more) parts.push(dialect.delimiter, fieldOf(text, dialect));
    copied = record.end;
  };
  add(header, OWN_COLUMNS);
  for (const record of records) add(record, notes.get(record) ?? ["", ""]);
  parts.push(decoded.text.slice(copied));
  return encode(parts.join(""), decoded.encoding, decoded.bom);
}

/** Codes and sentences of each record. */
function notesByRecord(
  { header, records }: OpenedFile,
  findings: readonly Finding[],
): ReadonlyMap<CsvRecord, readonly [string, string]> {
  const of = new Map<CsvRecord, Finding[]>();
  let at = 0;
  for (const finding of findings) {
    while (at + 1 < records.length && (records[at + 1] as CsvRecord).line <= finding.line) at += 1;
    const record = records[at];
    if (record !== undefined) of.set(record, [...(of.get(record) ?? []), finding]);
  }
  const sentence = ({ line, column, text, suggestion }: Finding): string => {
    const place = line === header.line ? `Linje ${line}: ` : column === null ? "" : `${column}: `;
    return `${place}${text.da}${suggestion === null ? "" : ` Forslag: ${suggestion}.`}`;
  };
  return new Map(
    [...of].map(([record, some]) => [
      record,
      [[...new Set(some.map(({ code }) => code))].join(" "), some.map(sentence).join(" | ")] as const,
    ]),
  );
}

/** The text of a record, with what would run made harmless. */
function cellsIn(
  text: string,
  { start, end }: Readonly<{ start: number; end: number }>,
  fields: readonly Field[],
): string {
  const parts: string[] = [];
  let copied = start;
  for (const field of fields) {
    if (!isFormula(field.text)) continue;
    const inside = field.quoted ? field.start + 1 : field.start;
    parts.push(text.slice(copied, inside), "'");
    copied = inside;
  }
  return `${parts.join("")}${text.slice(copied, end)}`;
}

/** A text as a field: in quotes when the dialect needs them. */
function fieldOf(text: string, { delimiter, quote }: Dialect): string {
  const safe = harmless(text);
  const needsQuotes = [delimiter, quote, "\n", "\r"].some((mark) => safe.includes(mark));
  return needsQuotes ? `${quote}${safe.replaceAll(quote, quote + quote)}${quote}` : safe;
}

/** How many of our own columns end the header: both or none. */
function ownColumns({ fields }: CsvRecord): number {
  const last = fields.slice(-OWN_COLUMNS.length);
  return last.length === OWN_COLUMNS.length && last.every(({ text }) => isOwnColumn(text)) ? OWN_COLUMNS.length : 0;
}

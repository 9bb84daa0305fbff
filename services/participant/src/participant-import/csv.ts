/**
 * Text with separated values (CSV) as records of fields that know where they stand.
 *
 * Every field keeps its place in the text, because the file goes back to its owner byte for byte. Pure.
 */

/** Characters that separate fields in the files of spreadsheets. */
export const DELIMITERS = [";", ",", "\t"] as const;
export type Delimiter = (typeof DELIMITERS)[number];
export type Quote = '"' | "'";

/** A field without its quotes; `start` and `end` are where it stands in the text, quotes included. */
export type Field = Readonly<{ text: string; line: number; start: number; end: number; quoted: boolean }>;

/** A record; `end` is where its line end begins. `line` is that of its first character, from 1. */
export type CsvRecord = Readonly<{ line: number; fields: readonly Field[]; start: number; end: number }>;

/** A text cut into records; `unclosed` is the line of a quote that nothing closes, or null. */
export type Csv = Readonly<{ records: readonly CsvRecord[]; unclosed: number | null }>;

/** How a text is cut. */
export type Dialect = Readonly<{ delimiter: Delimiter; quote: Quote }>;

/** The position in a text that is being read. */
type Cursor = { at: number; line: number; unclosed: number | null };

/**
 * Cuts a text from `from` on. Empty lines give no record.
 *
 * @param from where the first record begins; it stands on line `line`
 */
export function readCsv(text: string, dialect: Dialect, from = 0, line = 1): Csv {
  const cursor: Cursor = { at: from, line, unclosed: null };
  const records: CsvRecord[] = [];
  while (cursor.at < text.length) {
    const record = readRecord(text, dialect, cursor);
    if (record.end > record.start) records.push(record);
    skipLineEnd(text, cursor);
  }
  return { records, unclosed: cursor.unclosed };
}

/** The dialect whose delimiter stands most often in the first line, outside quotes; a semicolon when none does. */
export function dialectOf(firstLine: string): Dialect {
  const quote: Quote = /^\s*'/.test(firstLine) ? "'" : '"';
  const [best] = DELIMITERS.map((delimiter) => {
    const [record] = readCsv(firstLine, { delimiter, quote }).records;
    return { delimiter, fields: record?.fields.length ?? 0 };
  }).sort((a, b) => b.fields - a.fields);
  return { delimiter: best?.delimiter ?? ";", quote };
}

function readRecord(text: string, dialect: Dialect, cursor: Cursor): CsvRecord {
  const { at: start, line } = cursor;
  const fields: Field[] = [];
  for (;;) {
    fields.push(
      text[cursor.at] === dialect.quote ? quotedField(text, dialect, cursor) : bareField(text, dialect, cursor),
    );
    if (text[cursor.at] !== dialect.delimiter) break;
    cursor.at += 1;
  }
  return { line, fields, start, end: cursor.at };
}

function bareField(text: string, { delimiter }: Dialect, cursor: Cursor): Field {
  const { at: start, line } = cursor;
  cursor.at = endOfBare(text, delimiter, start);
  return { text: text.slice(start, cursor.at), line, start, end: cursor.at, quoted: false };
}

/** Reads to the closing quote; a doubled quote is one of the text. What follows the closing quote belongs to the field. */
function quotedField(text: string, { delimiter, quote }: Dialect, cursor: Cursor): Field {
  const { at: start, line } = cursor;
  const parts: string[] = [];
  let from = start + 1;
  for (;;) {
    const close = text.indexOf(quote, from);
    if (close === -1) {
      cursor.unclosed ??= line;
      parts.push(text.slice(from));
      cursor.at = text.length;
      break;
    }
    parts.push(text.slice(from, close));
    from = close + 2;
    if (text[close + 1] === quote) {
      parts.push(quote);
      continue;
    }
    cursor.at = endOfBare(text, delimiter, close + 1);
    parts.push(text.slice(close + 1, cursor.at));
    break;
  }
  cursor.line += lineEndsIn(text.slice(start, cursor.at));
  return { text: parts.join(""), line, start, end: cursor.at, quoted: true };
}

function endOfBare(text: string, delimiter: Delimiter, from: number): number {
  let at = from;
  for (; at < text.length; at += 1) {
    const letter = text[at];
    if (letter === delimiter || letter === "\n" || letter === "\r") break;
  }
  return at;
}

function skipLineEnd(text: string, cursor: Cursor): void {
  if (cursor.at >= text.length) return;
  cursor.at += text[cursor.at] === "\r" && text[cursor.at + 1] === "\n" ? 2 : 1;
  cursor.line += 1;
}

function lineEndsIn(text: string): number {
  return text.match(/\r\n|\r|\n/g)?.length ?? 0;
}

/** One cell of an import: what it says, or why it cannot be read. Pure. */
import type { LocalDate } from "@inclusion/kernel";
import { looksLikeCpr } from "@inclusion/kernel";
import { COLUMNS, type ColumnKey } from "./columns.ts";
import { readDate } from "./dates.ts";
import { type Finding, type FindingCode, findingOf } from "./findings.ts";
import { isFormula } from "./formula.ts";
import { masked } from "./masking.ts";
import { MUNICIPALITY_NAMES, municipalityCodeOf } from "./municipalities.ts";
import { type Dictionary, suggestionFor, termNamed } from "./terms.ts";

/** A cell with its place; `number` and `line` count from 1. */
export type Cell = Readonly<{ text: string; key: ColumnKey | null; name: string; number: number; line: number }>;

/** A row by our names of its columns; an empty cell is there, a column that the file lacks is not. */
export type Cells = Readonly<{ line: number; of: ReadonlyMap<ColumnKey, Cell> }>;

/** What a finding adds to its cell. */
export type More = Readonly<{ other?: string; suggestion?: string | null }>;

/** Notes a finding at a cell and gives null, so that a reader ends with it. */
export type Say = (code: FindingCode, cell: Cell, more?: More) => null;

/** Mangled letters: the mark of a lost one, and UTF-8 that was taken for Windows-1252. */
const DAMAGED = /\ufffd|Ã[\u0080-\u00bf¸¦¥†˜…‚ƒ„‰Š]/;

/** Notes findings in `into`. */
export function noting(into: Finding[]): Say {
  return (code, cell, more = {}) => {
    const spot = { line: cell.line, column: cell.name, columnNumber: cell.number };
    into.push(findingOf(code, { ...spot, value: masked(cell.key, cell.text), ...more }));
    return null;
  };
}

/** The cell when something stands in it and its letters are whole; a needed cell that is empty is noted. */
export function filled(cells: Cells, key: ColumnKey, needed: boolean, say: Say): Cell | null {
  const cell = cells.of.get(key);
  if (cell === undefined) return null;
  if (cell.text === "") return needed ? say("VALUE_MISSING", cell) : null;
  return DAMAGED.test(cell.text) ? say("TEXT_DAMAGED", cell) : cell;
}

/** A cell for a column that the file lacks, so that a rule can name it. */
export function absent({ line, of }: Cells, key: ColumnKey): Cell {
  return of.get(key) ?? { text: "", key, name: COLUMNS[key].da, number: 0, line };
}

/** The day of a cell. */
export function dayIn(cell: Cell | null, say: Say): LocalDate | null {
  if (cell === null) return null;
  const read = readDate(cell.text);
  return read.ok ? read.day : say(read.code, cell, { suggestion: read.suggestion });
}

/** The value of a cell of a closed list. */
export function termIn<Value extends string>(
  cell: Cell | null,
  list: Readonly<{ terms: Dictionary<Value>; unknown: FindingCode }>,
  say: Say,
): Value | null {
  if (cell === null) return null;
  const value = termNamed(list.terms, cell.text);
  return value ?? say(list.unknown, cell, { suggestion: suggestionFor(list.terms, cell.text) });
}

/** The code of the municipality that a cell names by code or name. */
export function municipalityIn(cell: Cell | null, say: Say): string | null {
  if (cell === null) return null;
  const code = municipalityCodeOf(cell.text);
  return code ?? say("MUNICIPALITY_UNKNOWN", cell, { suggestion: suggestionFor(MUNICIPALITY_NAMES, cell.text) });
}

/** Hours a week with one decimal, above 0 and at most 37; a comma or a point before the decimals. */
export function hoursIn(cell: Cell | null, say: Say): number | null {
  if (cell === null) return null;
  const written = /^-?\d{1,4}(?:[.,]\d{1,4})?$/.exec(cell.text)?.[0];
  if (written === undefined) {
    const inside = /\d{1,2}(?:[.,]\d)?/.exec(cell.text)?.[0] ?? null;
    return say("NUMBER_UNREADABLE", cell, { suggestion: /\d{3}/.test(cell.text) ? null : inside });
  }
  const hours = Number(written.replace(",", "."));
  if (hours <= 0 || hours > 37) return say("HOURS_OUT_OF_RANGE", cell);
  const tenths = Math.round(hours * 10);
  if (tenths === hours * 10) return hours;
  return say("NUMBER_UNREADABLE", cell, { suggestion: String(Math.max(tenths, 1) / 10).replace(".", ",") });
}

/** A text of at most `longest` characters without a CPR number in it; what looks like a formula is noted and read. */
export function textIn(cell: Cell | null, longest: number, say: Say): string | null {
  if (cell === null) return null;
  if (cell.text.length > longest) return say("TEXT_TOO_LONG", cell, { other: String(longest) });
  if (looksLikeCpr(cell.text)) return say("CPR_IN_WRONG_FIELD", cell);
  if (isFormula(cell.text)) say("TEXT_FORMULA", cell);
  return cell.text;
}

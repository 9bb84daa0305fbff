/**
 * Labels with their values.
 */
import { type Field, isDay, isList, isNumeric, type Label } from "./labels.ts";
import { beginsWithDash, type Line } from "./lines.ts";
import type { Mark } from "./marks.ts";

/** One line of a value; `minus` says that a dash stands before it, which an amount must not have. */
export type ValueLine = Readonly<{ text: string; number: number; minus: boolean }>;

/** A label and the lines of its value; none when the value is missing. */
export type Entry = Readonly<{ label: Label; line: Line; value: readonly ValueLine[] }>;

/** The entries of a block in its order, and the lines that belong to none, with the headings below which an amount may stand. */
export type Block = Readonly<{ entries: readonly Entry[]; free: readonly Line[] }>;

/**
 * Finds the value of each label.
 *
 * @param dense whether everything between two labels is value, as on the public sites (A, B, C);
 *              elsewhere text of other kinds stands between, and a value is one line
 */
export function entriesOf(marks: readonly Mark[], dense: boolean): Block {
  const entries: Entry[] = [];
  const free: Line[] = [];
  for (let index = 0; index < marks.length; index += 1) {
    const mark = marks[index] as Mark;
    if (mark.kind === "FREE" || (mark.kind === "HEADING" && mark.heading === "BUDGET")) free.push(mark.line);
    if (mark.kind !== "LABEL") continue;
    const below = valueBelow(marks, index, mark.label, dense);
    const beside =
      mark.label.beside === null ? [] : [{ text: mark.label.beside, number: mark.line.number, minus: false }];
    entries.push({
      label: mark.label,
      line: mark.line,
      value: [...beside, ...below.map((line) => valueLine(line, mark.line))],
    });
    index += below.length;
  }
  return { entries, free };
}

/** The value as one text. */
export function textOf(value: readonly ValueLine[]): string {
  return value.map((line) => line.text).join(" ");
}

/** A dash is a bullet, and no minus, where the label has the same mark. */
function valueLine(line: Line, label: Line): ValueLine {
  return { text: line.text, number: line.number, minus: beginsWithDash(line) && line.bullet !== label.bullet };
}

/** The free lines after the label at `at` that are its value. */
function valueBelow(marks: readonly Mark[], at: number, label: Label, dense: boolean): readonly Line[] {
  if (!dense && label.beside !== null) return [];
  const lines: Line[] = [];
  for (let index = at + 1; index < marks.length; index += 1) {
    const mark = marks[index] as Mark;
    if (mark.kind !== "FREE" || !goesOn(mark.line, lines, label, dense)) break;
    lines.push(mark.line);
  }
  return lines;
}

/**
 * Whether `line` still belongs to the value of `label` after the lines `above`.
 *
 * A name ends at a blank line. Numbers and lists below their label go on until the next label,
 * so that a stray line makes a number unreadable and is not dropped in silence.
 */
function goesOn(line: Line, above: readonly Line[], label: Label, dense: boolean): boolean {
  const [first] = above;
  if (label.beside !== null) return !line.afterBlank && !startsAnew(line, label.field);
  if (first === undefined) return true;
  if (!dense) return isList(label.field) && !line.afterBlank;
  if (first.bullet === "" && line.bullet !== "") return false;
  if (isList(label.field)) return true;
  return !startsAnew(line, label.field) && (isNumeric(label.field) || !line.afterBlank);
}

/** Whether `line` looks like a label that is not known here: a bullet, or words before a colon. */
function startsAnew(line: Line, field: Field): boolean {
  return line.bullet !== "" || (!isDay(field) && /^[^:]{2,60}:(?: |$)/.test(line.text));
}

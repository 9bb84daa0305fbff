/**
 * Public project sheets: the page on which an authority or an operator states a programme's dates, money and parties.
 *
 * Pure. A sheet is read whole or refused whole, with every reason: the reader is a person who has the page
 * open and corrects the text once. A label that is missing is not stated, and never 0.
 */
import { accept, type Decision, refuse } from "@inclusion/kernel";
import { budgetLineIn } from "./budget.ts";
import { damagedLine } from "./damage.ts";
import { durationOf } from "./duration.ts";
import { type Block, type Entry, entriesOf, textOf } from "./entries.ts";
import type { SheetFacts, SheetLayout } from "./facts.ts";
import { isAmount } from "./labels.ts";
import { isCall, layoutOf } from "./layout.ts";
import { type Line, linesOf, sectionsOf } from "./lines.ts";
import { type Mark, marksOf } from "./marks.ts";
import { namesOf } from "./names.ts";
import { quoted, type SheetRefusal, type SheetRefusalCode } from "./refusals.ts";
import { sumsOf } from "./sums.ts";
import { targetsOf } from "./targets.ts";
import { leadingTitle, slugOf, titleOf, trailingTitle } from "./title.ts";
import { isLoneAmount, isLonePeriod } from "./unlabelled.ts";

export type { ProgrammeArea } from "./areas.ts";
export type { PartSource, SheetFacts, SheetLayout, SheetPart } from "./facts.ts";
export type { SheetRefusal, SheetRefusalCode } from "./refusals.ts";
export type { IndicatorCode, Target } from "./targets.ts";

/** The longest text that is read, in UTF-16 code units; the longest known page has 4,000. */
export const LONGEST_SHEET = 200_000;

/** A person corrects no more at once, and a hostile text could give a hundred thousand. */
const MOST_REASONS = 100;

/**
 * Reads one sheet in any of the layouts.
 *
 * @param text one page as it was copied; lines that begin with `#` are notes of the copier and ignored
 * @refuses SHEET_TOO_LARGE, TEXT_DAMAGED, SHEET_EMPTY, CALL_FOR_APPLICATIONS and SHEET_UNKNOWN_LAYOUT alone,
 *          since nothing else can be said of such a text; every other code of `SHEET_REFUSALS` together
 */
export function readSheet(text: string): Decision<SheetFacts, SheetRefusalCode> {
  if (text.length > LONGEST_SHEET) {
    const message = `Hand in one page; ${LONGEST_SHEET} characters are the most that is read.`;
    return refuse({ code: "SHEET_TOO_LARGE", message, line: 1 });
  }
  const damaged = damagedLine(text);
  if (damaged !== null) {
    const message = "Copy the page again as UTF-8 text; letters in this line are lost or mangled.";
    return refuse({ code: "TEXT_DAMAGED", message, line: damaged });
  }
  const lines = linesOf(text);
  const [firstLine] = lines;
  if (firstLine === undefined) {
    return refuse({ code: "SHEET_EMPTY", message: "Hand in the text of a project page.", line: 1 });
  }
  const { block, prose } = sectionsOf(lines);
  const marks = marksOf(block);
  if (isCall(marks)) {
    const message = "Hand in the page of a project; this one calls for applications.";
    return refuse({ code: "CALL_FOR_APPLICATIONS", message, line: firstLine.number });
  }
  const layout = layoutOf(marks);
  if (layout === null) {
    const message = "Hand in a project page that states its dates or amounts under their labels.";
    return refuse({ code: "SHEET_UNKNOWN_LAYOUT", message, line: firstLine.number });
  }
  return readProject(marks, prose, layout);
}

function readProject(
  marks: readonly Mark[],
  prose: readonly Line[],
  layout: SheetLayout,
): Decision<SheetFacts, SheetRefusalCode> {
  const block = entriesOf(marks, layout === "A" || layout === "B" || layout === "C");
  const title = titleIn(marks, block, layout);
  const slug = slugOf(title);
  const { duration, refusals: ofDuration } = durationOf(block);
  const { sums, refusals: ofSums } = sumsOf(block, layout);
  const { names, refusals: ofNames } = namesOf(block, layout);
  const { targets, refusals: ofTargets } = targetsOf(prose);
  const [first, ...more] = [
    ...(slug === "" ? [titleMissing(marks)] : []),
    ...(prose.length === 0 ? cutOff(marks, layout) : []),
    ...block.entries.filter((entry) => entry.value.length === 0).map(valueMissing),
    ...repetitions(block.entries),
    ...ofDuration,
    ...ofSums,
    ...ofNames,
    ...ofTargets,
  ]
    .sort((a, b) => a.line - b.line)
    .slice(0, MOST_REASONS);
  return first === undefined
    ? accept({ title, slug, layout, ...duration, ...sums, ...names, targets })
    : refuse(first, ...more);
}

/** The title stands above everything else; on an English page it may also stand below. */
function titleIn(marks: readonly Mark[], block: Block, layout: SheetLayout): string {
  const end = marks.findIndex(({ kind, line }) => kind !== "FREE" || isLoneAmount(line) || isLonePeriod(line));
  const above = marks.slice(0, end === -1 ? marks.length : end).map((mark) => mark.line);
  if (layout === "A" || layout === "B" || layout === "C") return titleOf(above);
  if (layout !== "D") {
    const free = block.free.filter((line) => !isLoneAmount(line) && !isLonePeriod(line));
    return above.length > 0 ? leadingTitle(above) : trailingTitle(free);
  }
  const budget = above.findIndex((line) => budgetLineIn(line) !== null);
  return leadingTitle(budget === -1 ? above : above.slice(0, budget));
}

/** One label twice is harmless while its value is the same; amounts are compared as amounts, in `sums.ts`. */
function repetitions(entries: readonly Entry[]): readonly SheetRefusal[] {
  const first = new Map<string, Entry>();
  return entries.flatMap((entry): SheetRefusal[] => {
    const { field } = entry.label;
    if (isAmount(field) || field === "other" || entry.value.length === 0) return [];
    const earlier = first.get(field);
    if (earlier === undefined) first.set(field, entry);
    if (earlier === undefined || textOf(earlier.value).toLowerCase() === textOf(entry.value).toLowerCase()) return [];
    const message = `Keep the right ${quoted(entry.label.written)}; line ${earlier.line.number} has another value.`;
    return [{ code: "LABEL_REPEATED", message, line: entry.line.number }];
  });
}

function valueMissing({ label, line }: Entry): SheetRefusal {
  const message = `Add the value of ${quoted(label.written)}, or leave the label out if the page has none.`;
  return { code: "VALUE_MISSING", message, line: line.number };
}

/** A budget in free form that stops at a colon or dash has lost its last amount. */
function cutOff(marks: readonly Mark[], layout: SheetLayout): readonly SheetRefusal[] {
  const last = marks.at(-1);
  if (layout !== "D" || last === undefined || last.kind === "LABEL" || !/[:–—-]$/.test(last.line.text)) return [];
  const message = `Add what follows ${quoted(last.line.text)}; the page seems cut off here.`;
  return [{ code: "VALUE_MISSING", message, line: last.line.number }];
}

function titleMissing(marks: readonly Mark[]): SheetRefusal {
  const message = "Add the title of the programme, in a line above its labels.";
  return { code: "TITLE_MISSING", message, line: marks[0]?.line.number ?? 1 };
}

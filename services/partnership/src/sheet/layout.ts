/**
 * Which of the published layouts a block has.
 *
 * A: heading "Info om indsatsen". B: heading "Projektinformation". C: no heading, `Label: value`.
 * D: an operator's own page with a budget in free form. E: English, labels in euro. F: English, rounded, few labels.
 */
import { budgetLinesOf } from "./budget.ts";
import { entriesOf } from "./entries.ts";
import type { SheetLayout } from "./facts.ts";
import { type Field, isNumeric, type Label } from "./labels.ts";
import type { Heading, Mark } from "./marks.ts";
import { isLoneAmount, isLonePeriod, isRounded } from "./unlabelled.ts";

/** A million kroner in running text, as calls write it and projects do not. */
const IN_MILLIONS = /\bmi[oa]\.? ?kr|\bmillion(?:er)? kr/i;

/** Whether the block announces money to apply for: it has a deadline, or funds in millions and no start. */
export function isCall(marks: readonly Mark[]): boolean {
  const { entries } = entriesOf(marks, true);
  const has = (field: Field) => entries.some((entry) => entry.label.field === field);
  const inMillions = entries.some(
    ({ label, value }) => label.field === "financing" && value.some((line) => IN_MILLIONS.test(line.text)),
  );
  return has("callDeadline") || (inMillions && !has("startsOn"));
}

/** The layout of a block that states a date or an amount; null when it states neither, or has the marks of no layout. */
export function layoutOf(marks: readonly Mark[]): SheetLayout | null {
  const headings = new Set(marks.flatMap((mark) => (mark.kind === "HEADING" ? [mark.heading] : [])));
  const labels = marks.flatMap((mark) => (mark.kind === "LABEL" ? [mark.label] : []));
  const states = labels.some((label) => isNumeric(label.field));
  if (headings.has("INFO")) return states ? "A" : null;
  if (headings.has("PROJECT")) return states ? "B" : null;
  if (isShortEnglish(marks, labels)) return "F";
  if (headings.has("ENGLISH") || labels.some((label) => label.english)) return states ? "E" : null;
  if (isOwnPage(marks, labels)) return "D";
  return states ? withoutHeading(headings, labels) : null;
}

function isShortEnglish(marks: readonly Mark[], labels: readonly Label[]): boolean {
  return (
    labels.some((label) => label.beside !== null && isRounded(label.beside)) ||
    marks.some((mark) => mark.kind === "FREE" && (isLonePeriod(mark.line) || isLoneAmount(mark.line)))
  );
}

/** An own page names its period, its total, or a payer that we know; other amounts can stand in any text. */
function isOwnPage(marks: readonly Mark[], labels: readonly Label[]): boolean {
  const { free } = entriesOf(marks, false);
  return (
    labels.some((label) => label.field === "period") ||
    budgetLinesOf(free).some((line) => line.isTotal || line.payer !== "OWN_OR_OTHER")
  );
}

/** A copy can lack its heading; then the labels that only one layout has decide. */
function withoutHeading(headings: ReadonlySet<Heading>, labels: readonly Label[]): SheetLayout {
  const has = (...fields: readonly Field[]) => labels.some((label) => fields.includes(label.field));
  if (headings.has("CONTACT") || labels.some((label) => label.written.toLowerCase() === "region")) return "C";
  if (has("areas", "financing", "decentral")) return "A";
  return has("recommendedBy") ? "B" : "C";
}

/**
 * The budget of an operator's own page (layout D): lines of free form, each a payer and an amount.
 */
import { percentIn, withoutPercent } from "./amounts.ts";
import type { PartSource } from "./facts.ts";
import type { Line } from "./lines.ts";

/** What a line of a budget says, with the amount as it is written; `label` is empty when none belongs to the amount. */
export type BudgetLine = Readonly<{
  label: string;
  amount: string;
  number: number;
  isTotal: boolean;
  payer: PartSource;
}>;

const TOTALS: ReadonlySet<string> = new Set([
  "budget",
  "budget i alt",
  "i alt",
  "projektbudget",
  "projektets budget",
  "projektets samlede budget",
  "samlede budget",
  "samlede projektudgifter",
  "samlede udgifter",
  "samlet",
  "samlet budget",
  "samlet projektbudget",
  "total",
  "total budget",
  "totalbudget",
]);

/** Dividers between label and amount; the last one in a line counts. */
const DIVIDERS: readonly string[] = [":", " - ", " – ", " — "];
const LONGEST_LABEL = 120;
const STARTS_AS_MONEY = /^(?:(?:kr|dkk)\b\.? ?|€ ?)(?:-?\d|$)/i;
const ENDS_AS_MONEY = /^\d.{0,40}(?:\bkr\.?|\bkroner|€)$/i;
const DAY = /^\d{1,2}\.\d{1,2}\.\d{4}\.?$/;

/** Words that lead up to an amount inside a sentence. */
const MID_SENTENCE = /(?:^| )(?:af|ca\.|er|for|fra|i|med|mod|og|om|over|på|til|under)$/i;

/** Who pays under `label`; Erhvervsstyrelsen (ERST) is the authority that pays the Social Fund's money out. */
export function payerNamed(label: string): PartSource {
  if (/decentral|danmarks erhvervsfremmebestyrelse/i.test(label) || /\bDEM\b/.test(label)) {
    return "DECENTRALISED_BUSINESS_PROMOTION";
  }
  if (/socialfond|social fund|erhvervsstyrelsen|eu-støtte/i.test(label) || /\b(?:ESF|ERST)\b/.test(label)) return "ESF";
  return "OWN_OR_OTHER";
}

/** The lines of a budget among `lines`. An amount alone in its line belongs to the words in the line above. */
export function budgetLinesOf(lines: readonly Line[]): readonly BudgetLine[] {
  const found: BudgetLine[] = [];
  let words = "";
  for (const line of lines) {
    const budgetLine = isMoney("", line.text) ? budgetLineOf(words, line.text, line.number) : budgetLineIn(line);
    words = budgetLine === null ? line.text : "";
    if (budgetLine !== null) found.push(budgetLine);
  }
  return found;
}

/** Label and amount in one line; null when the line is no line of a budget. */
export function budgetLineIn(line: Line): BudgetLine | null {
  const [label, amount] = atTab(line) ?? atDivider(line.text) ?? atNumber(line.text) ?? ["", ""];
  return label === "" ? null : budgetLineOf(label, amount, line.number);
}

function budgetLineOf(words: string, amount: string, number: number): BudgetLine {
  const label = words.slice(0, LONGEST_LABEL).replace(/[ :–—-]+$/, "");
  return { label, amount, number, isTotal: TOTALS.has(label.toLowerCase()), payer: payerNamed(label) };
}

function atTab(line: Line): readonly [string, string] | null {
  const [label, amount] = [line.cells.slice(0, -1).join(" "), line.cells.at(-1) ?? ""];
  return isMoney(label, amount) || isMeantFor(label, amount) ? [label, amount] : null;
}

/** Two dividers in a row (`Tilskud: - 5.000`) leave a minus on the amount. */
function atDivider(text: string): readonly [string, string] | null {
  const [at, divider] = DIVIDERS.map((each) => [text.lastIndexOf(each), each] as const).reduce((a, b) =>
    b[0] > a[0] ? b : a,
  );
  if (at < 1) return null;
  const [label, amount] = [text.slice(0, at), text.slice(at + divider.length).trim()];
  if (!isMoney(label, amount) && !isMeantFor(label, amount)) return null;
  return [label, divider !== ":" && /[:–—-]$/.test(label.trim()) ? `-${amount}` : amount];
}

/** A label right before its amount, unless the two are the end of a sentence. */
function atNumber(text: string): readonly [string, string] | null {
  if (text.endsWith(".")) return null;
  const sum = withoutPercent(text);
  const currencyAt = sum.toLowerCase().lastIndexOf(" kr");
  const lastWordAt = sum.lastIndexOf(" ");
  for (const at of [currencyAt, lastWordAt]) {
    const [label, amount] = [text.slice(0, Math.max(at, 0)), text.slice(at + 1)];
    if (isMoney(label, amount) && !MID_SENTENCE.test(label.slice(-10))) return [label, amount];
  }
  return null;
}

/** Whether `amount` names a currency or is written with dots, as no other number but a day is. */
function isMoney(label: string, amount: string): boolean {
  if (label.length > LONGEST_LABEL || DAY.test(amount)) return false;
  const sum = percentIn(amount) === null ? amount : withoutPercent(amount);
  return STARTS_AS_MONEY.test(sum) || ENDS_AS_MONEY.test(sum) || isWrittenAsAmount(sum);
}

/** Whether any number after `label` must be its amount, because the label is a payer that we know or a total. */
function isMeantFor(label: string, amount: string): boolean {
  if (label.length > LONGEST_LABEL || !/^\D{0,5}\d/.test(amount) || /^[\d.,]{1,8} ?%/.test(amount)) return false;
  return TOTALS.has(label.trim().toLowerCase()) || payerNamed(label) !== "OWN_OR_OTHER";
}

function isWrittenAsAmount(text: string): boolean {
  return text.length >= 5 && /^-?\d[\d.,-]*$/.test(text) && /[.,]/.test(text);
}

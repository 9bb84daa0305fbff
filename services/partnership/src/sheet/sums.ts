/**
 * The money of a sheet: its total, its parts, and whether they agree.
 */
import { type Currency, sumMinor } from "@inclusion/kernel";
import { type Amount, isShare, percentIn, readAmount } from "./amounts.ts";
import { budgetLinesOf } from "./budget.ts";
import { type Block, textOf } from "./entries.ts";
import type { PartSource, SheetFacts, SheetLayout } from "./facts.ts";
import type { Field } from "./labels.ts";
import { quoted, type SheetRefusal } from "./refusals.ts";
import { isLoneAmount } from "./unlabelled.ts";

export type Sums = Pick<SheetFacts, "currency" | "eligibleTotalMinor" | "eligibleTotalDerived" | "parts">;

/** An amount where a sheet states it; `payer` is null for the total, `key` is equal for two statements of one thing. */
type Stated = Readonly<{
  key: string;
  payer: PartSource | null;
  label: string;
  labelCurrency: Currency | null;
  text: string;
  number: number;
}>;

type Read = Readonly<{ stated: Stated; amount: Amount }>;

const PAYER_OF: ReadonlyMap<Field, PartSource | null> = new Map([
  ["eligibleTotal", null],
  ["euSupport", "ESF"],
  ["decentral", "DECENTRALISED_BUSINESS_PROMOTION"],
]);

/**
 * Reads every amount of a block.
 *
 * @refuses VALUE_MISSING, AMOUNT_UNREADABLE, LABEL_REPEATED, CURRENCY_MIXED; else PARTS_EXCEED_TOTAL, PERCENT_MISMATCH
 */
export function sumsOf(block: Block, layout: SheetLayout): Readonly<{ sums: Sums; refusals: readonly SheetRefusal[] }> {
  const assumed = layout === "E" || layout === "F" ? "EUR" : "DKK";
  const refusals: SheetRefusal[] = [];
  const read = new Map<string, Read>();
  for (const stated of statedIn(block, layout)) {
    const amount = readAmount(stated.text, assumed);
    const earlier = read.get(stated.key);
    if (amount === null) refusals.push(unreadable(stated));
    else if (earlier === undefined) read.set(stated.key, { stated, amount });
    else if (earlier.amount.minor !== amount.minor) refusals.push(repeated(stated, earlier.stated));
  }
  const amounts = [...read.values()];
  const currencies = amounts.map(({ stated, amount }) => [stated.labelCurrency, amount.currency ?? assumed] as const);
  const currency = currencies[0]?.[1] ?? assumed;
  const other = currencies.findIndex((pair) => pair.some((each) => each !== null && each !== currency));
  if (other !== -1) refusals.push(mixed((amounts[other] as Read).stated, currency));

  const total = amounts.find(({ stated }) => stated.payer === null)?.amount ?? null;
  const parts = amounts.filter(({ stated }) => stated.payer !== null);
  const derived = total === null && layout === "D" && parts.length > 0 ? added(parts) : null;
  const sums: Sums = {
    currency,
    eligibleTotalMinor: (total ?? derived)?.minor ?? null,
    eligibleTotalDerived: derived !== null,
    parts: parts.map(({ stated, amount }) => ({
      source: stated.payer as PartSource,
      label: stated.label,
      minor: amount.minor,
    })),
  };
  return { sums, refusals: refusals.length > 0 ? refusals : disagreements(parts, total ?? derived) };
}

/** All statements of amounts, in the order of the sheet. */
function statedIn({ entries, free }: Block, layout: SheetLayout): readonly Stated[] {
  const labelled = entries.flatMap(({ label, value }): Stated[] => {
    const [first] = value;
    const payer = PAYER_OF.get(label.field);
    if (payer === undefined || first === undefined) return [];
    const text = (first.minus ? "-" : "") + textOf(value);
    const place = { label: label.written, labelCurrency: label.currency, text, number: first.number };
    return [{ key: payer === null ? "total" : label.field, payer, ...place }];
  });
  const lone = free
    .filter((line) => layout === "F" && isLoneAmount(line))
    .map((line): Stated => {
      return { key: "total", payer: null, label: "", labelCurrency: null, text: line.text, number: line.number };
    });
  const budget = (layout === "D" ? budgetLinesOf(free) : []).map(
    ({ label, amount, number, isTotal, payer }): Stated => {
      const key = isTotal ? "total" : `budget ${label.toLowerCase()}`;
      return { key, payer: isTotal ? null : payer, label, labelCurrency: null, text: amount, number };
    },
  );
  return [...labelled, ...lone, ...budget].sort((a, b) => a.number - b.number);
}

function added(parts: readonly Read[]): Amount {
  return {
    minor: sumMinor(parts.map(({ amount }) => amount.minor)),
    slackMinor: sumMinor(parts.map(({ amount }) => amount.slackMinor)),
    currency: null,
    percent: null,
  };
}

/** What the parts say against the total; a total that was added up cannot be exceeded. */
function disagreements(parts: readonly Read[], total: Amount | null): readonly SheetRefusal[] {
  if (total === null) return [];
  const refusals: SheetRefusal[] = [];
  const sum = added(parts);
  const last = parts.at(-1);
  if (last !== undefined && sum.minor - sum.slackMinor > total.minor + total.slackMinor) {
    const message = "The parts sum to more than the total; correct the amount that was copied wrongly.";
    refusals.push({ code: "PARTS_EXCEED_TOTAL", message, line: last.stated.number });
  }
  for (const { stated, amount } of parts) {
    const percent = amount.percent ?? percentIn(stated.label);
    if (percent === null || total.minor === 0n || isShare(percent, amount, total)) continue;
    const message = `Correct the amount or the percentage of ${quoted(stated.label)}, or add what is missing from the total.`;
    refusals.push({ code: "PERCENT_MISMATCH", message, line: stated.number });
  }
  return refusals;
}

function unreadable({ label, text, number }: Stated): SheetRefusal {
  if (/^-?(?:kr\.?|dkk|€)?$/i.test(text)) {
    return {
      code: "VALUE_MISSING",
      message: `Write the amount of ${quoted(label)}, or leave the line out.`,
      line: number,
    };
  }
  const message = `Write the amount ${quoted(text)} as on the page, for example 26.103.298 or 1 811 383,21 €.`;
  return { code: "AMOUNT_UNREADABLE", message, line: number };
}

function repeated(stated: Stated, earlier: Stated): SheetRefusal {
  const message = `Keep the right one of ${quoted(stated.text)} here and ${quoted(earlier.text)} in line ${earlier.number}.`;
  return { code: "LABEL_REPEATED", message, line: stated.number };
}

function mixed(stated: Stated, currency: Currency): SheetRefusal {
  const message = `State every amount in one currency; ${quoted(stated.text)} is not in ${currency} alone.`;
  return { code: "CURRENCY_MIXED", message, line: stated.number };
}

/**
 * Amounts as sheets write them: `26.103.298`, `kr. 14.486.836,80`, `1 811 383,21 €`, `€204k`, with or without a percentage.
 *
 * An amount that can be read in two ways is not read at all: a wrong million is worse than a question.
 */
import type { Currency } from "@inclusion/kernel";

/** A percentage in thousandths of a percent; `halfStepMilli` is the most that its rounding can hide. */
export type Percent = Readonly<{ milli: bigint; halfStepMilli: bigint }>;

/** An amount in minor units; `slackMinor` is the most that its rounding can hide, 0 when it is exact. */
export type Amount = Readonly<{
  minor: bigint;
  slackMinor: bigint;
  /** The currency that the text itself names. */
  currency: Currency | null;
  percent: Percent | null;
}>;

const PERCENT = /(?<![\d.,])(\d{1,3})(?:[.,](\d{1,2}))? ?%/;
const PERCENT_LAST = /[,(]? ?(?<![\d.,])\d{1,3}(?:[.,]\d{1,2})? ?%\)?$/;
const CURRENCY_FIRST = /^(kr\.?|dkk|€|eur) ?/i;
const CURRENCY_LAST = / ?(kr\.?|kroner|dkk|€|eur)$/i;

const PLAIN = /^(\d{1,15})(?:,(\d{1,2}))?$/;
const DOTTED = /^(\d{1,3}(?:\.\d{3}){1,4})(?:,(\d{1,2}))?$/;
const SPACED = /^(\d{1,3}(?: \d{3}){1,4})(?:,(\d{1,2}))?$/;
const ROUNDED = /^(\d{1,4})(?:[.,](\d{1,2}))? ?([km])$/i;

/**
 * Reads the one amount that `text` consists of; null when it is malformed, negative or ambiguous.
 *
 * @param assumed the currency when the text names none
 */
export function readAmount(text: string, assumed: Currency): Amount | null {
  const percent = percentIn(text);
  const sum = percent === null ? text : withoutPercent(text);
  const [first, last] = [CURRENCY_FIRST.exec(sum), CURRENCY_LAST.exec(sum)];
  const named = [first, last].flatMap((mark) => (mark === null ? [] : [currencyOf(mark[1] as string)]));
  if (named[0] !== undefined && named[1] !== undefined) return null;
  const digits = sum.replace(CURRENCY_FIRST, "").replace(CURRENCY_LAST, "").replace(/,-$/, "");
  const currency = named[0] ?? null;
  const value = (currency ?? assumed) === "EUR" ? readEuro(digits) : readKroner(digits);
  return value && { ...value, currency, percent };
}

/** The only percentage in `text`; null when there is none, or several. */
export function percentIn(text: string): Percent | null {
  const found = PERCENT.exec(text);
  if (found === null || PERCENT.test(text.slice(found.index + found[0].length))) return null;
  const decimals = found[2] ?? "";
  const milli = BigInt((found[1] as string) + decimals.padEnd(3, "0"));
  return { milli, halfStepMilli: 500n / 10n ** BigInt(decimals.length) };
}

/** `text` without a percentage at its end. */
export function withoutPercent(text: string): string {
  return text.replace(PERCENT_LAST, "").trim();
}

/** Whether `percent` can be the share of `part` in `total`, given how each of the three was rounded. */
export function isShare(percent: Percent, part: Amount, total: Amount): boolean {
  const lowest = (part.minor - part.slackMinor) * 100_000n;
  const highest = (part.minor + part.slackMinor) * 100_000n;
  return (
    lowest <= (percent.milli + percent.halfStepMilli) * (total.minor + total.slackMinor) &&
    highest >= (percent.milli - percent.halfStepMilli) * (total.minor - total.slackMinor)
  );
}

/** Whether `text` names kroner or euro; null when it names neither. */
export function currencyIn(text: string): Currency | null {
  if (/€|\beur\b/i.test(text)) return "EUR";
  return /\bkr\b|\bdkk\b/i.test(text) ? "DKK" : null;
}

function currencyOf(mark: string): Currency {
  return /€|eur/i.test(mark) ? "EUR" : "DKK";
}

function readKroner(digits: string): Pick<Amount, "minor" | "slackMinor"> | null {
  return exact(PLAIN.exec(digits) ?? DOTTED.exec(digits));
}

/** A euro amount with one dot and three digits (`€1.811`) is thousands in Danish and decimals in English, so it is not read. */
function readEuro(digits: string): Pick<Amount, "minor" | "slackMinor"> | null {
  if (/^\d{1,3}\.\d{3}$/.test(digits)) return null;
  return exact(PLAIN.exec(digits) ?? SPACED.exec(digits) ?? DOTTED.exec(digits)) ?? rounded(ROUNDED.exec(digits));
}

function exact(parts: RegExpExecArray | null): Pick<Amount, "minor" | "slackMinor"> | null {
  if (parts === null || /^0\d/.test(parts[0])) return null;
  const whole = (parts[1] as string).replace(/[. ]/g, "");
  return { minor: BigInt(whole + (parts[2] ?? "").padEnd(2, "0")), slackMinor: 0n };
}

function rounded(parts: RegExpExecArray | null): Pick<Amount, "minor" | "slackMinor"> | null {
  if (parts === null || /^0\d/.test(parts[0])) return null;
  const decimals = parts[2] ?? "";
  const unitMinor = parts[3]?.toLowerCase() === "k" ? 100_000n : 100_000_000n;
  const stepMinor = unitMinor / 10n ** BigInt(decimals.length);
  return { minor: BigInt((parts[1] as string) + decimals) * stepMinor, slackMinor: stepMinor / 2n };
}

/**
 * The ledger of what is measured: entries are added and never changed.
 *
 * A mistake is taken back by an entry with the opposite amount on the same valid day, so that every total, also one
 * of a day in the past, is a plain sum and can be explained line by line.
 */
import type { LocalDate } from "./local-date.ts";

/** One line of the ledger: what happened to `indicator` on `validOn`, and why we say so. */
export type MeasureEntry = Readonly<{
  indicator: string;
  /** Whole number: +1 when something came to be, -1 when it is taken back. */
  amount: number;
  programmeId: string;
  /** Null when it belongs to no municipality. */
  municipalityCode: string | null;
  /** The row that was counted, never a person's name or number. */
  subjectId: string;
  /** The day from which the entry counts. */
  validOn: LocalDate;
  /** Version of the indicator's definition by which it was counted. */
  definitionVersion: number;
  /** What made us write it: the id of the fact or of the decision. */
  cause: string;
  /** Values by which the indicator is broken down; null is "not known". */
  dimensions: Readonly<Record<string, string | null>>;
  /** True for demonstration data, which no published figure includes. */
  synthetic: boolean;
}>;

/**
 * The entry that takes `entry` back, so that both together are 0 on every day.
 *
 * @param cause   what made us take it back
 * @param validOn the day of the reversal when it only ends what was true until then; else the day of `entry`
 */
export function reversalOf(entry: MeasureEntry, cause: string, validOn: LocalDate = entry.validOn): MeasureEntry {
  return { ...entry, amount: 0 - entry.amount, cause, validOn };
}

/**
 * The entries to write so that a ledger holding `before` says what `after` says, reversals first.
 *
 * Entries that differ in nothing but amount and cause are one line of account and are compared by their sum. What is
 * right already is left alone; so a second run with the same `after` writes nothing.
 *
 * @param before everything written so far, with earlier reversals
 * @param cause  what made us correct; stands on the reversals, while additions keep their own
 */
export function differenceOf(
  before: readonly MeasureEntry[],
  after: readonly MeasureEntry[],
  cause: string,
): readonly MeasureEntry[] {
  const [written, wanted] = [byLine(before), byLine(after)];
  const reversals: MeasureEntry[] = [];
  for (const [line, entries] of written) {
    const amount = sumOf(entries);
    if (amount !== 0 && amount !== sumOf(wanted.get(line) ?? [])) {
      reversals.push(reversalOf({ ...(entries[0] as MeasureEntry), amount }, cause));
    }
  }
  const additions = [...wanted].flatMap(([line, entries]) => {
    return sumOf(entries) === sumOf(written.get(line) ?? []) ? [] : entries.filter(({ amount }) => amount !== 0);
  });
  return [...reversals, ...additions];
}

/** The sum of the entries that count on the day `asOf`, those of that day included. */
export function totalOf(entries: readonly MeasureEntry[], asOf: LocalDate): number {
  return sumOf(entries.filter((entry) => entry.validOn <= asOf));
}

function sumOf(entries: readonly MeasureEntry[]): number {
  return entries.reduce((sum, entry) => sum + entry.amount, 0);
}

function byLine(entries: readonly MeasureEntry[]): Map<string, MeasureEntry[]> {
  return Map.groupBy(entries, (entry) =>
    JSON.stringify([
      entry.indicator,
      entry.programmeId,
      entry.municipalityCode,
      entry.subjectId,
      entry.validOn,
      entry.definitionVersion,
      Object.entries(entry.dimensions).sort(([a], [b]) => (a < b ? -1 : 1)),
      entry.synthetic,
    ]),
  );
}

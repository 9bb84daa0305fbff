/** Runs (udbetalingskørsler) in which outcomes are claimed. Pure. */
import type { Currency, LocalDate } from "@inclusion/kernel";
import type { ActualMinor, Outcome } from "../outcome/outcome.ts";
import { because, type FinanceRefusal, reasons } from "../refusal/refusal.ts";
import type { PayerPart } from "../split/split.ts";

/** A run of one programme for one period. */
export type PaymentRun = Readonly<{
  id: string;
  programmeId: string;
  periodFrom: LocalDate;
  periodTo: LocalDate;
  isOpen: boolean;
  version: number;
}>;

/** Every reason against a run beside those that a programme has. */
export function reasonsAgainstRun(run: PaymentRun, runs: readonly PaymentRun[]): readonly FinanceRefusal[] {
  const other = runs.find(({ periodFrom, periodTo }) => periodFrom <= run.periodTo && run.periodFrom <= periodTo);
  return reasons(
    [run.periodTo < run.periodFrom, because("DATE_ORDER", "The period ends before it begins.", "periodTo")],
    [
      other !== undefined,
      because("RUN_OVERLAP", `A run from ${other?.periodFrom} to ${other?.periodTo} has days of it.`, "periodFrom"),
    ],
  );
}

/** Sums of a run, of real money: prices of another mode have no such amount. */
export type RunTotals = Readonly<{
  currency: Currency;
  claimedMinor: bigint;
  paidMinor: bigint;
  cutMinor: bigint;
  parts: readonly PayerPart[];
}>;

/** Adds up the outcomes of a run that are claimed or paid; null when it has none. */
export function totalsOf(outcomes: readonly Outcome[]): RunTotals | null {
  const priced = outcomes.flatMap(({ price, state }) =>
    price?.mode === "ACTUAL" && (state === "CLAIMED" || state === "PAID") ? [{ price, isPaid: state === "PAID" }] : [],
  );
  const first = priced[0];
  if (first === undefined) return null;
  const sum = (minors: readonly ActualMinor[]): bigint => minors.reduce<bigint>((total, minor) => total + minor, 0n);
  const parts = new Map<string, PayerPart>();
  for (const part of priced.flatMap(({ price }) => price.parts)) {
    const key = `${part.payer} ${part.organisationId}`;
    parts.set(key, { ...part, minor: (parts.get(key)?.minor ?? 0n) + part.minor });
  }
  return {
    currency: first.price.currency,
    claimedMinor: sum(priced.flatMap(({ price, isPaid }) => (isPaid ? [] : [price.amountMinor]))),
    paidMinor: sum(priced.flatMap(({ price, isPaid }) => (isPaid ? [price.amountMinor] : []))),
    cutMinor: sum(priced.map(({ price }) => price.cutMinor)),
    parts: [...parts.values()],
  };
}

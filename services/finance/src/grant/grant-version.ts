/** Versions of a grant: announced, granted, adjusted; none is overwritten. Pure. */
import { type Currency, type Fraction, type LocalDate, sumMinor } from "@inclusion/kernel";
import type { CostMethod } from "../cost-line/flat-rates.ts";
import { because, type FinanceRefusal, reasons } from "../refusal/refusal.ts";
import type { FundingPart } from "./grant.ts";
import { isRate } from "./support-rate.ts";

export type GrantStatus = "ANNOUNCED" | "GRANTED" | "ADJUSTED";
export type MainActivity = "MA1_QUALIFICATION" | "MA2_ACCELERATOR" | "MA3_PARTNERSHIP" | "MA4_PAYMENT_MODEL";
export type Axis = "AXIS_3B1" | "AXIS_3B2";

/** What may be spent on one main activity of one axis. */
export type BudgetLine = Readonly<{ mainActivity: MainActivity; axis: Axis; minor: bigint }>;

/** One version, as decided on one day; null is "not stated". */
export type GrantVersion = Readonly<{
  id: string;
  grantId: string;
  programmeId: string;
  number: number;
  status: GrantStatus;
  currency: Currency;
  totalMinor: bigint | null;
  rate: Fraction | null;
  costMethod: CostMethod;
  eligibleFrom: LocalDate | null;
  eligibleTo: LocalDate | null;
  parts: readonly FundingPart[];
  budget: readonly BudgetLine[];
  decidedOn: LocalDate;
  /** Null for what was read from a sheet. */
  reason: string | null;
  recordedAt: Date;
}>;

/** The version that binds: the last one that was not only announced. */
export function bindingVersion(versions: readonly GrantVersion[]): GrantVersion | null {
  return versions.findLast(({ status }) => status !== "ANNOUNCED") ?? null;
}

/** Every reason against a version. */
export function reasonsAgainstVersion(version: GrantVersion, today: LocalDate): readonly FinanceRefusal[] {
  const total = version.totalMinor ?? 0n;
  const { eligibleFrom, eligibleTo, parts, budget, rate, reason } = version;
  const lines = budget.map(({ mainActivity, axis }) => `${mainActivity} ${axis}`);
  return reasons(
    [total <= 0n, because("AMOUNT_NOT_POSITIVE", "The total is more than 0.", "eligibleTotal")],
    [
      parts.some(({ minor }) => minor < 0n) || sumMinor(parts.map(({ minor }) => minor)) > total,
      because("GRANT_SHARES", "Shares are not below 0, and not more than the total.", "shares"),
    ],
    [rate === null || !isRate(rate), because("GRANT_RATE", "A rate is above 0 and at most the whole.", "rate")],
    [
      budget.some(({ minor }) => minor < 0n) ||
        sumMinor(budget.map(({ minor }) => minor)) > total ||
        new Set(lines).size !== lines.length,
      because("GRANT_BUDGET", "Each line once, not below 0, and not more than the total.", "budget"),
    ],
    [
      eligibleFrom !== null && eligibleTo !== null && eligibleTo < eligibleFrom,
      because("DATE_ORDER", "The period ends before it begins.", "eligibleTo"),
    ],
    [version.decidedOn > today, because("DATE_IN_FUTURE", "The day is still to come.", "decidedOn")],
    [reason === null || reason.trim() === "", because("REASON_REQUIRED", "Say what the decision is.", "reason")],
  );
}

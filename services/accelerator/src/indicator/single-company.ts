/** Numbers that would tell of one company: of fewer than three, or of one with more than 85 %. Pure. */
import { type Count, SMALLEST_THRESHOLD, suppressMoney } from "@inclusion/kernel";

/** How much of an indicator one company has; companies without a course are one together. */
export type CompanyAmount = Readonly<{ indicator: string; amount: number }>;

/** Whether the number would tell of one company; one that is nothing tells of none. */
export function tellsOfOne(parts: readonly CompanyAmount[], indicator: string): boolean {
  const own = parts.filter((part) => part.indicator === indicator && part.amount > 0);
  return own.length > 0 && suppressMoney(own.map(({ amount }) => BigInt(amount))).kind === "suppressed";
}

/** The rows with such numbers withheld. */
export function withoutSingleCompanies<Row extends Readonly<{ code: string; value: Count }>>(
  rows: readonly Row[],
  parts: readonly CompanyAmount[],
): Row[] {
  return rows.map((row) => (tellsOfOne(parts, row.code) ? { ...row, value: WITHHELD } : row));
}

/** Stands for a number that is not told. */
export const WITHHELD: Count = { kind: "suppressed", below: SMALLEST_THRESHOLD };

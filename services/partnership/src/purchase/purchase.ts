/** Purchases from social enterprises: what a buyer spent with a supplier in a quarter. Pure. */
import { type Amount, accept, type LocalDate, sumMinor, suppressMoney } from "@inclusion/kernel";
import { type Problem, type Rule, reasonGiven, refusedFor, when, words } from "../record/rule.ts";

/** The sum of one buyer's purchases from one supplier in a quarter, without VAT. */
export type Purchase = Readonly<{
  id: string;
  programmeId: string;
  municipalityCode: string | null;
  buyerId: string;
  supplierId: string;
  /** As `2021-Q3`. */
  quarter: string;
  amountMinor: bigint;
  currency: "DKK" | "EUR";
  /** Where the figure is from, as the buyer's ledger. */
  source: string;
  correctionReason: string | null;
  synthetic: boolean;
}>;

export type PurchaseFile = Readonly<{ record: Purchase; version: number }>;

/** Records a purchase line. @refuses VALUE_OUT_OF_RANGE, DATE_IN_FUTURE, ROLE_MISMATCH */
export function recordPurchase(file: PurchaseFile, supplierKinds: readonly string[]): Rule<PurchaseFile> {
  return (_empty, at) => {
    const isSocial = supplierKinds.some((kind) => kind === "SOCIAL_ENTERPRISE" || kind === "SOCIAL_ECONOMY_ACTOR");
    const problems = [
      ...quarterBegun(file.record.quarter, at.today),
      ...amountGiven(file.record),
      ...when(!isSocial, "ROLE_MISMATCH", "The supplier is no social enterprise.", "supplierId"),
    ];
    return refusedFor(problems) ?? accept(file);
  };
}

/** Corrects the amount of a line. @refuses REASON_REQUIRED, VALUE_OUT_OF_RANGE */
export function correctPurchase(amountMinor: bigint, reason: string): Rule<PurchaseFile> {
  return (file) => {
    const record: Purchase = { ...file.record, amountMinor, correctionReason: reason };
    return refusedFor([...reasonGiven(reason), ...amountGiven(record)]) ?? accept({ ...file, record });
  };
}

function amountGiven({ amountMinor, source }: Purchase): readonly Problem[] {
  return [
    ...when(amountMinor < 0n, "VALUE_OUT_OF_RANGE", "What was bought is not below 0.", "amount"),
    ...words(source, "source", 200),
  ];
}

function quarterBegun(quarter: string, today: LocalDate): readonly Problem[] {
  const parts = /^(\d{4})-Q([1-4])$/.exec(quarter);
  if (parts === null) return when(true, "VALUE_OUT_OF_RANGE", "A quarter is written like 2021-Q3.", "quarter");
  const firstMonth = String(Number(parts[2]) * 3 - 2).padStart(2, "0");
  const isFuture = `${parts[1]}-${firstMonth}-01` > today;
  return when(isFuture, "DATE_IN_FUTURE", "The quarter has not begun.", "quarter");
}

/** What one buyer spent in a quarter. */
export type SpendPart = Readonly<{
  programmeId: string;
  quarter: string;
  currency: "DKK" | "EUR";
  buyerId: string;
  minor: string;
  synthetic: boolean;
}>;

/** Spend of a quarter as published. */
export type QuarterSpend = Readonly<{ quarter: string; currency: "DKK" | "EUR"; value: Amount; synthetic: boolean }>;

/** Spend by quarter and currency; hidden of fewer than three buyers or when one has more than 85 per cent. */
export function spendByQuarter(parts: readonly SpendPart[], isExact: boolean): readonly QuarterSpend[] {
  return [...Map.groupBy(parts, ({ quarter, currency }) => `${quarter} ${currency}`).values()].map((line) => {
    const [first] = line as [SpendPart, ...SpendPart[]];
    const minors = line.map(({ minor }) => BigInt(minor));
    const value: Amount = isExact ? { kind: "exact", minor: sumMinor(minors) } : suppressMoney(minors);
    const { quarter, currency } = first;
    return { quarter, currency, value, synthetic: line.some(({ synthetic }) => synthetic) };
  });
}

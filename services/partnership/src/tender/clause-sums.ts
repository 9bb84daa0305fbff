/** Sums of clauses by kind, with so much hidden that no buyer can be told from them. Pure. */
import { type Amount, type Count, type LocalDate, sumMinor, suppressCount, suppressMoney } from "@inclusion/kernel";
import type { ClauseKind } from "./social-clause.ts";

/** What one buyer has of a sum. */
export type ClausePart = Readonly<{
  programmeId: string;
  kind: ClauseKind;
  currency: "DKK" | "EUR";
  buyerId: string;
  clauses: number;
  minor: string;
  synthetic: boolean;
}>;

/** The clauses of one kind as published. */
export type ClauseSum = Readonly<{
  kind: ClauseKind;
  currency: "DKK" | "EUR";
  clauses: Count;
  buyers: Count;
  value: Amount;
  asOf: LocalDate;
  knownAt: Date;
  synthetic: boolean;
}>;

/**
 * Clauses and value by kind and currency, in the order of both.
 *
 * Of fewer than three buyers, or when one has more than 85 per cent of the value, neither the number nor the value is
 * told: a tender's value is public elsewhere, and the number would say whose it is.
 */
export function clauseSums(
  parts: readonly ClausePart[],
  clocks: Readonly<{ asOf: LocalDate; knownAt: Date }>,
  isExact: boolean,
): readonly ClauseSum[] {
  const lines = Map.groupBy(parts, ({ kind, currency }) => `${kind} ${currency}`);
  return [...lines.values()].map((line) => {
    const [first] = line as [ClausePart, ...ClausePart[]];
    const minors = line.map(({ minor }) => BigInt(minor));
    const value: Amount = isExact ? { kind: "exact", minor: sumMinor(minors) } : suppressMoney(minors);
    const clauses = line.reduce((sum, part) => sum + part.clauses, 0);
    const isHidden = value.kind === "suppressed";
    const told = (count: number): Count => (isExact || !isHidden ? { kind: "exact", count } : suppressCount(1));
    return {
      ...clocks,
      ...{ kind: first.kind, currency: first.currency, value },
      ...{ clauses: told(clauses), buyers: told(line.length) },
      synthetic: line.some(({ synthetic }) => synthetic),
    };
  });
}

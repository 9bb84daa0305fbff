/** Numbers that would tell of one company: of fewer than three, or of one with more than 85 %. Pure. */
import { type Count, type PublishedFigure, SMALLEST_THRESHOLD, suppressMoney } from "@inclusion/kernel";
import { DEFINITIONS, type ExclusionReason, type IndicatorCode } from "./definitions.ts";

/** How much of an indicator each company has. */
export type CompanyAmounts = Readonly<{ indicator: string; amounts: readonly number[] }>;

/** Whether the number would tell of one company; one that is nothing tells of none. */
export function tellsOfOne(parts: readonly CompanyAmounts[], indicator: string): boolean {
  return isOfOne(parts.flatMap((part) => (part.indicator === indicator ? part.amounts : [])));
}

/** Whether a sum would tell of one of the companies that these are the parts of; companies without a part are none. */
export function isOfOne(amounts: readonly number[]): boolean {
  const parts = amounts.filter((amount) => amount > 0).map(BigInt);
  return parts.length > 0 && suppressMoney(parts).kind === "suppressed";
}

/**
 * A figure without what would tell of one company: its number, its population, the share by which the one would follow
 * from the other, and whoever is left out of it.
 */
export function protectFigure<Figure extends PublishedFigure<ExclusionReason> & Readonly<{ code: string }>>(
  figure: Figure,
  parts: readonly CompanyAmounts[],
): Figure {
  const { of, excluded } = DEFINITIONS[figure.code as IndicatorCode];
  const isHidden = (codes: readonly string[]): boolean => codes.some((code) => tellsOfOne(parts, code));
  const rules = new Map(excluded.map(({ reason, plus, minus }) => [reason, [...plus, ...minus]]));
  return {
    ...figure,
    value: isHidden([figure.code]) ? WITHHELD : figure.value,
    denominator: isHidden(of) ? WITHHELD : figure.denominator,
    share: isHidden([figure.code, ...of]) ? null : figure.share,
    excluded: figure.excluded.map((each) =>
      isHidden(rules.get(each.reason) ?? []) ? { ...each, count: WITHHELD } : each,
    ),
  };
}

/** The rows with such numbers withheld. */
export function withoutSingleCompanies<Row extends Readonly<{ code: string; value: Count }>>(
  rows: readonly Row[],
  parts: readonly CompanyAmounts[],
): Row[] {
  return rows.map((row) => (tellsOfOne(parts, row.code) ? { ...row, value: WITHHELD } : row));
}

/** The number withheld, unless it is 0: a table that holds nothing tells of nobody. */
export function withhold(count: Count): Count {
  return count.kind === "exact" && count.count === 0 ? count : WITHHELD;
}

/** Stands for a number that is not told. */
export const WITHHELD: Count = { kind: "suppressed", below: SMALLEST_THRESHOLD };

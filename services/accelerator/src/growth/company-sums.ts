/** Sums over companies that tell of no single one of them. Pure. */
import { type Amount, type Count, localDate, sumMinor, suppressCount, suppressMoney } from "@inclusion/kernel";
import { comparableWith } from "./growth.ts";
import { inTime, type MetricSnapshot } from "./metric-snapshot.ts";

/** One company's part in the sums of a year; `publicSalesMinor` is null when it is not known. */
export type YearPart = Readonly<{ turnoverMinor: bigint; publicSalesMinor: bigint | null }>;

/** A sum as published; the total has no cohort. */
export type CompanySum = Readonly<{
  cohort: string | null;
  companiesCount: Count;
  turnoverMinor: bigint | null;
  publicSalesMinor: bigint | null;
  isHidden: boolean;
}>;

/** What the company has in kroner for the whole of a calendar year, from one year or from parts of it; null when not all is known. */
export function partOfYear(snapshots: readonly MetricSnapshot[], year: number): YearPart | null {
  const [periodFrom, periodTo] = [localDate(`${year}-01-01`), localDate(`${year}-12-31`)];
  const within = snapshots.filter((row) => row.periodFrom >= periodFrom && row.periodTo <= periodTo).toSorted(inTime);
  const whole = { periodFrom, periodTo, currency: "DKK", turnoverMinor: 0n, fteHundredths: 0 } as const;
  if (within.length === 0) return null;
  const { later } = comparableWith(whole, within);
  if (later === null || later.periodFrom !== periodFrom || later.periodTo !== periodTo) return null;
  const year12 = within.find((row) => row.periodFrom === periodFrom && row.periodTo === periodTo);
  const parts = year12 === undefined ? within : [year12];
  const known = parts.flatMap(({ publicSalesMinor }) => (publicSalesMinor === null ? [] : [publicSalesMinor]));
  return {
    turnoverMinor: later.turnoverMinor,
    publicSalesMinor: known.length === parts.length ? sumMinor(known) : null,
  };
}

/** Sums by cohort and over all; exact for who may see the companies. */
export function publishSums(
  cohorts: ReadonlyMap<string | null, readonly YearPart[]>,
  exact: boolean,
): Readonly<{ rows: readonly CompanySum[]; total: CompanySum }> {
  const names = [...cohorts.keys()].toSorted((a, b) => ((a ?? "") < (b ?? "") ? -1 : 1));
  const groups = names.map((name) => cohorts.get(name) ?? []);
  const turnover = protectSums(
    groups.map((parts) => parts.map(({ turnoverMinor }) => turnoverMinor)),
    exact,
  );
  const known = groups.map((parts) => parts.flatMap(({ publicSalesMinor }) => publicSalesMinor ?? []));
  const publicSales = protectSums(known, exact);
  const sum = (cohort: string | null, index: number, count: number): CompanySum => {
    const knownCount = (cohort === null && index === names.length ? known.flat() : (known[index] ?? [])).length;
    const [all, toPublic] = [turnover[index] as Amount, publicSales[index] as Amount];
    return {
      cohort,
      companiesCount: exact ? { kind: "exact", count } : suppressCount(count),
      turnoverMinor: all.kind === "exact" ? all.minor : null,
      publicSalesMinor: toPublic.kind === "exact" && knownCount > 0 ? toPublic.minor : null,
      isHidden: all.kind === "suppressed" || toPublic.kind === "suppressed",
    };
  };
  return {
    rows: names.map((name, index) => sum(name, index, groups[index]?.length ?? 0)),
    total: sum(null, names.length, groups.flat().length),
  };
}

/**
 * The sum of every group and last of all the total, with so much hidden that no subtraction gives what is hidden.
 *
 * A group of fewer than three companies, or with one above 85 %, is hidden. What the total leaves over when the shown
 * groups are taken from it must itself be a sum that may be shown; where it is not, the smallest shown group is hidden
 * as well, and at last the total.
 */
export function protectSums(groups: readonly (readonly bigint[])[], exact: boolean): readonly Amount[] {
  const everyone = groups.flat();
  if (exact) return [...groups, everyone].map((parts) => ({ kind: "exact", minor: sumMinor(parts) }));
  const hidden = new Set(groups.flatMap((parts, index) => (isSafe(parts) ? [] : [index])));
  let totalIsHidden = !isSafe(everyone);
  while (!totalIsHidden && hidden.size > 0 && !isSafe([...hidden].flatMap((index) => groups[index] ?? []))) {
    const next = groups
      .map((parts, index) => ({ index, sum: sumMinor(parts), isEmpty: parts.length === 0 }))
      .filter(({ index, isEmpty }) => !hidden.has(index) && !isEmpty)
      .toSorted((a, b) => (a.sum < b.sum ? -1 : Number(a.sum > b.sum)))[0];
    if (next === undefined) totalIsHidden = true;
    else hidden.add(next.index);
  }
  const sums = groups.map(
    (parts, index): Amount => (hidden.has(index) ? { kind: "suppressed" } : suppressMoney(parts)),
  );
  return [...sums, totalIsHidden ? { kind: "suppressed" } : suppressMoney(everyone)];
}

function isSafe(parts: readonly bigint[]): boolean {
  return suppressMoney(parts).kind === "exact";
}

/** How well six-month follow-up is answered, and how sure its shares are. Pure. */
import { answersFor, type Count, type Share, type SuppressedTable, shareOf, suppressRate } from "@inclusion/kernel";

/** One stratum: who is due, who has answered, and who of them is in employment. */
export type StratumSum = Readonly<{
  sex: string | null;
  band: string | null;
  due: number;
  reached: number;
  employed: number;
}>;

/** How near a share is to be known, as a part of 1. @source docs/sources.md#esf */
const MARGIN = 0.05;

export type PublishedStratum = Readonly<{
  sex: string | null;
  band: string | null;
  due: Count;
  reached: Count;
  rate: Share | null;
  weight: number | null;
  employed: Count;
  employedShare: Share | null;
}>;

export type PublishedResponse = Readonly<{
  due: Count;
  reached: Count;
  rate: Share | null;
  weightedEmployedBp: number | null;
  answersMissing: number | null;
  callsMissing: number | null;
  strata: readonly PublishedStratum[];
}>;

/** Parts that do not overlap, by which strata are hidden: not reached, reached and not employed, employed. */
export function partsOf({ due, reached, employed }: StratumSum): readonly [number, number, number] {
  return [Math.max(0, due - reached), Math.max(0, reached - employed), employed];
}

/**
 * The response as published.
 *
 * @param table the strata's `partsOf`, hidden where they must be
 */
export function publishResponse(
  sums: readonly StratumSum[],
  table: SuppressedTable,
  isExact: boolean,
): PublishedResponse {
  const strata = sums.map((sum, row) => publishStratum(sum, table.cells[row] ?? [], isExact));
  const [missing, idle, employed] = table.columnTotals;
  const all = { due: total(sums, "due"), reached: total(sums, "reached") };
  const reached = added([idle, employed], all.reached);
  const due = added([missing, idle, employed], all.due);
  const isTold = isShown(due) && isShown(reached);
  const needed = Math.max(0, answersFor(MARGIN, all.due) - all.reached);
  return {
    due,
    reached,
    rate: isTold ? told(all.reached, all.due, isExact) : null,
    weightedEmployedBp: strata.every(({ employed: count }) => isShown(count)) ? weightedShare(sums) : null,
    answersMissing: isTold ? needed : null,
    callsMissing: isTold && all.reached > 0 ? Math.ceil((needed * all.due) / all.reached) : null,
    strata,
  };
}

function publishStratum(sum: StratumSum, cells: readonly Count[], isExact: boolean): PublishedStratum {
  const [missing, idle, employed] = cells;
  const reached = added([idle, employed], sum.reached);
  const due = added([missing, idle, employed], sum.due);
  const isTold = isShown(due) && isShown(reached);
  return {
    ...{ sex: sum.sex, band: sum.band, due, reached },
    rate: isTold ? told(sum.reached, sum.due, isExact) : null,
    weight: isTold && sum.reached > 0 ? Math.round((sum.due / sum.reached) * 10_000) / 10_000 : null,
    employed: employed ?? { kind: "exact", count: 0 },
    employedShare: isTold && employed?.kind === "exact" ? told(sum.employed, sum.reached, isExact) : null,
  };
}

/** Share in employment with each stratum at its size; strata without an answer are left out of it. */
function weightedShare(sums: readonly StratumSum[]): number | null {
  const answered = sums.filter(({ reached }) => reached > 0);
  const size = total(answered, "due");
  if (size === 0) return null;
  const weighted = answered.reduce((sum, { due, reached, employed }) => sum + (due * employed) / reached, 0);
  return Math.round((weighted / size) * 10_000);
}

function told(hits: number, trials: number, isExact: boolean): Share | null {
  if (hits > trials) return null;
  return isExact || suppressRate(hits, trials).kind === "exact" ? shareOf(hits, trials) : null;
}

/** The sum as a count, hidden when a part of it is. */
function added(parts: readonly (Count | undefined)[], sum: number): Count {
  return parts.find((part) => part?.kind === "suppressed") ?? { kind: "exact", count: sum };
}

function isShown(count: Count): boolean {
  return count.kind === "exact";
}

function total(sums: readonly StratumSum[], part: "due" | "reached"): number {
  return sums.reduce((all, sum) => all + sum[part], 0);
}

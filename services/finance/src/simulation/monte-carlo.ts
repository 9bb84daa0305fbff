/**
 * Monte Carlo: every draw takes each assumption by chance between its ends, and each person's fate by chance as well.
 *
 * Persons are streamed group by group and never stored; what grows is the sums, with draws and years. They are whole
 * minor units, so that no order of adding changes them. Pure.
 */
import { invariant, roundHalfAway } from "@inclusion/kernel";
import { parseRatio } from "../exact/fraction.ts";
import { incomeStatement, type StatementYear } from "../funding-case/funding-case.ts";
import { npvOfYears } from "../present-value/present-value.ts";
import { newStream, nextBits, placeStream, type Stream, thresholdOf, triangular } from "./random-stream.ts";
import { MILLION, type Point, pointOf } from "./simulation-inputs.ts";
import { addUpSavings, type Model, PURSES } from "./simulation-model.ts";

/** Sums by draw, year and purse, minor units. */
export type DrawSums = Float64Array;

/** The 5th, 50th and 95th hundredth of all draws, and how many in a million are above 0. */
export type Spread = Readonly<{ p5Minor: bigint; p50Minor: bigint; p95Minor: bigint; gainMillionths: number }>;

export type MonteCarlo = Readonly<{
  seed: number;
  draws: number;
  publicNpv: Spread;
  municipalityAloneNpv: Spread;
  municipalityWithSupportNpv: Spread;
  /** The public result added up to the end of each year, not discounted. */
  years: readonly (Spread & Readonly<{ year: number }>)[];
}>;

/** The stream of a draw's assumptions; no group has this number. */
const ASSUMPTIONS = 0xffff_ffff;

/** One value of every assumption for each draw. */
export function drawPoints({ inputs }: Model): readonly Point[] {
  const stream = newStream();
  return Array.from({ length: inputs.draws }, (_, draw) => {
    placeStream(stream, inputs.seed, draw, ASSUMPTIONS);
    return pointOf(inputs.assumptions, ({ low, mid, high }) => triangular(nextBits(stream), low, mid, high));
  });
}

/** Sums of no group yet. */
export function emptySums({ inputs, years }: Model): DrawSums {
  return new Float64Array(inputs.draws * years * PURSES.length);
}

/** Adds the groups from number `from` up to before `to` to the sums of all draws. */
export function addGroups(
  model: Model,
  points: readonly Point[],
  range: Readonly<{ from: number; to: number }>,
  sums: DrawSums,
): void {
  const fates = points.map(fateOf);
  const savings = PURSES.map(() => new Float64Array(model.months + 1));
  const yearEnds = yearEndsOf(model);
  const stream = newStream();
  for (let number = range.from; number < range.to; number += 1) {
    const group = model.inputs.groups[number];
    if (group === undefined) continue;
    const months = addUpSavings(model, group, savings);
    const work = { savings, months, start: group.startMonth, yearEnds, yearIndex: model.yearIndex };
    for (const [draw, fate] of fates.entries()) {
      placeStream(stream, model.inputs.seed, draw, number);
      const at = draw * model.years * PURSES.length;
      for (let person = 0; person < group.persons; person += 1) {
        const until = lastMonth(stream, fate, months);
        if (until > fate.monthsToJob) addRun(work, { from: fate.monthsToJob, until }, sums, at);
      }
    }
  }
}

type Fate = Readonly<{ job: number; kept: number; exit: number; monthsToJob: number; shortMonths: number }>;

/** The shares of a point as numbers that bits are compared with. */
function fateOf(point: Point): Fate {
  return {
    job: thresholdOf((point.EMPLOYMENT_RATE * (MILLION - point.DEADWEIGHT)) / MILLION),
    kept: thresholdOf(point.SUSTAINED_RATE),
    exit: thresholdOf(point.YEARLY_EXIT),
    monthsToJob: point.MONTHS_TO_JOB,
    shortMonths: point.SHORT_JOB_MONTHS,
  };
}

/** The month since the start until which one person works because of the programme; 0 for who does not. */
function lastMonth(stream: Stream, fate: Fate, months: number): number {
  if (nextBits(stream) >= fate.job) return 0;
  if (nextBits(stream) >= fate.kept) return Math.min(months, fate.monthsToJob + fate.shortMonths);
  let until = fate.monthsToJob + 12;
  while (until < months && nextBits(stream) >= fate.exit) until += 12;
  return Math.min(until, months);
}

type Work = Readonly<{
  savings: readonly Float64Array[];
  months: number;
  start: number;
  /** The month in which each year ends. */
  yearEnds: Int32Array;
  yearIndex: readonly number[];
}>;

function addRun(
  work: Work,
  { from, until }: Readonly<{ from: number; until: number }>,
  sums: DrawSums,
  at: number,
): void {
  const { savings, start, yearEnds, yearIndex } = work;
  const [municipality, state, region] = savings as [Float64Array, Float64Array, Float64Array];
  let begun = from;
  for (let year = yearIndex[start + from] ?? 0; begun < until; year += 1) {
    const end = Math.min(until, (yearEnds[year] as number) - start);
    const slot = at + year * 3;
    sums[slot] = (sums[slot] as number) + ((municipality[end] as number) - (municipality[begun] as number));
    sums[slot + 1] = (sums[slot + 1] as number) + ((state[end] as number) - (state[begun] as number));
    sums[slot + 2] = (sums[slot + 2] as number) + ((region[end] as number) - (region[begun] as number));
    begun = end;
  }
}

function yearEndsOf({ yearIndex, years }: Model): Int32Array {
  const ends = new Int32Array(years);
  for (const [month, year] of yearIndex.entries()) ends[year] = month + 1;
  return ends;
}

/** What the draws say, from the sums of all groups. */
export function monteCarloOf(model: Model, points: readonly Point[], sums: DrawSums): MonteCarlo {
  const { inputs } = model;
  const [discount, support] = [parseRatio(inputs.discountRate), parseRatio(inputs.supportRate)];
  invariant(discount !== null && support !== null, "inputs are checked");
  const statements = points.map((point, draw) => incomeStatement(drawnYears(model, point, sums, draw), support));
  const npvs = (flow: (year: StatementYear) => bigint): Spread =>
    spreadOf(statements.map((statement) => npvOfYears(statement.map(flow), discount)));
  const running = statements.map((statement) => {
    let sum = 0n;
    return statement.map(({ publicResultMinor }) => {
      sum += publicResultMinor;
      return sum;
    });
  });
  return {
    seed: inputs.seed,
    draws: inputs.draws,
    publicNpv: npvs(({ publicResultMinor }) => publicResultMinor),
    municipalityAloneNpv: npvs(({ municipalityMinor, costMinor }) => municipalityMinor - costMinor),
    municipalityWithSupportNpv: npvs(
      ({ municipalityMinor, costMinor, supportMinor }) => municipalityMinor - costMinor + supportMinor,
    ),
    years: Array.from({ length: model.years }, (_, year) => ({
      year: model.firstYear + year,
      ...spreadOf(running.map((sumsOfDraw) => sumsOfDraw[year] ?? 0n)),
    })),
  };
}

function drawnYears(model: Model, point: Point, sums: DrawSums, draw: number) {
  const million = BigInt(MILLION);
  const factor = BigInt(point.SAVING_FACTOR);
  const costs = Array.from({ length: model.years }, () => 0n);
  for (const [month, cost] of model.costs.entries()) {
    const year = model.yearIndex[month] ?? 0;
    costs[year] = (costs[year] ?? 0n) + cost;
  }
  return costs.map((cost, index) => {
    const at = (draw * model.years + index) * PURSES.length;
    const [municipalityMinor = 0n, stateMinor = 0n, regionMinor = 0n] = PURSES.map((_, purse) =>
      roundHalfAway(BigInt(sums[at + purse] ?? 0) * factor, million),
    );
    const costMinor = roundHalfAway(cost * BigInt(point.COST_FACTOR), million);
    return { year: model.firstYear + index, costMinor, municipalityMinor, stateMinor, regionMinor };
  });
}

/** The hundredths by nearest rank: values that were drawn, never values between them. */
export function spreadOf(values: readonly bigint[]): Spread {
  const sorted = BigInt64Array.from(values).sort();
  const at = (hundredth: number): bigint => sorted[Math.max(0, Math.ceil((hundredth * sorted.length) / 100) - 1)] ?? 0n;
  const gains = values.filter((value) => value > 0n).length;
  return {
    p5Minor: at(5),
    p50Minor: at(50),
    p95Minor: at(95),
    gainMillionths: values.length === 0 ? 0 : Math.round((gains * MILLION) / values.length),
  };
}

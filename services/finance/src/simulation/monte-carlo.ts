/**
 * Monte Carlo: every draw takes each assumption by chance between its ends, and each person's fate by chance as well.
 *
 * Persons are streamed group by group and never stored; what grows is the sums, with draws and years. They are whole
 * minor units, so that no order of adding changes them. Pure.
 */
import { invariant, roundHalfAway } from "@inclusion/kernel";
import { parseRatio } from "../exact/fraction.ts";
import { type CaseYear, incomeStatement } from "../funding-case/funding-case.ts";
import { discounting } from "../present-value/present-value.ts";
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
    for (let draw = 0; draw < fates.length; draw += 1) {
      const fate = fates[draw] as Fate;
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

/** One figure of every draw, minor units. */
type Column = BigInt64Array;

/** What the draws say, from the sums of all groups: one draw after the other, of which only its figures are kept. */
export function monteCarloOf(model: Model, points: readonly Point[], sums: DrawSums): MonteCarlo {
  const { inputs } = model;
  const [discount, support] = [parseRatio(inputs.discountRate), parseRatio(inputs.supportRate)];
  invariant(discount !== null && support !== null, "inputs are checked");
  const npv = discounting(model.years, discount);
  const column = (): Column => new BigInt64Array(points.length);
  const [gain, alone, supported] = [column(), column(), column()];
  const years = Array.from({ length: model.years }, column);
  const costs = costsByYear(model);
  for (const [draw, point] of points.entries()) {
    const statement = incomeStatement(drawnYears({ model, costs }, point, sums, draw), support);
    const municipality = statement.map(({ municipalityMinor, costMinor }) => municipalityMinor - costMinor);
    gain[draw] = npv(statement.map(({ publicResultMinor }) => publicResultMinor));
    alone[draw] = npv(municipality);
    supported[draw] = npv(statement.map(({ supportMinor }, year) => (municipality[year] ?? 0n) + supportMinor));
    let sum = 0n;
    for (const [year, { publicResultMinor }] of statement.entries()) {
      sum += publicResultMinor;
      (years[year] as Column)[draw] = sum;
    }
  }
  return {
    ...{ seed: inputs.seed, draws: inputs.draws, publicNpv: spreadOf(gain) },
    ...{ municipalityAloneNpv: spreadOf(alone), municipalityWithSupportNpv: spreadOf(supported) },
    years: years.map((values, year) => ({ year: model.firstYear + year, ...spreadOf(values) })),
  };
}

function costsByYear({ costs, years, yearIndex }: Model): readonly bigint[] {
  const byYear = Array.from({ length: years }, () => 0n);
  for (const [month, cost] of costs.entries()) {
    const year = yearIndex[month] ?? 0;
    byYear[year] = (byYear[year] ?? 0n) + cost;
  }
  return byYear;
}

function drawnYears(
  { model, costs }: Readonly<{ model: Model; costs: readonly bigint[] }>,
  point: Point,
  sums: DrawSums,
  draw: number,
): CaseYear[] {
  const million = BigInt(MILLION);
  const factor = BigInt(point.SAVING_FACTOR);
  return costs.map((cost, index) => {
    const at = (draw * model.years + index) * PURSES.length;
    const [municipalityMinor = 0n, stateMinor = 0n, regionMinor = 0n] = PURSES.map((_, purse) =>
      roundHalfAway(BigInt(sums[at + purse] ?? 0) * factor, million),
    );
    const costMinor = roundHalfAway(cost * BigInt(point.COST_FACTOR), million);
    return { year: model.firstYear + index, costMinor, municipalityMinor, stateMinor, regionMinor };
  });
}

/** The hundredths by nearest rank: values that were drawn, never values between them. The column is put in order. */
export function spreadOf(values: Column): Spread {
  const sorted = values.sort();
  const at = (hundredth: number): bigint => sorted[Math.max(0, Math.ceil((hundredth * sorted.length) / 100) - 1)] ?? 0n;
  const firstGain = sorted.findIndex((value) => value > 0n);
  const gains = firstGain === -1 ? 0 : sorted.length - firstGain;
  return {
    p5Minor: at(5),
    p50Minor: at(50),
    p95Minor: at(95),
    gainMillionths: values.length === 0 ? 0 : Math.round((gains * MILLION) / values.length),
  };
}

/**
 * From inputs to money by month, exactly.
 *
 * Of those who start, a share gets a job after some months. Of these jobs a share would have come anyway, a share is
 * kept and thins out by the year, and the rest ends after a few months. A month at work saves what the person would
 * have got in that month, at the week on the ladder that it would have been. Pure.
 */
import { fraction, invariant, localDate, roundHalfAway, splitByWeights } from "@inclusion/kernel";
import { parseRatio, reduced } from "../exact/fraction.ts";
import { type CaseYear, incomeStatement, type StatementYear } from "../funding-case/funding-case.ts";
import { LAST_STEP_WEEK, type Ladder, ladderOn, refundPercentIn } from "../ladder/ladder.ts";
import type { PublicPayer } from "../savings/savings.ts";
import {
  MILLION,
  monthsOf,
  type Point,
  type SimulationGroup,
  type SimulationInputs,
  yearOfMonth,
} from "./simulation-inputs.ts";

/** The purses in the order in which the arrays of this model hold them. */
export const PURSES: readonly PublicPayer[] = ["MUNICIPALITY", "STATE", "REGION"];

/** Inputs made ready: what does not depend on any assumption. */
export type Model = Readonly<{
  inputs: SimulationInputs;
  /** The refund in per cent by week with benefit; index 0 is no week, the last one holds for all later weeks. */
  refunds: Uint8Array;
  months: number;
  firstYear: number;
  years: number;
  /** The calendar year of each month, counted from the first. */
  yearIndex: readonly number[];
  /** Cost of each month, minor units. */
  costs: readonly bigint[];
  /** Codes in order; null, for persons of no municipality, last. */
  municipalities: readonly (string | null)[];
}>;

/** Savings by purse and month, minor units; and the cost. */
export type MonthlyFlows = Readonly<{ savings: readonly (readonly bigint[])[]; costs: readonly bigint[] }>;

/** Makes checked, canonical inputs ready. */
export function modelOf(inputs: SimulationInputs): Model {
  const months = monthsOf(inputs);
  const firstYear = yearOfMonth(inputs.firstMonth, 0);
  const yearIndex = Array.from({ length: months }, (_, month) => yearOfMonth(inputs.firstMonth, month) - firstYear);
  const ladder = ladderOn(localDate(`${inputs.firstMonth}-01`));
  invariant(ladder !== null, "inputs begin when there was a ladder");
  const codes = [...new Set(inputs.groups.map(({ municipalityCode }) => municipalityCode))];
  return {
    ...{ inputs, months, firstYear, yearIndex, refunds: refundsOf(ladder) },
    years: (yearIndex.at(-1) ?? 0) + 1,
    costs: costsByMonth(inputs, yearIndex),
    municipalities: codes.sort((a, b) => (a === null ? 1 : b === null ? -1 : a < b ? -1 : 1)),
  };
}

function refundsOf(ladder: Ladder): Uint8Array {
  return Uint8Array.from({ length: LAST_STEP_WEEK + 1 }, (_, week) => (week === 0 ? 0 : refundPercentIn(ladder, week)));
}

/** A year's cost lies evenly on those of its months in which the programme runs. */
function costsByMonth(
  { costs, programmeMonths, firstMonth }: SimulationInputs,
  yearIndex: readonly number[],
): bigint[] {
  const byMonth = yearIndex.map(() => 0n);
  const firstYear = yearOfMonth(firstMonth, 0);
  for (const { year, minor } of costs) {
    const months = yearIndex.flatMap((index, month) =>
      index === year - firstYear && month < programmeMonths ? [month] : [],
    );
    const parts = splitByWeights(
      minor,
      months.map(() => 1n),
    );
    for (const [index, month] of months.entries()) byMonth[month] = (byMonth[month] ?? 0n) + (parts[index] ?? 0n);
  }
  return byMonth;
}

/** Whole weeks in the first `months` months: 52 in every 12. */
export function weeksIn(months: number): number {
  return Math.floor((months * 52) / 12);
}

/**
 * What one person of a group would save each purse by working from the start on, added up month by month.
 *
 * Whole minor units in doubles, which hold them exactly. The sum is rounded and the months are its differences, so that
 * any run of months is exact to a minor unit.
 *
 * @param into one array a purse, of `months + 1` sums, the first of them 0
 */
export function addUpSavings(model: Model, group: SimulationGroup, into: readonly Float64Array[]): number {
  const months = model.months - group.startMonth;
  const { activationPerYearMinor, stateTaxPerMonthMinor, municipalTaxPerMonthMinor, regionHealthPerYearMinor } =
    model.inputs.effects;
  const { refunds } = model;
  const saved = Number(group.monthlyBenefitMinor - group.monthlyBenefitLeftMinor);
  const [activation, health] = [Number(activationPerYearMinor), Number(regionHealthPerYearMinor)];
  const [stateTax, municipalTax] = [Number(stateTaxPerMonthMinor), Number(municipalTaxPerMonthMinor)];
  const [municipality, state, region] = into as [Float64Array, Float64Array, Float64Array];
  let week = 0;
  let percents = 0;
  for (let month = 1; month <= months; month += 1) {
    for (const until = weeksIn(month); week < until; week += 1) {
      percents += refunds[Math.min(group.seniorityWeeks + week + 1, LAST_STEP_WEEK)] as number;
    }
    // A week's benefit is 12/52 = 3/13 of a month's.
    const gross = roundedQuotient(saved * 3 * week, 13);
    const refunded = roundedQuotient(saved * 3 * percents, 1300);
    municipality[month] = gross - refunded + roundedQuotient(activation * month, 12) + municipalTax * month;
    state[month] = refunded + stateTax * month;
    region[month] = roundedQuotient(health * month, 12);
  }
  return months;
}

/** `top / bottom` to a whole number, halves away from zero; exact for whole numbers that a double holds. */
function roundedQuotient(top: number, bottom: number): number {
  const whole = Math.floor((2 * Math.abs(top) + bottom) / (2 * bottom));
  return top < 0 ? -whole : whole;
}

/**
 * What all persons would save if every job were kept for ever, and if every job were lost after some months, over one
 * denominator: all that depends on months and on the yearly exit, so that shares can be varied cheaply.
 */
export type Basis = Readonly<{
  kept: readonly (readonly bigint[])[];
  lost: readonly (readonly bigint[])[];
  denominator: bigint;
}>;

type Shape = Pick<Point, "MONTHS_TO_JOB" | "SHORT_JOB_MONTHS" | "YEARLY_EXIT">;

/** The basis of what groups would save; nothing of it is rounded. */
export function basisOf(model: Model, savings: SavingsByStart, shape: Shape): Basis {
  const longest = Math.floor(model.months / 12);
  const { numerator: staying, denominator: whole } = reduced(fraction(MILLION - shape.YEARLY_EXIT, MILLION));
  const survival = Array.from(
    { length: longest + 1 },
    (_, year) => staying ** BigInt(year) * whole ** BigInt(longest - year),
  );
  const rows = (): bigint[][] => PURSES.map(() => Array.from({ length: model.months }, () => 0n));
  const [kept, lost] = [rows(), rows()];
  for (const [start, monthly] of savings) {
    for (const [purse, months] of monthly.entries()) {
      for (let since = shape.MONTHS_TO_JOB; since < months.length; since += 1) {
        const at = start + since;
        const amount = BigInt(months[since] ?? 0);
        const atWork = since - shape.MONTHS_TO_JOB;
        const [keptRow, lostRow] = [kept[purse] as bigint[], lost[purse] as bigint[]];
        keptRow[at] = (keptRow[at] ?? 0n) + amount * (survival[Math.floor(atWork / 12)] ?? 0n);
        if (atWork < shape.SHORT_JOB_MONTHS) lostRow[at] = (lostRow[at] ?? 0n) + amount;
      }
    }
  }
  return { kept, lost, denominator: whole ** BigInt(longest) };
}

/** By month of start: what all who start then would save each purse in each month since, whole minor units. */
export type SavingsByStart = ReadonlyMap<number, readonly Float64Array[]>;

/** Adds up groups of persons, which no assumption changes. */
export function savingsByStart(model: Model, groups: readonly SimulationGroup[]): SavingsByStart {
  const sums = PURSES.map(() => new Float64Array(model.months + 1));
  const byStart = new Map<number, Float64Array[]>();
  for (const group of groups) {
    const months = addUpSavings(model, group, sums);
    const rows = byStart.get(group.startMonth) ?? PURSES.map(() => new Float64Array(months));
    byStart.set(group.startMonth, rows);
    for (const [purse, row] of rows.entries()) {
      const sum = sums[purse] as Float64Array;
      for (let month = 0; month < months; month += 1) {
        row[month] = (row[month] ?? 0) + group.persons * ((sum[month + 1] ?? 0) - (sum[month] ?? 0));
      }
    }
  }
  return byStart;
}

/** Savings by purse and month at some shares, each month rounded once; and the cost. */
export function flowsAt(model: Model, basis: Basis, point: Point): MonthlyFlows {
  const million = BigInt(MILLION);
  const jobs = BigInt(point.EMPLOYMENT_RATE) * BigInt(MILLION - point.DEADWEIGHT) * BigInt(point.SAVING_FACTOR);
  const [kept, lost] = [BigInt(point.SUSTAINED_RATE), BigInt(MILLION - point.SUSTAINED_RATE)];
  const denominator = basis.denominator * million ** 4n;
  const savings = basis.kept.map((row, purse) =>
    row.map((keptAll, month) => {
      const lostAll = (basis.lost[purse]?.[month] ?? 0n) * basis.denominator;
      return roundHalfAway(jobs * (kept * keptAll + lost * lostAll), denominator);
    }),
  );
  return { savings, costs: model.costs.map((cost) => roundHalfAway(cost * BigInt(point.COST_FACTOR), million)) };
}

/** The income statement by calendar year: sums of its months. */
export function statementOf(model: Model, { savings, costs }: MonthlyFlows): readonly StatementYear[] {
  const byYear = (months: readonly bigint[]): bigint[] => {
    const sums = Array.from({ length: model.years }, () => 0n);
    for (const [month, amount] of months.entries()) {
      const year = model.yearIndex[month] as number;
      sums[year] = (sums[year] as bigint) + amount;
    }
    return sums;
  };
  const [cost, ...purses] = [costs, ...savings].map(byYear) as [bigint[], ...bigint[][]];
  const years = cost.map((costMinor, index): CaseYear => {
    const [municipalityMinor = 0n, stateMinor = 0n, regionMinor = 0n] = purses.map((purse) => purse[index] ?? 0n);
    return { year: model.firstYear + index, costMinor, municipalityMinor, stateMinor, regionMinor };
  });
  const rate = parseRatio(model.inputs.supportRate);
  invariant(rate !== null, "inputs are checked");
  return incomeStatement(years, rate);
}

/**
 * The part of each month's cost that falls on each weight. What is added up so far is divided, so that the parts of
 * all months together are the parts of the whole cost, and those of each month sum to it.
 */
export function costParts(costs: readonly bigint[], weights: readonly bigint[]): readonly (readonly bigint[])[] {
  let sum = 0n;
  let before = weights.map(() => 0n);
  return costs.map((cost) => {
    sum += cost;
    const until = [...splitByWeights(sum, weights)];
    const parts = until.map((part, index) => part - (before[index] ?? 0n));
    before = until;
    return parts;
  });
}

/** How many persons the groups have. */
export function personsIn(groups: readonly SimulationGroup[]): number {
  return groups.reduce((sum, { persons }) => sum + persons, 0);
}

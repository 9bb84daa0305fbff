/** The table of a hand-over, by sex, for the half-year and since the beginning. Pure. */
import {
  type Count,
  type Division,
  hiddenNames,
  isFew,
  type LocalDate,
  quarterOf,
  type Sight,
  SMALLEST_THRESHOLD,
  seesExactly,
} from "@inclusion/kernel";
import { ALWAYS, type Lapse } from "../cohort/over-time.ts";
import { CATALOGUE } from "../indicator/definitions.ts";
import { DIVISIONS } from "../indicator/divisions.ts";

import { REPORT_CODES } from "./esf-rules.ts";

/** What was counted of an indicator for one sex. */
export type SexSum = Readonly<{ code: string; sex: string; inPeriod: number; cumulative: number }>;

/** A number by sex, as published. */
export type EsfCounts = Readonly<{ women: Count; men: Count; total: Count }>;

/** A line of the table. */
export type EsfRow = Readonly<{ code: string; inPeriod: EsfCounts; cumulative: EsfCounts }>;

const TIMES = ["earlier", "inPeriod", "cumulative"] as const;
const COLUMNS = ["F", "M", "all"] as const;

/**
 * The lines in the order of `REPORT_CODES`.
 *
 * Where small numbers are hidden, so is what gives them away: between the sexes, between indicators, and between this
 * report and the one before it, whose sums are those of this one less the half-year.
 *
 * @param untold names of numbers that are told at no release like this one; see `untoldNames`
 */
export function publishEsfTable(
  sums: readonly SexSum[],
  sight: Sight,
  untold: ReadonlySet<string> = new Set(),
): readonly EsfRow[] {
  const numbers = numbersOf(sums);
  const hidden = sight === "all" ? new Set<string>() : hiddenNames(numbers, ESF_DIVISIONS, new Set(), untold);
  const countsOf = (code: string, time: (typeof TIMES)[number]): EsfCounts => {
    const count = (column: (typeof COLUMNS)[number]): Count => {
      const name = nameOf(code, column, time);
      if (!seesExactly(CATALOGUE, sight, code) && hidden.has(name))
        return { kind: "suppressed", below: SMALLEST_THRESHOLD };
      return { kind: "exact", count: numbers.get(name) ?? 0 };
    };
    return { women: count("F"), men: count("M"), total: count("all") };
  };
  return REPORT_CODES.map((code) => ({
    code,
    inPeriod: countsOf(code, "inPeriod"),
    cumulative: countsOf(code, "cumulative"),
  }));
}

/** What is told of a code in a lapse, of one sex or of all; null for a number that is not told. */
export type ToldOfCode = (code: string, column: (typeof COLUMNS)[number], lapse: Lapse) => number | null;

/** The names of the numbers that are not told of their time as they stand in this report. */
export function untoldNames(
  sums: readonly SexSum[],
  { from, to }: Readonly<{ from: LocalDate; to: LocalDate }>,
  toldOf: ToldOfCode,
): ReadonlySet<string> {
  const numbers = numbersOf(sums);
  const before = quarterOf(from) - 1;
  const lapses = {
    earlier: { ...ALWAYS, until: before },
    inPeriod: { after: before, until: quarterOf(to) },
    cumulative: { ...ALWAYS, until: quarterOf(to) },
  };
  const names = [...new Set(sums.map(({ code }) => code))].flatMap((code) =>
    TIMES.flatMap((time) => COLUMNS.map((column) => ({ code, column, time }))),
  );
  return new Set(
    names.flatMap(({ code, column, time }) => {
      const name = nameOf(code, column, time);
      return toldOf(code, column, lapses[time]) === (numbers.get(name) ?? 0) ? [] : [name];
    }),
  );
}

/** The names of numbers that are less by a few in another table of the same report. */
export function fewLess(sums: readonly SexSum[], others: readonly SexSum[]): ReadonlySet<string> {
  const [numbers, less] = [numbersOf(sums), numbersOf(others)];
  return new Set([...numbers].filter(([name, count]) => isFew(count - (less.get(name) ?? 0))).map(([name]) => name));
}

/** The sums since the beginning, of one sex or of everybody. */
export function totalsOf(sums: readonly SexSum[], sex: string | null = null): ReadonlyMap<string, number> {
  const totals = new Map<string, number>();
  for (const { code, cumulative, ...sum } of sums) {
    if (sex === null || sex === sum.sex) totals.set(code, (totals.get(code) ?? 0) + cumulative);
  }
  return totals;
}

function numbersOf(sums: readonly SexSum[]): ReadonlyMap<string, number> {
  const numbers = new Map<string, number>();
  for (const { code, sex, inPeriod, cumulative } of sums) {
    const values = { earlier: cumulative - inPeriod, inPeriod, cumulative };
    for (const time of TIMES) {
      for (const column of [sex, "all"]) {
        const name = nameOf(code, column, time);
        numbers.set(name, (numbers.get(name) ?? 0) + values[time]);
      }
    }
  }
  return numbers;
}

/** Parts of wholes within each column, the sexes of each number, and the times of each number. */
const ESF_DIVISIONS: readonly Division[] = [
  ...TIMES.flatMap((time) =>
    COLUMNS.flatMap((column) =>
      DIVISIONS.filter(({ parts }) => parts.some((part) => REPORT_CODES.includes(part))).map(
        ({ whole, parts, isComplete }) => ({
          whole: nameOf(whole, column, time),
          parts: parts.map((part) => nameOf(part, column, time)),
          isComplete,
        }),
      ),
    ),
  ),
  ...REPORT_CODES.flatMap((code) => [
    ...TIMES.map((time) => ({
      whole: nameOf(code, "all", time),
      parts: [nameOf(code, "F", time), nameOf(code, "M", time)],
      isComplete: true,
    })),
    ...COLUMNS.map((column) => ({
      whole: nameOf(code, column, "cumulative"),
      parts: [nameOf(code, column, "earlier"), nameOf(code, column, "inPeriod")],
      isComplete: true,
    })),
  ]),
];

function nameOf(code: string, column: string, time: string): string {
  return `${code} ${column} ${time}`;
}

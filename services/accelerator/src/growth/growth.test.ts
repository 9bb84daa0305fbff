import { addDays, type LocalDate, localDate } from "@inclusion/kernel";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { growthOn, obligationsOf } from "./company-growth.ts";
import { comparableWith, type GrowthRule, growthOf, type Measured, PLAIN_RULE, ruleOn } from "./growth.ts";
import { type MetricSnapshot, UNKNOWN_FIGURES } from "./metric-snapshot.ts";

const figures = (from: string, to: string, turnoverMinor: bigint, fteHundredths: number): Measured => ({
  periodFrom: localDate(from),
  periodTo: localDate(to),
  currency: "DKK",
  turnoverMinor,
  fteHundredths,
});
const year = (number: number, turnoverMinor: bigint, fteHundredths: number): Measured =>
  figures(`${number}-01-01`, `${number}-12-31`, turnoverMinor, fteHundredths);
const BASELINE = year(2017, 412_345_600n, 650);

describe("growthOf", () => {
  test("is exact and rounded once: a year that grew", () => {
    expect(growthOf(BASELINE, year(2018, 478_321_500n, 900), PLAIN_RULE)).toEqual({
      grown: true,
      turnoverBp: 1600,
      turnoverDeltaMinor: 65_975_900n,
      fteBp: 3846,
      fteDeltaHundredths: 250,
    });
  });

  test("knows no share of a baseline of 0, and still sees that it grew", () => {
    const growth = growthOf(year(2017, 0n, 0), year(2018, 1n, 0), PLAIN_RULE);
    expect(growth).toMatchObject({ grown: true, turnoverBp: null, fteBp: null });
    expect(growthOf(year(2017, 0n, 0), year(2018, 0n, 0), PLAIN_RULE)).toMatchObject({ grown: false });
  });

  const rule = (more: Partial<GrowthRule>): GrowthRule => ({ ...PLAIN_RULE, turnoverAboveBp: 1_000, ...more });
  test.for([
    { case: "exactly at the threshold", turnover: 110_000n, fte: 100, rule: rule({ fteAboveBp: null }), grown: false },
    { case: "one øre above it", turnover: 110_001n, fte: 100, rule: rule({ fteAboveBp: null }), grown: true },
    {
      case: "above, where the rounded share is at the threshold",
      turnover: 110_001n,
      fte: 1,
      rule: rule({ fteAboveBp: null }),
      grown: true,
    },
    { case: "in one measure of two", turnover: 120_000n, fte: 100, rule: rule({ needsBoth: true }), grown: false },
    { case: "in both", turnover: 120_000n, fte: 101, rule: rule({ needsBoth: true }), grown: true },
    {
      case: "in a measure that does not count",
      turnover: 100_000n,
      fte: 900,
      rule: rule({ fteAboveBp: null }),
      grown: false,
    },
  ])("counts $case: $grown", ({ turnover, fte, rule: by, grown }) => {
    expect(growthOf(year(2017, 100_000n, 100), year(2018, turnover, fte), by).grown).toBe(grown);
  });

  test("is undone by the way back", () => {
    fc.assert(
      fc.property(fc.bigInt(1n, 10n ** 12n), fc.bigInt(1n, 10n ** 12n), (a, b) => {
        const [there, back] = [
          growthOf(year(2017, a, 1), year(2018, b, 1), PLAIN_RULE),
          growthOf(year(2017, b, 1), year(2018, a, 1), PLAIN_RULE),
        ];
        expect(there.turnoverDeltaMinor).toBe(-back.turnoverDeltaMinor);
        expect(there.grown && back.grown).toBe(false);
      }),
    );
  });
});

describe("comparableWith", () => {
  const quarters = [
    figures("2018-01-01", "2018-03-31", 100n, 100),
    figures("2018-04-01", "2018-06-30", 200n, 100),
    figures("2018-07-01", "2018-09-30", 300n, 200),
    figures("2018-10-01", "2018-12-31", 400n, 200),
  ];

  test("takes a period of the same length, a leap year too", () => {
    const leap = year(2020, 1n, 1);
    expect(comparableWith(BASELINE, [leap])).toEqual({ status: "COMPARABLE", later: leap });
  });

  test("puts quarters together to the length of a year", () => {
    expect(comparableWith(BASELINE, quarters)).toEqual({
      status: "COMPARABLE",
      later: { ...year(2018, 1_000n, 150) },
    });
  });

  test.for([
    { case: "too few quarters", rows: quarters.slice(1), status: "PERIOD_LENGTH" },
    { case: "a gap", rows: [quarters[0], quarters[1], quarters[3]] as Measured[], status: "PERIOD_LENGTH" },
    { case: "a longer period", rows: [figures("2018-01-01", "2019-06-30", 1n, 1)], status: "PERIOD_LENGTH" },
    { case: "another currency", rows: [{ ...year(2018, 1n, 1), currency: "EUR" as const }], status: "CURRENCY" },
  ])("refuses $case", ({ rows, status }) => {
    expect(comparableWith(BASELINE, rows)).toEqual({ status, later: null });
  });
});

test("ruleOn gives the latest version that counts", () => {
  const rules = [1, 2].map((ruleVersion) => ({
    ...PLAIN_RULE,
    ruleVersion,
    countsFrom: localDate(`202${ruleVersion}-01-01`),
  }));
  const versionOn = (day: string): number => ruleOn(rules, localDate(day)).ruleVersion;
  expect(["2020-12-31", "2021-01-01", "2022-01-01"].map(versionOn)).toEqual([0, 1, 2]);
});

const snapshot = (kind: MetricSnapshot["kind"], measured: Measured, month: number | null = null): MetricSnapshot => ({
  ...UNKNOWN_FIGURES,
  ...measured,
  ...{ id: `${kind} ${measured.periodTo}`, courseId: "course", programmeId: "programme", municipalityCode: "0751" },
  ...{ kind, month, synthetic: true },
});
const COURSE = { decidedOn: localDate("2018-09-03"), acceptedOn: localDate("2018-09-03") };
const baseline = snapshot("BASELINE", BASELINE);

describe("growthOn", () => {
  const on = (snapshots: readonly MetricSnapshot[], mergedInto: string | null = null) =>
    growthOn({ course: COURSE, snapshots, mergedInto }, [], localDate("2021-12-31")).status;
  const later = snapshot("FOLLOW_UP", year(2018, 1n, 1));
  test.for([
    { status: "COMPARABLE", snapshots: [baseline, later] },
    { status: "NO_BASELINE", snapshots: [later] },
    { status: "NO_FOLLOW_UP", snapshots: [baseline] },
    {
      status: "NO_FOLLOW_UP",
      snapshots: [baseline, snapshot("FOLLOW_UP", figures("2018-01-01", "2018-08-31", 1n, 1))],
    },
    {
      status: "PERIOD_LENGTH",
      snapshots: [baseline, snapshot("FOLLOW_UP", figures("2018-10-01", "2018-12-31", 1n, 1))],
    },
    { status: "CURRENCY", snapshots: [baseline, snapshot("FOLLOW_UP", { ...year(2018, 1n, 1), currency: "EUR" })] },
  ])("says $status", ({ status, snapshots }) => {
    expect(on(snapshots)).toBe(status);
  });

  test("says that a merged company cannot be compared", () => {
    expect(on([baseline, later], "other")).toBe("MERGED");
  });

  test("falls back to the latest figures that can be compared", () => {
    const quarter = snapshot("FOLLOW_UP", figures("2020-01-01", "2020-03-31", 1n, 1));
    const shown = growthOn(
      { course: COURSE, snapshots: [quarter, later, baseline], mergedInto: null },
      [],
      localDate("2020-12-31"),
    );
    expect(shown).toMatchObject({ status: "COMPARABLE", later: { periodTo: "2018-12-31" } });
  });
});

describe("obligationsOf", () => {
  const statuses = (asOf: LocalDate, snapshots: readonly MetricSnapshot[]) =>
    obligationsOf({ course: COURSE, snapshots }, asOf).map(({ status }) => status);
  const due = localDate("2019-03-03");

  test.for([
    { case: "the day before", day: addDays(due, -1), status: "NOT_YET" },
    { case: "the day", day: due, status: "DUE" },
    { case: "the last day of grace", day: localDate("2019-06-02"), status: "DUE" },
    { case: "the first late day", day: localDate("2019-06-03"), status: "OVERDUE" },
  ])("of six months is on $case: $status", ({ day, status }) => {
    expect(statuses(day, [baseline])[1]).toBe(status);
  });

  test("are met by figures for the month, and none is owed before a decision", () => {
    const met = snapshot("FOLLOW_UP", year(2018, 1n, 1), 6);
    expect(statuses(due, [baseline, met])).toEqual(["MET", "MET", "NOT_YET", "NOT_YET"]);
    expect(obligationsOf({ course: { decidedOn: null, acceptedOn: null }, snapshots: [baseline] }, due)).toEqual([]);
  });
});

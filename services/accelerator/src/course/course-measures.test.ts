import { addDays, type LocalDate, localDate, type MeasureEntry, totalOf } from "@inclusion/kernel";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { MetricSnapshot } from "../growth/metric-snapshot.ts";
import { BASELINE, COURSE } from "./course.fixture.ts";
import { type CourseHistory, courseMeasures } from "./course-measures.ts";

const NOTHING: CourseHistory = { course: COURSE, snapshots: [], mergedInto: null };

const linesOf = (entries: readonly MeasureEntry[]) =>
  entries.map(({ indicator, amount, validOn, subjectId }) => `${indicator} ${amount} ${validOn} ${subjectId}`);

/** Figures of the year that ends on `to`, as differences from the baseline. */
function year(kind: MetricSnapshot["kind"], to: string, turnoverMinor: bigint, fteHundredths: number): MetricSnapshot {
  return {
    ...BASELINE,
    id: `${kind} ${to}`,
    kind,
    periodFrom: addDays(localDate(to), -364),
    periodTo: localDate(to),
    turnoverMinor: BASELINE.turnoverMinor + turnoverMinor,
    fteHundredths: BASELINE.fteHundredths + fteHundredths,
  };
}

describe("ACC_COMPANIES, ACC_GRADUATED and ACC_EXITED", () => {
  test.for([
    { case: "acceptance", course: COURSE, lines: ["ACC_COMPANIES 1 2018-09-03 course"] },
    {
      case: "graduation",
      course: { ...COURSE, state: "GRADUATED", endedOn: localDate("2019-09-02") } as const,
      lines: ["ACC_COMPANIES 1 2018-09-03 course", "ACC_GRADUATED 1 2019-09-02 course"],
    },
    {
      case: "an exit",
      course: { ...COURSE, state: "EXITED", endedOn: localDate("2019-01-07") } as const,
      lines: ["ACC_COMPANIES 1 2018-09-03 course", "ACC_EXITED 1 2019-01-07 course"],
    },
    {
      case: "nothing before acceptance",
      course: { ...COURSE, state: "DUE_DILIGENCE", acceptedOn: null } as const,
      lines: [],
    },
  ])("count $case", ({ course, lines }) => {
    expect(linesOf(courseMeasures({ ...NOTHING, course }, []))).toEqual(lines);
  });

  test("say what was counted, why, and in which course", () => {
    const [entry] = courseMeasures({ ...NOTHING, course: { ...COURSE, synthetic: false } }, []);
    expect(entry).toEqual({
      indicator: "ACC_COMPANIES",
      amount: 1,
      programmeId: "programme",
      municipalityCode: "0751",
      subjectId: "course",
      validOn: "2018-09-03",
      definitionVersion: 1,
      cause: "course course",
      dimensions: { course_id: "course", organisation_id: "company" },
      synthetic: false,
    });
  });
});

describe("ACC_GROWTH", () => {
  const more = year("FOLLOW_UP", "2019-12-31", 65_975_900n, 250);
  const less = year("FINAL", "2020-12-31", -1n, 0);
  test.for([
    { case: "no baseline", snapshots: [more], lines: [] },
    { case: "no later figures", snapshots: [BASELINE], lines: [] },
    { case: "more of both", snapshots: [BASELINE, more], lines: ["1 2019-12-31"] },
    {
      case: "one øre more",
      snapshots: [year("FINAL", "2019-12-31", 1n, -100), BASELINE],
      lines: ["1 2019-12-31"],
    },
    {
      case: "a hundredth of a job more",
      snapshots: [BASELINE, year("FINAL", "2019-12-31", -1n, 1)],
      lines: ["1 2019-12-31"],
    },
    { case: "the same as before", snapshots: [BASELINE, year("FOLLOW_UP", "2019-12-31", 0n, 0)], lines: [] },
    {
      case: "growth that goes on",
      snapshots: [BASELINE, year("FINAL", "2020-12-31", 9n, 9), more],
      lines: ["1 2019-12-31"],
    },
    { case: "growth that is lost", snapshots: [BASELINE, less, more], lines: ["1 2019-12-31", "-1 2020-12-31"] },
    {
      case: "growth that is lost and found",
      snapshots: [BASELINE, more, less, year("FOLLOW_UP", "2021-12-31", 1n, 0)],
      lines: ["1 2019-12-31", "-1 2020-12-31", "1 2021-12-31"],
    },
    {
      case: "a year that ended before acceptance",
      snapshots: [BASELINE, year("FOLLOW_UP", "2018-09-02", 1n, 0)],
      lines: [],
    },
  ])("counts $case", ({ snapshots, lines }) => {
    const growth = courseMeasures({ ...NOTHING, snapshots }, []).filter(({ indicator }) => indicator === "ACC_GROWTH");
    expect(growth.map(({ amount, validOn }) => `${amount} ${validOn}`)).toEqual(lines);
  });

  const snapshots = fc.array(
    fc
      .record({
        kind: fc.constantFrom("FOLLOW_UP", "FINAL"),
        quarter: fc.nat(9),
        turnover: fc.bigInt(-2n, 2n),
        fte: fc.integer({ min: -2, max: 2 }),
      })
      .map(({ kind, quarter, turnover, fte }) =>
        year(kind, addDays(localDate("2018-06-30"), 91 * quarter), turnover, fte),
      ),
    { maxLength: 6 },
  );
  const growthOn = (known: readonly MetricSnapshot[], day: LocalDate): number => {
    const entries = courseMeasures({ ...NOTHING, snapshots: [BASELINE, ...known] }, []);
    return totalOf(
      entries.filter(({ indicator }) => indicator === "ACC_GROWTH"),
      day,
    );
  };

  test("is 0 or 1 on every day, and no later figures change an earlier day", () => {
    fc.assert(
      fc.property(snapshots, fc.nat(900), (all, offset) => {
        const day = addDays(localDate("2018-07-01"), offset);
        const total = growthOn(all, day);
        expect([0, 1]).toContain(total);
        const known = all.filter(({ periodTo }) => periodTo <= day);
        expect(growthOn(known, day)).toBe(total);
      }),
    );
  });
});

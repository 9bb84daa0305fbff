import { localDate, totalOf } from "@inclusion/kernel";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { atJune, ENTERED, fileWith } from "../participation/entered-file.fixture.ts";
import { type Activity, type ActivityFacts, changedHours, hoursByKind } from "./activity.ts";
import { contactMeasures } from "./contact-measures.ts";
import { correctActivity, recordActivity, recordContact } from "./record-activity.ts";

const FACTS: ActivityFacts = { kind: "MENTOR", axis: "AXIS_3B1", happenedOn: localDate("2019-03-04"), hours: 1.5 };
const OWNED = { participationId: "participation", programmeId: "programme", municipalityCode: "0751" };
const COMPANY = "0190a000-0000-7000-8000-000000000002";

function activity(id: string, facts: Partial<ActivityFacts> = {}): Activity {
  return { ...FACTS, ...facts, ...OWNED, id };
}

describe("recordActivity", () => {
  test("adds a row of the participation", () => {
    const decided = recordActivity(FACTS)(ENTERED, atJune());
    expect(decided).toEqual({ ok: true, value: { ...ENTERED, activities: [activity("new 1")] } });
  });

  test.for<{ case: string; facts: Partial<ActivityFacts>; codes: readonly string[] }>([
    { case: "the first day", facts: { happenedOn: localDate("2019-03-01") }, codes: [] },
    { case: "today", facts: { happenedOn: localDate("2019-06-01") }, codes: [] },
    { case: "tomorrow", facts: { happenedOn: localDate("2019-06-02") }, codes: ["DATE_IN_FUTURE"] },
    { case: "the day before entry", facts: { happenedOn: localDate("2019-02-28") }, codes: ["OUTSIDE_PARTICIPATION"] },
    {
      case: "the day before the programme",
      facts: { happenedOn: localDate("2018-02-05") },
      codes: ["OUTSIDE_PARTICIPATION", "OUTSIDE_PROGRAMME_PERIOD"],
    },
    { case: "a hundredth of an hour", facts: { hours: 0.01 }, codes: [] },
    { case: "a whole day", facts: { hours: 24 }, codes: [] },
    { case: "no time", facts: { hours: 0 }, codes: ["VALUE_OUT_OF_RANGE"] },
    { case: "less than no time", facts: { hours: -1 }, codes: ["VALUE_OUT_OF_RANGE"] },
    { case: "more than a day", facts: { hours: 24.01 }, codes: ["VALUE_OUT_OF_RANGE"] },
    { case: "a third decimal", facts: { hours: 1.005 }, codes: ["VALUE_OUT_OF_RANGE"] },
    {
      case: "everything at once",
      facts: { hours: 25, happenedOn: localDate("2023-01-01") },
      codes: ["DATE_IN_FUTURE", "OUTSIDE_PROGRAMME_PERIOD", "VALUE_OUT_OF_RANGE"],
    },
  ])("judges $case", ({ facts, codes }) => {
    expect(codesOf(recordActivity({ ...FACTS, ...facts })(ENTERED, atJune()))).toEqual(codes);
  });

  test.for([
    { case: "before enrolment", file: fileWith({ enteredOn: null }), codes: ["OUTSIDE_PARTICIPATION"] },
    { case: "on the last day", file: fileWith({ leftOn: localDate("2019-03-04") }), codes: [] },
    { case: "after it", file: fileWith({ leftOn: localDate("2019-03-03") }), codes: ["OUTSIDE_PARTICIPATION"] },
    {
      case: "with 22.5 hours on the day",
      file: { ...ENTERED, activities: [activity("a", { hours: 22.5 })] },
      codes: [],
    },
    {
      case: "with a hundredth more",
      file: { ...ENTERED, activities: [activity("a", { hours: 22 }), activity("b", { hours: 0.51 })] },
      codes: ["HOURS_ABOVE_DAY"],
    },
    {
      case: "with as many on another day",
      file: { ...ENTERED, activities: [activity("a", { hours: 24, happenedOn: localDate("2019-03-05") })] },
      codes: [],
    },
  ])("judges an activity $case", ({ file, codes }) => {
    expect(codesOf(recordActivity(FACTS)(file, atJune()))).toEqual(codes);
  });
});

describe("correctActivity", () => {
  const file = { ...ENTERED, activities: [activity("a", { hours: 20 }), activity("b", { hours: 3 })] };

  test("puts the right in the place of the wrong, whose hours do not count against it", () => {
    const decided = correctActivity("a", { ...FACTS, hours: 21 })(file, atJune());
    expect(decided.ok && decided.value.activities).toEqual([activity("a", { hours: 21 }), activity("b", { hours: 3 })]);
    expect(codesOf(correctActivity("a", { ...FACTS, hours: 21.01 })(file, atJune()))).toEqual(["HOURS_ABOVE_DAY"]);
  });

  test("knows the participation's own only", () => {
    expect(codesOf(correctActivity("c", FACTS)(file, atJune()))).toEqual(["ROW_UNKNOWN"]);
  });
});

describe("recordContact", () => {
  const contact = { companyId: COMPANY, kind: "CALL", happenedOn: localDate("2019-03-04") } as const;

  test("adds a row, and one to the figure on its day", () => {
    const decided = recordContact(contact)(ENTERED, atJune());
    expect(decided.ok && decided.value.contacts).toEqual([{ ...contact, ...OWNED, id: "new 1" }]);
    const entries = decided.ok ? contactMeasures(decided.value) : [];
    expect(entries).toMatchObject([{ indicator: "COMPANY_CONTACTS", amount: 1, cause: "company_contact new 1" }]);
    expect(totalOf(entries, localDate("2019-03-03"))).toBe(0);
    expect(totalOf(entries, localDate("2019-03-04"))).toBe(1);
  });

  test("refuses what is no company's id, and days that cannot be", () => {
    const wrong = { ...contact, companyId: "the bakery", happenedOn: localDate("2019-02-28") };
    expect(codesOf(recordContact(wrong)(ENTERED, atJune()))).toEqual(["OUTSIDE_PARTICIPATION", "EMPLOYER_UNKNOWN"]);
  });
});

const kinds = fc.constantFrom("MENTOR" as const, "EDUCATION" as const);
const axes = fc.constantFrom("AXIS_3B1" as const, "AXIS_3B2" as const);
const days = fc.constantFrom(...["2019-03-04", "2019-03-31", "2019-04-01"].map(localDate));
const hundredths = fc.integer({ min: 1, max: 2_400 });
const activities = fc
  .array(fc.record({ kind: kinds, axis: axes, happenedOn: days, hundredths }), { maxLength: 12 })
  .map((all) => all.map(({ hundredths: hours, ...facts }, at) => activity(`a${at}`, { ...facts, hours: hours / 100 })));

describe("hoursByKind", () => {
  test("sums exactly, in order of axis and kind", () => {
    const hours = hoursByKind([
      activity("a", { hours: 0.1 }),
      activity("b", { hours: 0.2 }),
      activity("c", { kind: "EDUCATION", hours: 5 }),
      activity("d", { axis: "AXIS_3B2", hours: 1 }),
    ]);
    expect(hours).toEqual([
      { axis: "AXIS_3B1", kind: "EDUCATION", hours: 5 },
      { axis: "AXIS_3B1", kind: "MENTOR", hours: 0.3 },
      { axis: "AXIS_3B2", kind: "MENTOR", hours: 1 },
    ]);
  });

  test("neither loses nor invents hours", () => {
    const sum = (all: readonly Readonly<{ hours: number }>[]) =>
      all.reduce((total, { hours }) => total + Math.round(hours * 100), 0);
    fc.assert(fc.property(activities, (all) => sum(hoursByKind(all)) === sum(all)));
  });
});

describe("changedHours", () => {
  test.for([
    { case: "nothing when hours are as they were", after: activity("a"), lines: [] },
    { case: "the line of other hours", after: activity("a", { hours: 2 }), lines: ["AXIS_3B1 MENTOR 2019-03"] },
    {
      case: "both lines of a moved activity",
      after: activity("a", { happenedOn: localDate("2019-04-01"), kind: "EDUCATION" }),
      lines: ["AXIS_3B1 EDUCATION 2019-04", "AXIS_3B1 MENTOR 2019-03"],
    },
  ])("names $case", ({ after, lines }) => {
    const changed = changedHours([activity("a")], [after]);
    expect(changed.map(({ axis, kind, month }) => `${axis} ${kind} ${month}`)).toEqual(lines);
  });

  test("names every line in which two lists differ, and no other", () => {
    fc.assert(
      fc.property(activities, activities, (before, after) => {
        const lines = changedHours(before, after);
        const hours = (all: readonly Activity[], month: string, axis: string, kind: string) =>
          all
            .filter((each) => each.axis === axis && each.kind === kind && each.happenedOn.startsWith(month))
            .reduce((sum, each) => sum + Math.round(each.hours * 100), 0);
        for (const month of ["2019-03", "2019-04"]) {
          for (const axis of ["AXIS_3B1", "AXIS_3B2"]) {
            for (const kind of ["MENTOR", "EDUCATION"]) {
              const named = lines.some((line) => line.month === month && line.axis === axis && line.kind === kind);
              expect(named).toBe(hours(before, month, axis, kind) !== hours(after, month, axis, kind));
            }
          }
        }
      }),
    );
  });
});

function codesOf(decision: ReturnType<ReturnType<typeof recordActivity>>): readonly string[] {
  return decision.ok ? [] : decision.refusals.map(({ code }) => code);
}

import { localDate } from "@inclusion/kernel";
import { describe, expect, test } from "vitest";
import { employ } from "../employment/employ.ts";
import { leave } from "../exit/leave.ts";
import { READY_STATES } from "../match/decide-match.ts";
import { atJune, fileWith } from "../participation/entered-file.fixture.ts";
import { ID, PLACEMENT } from "../participation/file.fixture.ts";
import type { ParticipationFile } from "../participation/participation-file.ts";
import { EMPLOYMENT } from "../participation/participation-measures.fixture.ts";
import { standingFacts } from "../participation/standing.facts.ts";
import { endedReadiness, withReadinessEnded } from "./end-readiness.ts";
import { NEEDS } from "./needs.ts";
import type { Readiness } from "./readiness.ts";
import { stateReadiness, withdrawReadiness } from "./state-readiness.ts";
import { weekOf } from "./week.ts";

const STATED = { readyFrom: localDate("2019-07-01"), hoursPerWeek: 15, needs: ["FLEXIBLE_HOURS", "CALM_SETTING"] };
const READINESS: Readiness = {
  ...{ id: "participation", participationId: "participation", programmeId: "programme", municipalityCode: "0751" },
  ...{ readyFrom: STATED.readyFrom, readyUntil: null, hoursPerWeek: 15, needs: ["CALM_SETTING", "FLEXIBLE_HOURS"] },
  endReason: null,
};
const ready = (changes: Partial<Readiness> = {}): ParticipationFile =>
  fileWith({ state: "ENROLLED" }, { readinesses: [{ ...READINESS, ...changes }], version: 1 });
const codesOf = (decided: ReturnType<ReturnType<typeof stateReadiness>>): readonly string[] =>
  decided.ok ? [] : decided.refusals.map(({ code }) => code);

describe("stateReadiness", () => {
  test("puts what is stated in the place of what was", () => {
    const decided = stateReadiness(STATED)(ready({ hoursPerWeek: 30, endReason: "WITHDRAWN" }), atJune());
    expect(decided.ok && decided.value.readinesses).toEqual([READINESS]);
  });

  test.for([
    { case: "hours of 0", input: { hoursPerWeek: 0 }, codes: ["HOURS_LIMIT"] },
    { case: "37 hours", input: { hoursPerWeek: 37 }, codes: [] },
    { case: "37.1 hours", input: { hoursPerWeek: 37.1 }, codes: ["HOURS_LIMIT"] },
    { case: "two decimals", input: { hoursPerWeek: 7.25 }, codes: ["HOURS_LIMIT"] },
    { case: "a need nobody configured", input: { needs: ["HAS_ASTHMA"] }, codes: ["NEED_UNKNOWN"] },
    { case: "a need twice", input: { needs: ["CALM_SETTING", "CALM_SETTING"] }, codes: [] },
    { case: "one day", input: { readyUntil: localDate("2019-07-01") }, codes: [] },
    { case: "an end before the start", input: { readyUntil: localDate("2019-06-30") }, codes: ["DATE_ORDER"] },
    { case: "a day before entry", input: { readyFrom: localDate("2019-02-28") }, codes: ["DATE_ORDER"] },
    { case: "all at once", input: { hoursPerWeek: -1, needs: ["X"] }, codes: ["HOURS_LIMIT", "NEED_UNKNOWN"] },
  ])("answers $codes to $case", ({ input, codes }) => {
    expect(codesOf(stateReadiness({ ...STATED, ...input })(ready(), atJune()))).toEqual(codes);
  });

  test.for([
    ...[...READY_STATES].map((state) => ({ state, codes: [] })),
    ...(["REFERRED", "WAITLISTED", "DROPPED_OUT", "EMPLOYED", "FOLLOW_UP", "CLOSED"] as const).map((state) => ({
      state,
      codes: ["NOT_READY"],
    })),
  ])("answers $codes in $state", ({ state, codes }) => {
    expect(codesOf(stateReadiness(STATED)(fileWith({ state }), atJune()))).toEqual(codes);
  });

  test("repeats no text that somebody wrote in the place of a code", () => {
    const decided = stateReadiness({ ...STATED, needs: ["Anna has asthma"] })(ready(), atJune());
    expect(JSON.stringify(decided)).not.toContain("Anna");
  });
});

describe("withdrawReadiness", () => {
  test("ends it on the day before, also before its first day", () => {
    const decided = withdrawReadiness({ withdrawnOn: localDate("2019-06-01") })(ready(), atJune());
    expect(decided.ok && decided.value.readinesses).toEqual([
      { ...READINESS, readyUntil: "2019-05-31", endReason: "WITHDRAWN" },
    ]);
  });

  test.for([
    { case: "nothing is stated", file: fileWith({}), on: "2019-06-01", codes: ["NO_OPEN_READINESS"] },
    {
      case: "it has ended",
      file: ready({ endReason: "LEFT", readyUntil: localDate("2019-05-01") }),
      on: "2019-06-01",
      codes: ["NO_OPEN_READINESS"],
    },
    { case: "the day is to come", file: ready(), on: "2019-06-02", codes: ["DATE_IN_FUTURE"] },
  ])("is refused with $codes when $case", ({ file, on, codes }) => {
    expect(codesOf(withdrawReadiness({ withdrawnOn: localDate(on) })(file, atJune()))).toEqual(codes);
  });
});

describe("withReadinessEnded", () => {
  test("ends readiness on the day before a job", () => {
    const before = ready({ readyFrom: localDate("2019-04-01") });
    const input = { form: "ORDINARY", employerId: ID, startedOn: localDate("2019-05-06"), hoursPerWeek: 20 } as const;
    const decided = employ(input)(before, atJune());
    expect(decided.ok && withReadinessEnded(before, decided.value).readinesses).toMatchObject([
      { readyUntil: "2019-05-05", endReason: "EMPLOYED" },
    ]);
  });

  test("ends readiness with the last day in the programme", () => {
    const before = { ...ready(), participation: { ...ready().participation, state: "COMPLETED" as const } };
    const decided = leave({
      ...{ leftOn: localDate("2019-05-31"), reasonCode: "COURSE_ENDED", labourStatus: "UNEMPLOYED" },
      ...{ searchesJob: true, inEducation: false, gainedQualification: false },
    } as Parameters<typeof leave>[0])(before, atJune());
    expect(decided.ok).toBe(true);
    expect(decided.ok && withReadinessEnded(before, decided.value).readinesses).toMatchObject([
      { readyUntil: "2019-05-31", endReason: "LEFT" },
    ]);
  });

  test("leaves alone what ended earlier, and what no step ends", () => {
    const early = ready({ readyFrom: localDate("2019-04-01"), readyUntil: localDate("2019-04-30") });
    expect(endedReadiness(early, localDate("2019-05-31"), "LEFT")).toEqual(early);
    expect(withReadinessEnded(early, early)).toEqual(early);
  });
});

describe("ReadinessSet", () => {
  const typesOf = (before: ParticipationFile, after: ParticipationFile) =>
    standingFacts(before, after).filter(({ type }) => type === "ReadinessSet");

  test("tells the forms that were had, and again when there is another one", () => {
    const work = { placements: [PLACEMENT], employments: [EMPLOYMENT] };
    const [fact, ...more] = typesOf(ready(), { ...ready(), ...work });
    expect(more).toEqual([]);
    expect(fact?.payload).toMatchObject({
      needs: ["CALM_SETTING", "FLEXIBLE_HOURS"],
      earlierForms: ["ORDINARY", "WORK_TRIAL"],
    });
    expect(typesOf({ ...ready(), ...work }, { ...ready(), ...work })).toEqual([]);
  });

  test("tells of a restricted person that it has ended, and no more ever after", () => {
    const before = { ...ready(), placements: [PLACEMENT] };
    const after = endedReadiness(before, localDate("2019-05-31"), "RESTRICTED");
    expect(typesOf(before, after)[0]?.payload).toMatchObject({ readyUntil: "2019-05-31", needs: [], earlierForms: [] });
    expect(typesOf(after, { ...after, employments: [EMPLOYMENT] })).toEqual([]);
  });
});

test.for([
  { on: "2024-02-26", from: "2024-02-26", until: "2024-03-03" },
  { on: "2024-03-03", from: "2024-02-26", until: "2024-03-03" },
  { on: "2020-01-01", from: "2019-12-30", until: "2020-01-05" },
  { on: "1969-12-31", from: "1969-12-29", until: "1970-01-04" },
])("the week of $on goes from $from to $until", ({ on, from, until }) => {
  expect(weekOf(localDate(on))).toEqual({ from, until });
});

test("needs are codes with words in two languages, none twice and none about health", () => {
  expect(new Set(NEEDS.map(({ code }) => code)).size).toBe(NEEDS.length);
  for (const { code, labelDa, labelEn } of NEEDS) {
    expect(code).toMatch(/^[A-Z][A-Z_]+$/);
    expect(labelDa).not.toBe(labelEn);
  }
});

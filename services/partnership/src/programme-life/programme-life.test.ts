import { localDate } from "@inclusion/kernel";
import { describe, expect, test } from "vitest";
import { closingObstacles, type Life, type LifeStep, type ProgrammeState, takeStep } from "./programme-life.ts";

const STATES: readonly ProgrammeState[] = ["DRAFT", "GRANTED", "RUNNING", "EXTENDED", "CLOSING", "CLOSED", "ARCHIVED"];
const LEGAL: Readonly<Record<LifeStep, Partial<Record<ProgrammeState, ProgrammeState>>>> = {
  grant: { DRAFT: "GRANTED" },
  start: { GRANTED: "RUNNING" },
  extend: { RUNNING: "EXTENDED", EXTENDED: "EXTENDED" },
  windUp: { RUNNING: "CLOSING", EXTENDED: "CLOSING" },
  close: { CLOSING: "CLOSED" },
  archive: { CLOSED: "ARCHIVED" },
};
const TODAY = localDate("2023-06-01");

describe("takeStep", () => {
  const every = STATES.flatMap((state) => (Object.keys(LEGAL) as LifeStep[]).map((step) => ({ state, step })));
  test.for(every)("$step from $state", ({ state, step }) => {
    const life: Life = { programmeId: "p", state, since: localDate("2020-01-01"), version: 3 };
    const decided = takeStep(life, { step, on: TODAY, reason: null, today: TODAY }, []);
    const to = LEGAL[step][state];
    if (to === undefined) expect(decided).toMatchObject({ ok: false, refusals: [{ code: "ILLEGAL_TRANSITION" }] });
    else expect(decided).toEqual({ ok: true, value: { ...life, state: to, since: TODAY, version: 4 } });
  });
});

describe("closingObstacles", () => {
  const closing = { programmeId: "p", finalEvaluations: 1, openClaims: [], frozenSimulations: 1, eligibleTo: null };
  test.for([
    { case: "nothing", more: {}, codes: [] },
    { case: "no evaluation", more: { finalEvaluations: 0 }, codes: ["EVALUATION_MISSING"] },
    { case: "an open claim", more: { openClaims: ["c"] }, codes: ["OPEN_CLAIMS"] },
    { case: "no simulation", more: { frozenSimulations: 0 }, codes: ["SIMULATION_NOT_FROZEN"] },
    { case: "the last eligible day", more: { eligibleTo: localDate("2023-06-01") }, codes: ["GRANT_NOT_ENDED"] },
    { case: "the day after it", more: { eligibleTo: localDate("2023-05-31") }, codes: [] },
  ])("says of $case: $codes", ({ more, codes }) => {
    expect(closingObstacles({ ...closing, ...more }, TODAY).map(({ code }) => code)).toEqual(codes);
  });
});

import { describe, expect, test } from "vitest";
import type { ParticipationState } from "../participation/participation.ts";
import type { PathwayEventKind } from "./pathway.ts";
import { nextState, TRANSITIONS } from "./transitions.ts";

const STATES = Object.keys(TRANSITIONS) as ParticipationState[];

/** The table as the domain states it: from, step, to. */
const LEGAL: readonly (readonly [string, PathwayEventKind, ParticipationState])[] = [
  ["-", "REFER", "REFERRED"],
  ["-", "ADMIT_ALUMNUS", "ACCEPTED"],
  ["REFERRED", "SCREEN_FIT", "ACCEPTED"],
  ["REFERRED", "SCREEN_NOT_FIT", "SCREENED_OUT"],
  ["REFERRED", "SCREEN_WAIT", "WAITLISTED"],
  ["WAITLISTED", "OFFER_PLACE", "ACCEPTED"],
  ["ACCEPTED", "ENROL", "ENROLLED"],
  ["ENROLLED", "START_PLACEMENT", "IN_PLACEMENT"],
  ["IN_PLACEMENT", "START_PLACEMENT", "IN_PLACEMENT"],
  ["IN_PLACEMENT", "END_PLACEMENT", "ENROLLED"],
  ["ENROLLED", "COMPLETE", "COMPLETED"],
  ["IN_PLACEMENT", "COMPLETE", "COMPLETED"],
  ["EMPLOYED", "COMPLETE", "EMPLOYED"],
  ["ENROLLED", "DROP_OUT", "DROPPED_OUT"],
  ["IN_PLACEMENT", "DROP_OUT", "DROPPED_OUT"],
  ["ENROLLED", "EMPLOY", "EMPLOYED"],
  ["IN_PLACEMENT", "EMPLOY", "EMPLOYED"],
  ["COMPLETED", "EMPLOY", "EMPLOYED"],
  ["AFTERCARE", "EMPLOY", "EMPLOYED"],
  ["COMPLETED", "LEAVE", "FOLLOW_UP"],
  ["DROPPED_OUT", "LEAVE", "FOLLOW_UP"],
  ["EMPLOYED", "LEAVE", "FOLLOW_UP"],
  ["AFTERCARE", "LEAVE", "FOLLOW_UP"],
  ["FOLLOW_UP", "RECORD_FOLLOW_UP", "FOLLOW_UP"],
  ["FOLLOW_UP", "CLOSE", "CLOSED"],
  ["EMPLOYED", "KEEP", "EMPLOYED"],
  ["EMPLOYED", "FAST_TRACK", "AFTERCARE"],
  ["FOLLOW_UP", "FAST_TRACK", "AFTERCARE"],
  ["CLOSED", "FAST_TRACK", "AFTERCARE"],
];

const KINDS = [...new Set(LEGAL.map(([, kind]) => kind))];

describe("nextState", () => {
  test.for(LEGAL)("leads from %s by %s to %s", ([from, kind, to]) => {
    expect(nextState(from === "-" ? null : (from as ParticipationState), kind)).toBe(to);
  });

  test("leads nowhere by any other step", () => {
    const legal = new Set(LEGAL.map(([from, kind]) => `${from} ${kind}`));
    const others = ["-", ...STATES].flatMap((from) =>
      KINDS.filter((kind) => !legal.has(`${from} ${kind}`)).map((kind) => [from, kind] as const),
    );
    expect(others).toHaveLength(13 * KINDS.length - LEGAL.length);
    const led = others.filter(
      ([from, kind]) => nextState(from === "-" ? null : (from as ParticipationState), kind) !== undefined,
    );
    expect(led).toEqual([]);
  });

  test("keeps the state in corrections and when a job ends", () => {
    for (const state of STATES) {
      expect(nextState(state, "CORRECT")).toBe(state);
      expect([state, undefined]).toContain(nextState(state, "END_EMPLOYMENT"));
    }
  });
});

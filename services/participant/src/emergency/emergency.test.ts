import { describe, expect, test } from "vitest";
import { closed, type EmergencyAccess, emergencyState, mayOpen, reviewed } from "./emergency.ts";

const NOW = new Date("2026-11-22T10:00:00.000Z");
const after = (minutes: number): Date => new Date(NOW.getTime() + minutes * 60_000);
const REASON = "The person stands at the desk and is ill.";

const ACCESS: EmergencyAccess = {
  ...{
    id: "a",
    participationIds: [],
    municipalityCodes: [],
    participationId: "p",
    programmeId: "g",
    municipalityCode: "0751",
    actor: "kim",
    tokenId: null,
  },
  ...{ reason: REASON, openedAt: NOW, endsAt: after(15), closedAt: null, version: 1 },
  ...{ reviewedAt: null, reviewedBy: null, finding: null, reviewNote: null },
};
const codesOf = (decided: ReturnType<typeof mayOpen | typeof closed>): readonly string[] =>
  decided.ok ? [] : decided.refusals.map(({ code }) => code);

test.for([
  { reason: REASON, minutes: 1, codes: [] },
  { reason: REASON, minutes: 60, codes: [] },
  { reason: REASON, minutes: 61, codes: ["MINUTES_OUT_OF_RANGE"] },
  { reason: REASON, minutes: 0, codes: ["MINUTES_OUT_OF_RANGE"] },
  { reason: REASON, minutes: 1.5, codes: ["MINUTES_OUT_OF_RANGE"] },
  { reason: ` ${"x".repeat(19)} `, minutes: 5, codes: ["REASON_TOO_SHORT"] },
  { reason: "x".repeat(20), minutes: 5, codes: [] },
  { reason: "x".repeat(500), minutes: 5, codes: [] },
  { reason: "x".repeat(501), minutes: 5, codes: ["TEXT_TOO_LONG"] },
  { reason: "", minutes: -1, codes: ["REASON_TOO_SHORT", "MINUTES_OUT_OF_RANGE"] },
])("an opening of $minutes minutes is refused for $codes", ({ reason, minutes, codes }) => {
  const decided = mayOpen({ reason, minutes }, NOW);
  expect(codesOf(decided)).toEqual(codes);
  if (decided.ok) expect(decided.value).toEqual(after(minutes));
});

test.for([
  { at: 0, change: {}, state: "OPEN" },
  { at: 14, change: {}, state: "OPEN" },
  { at: 15, change: {}, state: "ENDED" },
  { at: 5, change: { closedAt: after(5) }, state: "ENDED" },
  { at: 20, change: { reviewedAt: after(20), reviewedBy: "ulla", finding: "JUSTIFIED" }, state: "REVIEWED" },
] as const)("is $state after $at minutes with $change", ({ at, change, state }) => {
  expect(emergencyState({ ...ACCESS, ...change }, after(at))).toBe(state);
});

describe("closing and reviewing", () => {
  test("an open access is closed, an ended one is not", () => {
    expect(closed(ACCESS, after(3))).toEqual({ ok: true, value: { ...ACCESS, closedAt: after(3) } });
    expect(codesOf(closed(ACCESS, after(15)))).toEqual(["ALREADY_ENDED"]);
  });

  test.for([
    { by: "ulla", at: 20, note: null, codes: [] },
    { by: "kim", at: 20, note: null, codes: ["OWN_ACCESS"] },
    { by: "ulla", at: 3, note: null, codes: ["STILL_OPEN"] },
    { by: "kim", at: 3, note: "x".repeat(501), codes: ["OWN_ACCESS", "STILL_OPEN", "TEXT_TOO_LONG"] },
  ])("a review by $by after $at minutes is refused for $codes", ({ by, at, note, codes }) => {
    expect(codesOf(reviewed(ACCESS, { finding: "JUSTIFIED", note, reviewer: by }, after(at)))).toEqual(codes);
  });

  test("nothing is reviewed twice", () => {
    const once = reviewed(ACCESS, { finding: "NOT_JUSTIFIED", note: "asked", reviewer: "ulla" }, after(20));
    expect(once.ok && once.value).toMatchObject({
      finding: "NOT_JUSTIFIED",
      reviewedBy: "ulla",
      reviewedAt: after(20),
    });
    const again = once.ok && reviewed(once.value, { finding: "JUSTIFIED", note: null, reviewer: "ole" }, after(21));
    expect(again && codesOf(again)).toEqual(["ALREADY_REVIEWED"]);
  });
});

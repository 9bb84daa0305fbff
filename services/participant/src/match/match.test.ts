import { localDate } from "@inclusion/kernel";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { atJune, ENTERED, fileWith } from "../participation/entered-file.fixture.ts";
import type { ParticipationState } from "../participation/participation.ts";
import type { ParticipationFile } from "../participation/participation-file.ts";
import { decideMatch, proposeMatch } from "./decide-match.ts";
import { isOpenMatch, type JobOpening, type Match, type MatchDecision, type MatchStatus } from "./match.ts";
import { openingFacts } from "./opening-facts.ts";

const OPENING: JobOpening = {
  id: "opening",
  programmeId: "programme",
  organisationId: "company",
  municipalityCode: "0751",
  form: "ORDINARY",
  hoursPerWeek: 20,
  opensOn: localDate("2019-04-01"),
  closesOn: localDate("2019-05-31"),
};

const MATCH: Match = {
  id: "match",
  participationId: "participation",
  programmeId: "programme",
  municipalityCode: "0751",
  openingId: "opening",
  proposedOn: localDate("2019-04-02"),
  decidedOn: null,
  status: "PROPOSED",
  declineReason: null,
};

const inMay = localDate("2019-05-02");

function withMatch(changes: Partial<Match>, participation: Partial<ParticipationFile["participation"]> = {}) {
  return fileWith(participation, { matches: [{ ...MATCH, ...changes }] });
}

describe("proposeMatch", () => {
  test("adds a proposal that says nothing of the person", () => {
    const decided = proposeMatch(OPENING, localDate("2019-04-02"))(ENTERED, atJune());
    expect(decided).toEqual({ ok: true, value: { ...ENTERED, matches: [{ ...MATCH, id: "new 1" }] } });
  });

  test.for([
    { case: "the opening's first day", on: "2019-04-01", codes: [] },
    { case: "the day before it", on: "2019-03-31", codes: ["OPENING_CLOSED"] },
    { case: "its last day", on: "2019-05-31", codes: [] },
    { case: "the day after it", on: "2019-06-01", codes: ["OPENING_CLOSED"] },
    { case: "tomorrow", on: "2019-06-02", codes: ["DATE_IN_FUTURE", "OPENING_CLOSED"] },
  ])("judges $case", ({ on, codes }) => {
    expect(codesOf(proposeMatch(OPENING, localDate(on))(ENTERED, atJune()))).toEqual(codes);
  });

  test("takes an opening without an end as open", () => {
    expect(proposeMatch({ ...OPENING, closesOn: null }, localDate("2019-06-01"))(ENTERED, atJune()).ok).toBe(true);
  });

  test.for([
    { case: "none", opening: null },
    { case: "another programme's", opening: { ...OPENING, programmeId: "other" } },
  ])("knows no opening that is $case", ({ opening }) => {
    expect(codesOf(proposeMatch(opening, inMay)(ENTERED, atJune()))).toEqual(["OPENING_UNKNOWN"]);
  });

  const ready: ParticipationState[] = ["ACCEPTED", "ENROLLED", "IN_PLACEMENT", "COMPLETED", "AFTERCARE"];
  const notReady: ParticipationState[] = [
    ...(["REFERRED", "SCREENED_OUT", "WAITLISTED", "DROPPED_OUT", "EMPLOYED", "FOLLOW_UP", "CLOSED"] as const),
  ];
  test.for([
    ...ready.map((state) => ({ state, codes: [] })),
    ...notReady.map((state) => ({ state, codes: ["NOT_READY"] })),
  ])("answers $codes in $state", ({ state, codes }) => {
    expect(codesOf(proposeMatch(OPENING, inMay)(fileWith({ state }), atJune()))).toEqual(codes);
  });

  test.for<{ status: MatchStatus; openingId: string; codes: readonly string[] }>([
    { status: "PROPOSED", openingId: "opening", codes: ["ALREADY_MATCHED"] },
    { status: "ACCEPTED", openingId: "opening", codes: ["ALREADY_MATCHED"] },
    { status: "DECLINED", openingId: "opening", codes: [] },
    { status: "HIRED", openingId: "opening", codes: [] },
    { status: "PROPOSED", openingId: "another", codes: [] },
  ])("answers $codes beside a match $status for $openingId", ({ codes, ...match }) => {
    expect(codesOf(proposeMatch(OPENING, inMay)(withMatch(match), atJune()))).toEqual(codes);
  });
});

describe("decideMatch", () => {
  const decision = (status: MatchStatus, decidedOn = inMay): MatchDecision =>
    status === "DECLINED"
      ? { matchId: "match", decidedOn, status, reason: "TOO_FAR" }
      : { matchId: "match", decidedOn, status: status === "HIRED" ? "HIRED" : "ACCEPTED" };

  const legal = ["PROPOSED ACCEPTED", "PROPOSED DECLINED", "ACCEPTED DECLINED", "ACCEPTED HIRED"];
  const steps = (["PROPOSED", "ACCEPTED", "DECLINED", "HIRED"] as const).flatMap((from) =>
    (["ACCEPTED", "DECLINED", "HIRED"] as const).map((to) => ({ from, to })),
  );
  test.for(steps)("takes $from to $to when that may be", ({ from, to }) => {
    const decided = decideMatch(OPENING, decision(to))(withMatch({ status: from }), atJune());
    if (!legal.includes(`${from} ${to}`)) return expect(codesOf(decided)).toEqual(["ILLEGAL_TRANSITION"]);
    const declineReason = to === "DECLINED" ? "TOO_FAR" : null;
    expect(decided.ok && decided.value.matches).toEqual([{ ...MATCH, status: to, decidedOn: inMay, declineReason }]);
  });

  test("knows the participation's own matches only", () => {
    expect(codesOf(decideMatch(OPENING, decision("ACCEPTED"))(ENTERED, atJune()))).toEqual(["ROW_UNKNOWN"]);
  });

  test.for([
    { case: "a yes after the last day", status: "ACCEPTED", on: "2019-06-01", codes: ["OPENING_CLOSED"] },
    { case: "a hiring after the last day", status: "HIRED", on: "2019-06-01", codes: ["OPENING_CLOSED"] },
    { case: "a no after the last day", status: "DECLINED", on: "2019-06-01", codes: [] },
    { case: "a no tomorrow", status: "DECLINED", on: "2019-06-02", codes: ["DATE_IN_FUTURE"] },
    { case: "a no on the day of the proposal", status: "DECLINED", on: "2019-04-02", codes: [] },
    { case: "a no the day before", status: "DECLINED", on: "2019-04-01", codes: ["DATE_ORDER"] },
  ] as const)("judges $case", ({ status, on, codes }) => {
    const file = withMatch({ status: status === "HIRED" ? "ACCEPTED" : "PROPOSED" });
    expect(codesOf(decideMatch(OPENING, decision(status, localDate(on)))(file, atJune()))).toEqual(codes);
  });

  test("asks for readiness when both say yes, and not when the job has begun", () => {
    const employed = { state: "EMPLOYED" } as const;
    expect(codesOf(decideMatch(OPENING, decision("ACCEPTED"))(withMatch({}, employed), atJune()))).toEqual([
      "NOT_READY",
    ]);
    expect(decideMatch(OPENING, decision("HIRED"))(withMatch({ status: "ACCEPTED" }, employed), atJune()).ok).toBe(
      true,
    );
  });

  test("asks for a reason to decline, whatever became of the opening", () => {
    const noReason: MatchDecision = { matchId: "match", decidedOn: inMay, status: "DECLINED", reason: null };
    expect(codesOf(decideMatch(null, noReason)(withMatch({}), atJune()))).toEqual(["REASON_REQUIRED"]);
    expect(decideMatch(null, decision("DECLINED"))(withMatch({}), atJune()).ok).toBe(true);
    expect(codesOf(decideMatch(null, decision("ACCEPTED"))(withMatch({}), atJune()))).toEqual(["OPENING_UNKNOWN"]);
  });

  test("never leaves an end, whatever is tried", () => {
    const tries = fc.array(fc.constantFrom("ACCEPTED" as const, "DECLINED" as const, "HIRED" as const), {
      maxLength: 6,
    });
    fc.assert(
      fc.property(tries, (wanted) => {
        let file = withMatch({});
        for (const status of wanted) {
          const before = file.matches[0] as Match;
          const decided = decideMatch(OPENING, decision(status))(file, atJune());
          if (decided.ok) expect(isOpenMatch(before)).toBe(true);
          file = decided.ok ? decided.value : file;
        }
        expect(openingFacts([MATCH], file.matches)).toHaveLength(file.matches[0]?.status === "HIRED" ? 1 : 0);
      }),
    );
  });
});

describe("openingFacts", () => {
  const hired: Match = { ...MATCH, status: "HIRED", decidedOn: inMay };

  test("tell once that an opening is filled, and nothing of the person", () => {
    const fact = { type: "OpeningFilled", version: 1, subject: "opening" };
    expect(openingFacts([{ ...MATCH, status: "ACCEPTED" }], [hired])).toEqual([
      { ...fact, payload: { openingId: "opening", filledOn: "2019-05-02" } },
    ]);
    expect(openingFacts([hired], [hired])).toEqual([]);
    expect(openingFacts([], [{ ...MATCH, status: "ACCEPTED", decidedOn: inMay }])).toEqual([]);
  });
});

function codesOf(decision: ReturnType<ReturnType<typeof proposeMatch>>): readonly string[] {
  return decision.ok ? [] : decision.refusals.map(({ code }) => code);
}

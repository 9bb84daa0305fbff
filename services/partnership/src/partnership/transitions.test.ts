import { localDate } from "@inclusion/kernel";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { adoptedPlan } from "../anchoring/anchoring.ts";
import type { Rule } from "../record/rule.ts";
import { lostRoles, type PartnershipFile, type PartnershipState, type Party } from "./partnership.ts";
import { partnershipMeasures } from "./partnership-measures.ts";
import { leave, replaceParty, sign } from "./sign.ts";
import { activate, anchor, close, propose, revise, terminate, writeAgreement } from "./transitions.ts";

const day = localDate("2020-06-01");
const at = { today: day, actor: "test", newId: () => `new ${nextNumber()}` };
let numbers = 0;
function nextNumber(): number {
  numbers += 1;
  return numbers;
}

const HASH = "a".repeat(64);
const owned = { partnershipId: "p", programmeId: "programme", municipalityCode: "0751" };
const party = (role: Party["role"], organisationId: string): Party => ({
  ...owned,
  ...{ id: `party ${organisationId} ${role}`, role, organisationId, joinedOn: null, leftOn: null, leaveReason: null },
});
const AGREEMENT: PartnershipFile["agreements"][number] = {
  ...owned,
  ...{ id: "agreement", number: 1, isAddendum: false, textHash: HASH, writtenOn: localDate("2020-01-01") },
  ...{ validFrom: localDate("2020-02-01"), validTo: null, leavingPartyId: null, joiningOrganisationId: null },
  ...{ revisedOn: null, reviseReason: null },
};

function fileIn(state: PartnershipState, changes: Partial<PartnershipFile> = {}): PartnershipFile {
  return {
    record: {
      ...{ id: "p", programmeId: "programme", kind: "GROWTH", state, municipalityCode: "0751", origin: "NEW" },
      ...{ axis: "AXIS_3B2", draftedOn: null, signedOn: null, activeFrom: null, anchoredOn: null, closedOn: null },
      ...{ closeReason: null, synthetic: false },
    },
    version: 1,
    parties: [party("MUNICIPALITY", "m"), party("OTHER_ACTOR", "o"), party("SOCIAL_ENTERPRISE", "s")],
    ...{ agreements: [AGREEMENT], signatures: [], cases: [], commitments: [], plans: [ADOPTED], openMatches: 0 },
    programme: { startsOn: null, endsOn: localDate("2020-03-31") },
    stays: [{ joinedOn: localDate("2018-01-01"), leftOn: null }],
    ...{ eligibleTo: null, methodVersionIds: [] },
    ...changes,
  };
}

const ADOPTED: PartnershipFile["plans"][number] = {
  ...owned,
  ...{ id: "plan", methodVersionId: null, owner: "Jobcentret", startsOn: localDate("2020-04-01"), currency: "DKK" },
  ...{ yearlyBudgetMinor: 1n, state: "ADOPTED", proposedOn: localDate("2020-01-01"), decisionReference: "7" },
  ...{ decidedOn: localDate("2020-02-01"), runningFrom: null },
};
const codesOf = (rule: Rule<PartnershipFile>, file: PartnershipFile): readonly string[] => {
  const decided = rule(file, at);
  return decided.ok ? [] : decided.refusals.map(({ code }) => code);
};
const text = { text: "Aftale", textHash: HASH, validFrom: localDate("2020-02-01"), validTo: null };
const signing = {
  ...{ organisationId: "m", signatory: "Direktør", signatoryOrganisationId: "m", textHash: HASH },
  ...{ method: "PAPER" as const, signedOn: day },
};

const STEPS: readonly (readonly [name: string, rule: Rule<PartnershipFile>, from: readonly PartnershipState[]])[] = [
  ["write", writeAgreement(text), ["DRAFTED"]],
  ["propose", propose(false), ["DRAFTED"]],
  ["sign", sign(signing, true), ["PROPOSED"]],
  ["revise", revise(text, "ny"), ["PROPOSED"]],
  ["activate", activate(day), ["SIGNED"]],
  ["anchor", anchor(day, adoptedPlan), ["ACTIVE"]],
  ["terminate", terminate(day, "slut"), ["ACTIVE", "SIGNED"]],
  ["close", close(day, null), ["ANCHORED"]],
  [
    "leave",
    leave({ organisationId: "o", role: "OTHER_ACTOR", leftOn: day, reason: "x" }),
    ["SIGNED", "ACTIVE", "ANCHORED"],
  ],
];
const STATES: readonly PartnershipState[] = ["DRAFTED", "PROPOSED", "SIGNED", "ACTIVE", "ANCHORED", "CLOSED"];

describe("steps of a partnership", () => {
  test.for(STEPS.flatMap(([name, rule, from]) => STATES.map((state) => ({ name, rule, from, state }))))(
    "$name from $state",
    ({ rule, from, state }) => {
      expect(codesOf(rule, fileIn(state))).toEqual(from.includes(state) ? [] : ["ILLEGAL_TRANSITION"]);
    },
  );

  test.for([
    { last: "2020-05-31", day: "2020-05-31", codes: [] },
    { last: "2020-05-31", day: "2020-06-01", codes: ["MUNICIPALITY_NOT_IN_PROGRAMME"] },
  ])("activates on $day in a municipality that leaves after $last: $codes", ({ last, day: on, codes }) => {
    const stays = [{ joinedOn: localDate("2018-01-01"), leftOn: localDate(last) }];
    expect(codesOf(activate(localDate(on)), fileIn("SIGNED", { stays }))).toEqual(codes);
  });

  test("is valid from its first day, and not on the day before", () => {
    expect(codesOf(activate(localDate("2020-02-01")), fileIn("SIGNED"))).toEqual([]);
    expect(codesOf(activate(localDate("2020-01-31")), fileIn("SIGNED"))).toEqual(["NOT_YET_VALID"]);
  });

  test.for([
    { startsOn: "2020-03-31", eligibleTo: null, codes: ["ANCHOR_BEFORE_EU_END"] },
    { startsOn: "2020-04-01", eligibleTo: null, codes: [] },
    { startsOn: "2020-04-01", eligibleTo: "2020-04-01", codes: ["ANCHOR_BEFORE_EU_END"] },
    { startsOn: "2020-04-02", eligibleTo: "2020-04-01", codes: [] },
  ])("anchors by a plan from $startsOn when costs end on $eligibleTo: $codes", ({ startsOn, eligibleTo, codes }) => {
    const plans = [{ ...ADOPTED, startsOn: localDate(startsOn) }];
    const file = fileIn("ACTIVE", { plans, eligibleTo: eligibleTo === null ? null : localDate(eligibleTo) });
    expect(codesOf(anchor(day, adoptedPlan), file)).toEqual(codes);
  });

  test("anchors by no plan that was not adopted, nor without an end of the support", () => {
    const proposed = { ...ADOPTED, state: "PROPOSED" as const, decidedOn: null, decisionReference: null };
    expect(codesOf(anchor(day, adoptedPlan), fileIn("ACTIVE", { plans: [proposed] }))).toEqual(["PLAN_NOT_ADOPTED"]);
    const endless = fileIn("ACTIVE", { programme: { startsOn: null, endsOn: null } });
    expect(codesOf(anchor(day, adoptedPlan), endless)).toEqual(["ANCHOR_BEFORE_EU_END"]);
  });
});

describe("parties", () => {
  const two = [party("MUNICIPALITY", "m"), party("OTHER_ACTOR", "x"), party("SOCIAL_ENTERPRISE", "x")];

  test("have one role each, unless the programme allows two", () => {
    expect(codesOf(propose(false), fileIn("DRAFTED", { parties: two }))).toEqual(["SAME_ORGANISATION_TWO_ROLES"]);
    expect(codesOf(propose(true), fileIn("DRAFTED", { parties: two }))).toEqual([]);
  });

  test("who has two roles signs once for both", () => {
    let file = fileIn("PROPOSED", { parties: two });
    for (const organisationId of ["m", "x"]) {
      const decided = sign({ ...signing, organisationId, signatoryOrganisationId: organisationId }, true)(file, at);
      file = decided.ok ? decided.value : file;
    }
    expect(file.record).toMatchObject({ state: "SIGNED", signedOn: day });
  });

  test("are replaced more than once, and each time all of the day sign", () => {
    let file = fileIn("ACTIVE");
    const pairs = [
      ["o", "o2", "2020-03-01"],
      ["o2", "o3", "2020-04-01"],
    ] as const;
    for (const [leaving, joining, from] of pairs) {
      const addendum = { ...text, textHash: joining.padEnd(64, "0"), validFrom: localDate(from) };
      const joins = { id: joining, kinds: ["OTHER_ACTOR"], cvr: null };
      const given = { leavingOrganisationId: leaving, role: "OTHER_ACTOR" as const, joining: joins, addendum };
      const written = replaceParty({ ...given, sameOrganisationTwoRoles: false })(file, at);
      expect(written.ok).toBe(true);
      file = written.ok ? written.value : file;
      for (const organisationId of ["m", "s", joining]) {
        const by = { ...signing, organisationId, signatoryOrganisationId: organisationId, textHash: addendum.textHash };
        const decided = sign(by, true)(file, at);
        file = decided.ok ? decided.value : file;
      }
    }
    expect(file.parties.filter(({ leftOn }) => leftOn === null).map(({ organisationId }) => organisationId)).toEqual([
      ...["m", "s", "o3"],
    ]);
    expect(lostRoles("GROWTH", file.parties, day)).toEqual([]);
  });

  test("that left leave a gap from their day, and none before", () => {
    const gone = { ...party("OTHER_ACTOR", "o"), leftOn: localDate("2020-05-01") };
    const parties = [party("MUNICIPALITY", "m"), gone, party("SOCIAL_ENTERPRISE", "s")];
    expect(lostRoles("GROWTH", parties, localDate("2020-04-30"))).toEqual([]);
    expect(lostRoles("GROWTH", parties, localDate("2020-05-01"))).toEqual([
      { roles: ["OTHER_ACTOR"], since: "2020-05-01", lostOrganisationId: "o" },
    ]);
  });
});

test("in whatever order steps are tried, a partnership counts at most once in a state", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(STEPS.length - 1), { maxLength: 30 }), (tried) => {
      let file = fileIn("DRAFTED");
      for (const index of tried) {
        const decided = (STEPS[index] as (typeof STEPS)[number])[1](file, at);
        file = decided.ok ? decided.value : file;
      }
      const sums = Map.groupBy(partnershipMeasures(file), ({ indicator }) => indicator);
      for (const [, entries] of sums) {
        const sum = entries.reduce((total, { amount }) => total + amount, 0);
        expect(sum === 0 || sum === 1).toBe(true);
      }
    }),
  );
});

/** What other services are told, and what they tell: facts in and out, as the contract has them. */

import { openTestService, type TestService } from "@inclusion/kernel/testing";
import * as contract from "@inclusion/schema/facts";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import {
  COMPANY,
  EMPLOYER,
  JOB,
  openWays,
  type Participation,
  PLACEMENT,
  PROGRAMME,
  REFERRAL,
  type Ways,
  worker,
} from "../pathway/pathway-ways.fixture.ts";
import { service } from "../service.ts";
import { idOf } from "./participation-rows.fixture.ts";

let opened: TestService;
let ways: Ways;
beforeAll(async () => {
  opened = await openTestService(service, inject("postgres"));
  ways = await openWays(opened);
});
afterAll(() => opened?.drop());

type Told = Readonly<{ type: string; payload: Record<string, unknown> }>;

async function told(subject: string, ...types: readonly string[]): Promise<readonly Told[]> {
  return opened.sql(
    `SELECT type, payload FROM participant.fact WHERE (subject = $1 OR payload->>'participationId' = $1)
       AND (cardinality($2::text[]) = 0 OR type = ANY ($2::text[])) ORDER BY position`,
    [subject, types],
  );
}

async function counted(id: string): Promise<Record<string, number>> {
  const rows = await opened.sql<{ indicator: string; n: number }>(
    `SELECT indicator, sum(amount)::int AS n FROM participant.measure_entry
     WHERE subject_id = $1 AND indicator IN ('3B.3', '3B.4') GROUP BY 1 HAVING sum(amount) <> 0`,
    [id],
  );
  return Object.fromEntries(rows.map(({ indicator, n }) => [indicator, n]));
}

describe("the way of a participation", () => {
  test("is told whenever one of its days changes, and in the contract's shape", async () => {
    const left = await ways.at("FOLLOW_UP");
    const place = { participationId: left.id, programmeId: PROGRAMME, municipalityCode: "0751", partnershipId: null };
    const days = { referredOn: "2019-03-01", startedOn: null, completedOn: null, leftOn: null };
    const started = { ...place, ...days, startedOn: "2019-04-01" };
    expect((await told(left.id, "PathwaySet")).map(({ payload }) => payload)).toEqual([
      { ...place, ...days },
      started,
      { ...started, completedOn: "2019-09-01" },
      { ...started, completedOn: "2019-09-01", leftOn: "2019-11-15" },
    ]);
    for (const { payload } of await told(left.id, "PathwaySet")) contract.PathwaySet.strict().parse(payload);
  });

  test("goes with the work that was had", async () => {
    const left = await ways.at("FOLLOW_UP");
    const all = await told(left.id, "WorkHistorySet");
    expect(all.map(({ payload }) => (payload.spells as unknown[]).length)).toEqual([0, 1]);
    const spell = { form: "ORDINARY", hoursPerWeek: 20, isSubsidised: false, from: "2019-10-01", until: null };
    expect(all.at(-1)?.payload).toEqual({
      ...{ participationId: left.id, programmeId: PROGRAMME, municipalityCode: "0751", seniorityWeeks: null },
      benefitAtEntry: "CASH_ACTIVITY_READY",
      spells: [{ ...spell, employmentId: left.employments[0]?.id }],
    });
    for (const { payload } of all) contract.WorkHistorySet.strict().parse(payload);
  });
});

describe("open placements", () => {
  test("are told as a total of the company, and once for what changes", async () => {
    const before = (await told(COMPANY, "OpenPlacementsSet")).at(-1)?.payload.count ?? 0;
    const [one, two] = [await ways.at("IN_PLACEMENT"), await ways.at("IN_PLACEMENT")];
    const placementId = one.placements[0]?.id;
    await ways.done("placementEnd", { participationId: one.id, placementId, endedOn: "2019-08-01" });
    const totals = (await told(COMPANY, "OpenPlacementsSet")).slice(-3).map(({ payload }) => payload);
    const of = { programmeId: PROGRAMME, organisationId: COMPANY };
    const start = Number(before);
    expect(totals).toEqual([start + 1, start + 2, start + 1].map((count) => ({ ...of, count })));
    expect(two.placements).toHaveLength(1);
  });
});

/** Hires told of that were not taken back, by the organisation. */
async function standingHires(id: string): Promise<readonly unknown[]> {
  const standing: unknown[] = [];
  for (const { type, payload } of await told(id, "HireCounted", "HireVoided")) {
    contract.HireCounted.strict().parse(payload);
    if (type === "HireCounted") standing.push(payload.organisationId);
    else standing.splice(standing.indexOf(payload.organisationId), 1);
  }
  return standing;
}

describe("hires by companies of the accelerator", () => {
  const [firm, course] = [idOf(501), idOf(502)];
  let hired: Participation;
  const hire = async (startedOn: string, employerId = firm): Promise<Participation> => {
    const now = await ways.at("COMPLETED");
    return ways.done("employmentStart", { ...JOB, employerId, startedOn, participationId: now.id });
  };

  test("are told when the company turns out to be accepted, moved when the employer is another one, and taken back", async () => {
    hired = await hire("2019-10-01");
    expect(await standingHires(hired.id)).toEqual([]);
    const accepted = { programmeId: PROGRAMME, courseId: course, organisationId: firm, acceptedOn: "2019-06-01" };
    await ways.tell("accelerator", "CourseAccepted", accepted);
    expect(await standingHires(hired.id)).toEqual([firm]);
    const other = { ...accepted, courseId: idOf(503), organisationId: idOf(504) };
    await ways.tell("accelerator", "CourseAccepted", other);
    const employmentId = hired.employments[0]?.id;
    const correct = { participationId: hired.id, employmentId, reasonCode: "WRONG_FACT" };
    await ways.done("employmentCorrect", { ...correct, employerId: idOf(504) });
    expect(await standingHires(hired.id)).toEqual([idOf(504)]);
    await ways.done("employmentCorrect", { ...correct, form: "WAGE_SUBSIDY" });
    expect(await standingHires(hired.id)).toEqual([]);
  });

  test("stay from before the exit of the company, and are 3B.4 from its day on", async () => {
    const [early, onTheDay] = [await hire("2019-10-31"), await hire("2019-11-01")];
    expect(await counted(onTheDay.id)).toEqual({ "3B.3": 1 });
    const exited = { programmeId: PROGRAMME, courseId: course, organisationId: firm, exitedOn: "2019-11-01" };
    await ways.tell("accelerator", "CourseExited", exited);
    await ways.tell("accelerator", "CourseExited", exited);
    expect(await counted(early.id)).toEqual({ "3B.3": 1 });
    expect(await counted(onTheDay.id)).toEqual({ "3B.4": 1 });
    expect(await standingHires(early.id)).toEqual([firm]);
    expect(await standingHires(onTheDay.id)).toEqual([]);
  });

  test("count the same in whichever order acceptance, exit and jobs are told", async () => {
    const steps = ["accepted", "exited", "inside", "outside"] as const;
    let number = 600;
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray([...steps], { minLength: 4 }), async (order) => {
        number += 2;
        const of = { programmeId: PROGRAMME, courseId: idOf(number), organisationId: idOf(number + 1) };
        const jobs: Record<string, Participation> = {};
        for (const step of order) {
          if (step === "accepted")
            await ways.tell("accelerator", "CourseAccepted", { ...of, acceptedOn: "2019-09-15" });
          else if (step === "exited") await ways.tell("accelerator", "CourseExited", { ...of, exitedOn: "2019-12-01" });
          else jobs[step] = await hire(step === "inside" ? "2019-11-30" : "2019-12-02", of.organisationId);
        }
        expect(await counted(jobs.inside?.id ?? "")).toEqual({ "3B.3": 1 });
        expect(await counted(jobs.outside?.id ?? "")).toEqual({ "3B.4": 1 });
      }),
      { numRuns: 8 },
    );
  });

  test("follow an organisation to the one that it was found to be, and back", async () => {
    const [old, survivor] = [idOf(701), idOf(702)];
    await ways.tell("accelerator", "CourseAccepted", {
      ...{ programmeId: PROGRAMME, courseId: idOf(703), organisationId: survivor, acceptedOn: "2019-06-01" },
    });
    const now = await hire("2019-10-01", old);
    const organisation = { cvr: null, kinds: [], sizeClass: null, municipalityCode: null, rsvRegistered: false };
    const tellOf = (organisationId: string, mergedInto: string | null) =>
      ways.tell("partnership", "OrganisationSet", { ...organisation, organisationId, mergedInto });
    await tellOf(survivor, null);
    expect(await counted(now.id)).toEqual({ "3B.4": 1 });
    await tellOf(old, survivor);
    expect(await counted(now.id)).toEqual({ "3B.3": 1 });
    expect((await hire("2019-10-02", old)).employments).toHaveLength(1);
    const [stored] = await opened.sql<{ n: number }>(
      "SELECT count(*)::int AS n FROM participant.employment WHERE employer_id = $1",
      [survivor],
    );
    expect(stored?.n).toBe(1);
    await tellOf(old, null);
    expect(await counted(now.id)).toEqual({ "3B.4": 1 });
  });

  test("need an employer that is known, as soon as organisations are told", async () => {
    const now = await ways.at("COMPLETED");
    const input = { ...JOB, participationId: now.id };
    const unknown = await ways.send("employmentStart", { ...input, employerId: idOf(799) });
    expect(unknown.refusals).toMatchObject([{ code: "EMPLOYER_UNKNOWN", field: ["input", "employerId"] }]);
    const placed = await ways.at("ENROLLED");
    const place = await ways.send("placementStart", { ...PLACEMENT, companyId: idOf(799), participationId: placed.id });
    expect(place.refusals).toMatchObject([{ code: "EMPLOYER_UNKNOWN", field: ["input", "companyId"] }]);
    expect((await ways.send("employmentStart", { ...input, employerId: idOf(702) })).refusals).toEqual([]);
    await ways.tell("partnership", "OrganisationSet", {
      ...{ organisationId: EMPLOYER, cvr: null, kinds: [], sizeClass: null, municipalityCode: null },
      ...{ rsvRegistered: false, mergedInto: null },
    });
  });
});

describe("a referral to a partnership", () => {
  const [signed, unsigned] = [idOf(801), idOf(802)];
  const refer = (partnershipId: string, referredOn = "2019-03-01") =>
    ways.send("participationRefer", { ...REFERRAL, partnershipId, referredOn });
  const tellSigned = (partnershipId: string, signedOn: string) =>
    ways.tell("partnership", "PartnershipSigned", {
      ...{ partnershipId, programmeId: PROGRAMME, municipalityCodes: ["0751"], parties: [], signedOn },
    });
  const codes = async (answer: ReturnType<typeof refer>) => (await answer).refusals.map(({ code }) => code);

  test("is let through while nothing was told of any partnership of the programme", async () => {
    expect(await codes(refer(idOf(803)))).toEqual([]);
  });

  test("needs one that is signed by then and not closed; one from before is taken as it is", async () => {
    await tellSigned(signed, "2019-02-15");
    expect(await codes(refer(signed))).toEqual([]);
    expect(await codes(refer(unsigned))).toEqual(["PARTNERSHIP_NOT_SIGNED"]);
    expect(await codes(refer(signed, "2019-02-14"))).toEqual(["PARTNERSHIP_NOT_SIGNED"]);
    expect(await codes(refer(idOf(803)))).toEqual([]);
    await tellSigned(signed, "2020-01-01");
    expect(await codes(refer(signed))).toEqual([]);
    await ways.tell("partnership", "PartnershipClosed", {
      ...{ partnershipId: signed, programmeId: PROGRAMME, closedOn: "2019-04-01" },
    });
    expect(await codes(refer(signed))).toEqual([]);
    expect(await codes(refer(signed, "2019-04-01"))).toEqual(["PARTNERSHIP_CLOSED"]);
  });

  test("is told with the number of its open matches", async () => {
    const { participation } = await refer(signed);
    const participationId = participation?.id ?? "";
    await ways.done("participationScreen", {
      participationId,
      screenedOn: "2019-03-10",
      outcome: "FIT",
      criteria: ["LONG_ON_BENEFIT"],
    });
    await ways.tell("accelerator", "JobOpeningPublished", {
      ...{ openingId: idOf(810), programmeId: PROGRAMME, organisationId: COMPANY, municipalityCode: "0751" },
      ...{ form: "ORDINARY", hoursPerWeek: 20, opensOn: "2019-03-01" },
    });
    const ask = (mutation: string, input: object) =>
      opened.ask(
        worker,
        `mutation($input: ${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input!) {
        ${mutation}(input: $input) { match { id } refusals { code } } }`,
        { input },
      );
    const proposed = await ask("matchPropose", { participationId, openingId: idOf(810), proposedOn: "2019-03-12" });
    const { matchPropose } = proposed.data as { matchPropose: { match: { id: string } } };
    await ask("matchDecline", {
      ...{ participationId, matchId: matchPropose.match.id, decidedOn: "2019-03-13", reason: "TOO_FAR" },
    });
    expect((await told(signed, "OpenMatchesSet")).map(({ payload }) => payload)).toEqual([
      { partnershipId: signed, count: 1 },
      { partnershipId: signed, count: 0 },
    ]);
  });
});

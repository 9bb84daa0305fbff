import { openTestService, type TestService } from "@inclusion/kernel/testing";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { service } from "../service.ts";
import { PATHWAY_EXAMPLES, preparedFor } from "./pathway-examples.fixture.ts";
import {
  COMPANY,
  DAY,
  EXIT,
  elsewhere,
  FACTS,
  FIT,
  JOB,
  OTHER_PROGRAMME,
  onlooker,
  openWays,
  type Participation,
  PROGRAMME,
  REFERRAL,
  type Ways,
  worker,
} from "./pathway-ways.fixture.ts";

let opened: TestService;
let ways: Ways;

beforeAll(async () => {
  opened = await openTestService(service, inject("postgres"));
  ways = await openWays(opened);
});
afterAll(() => opened?.drop());

/** What the ledger says of a participation today. */
async function counted(id: string): Promise<Record<string, number>> {
  const rows = await opened.sql<{ indicator: string; n: number }>(
    `SELECT indicator, sum(amount)::int AS n FROM participant.measure_entry
     WHERE subject_id = $1 AND indicator LIKE '3B.%' GROUP BY 1 HAVING sum(amount) <> 0`,
    [id],
  );
  return Object.fromEntries(rows.map(({ indicator, n }) => [indicator, n]));
}

describe("the usual way", () => {
  test("leads from the referral to the end, and counts what is reached on the way", async () => {
    const left = await ways.at("FOLLOW_UP");
    expect(left).toMatchObject({ state: "FOLLOW_UP", enteredOn: DAY.started, leftOn: DAY.left });
    expect(left.events.map(({ kind, from, to }) => [kind, from, to])).toEqual([
      ["REFER", null, "REFERRED"],
      ["SCREEN_FIT", "REFERRED", "ACCEPTED"],
      ["ENROL", "ACCEPTED", "ENROLLED"],
      ["START_PLACEMENT", "ENROLLED", "IN_PLACEMENT"],
      ["END_PLACEMENT", "IN_PLACEMENT", "ENROLLED"],
      ["COMPLETE", "ENROLLED", "COMPLETED"],
      ["EMPLOY", "COMPLETED", "EMPLOYED"],
      ["LEAVE", "EMPLOYED", "FOLLOW_UP"],
    ]);
    expect(left.followUps.map(({ kind, dueOn, status }) => [kind, dueOn, status])).toEqual([
      ["IMMEDIATE_4W", "2019-12-13", "PLANNED"],
      ["LONG_TERM_6M", "2020-05-15", "PLANNED"],
    ]);
    expect(await counted(left.id)).toEqual({ "3B.1": 1, "3B.2": 1, "3B.4": 1 });
    const participationId = left.id;
    const answer = { reached: true, labourStatus: "EMPLOYED", participationId };
    await ways.done("followUpRecord", { ...answer, kind: "IMMEDIATE_4W", recordedOn: "2019-12-13" });
    const early = await ways.send("participationClose", { participationId, closedOn: "2020-07-01" });
    expect(early.refusals.map(({ code }) => code)).toEqual(["FOLLOW_UP_PENDING"]);
    await ways.done("followUpRecord", { ...answer, kind: "LONG_TERM_6M", recordedOn: "2020-05-15" });
    const closed = await ways.done("participationClose", { participationId, closedOn: "2020-07-01" });
    expect(closed).toMatchObject({ state: "CLOSED", version: 12 });
  });

  test("tells finance of what is reached and of what is taken back", async () => {
    const hired = await ways.at("EMPLOYED");
    const [job] = hired.employments;
    await ways.done("employmentCorrect", {
      participationId: hired.id,
      employmentId: job?.id,
      form: "WAGE_SUBSIDY",
      reasonCode: "WRONG_FACT",
    });
    expect(await counted(hired.id)).toEqual({ "3B.1": 1, "3B.2": 1 });
    const facts = await opened.sql<{ type: string; metric: string }>(
      `SELECT type, payload->>'metric' AS metric FROM participant.fact
       WHERE subject = $1 AND type LIKE 'Outcome%' ORDER BY position`,
      [hired.id],
    );
    expect(facts.map(({ type, metric }) => `${type} ${metric}`)).toEqual([
      "OutcomeReached 3B.1",
      "OutcomeReached 3B.2",
      "OutcomeReached 3B.4",
      "OutcomeVoided 3B.4",
    ]);
    const history = await opened.sql("SELECT form, version FROM participant.employment_history WHERE id = $1", [
      job?.id,
    ]);
    expect(history).toEqual([{ form: "ORDINARY", version: 1 }]);
  });

  test("ends a course by a job on the day before, and placements with it", async () => {
    const placed = await ways.at("IN_PLACEMENT");
    const job = { ...JOB, startedOn: "2019-07-01", participationId: placed.id };
    const hired = await ways.done("employmentStart", job);
    expect(hired.courses[0]).toMatchObject({ completion: "ENDED_BY_JOB", endedOn: "2019-06-30" });
    expect(hired.placements[0]).toMatchObject({ endedOn: "2019-06-30" });
    expect(await counted(hired.id)).toEqual({ "3B.1": 1, "3B.2": 1, "3B.4": 1 });
  });

  test("comes back by aftercare: entry stays, the exit moves, and the way back is measured", async () => {
    const left = await ways.at("FOLLOW_UP");
    const participationId = left.id;
    const [job] = left.employments;
    const again = { participationId, axis: "AXIS_3B1", plannedWeeks: 8, startedOn: "2020-02-03" };
    const early = await ways.send("aftercareStart", again);
    expect(early.refusals.map(({ code }) => code)).toEqual(["NO_ENDED_EMPLOYMENT"]);
    await ways.done("employmentEnd", { participationId, employmentId: job?.id, endedOn: "2020-01-15" });
    const back = await ways.done("aftercareStart", again);
    expect(back).toMatchObject({ state: "AFTERCARE", enteredOn: DAY.started, leftOn: null, exit: null });
    expect(back.followUps.map(({ status }) => status)).toEqual(["EXPIRED", "EXPIRED"]);
    const hired = await ways.done("employmentStart", { ...JOB, participationId, startedOn: "2020-03-02" });
    expect(hired).toMatchObject({ state: "EMPLOYED", daysToReemployment: 47 });
    const gone = await ways.done("participationLeave", { ...EXIT, participationId, leftOn: "2020-08-31" });
    expect(gone).toMatchObject({ leftOn: "2020-08-31", exit: { leftOn: "2020-08-31" } });
    expect(gone.followUps.map(({ dueOn, status }) => [dueOn, status]).slice(2)).toEqual([
      ["2020-09-28", "PLANNED"],
      ["2021-02-28", "PLANNED"],
    ]);
    expect(await counted(participationId)).toEqual({ "3B.1": 1, "3B.2": 1, "3B.4": 1 });
  });

  test("takes in alumni through the gate that fits, as the same person", async () => {
    const before = await ways.at("FOLLOW_UP");
    const { birthDate: _birthDate, sex: _sex, referredOn: _on, priorEfforts: _efforts, ...known } = REFERRAL;
    const admission = { ...known, programmeId: OTHER_PROGRAMME, samePersonAs: before.id, admittedOn: "2020-03-01" };
    const wrong = await ways.send("participationAdmitAlumnus", { ...admission, gate: "ALUMNI_LOST_JOB" });
    expect(wrong.refusals.map(({ code }) => code)).toEqual(["GATE_MISMATCH"]);
    const admitted = await ways.done("participationAdmitAlumnus", { ...admission, gate: "ALUMNI_EMPLOYED" });
    expect(admitted).toMatchObject({ state: "ACCEPTED", previousProgramme: PROGRAMME });
    expect(admitted.employments).toMatchObject([{ form: "ORDINARY", endedOn: null }]);
    const twice = await ways.send("participationAdmitAlumnus", { ...admission, gate: "ALUMNI_EMPLOYED" });
    expect(twice.refusals.map(({ code }) => code)).toEqual(["DUPLICATE_OPEN_PARTICIPATION"]);
    const back = await ways.send("participationRefer", { ...REFERRAL, samePersonAs: before.id, birthDate: null });
    expect(back.refusals.map(({ code }) => code)).toEqual(["ALREADY_PARTICIPATED"]);
    const persons = await opened.sql(
      "SELECT count(DISTINCT person_id)::int AS n FROM participant.participation WHERE id = ANY ($1::uuid[])",
      [[before.id, admitted.id]],
    );
    expect(persons).toEqual([{ n: 1 }]);
  });

  test("is begun once, however many ask at once for one person", async () => {
    const other = await ways.at("REFERRED");
    const referral = { ...REFERRAL, programmeId: OTHER_PROGRAMME, samePersonAs: other.id };
    const answers = await Promise.all(Array.from({ length: 4 }, () => ways.send("participationRefer", referral)));
    expect(answers.map(({ refusals }) => refusals[0]?.code ?? "done").sort()).toEqual([
      ...Array(3).fill("DUPLICATE_OPEN_PARTICIPATION"),
      "done",
    ]);
  });

  test("offers a place to as many as there are places, also at once", async () => {
    const waiting: Participation[] = [];
    for (let number = 0; number < 4; number += 1) {
      const referred = await ways.done("participationRefer", { ...REFERRAL, municipalityCode: "0461" });
      const screening = { ...FIT, outcome: "WAITLIST", participationId: referred.id };
      waiting.push(await ways.done("participationScreen", screening));
    }
    const offers = await Promise.all(
      waiting.map(({ id }) => ways.send("participationOfferPlace", { participationId: id, offeredOn: "2019-05-01" })),
    );
    expect(offers.map(({ refusals }) => refusals[0]?.code ?? "done").sort()).toEqual([
      ...Array(3).fill("NO_CAPACITY"),
      "done",
    ]);
  });
});

test("a new person needs a day of birth and a sex, and one who is known needs neither", async () => {
  const { birthDate, sex, ...known } = REFERRAL;
  for (const half of [{ birthDate }, { sex }, {}]) {
    const { refusals } = await ways.send("participationRefer", { ...known, ...half });
    expect(refusals).toMatchObject([{ code: "PERSON_MISSING", field: ["input", "birthDate"] }]);
  }
  const samePersonAs = (await ways.at("REFERRED")).id;
  const again = { ...known, programmeId: OTHER_PROGRAMME, samePersonAs };
  expect((await ways.send("participationRefer", again)).refusals).toEqual([]);
  expect((await ways.send("participationRefer", { ...known, birthDate, sex })).refusals).toEqual([]);
});

describe("a late CourseAccepted", () => {
  test("turns 3B.4 into 3B.3 by reversal, and back when the day of the acceptance is corrected", async () => {
    const hired = await ways.at("EMPLOYED");
    const accepted = { programmeId: PROGRAMME, courseId: COMPANY, organisationId: JOB.employerId };
    await ways.tell("accelerator", "CourseAccepted", { ...accepted, acceptedOn: "2019-06-01" });
    expect(await counted(hired.id)).toEqual({ "3B.1": 1, "3B.2": 1, "3B.3": 1 });
    await ways.tell("accelerator", "CourseAccepted", { ...accepted, acceptedOn: "2019-06-01" });
    await ways.tell("accelerator", "CourseAccepted", { ...accepted, acceptedOn: "2020-06-01" });
    expect(await counted(hired.id)).toEqual({ "3B.1": 1, "3B.2": 1, "3B.4": 1 });
  });
});

test("job openings are stored as they are told, and closed", async () => {
  const opening = {
    openingId: COMPANY,
    programmeId: PROGRAMME,
    organisationId: JOB.employerId,
    municipalityCode: "0751",
  };
  const published = { ...opening, form: "ORDINARY", hoursPerWeek: 12.5, opensOn: "2019-05-01" };
  for (const told of [published, { ...published, hoursPerWeek: 20 }]) {
    await ways.tell("accelerator", "JobOpeningPublished", told);
  }
  await ways.tell("accelerator", "JobOpeningClosed", { openingId: COMPANY, closesOn: "2019-06-01" });
  const rows = await opened.sql(
    "SELECT hours_per_week::float8 AS hours, closes_on::text AS closed FROM participant.job_opening WHERE id = $1",
    [COMPANY],
  );
  expect(rows).toEqual([{ hours: 20, closed: "2019-06-01" }]);
});

describe.each(PATHWAY_EXAMPLES)("%s", (mutation, state, inputOf) => {
  let now: Participation | null;
  let input: Readonly<Record<string, unknown>>;
  beforeAll(async () => {
    ({ now, input } = await preparedFor(ways, [mutation, state, inputOf]));
  });

  test("is forbidden without the scope, and finds nothing elsewhere", async () => {
    expect((await ways.send(mutation, input, onlooker)).fault).toBe("FORBIDDEN_FIELD");
    expect((await ways.send(mutation, input, elsewhere)).fault).toBe("NOT_FOUND");
    const [stored] = await opened.sql("SELECT version FROM participant.participation WHERE id = $1", [now?.id ?? null]);
    if (now !== null) expect(stored).toEqual({ version: now.version });
  });

  test("is done once for a key, with few statements, and leaves a line in the audit", async () => {
    const keyed = { ...input, idempotencyKey: `${mutation} once`, ...(now && { expectedVersion: now.version }) };
    const first = await ways.send(mutation, keyed);
    expect(first).toMatchObject({ fault: null, refusals: [] });
    expect(first.statements).toBeLessThanOrEqual(36);
    expect(first.participation?.version).toBe((now?.version ?? 0) + 1);
    const again = await ways.send(mutation, keyed);
    expect(again.participation).toEqual(first.participation);
    const changed = await ways.send(mutation, { ...keyed, ...otherThan(keyed) });
    expect(changed.refusals.map(({ code }) => code)).toEqual(["IDEMPOTENCY_MISMATCH"]);
    const lines = await opened.sql(
      "SELECT action FROM participant.audit_line WHERE subject = $1 ORDER BY position DESC",
      [first.participation?.id],
    );
    expect(lines).toHaveLength(first.participation?.version ?? 0);
  });

  test("is a conflict for who has read an older version", async () => {
    if (now === null) return;
    const late = await ways.send(mutation, { ...input, expectedVersion: now.version });
    expect(late.refusals.map(({ code }) => code)).toEqual(["CONFLICT"]);
    expect(late.refusals[0]?.field).toEqual(["input", "expectedVersion"]);
  });
});

/** Another value for the first day of an input. */
function otherThan(input: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const [field] = Object.keys(input).filter((name) => /On$/.test(name));
  return field === undefined ? { expectedVersion: 99 } : { [field]: "2019-10-31" };
}

test("twenty identical requests at once are one", async () => {
  const { id } = await ways.at("ACCEPTED");
  const input = { participationId: id, ...FACTS, seniorityWeeks: 80, idempotencyKey: "twenty at once" };
  const answers = await Promise.all(Array.from({ length: 20 }, () => ways.send("entryFactsRecord", input)));
  expect(new Set(answers.map(({ participation, fault }) => JSON.stringify([participation?.version, fault])))).toEqual(
    new Set([JSON.stringify([3, null])]),
  );
});

test("everything that is wrong is said at once, and nothing is stored", async () => {
  const referred = await ways.at("REFERRED");
  const wrong = await ways.send("participationEnrol", {
    participationId: referred.id,
    ...{ kind: "RETENTION", axis: "AXIS_3B1", plannedWeeks: 0, startedOn: "2018-01-01" },
  });
  expect(wrong.refusals.map(({ code }) => code)).toEqual([
    "ILLEGAL_TRANSITION",
    "ENTRY_FACTS_INCOMPLETE",
    "OUTSIDE_PROGRAMME_PERIOD",
    "COURSE_GATE_MISMATCH",
    "VALUE_OUT_OF_RANGE",
    "DATE_ORDER",
  ]);
  expect(wrong.refusals[0]?.message).toContain("ENROL does not follow from REFERRED");
});

test("sensitive answers are shown with their scope alone", async () => {
  const { id } = await ways.at("ENROLLED");
  await ways.done("sensitiveFactsRecord", { participationId: id, disability: "YES", askedOn: "2019-03-20" });
  const query = "query($id: ID!) { participation(id: $id) { sensitiveFacts { disability migrantOrMinority } } }";
  const seen = await opened.ask(worker, query, { id });
  expect(seen.data).toEqual({ participation: { sensitiveFacts: { disability: "YES", migrantOrMinority: null } } });
  const { sensitive: _none, ...blind } = { ...worker, sensitive: null };
  const hidden = await opened.ask({ ...blind, scopes: ["participations:read"] }, query, { id });
  expect(hidden.errors?.[0]?.extensions?.code).toBe("FORBIDDEN_FIELD");
});

import { addDays, localDate } from "@inclusion/kernel";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startSeededSystem } from "./seeded-system.ts";
import type { TestSystem } from "./test-system.ts";

const SLUG = "social-inklusion-gennem-vaekstpartnerskaber";
/** A company in Aarhus that was turned down before, and applies again. */
const COMPANY = "Opdigtet Cateringbus";
const SCORES = ["SOCIAL_IMPACT", "MANAGEMENT"].map((criterion) => ({ criterion, score: 4 }));
const CHECKS = ["SOCIAL_PURPOSE", "INDEPENDENCE", "FINANCES", "MANAGEMENT", "GROWTH_POTENTIAL", "STATE_AID"];

let system: TestSystem;
let programmeId: string;
let organisationId: string;

type Answer = Readonly<{ refusals: readonly Readonly<{ code: string; message: string }>[] }> & Record<string, never>;

/** Sends a mutation as a demo role; its payload. */
async function send(mutation: string, input: object, [as, fields]: readonly [string, string]): Promise<Answer> {
  const type = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input`;
  const query = `mutation($input: ${type}!) { ${mutation}(input: $input) { ${fields} refusals { code message } } }`;
  const { data, errors } = await system.ask(query, { input }, as);
  expect(errors, mutation).toEqual([]);
  return data[mutation] as Answer;
}

/** A step of the course, which has to be accepted; the course's id. */
async function step(mutation: string, input: object, as = "accelerator_lead"): Promise<string> {
  const { course, refusals } = (await send(mutation, input, [as, "course { id state }"])) as unknown as {
    course: { id: string } | null;
    refusals: unknown;
  };
  expect(refusals, mutation).toEqual([]);
  return (course as { id: string }).id;
}

/** A step of a participation in Aarhus, which has to be accepted; its id and its jobs. */
async function person(mutation: string, input: object): Promise<{ id: string; employments: { id: string }[] }> {
  const fields = "participation { id employments { id } }";
  const { participation, refusals } = (await send(mutation, input, ["caseworker", fields])) as unknown as {
    participation: { id: string; employments: { id: string }[] };
    refusals: unknown;
  };
  expect(refusals, mutation).toEqual([]);
  return participation;
}

async function opening(mutation: string, input: object) {
  const answer = await send(mutation, input, ["operator", "jobOpening { id state filled }"]);
  expect(answer.refusals, mutation).toEqual([]);
  return answer.jobOpening as unknown as { id: string; state: string; filled: number };
}

/** 3B.3 as the participant service counts it, and the hires that the accelerator counts; equal in the end, and so many. */
async function agreed(hires: number): Promise<void> {
  const counts = async (): Promise<readonly number[]> => {
    const { data } = await system.ask(
      `{ programme(slug: "${SLUG}") {
        participantResults { code value { ... on ExactCount { count } } }
        acceleratorIndicators(codes: ["INCLUSIVE_HIRES"]) { value { ... on ExactCount { count } } } } }`,
      {},
      "programme_lead",
    );
    const { participantResults, acceleratorIndicators } = data.programme;
    const theirs = participantResults.find(({ code }: { code: string }) => code === "3B.3").value.count;
    return [theirs, acceleratorIndicators[0].value.count];
  };
  await expect.poll(counts, { timeout: 15_000, interval: 50 }).toEqual([hires, hires]);
}

/** Somebody who is referred in Aarhus and begins a course. */
async function enrolled(birthDate: string): Promise<string> {
  const { id: participationId } = await person("participationRefer", {
    ...{ programmeId, municipalityCode: "0751", benefit: "CASH_ACTIVITY_READY", birthDate, sex: "F" },
    ...{ referredOn: "2020-01-08", priorEfforts: [{ kind: "WORK_TRIAL", endedOn: "2019-05-01", result: "NO_JOB" }] },
    whatIsAdded: "Mentor i virksomheden",
  });
  const screening = { screenedOn: "2020-01-15", outcome: "FIT", criteria: ["LONG_ON_BENEFIT"] };
  await person("participationScreen", { participationId, ...screening });
  await person("entryFactsRecord", {
    participationId,
    labourStatus: "INACTIVE",
    education: "ISCED_2",
    startFormOn: "2020-01-20",
  });
  const course = { kind: "ENTRY", axis: "AXIS_3B1", plannedWeeks: 26, startedOn: "2020-02-03" };
  await person("participationEnrol", { participationId, ...course });
  return participationId;
}

const year = (number: number, turnover: string, fte: string) => {
  const period = { periodFrom: `${number}-01-01`, periodTo: `${number}-12-31` };
  return { ...period, currency: "DKK", turnover, fte, source: "årsrapport" };
};

/** From the call to the day before the decision; the course's id. */
async function examined(): Promise<string> {
  const call = await send(
    "callOpen",
    {
      ...{ programmeId, title: "Hold 4: vinter 2020", opensOn: "2019-10-01", closesOn: "2019-11-15", cohort: "2020" },
      ...{ capacity: 1, partnershipRequired: false, lowest: 1, highest: 5 },
      criteria: SCORES.map(({ criterion: code }) => ({ code, label: code, weight: 1 })),
    },
    ["accelerator_lead", "call { id }"],
  );
  const callId = (call.call as unknown as { id: string }).id;
  const form = {
    callId,
    organisationId,
    cvr: "10000009",
    submittedOn: "2019-10-20",
    answers: [],
    statedSizeClass: "SMALL",
  };
  const courseId = await step("applicationSubmit", {
    ...form,
    sizeEvidence: "årsrapport",
    socialPurpose: "Job til flere",
  });
  await step("reviewScore", { courseId, scoredOn: "2019-11-18", scores: SCORES }, "accelerator_reviewer");
  await step("snapshotRecord", { courseId, kind: "BASELINE", ...year(2018, "4000000.00", "6.50") });
  await step("dueDiligenceStart", { courseId, startedOn: "2019-11-20" });
  for (const kind of CHECKS) {
    await step("dueDiligenceRecord", { courseId, kind, result: "PASSED", checkedOn: "2019-11-25", evidence: "notat" });
  }
  return courseId;
}

/** From the acceptance to the sprints. */
async function inSprints(courseId: string): Promise<void> {
  const goal = { baseline: "0.00", baselineOn: "2020-01-13", target: "2.00", dueOn: "2021-01-06" };
  const goals = [
    { ...goal, code: "HIRES", kind: "SOCIAL", label: "Ansatte fra kanten", unit: "PERSONS" },
    { ...goal, code: "CUSTOMERS", kind: "BUSINESS", label: "Faste kunder", unit: "CUSTOMERS" },
  ];
  await step("courseDiagnose", { courseId, diagnosedOn: "2020-01-13", summary: "Salget mangler.", needs: ["salg"] });
  await step("growthPlanWrite", { courseId, writtenOn: "2020-01-27", goals, jobsPlanned: 2, placesPlanned: 1 });
  await step("growthPlanApprove", { courseId, approvedOn: "2020-02-03" });
}

beforeAll(async () => {
  system = await startSeededSystem();
  const { data } = await system.ask(
    `{ programme(slug: "${SLUG}") { id companyGrowth { course { organisation { id name } } } } }`,
    {},
    "programme_lead",
  );
  programmeId = data.programme.id;
  const companies = data.programme.companyGrowth as { course: { organisation: { id: string; name: string } } }[];
  organisationId = companies.find(({ course }) => course.organisation.name === COMPANY)?.course.organisation.id ?? "";
});

afterAll(() => system?.stop());

test("a company goes from its application to graduation and hires two, and both services count them alike at each step", async () => {
  await agreed(72);
  const courseId = await examined();
  const [early, matched] = [await enrolled("1984-04-03"), await enrolled("1991-09-12")];
  const job = { form: "ORDINARY", employerId: organisationId, startedOn: "2020-03-02", hoursPerWeek: 20 };
  const hired = await person("employmentStart", { participationId: early, ...job });
  await agreed(72);

  await step("applicationAccept", { courseId, acceptedOn: "2020-01-06" });
  await agreed(73);
  await inSprints(courseId);

  const offer = { programmeId, organisationId, courseId, municipalityCode: "0751", form: "ORDINARY", axis: "AXIS_3B1" };
  const draft = await opening("jobOpeningDraft", { ...offer, hoursPerWeek: 15, seats: 1, opensOn: "2020-03-01" });
  await opening("jobOpeningPublish", { id: draft.id });
  const readiness = { participationId: matched, readyFrom: "2020-04-01", hoursPerWeek: 15, needs: ["CALM_SETTING"] };
  expect((await send("readinessState", readiness, ["caseworker", ""])).refusals).toEqual([]);
  const candidates = async () => {
    const query = `{ programme(slug: "${SLUG}") { matching(on: "2020-04-08", withinKm: 10, first: 100, candidates: 100) {
      opening { id } candidates { participation { id } } } } }`;
    const { data } = await system.ask(query, {}, "caseworker");
    const of =
      (data.programme.matching as { opening: { id: string }; candidates: { participation: { id: string } }[] }[]) ?? [];
    return (
      of.find((each) => each.opening.id === draft.id)?.candidates.map(({ participation }) => participation.id) ?? []
    );
  };
  await expect.poll(candidates, { timeout: 15_000, interval: 50 }).toContain(matched);
  const filled = await opening("jobOpeningFill", { id: draft.id, participationId: matched, filledOn: "2020-04-20" });
  expect(filled.filled).toBe(1);
  const full = await send("jobOpeningFill", { id: draft.id, participationId: matched, filledOn: "2020-04-21" }, [
    "operator",
    "jobOpening { id }",
  ]);
  expect(full.refusals.map(({ code }) => code)).toContain("ALREADY_FILLED");
  await agreed(73);
  await person("employmentStart", { participationId: matched, ...job, startedOn: "2020-04-20", hoursPerWeek: 15 });
  await agreed(74);

  const correction = { participationId: early, employmentId: hired.employments[0]?.id, reasonCode: "WRONG_FACT" };
  await person("employmentCorrect", { ...correction, form: "WAGE_SUBSIDY" });
  await agreed(73);
  await person("employmentCorrect", { ...correction, form: "ORDINARY" });
  await agreed(74);

  await step("snapshotRecord", { courseId, kind: "FOLLOW_UP", month: 12, ...year(2020, "4600000.00", "8.00") });
  await step("courseGraduate", { courseId, graduatedOn: "2021-01-08" });
  await agreed(74);
  const { data } = await system.ask(
    `query($id: ID!) { companyCourse(id: $id) { state growth(asOf: "2021-06-30") { grown turnoverBp }
      jobOpenings { filled } events { kind } } }`,
    { id: courseId },
    "accelerator_lead",
  );
  expect(data.companyCourse).toMatchObject({
    state: "GRADUATED",
    growth: { grown: true, turnoverBp: 1500 },
    jobOpenings: [{ filled: 1 }],
  });
});

test("a registration that ended during a course is listed by its own day, as soon as it is told", async () => {
  type Course = Readonly<{ id: string; acceptedOn: string; organisation: { id: string; name: string } }>;
  const { data } = await system.ask(
    `{ programme(slug: "${SLUG}") { companyGrowth { course { id acceptedOn organisation { id name } } } } }`,
    {},
    "programme_lead",
  );
  const courses = (data.programme.companyGrowth as readonly { course: Course }[]).map(({ course }) => course);
  const course = courses.find(({ organisation }) => organisation.name === "Opdigtet Café Havblik") as Course;
  const until = addDays(localDate(course.acceptedOn), 30);
  const lapses = async (knownAt: string | null = null) => {
    const answer = await system.ask(
      `query($knownAt: Instant) { programme(slug: "${SLUG}") {
        lapsedRegistrations(knownAt: $knownAt) { registeredUntil course { id } } } }`,
      { knownAt },
      "programme_lead",
    );
    const all = answer.data.programme.lapsedRegistrations as readonly {
      registeredUntil: string;
      course: { id: string };
    }[];
    return all.filter(({ course: of }) => of.id === course.id).map(({ registeredUntil }) => registeredUntil);
  };
  expect(await lapses()).toEqual([]);
  const before = new Date().toISOString();
  const end = { organisationId: course.organisation.id, until, reason: "BY_AUTHORITY" };
  expect((await send("rsvDeregister", end, ["operator", "organisation { id }"])).refusals).toEqual([]);
  await expect.poll(() => lapses(), { timeout: 15_000, interval: 50 }).toEqual([until]);
  expect(await lapses(before)).toEqual([]);
});

/** A valid request of each mutation about calls, applications and courses. */
import type { MutationExamples } from "@inclusion/kernel/testing";
import {
  CRITERIA,
  cvrOf,
  idOf,
  PARTNERSHIP,
  PROGRAMME,
  TO_ACCEPTED,
  TO_SPRINTS,
  year,
} from "../course/course-rows.fixture.ts";
import type { World } from "./world.fixture.ts";

type Step = readonly [string, Record<string, unknown>];

const HOURS = { kind: "MENTOR", workedOn: "2018-11-05", hours: "2.50" };
const MILESTONE = { sprint: 1, title: "Ny salgskanal", isMandatory: true, dueOn: "2018-12-01" };
const stepOf = (name: string): Step => [...TO_ACCEPTED, ...TO_SPRINTS].find(([each]) => each === name) as Step;
const BASELINE = stepOf("snapshotRecord");
const STARTED = stepOf("dueDiligenceStart");
const DIAGNOSED = stepOf("courseDiagnose");
const WRITTEN = stepOf("growthPlanWrite");

export function intakeExamples(world: World): MutationExamples {
  const on = async (made: Promise<string>, input: object) => ({ input: { courseId: await made, ...input } });
  const terms = () => ({
    ...{ programmeId: PROGRAMME, title: "Forår 2018", opensOn: "2018-02-06", closesOn: "2018-06-30" },
    ...{ cohort: `call ${world.next()}`, capacity: 2, partnershipRequired: false, lowest: 1, highest: 5 },
    criteria: CRITERIA,
  });
  const call = async (): Promise<string> => (await world.done("callOpen", terms(), "call")).id;
  const session = { kind: "TEACHING", title: "Salg", heldOn: "2018-10-08", hours: "3.00" };
  return {
    callOpen: async () => ({ input: terms() }),
    callAmend: async () => ({ input: { callId: await call(), capacity: 5 } }),
    sessionHold: async () => ({ input: { callId: await call(), ...session } }),
    attendanceRecord: async () => {
      const { id: sessionId } = await world.done("sessionHold", { callId: await world.call(), ...session }, "session");
      return on(world.accepted(), { sessionId, peopleCount: 2 });
    },
    applicationSubmit: async () => {
      const number = await world.enterprise();
      const company = { organisationId: idOf(number), cvr: cvrOf(number), submittedOn: "2018-03-01", answers: [] };
      return { input: { callId: await world.call(), ...company } };
    },
    applicationWithdraw: () => on(world.course(), { withdrawnOn: "2018-03-05" }),
    applicationReject: () => on(world.course(), { rejectedOn: "2018-07-02", reason: "For lille marked" }),
    applicationAccept: () => on(world.course(...TO_ACCEPTED.slice(0, -1)), { acceptedOn: "2018-09-03" }),
    dueDiligenceStart: () => on(world.course(), STARTED[1]),
    dueDiligenceRecord: () =>
      on(world.course(STARTED), { kind: "FINANCES", result: "PASSED", checkedOn: "2018-08-01" }),
    reviewScore: () =>
      on(world.course(), {
        scoredOn: "2018-04-01",
        scores: CRITERIA.map(({ code }) => ({ criterion: code, score: 3 })),
      }),
    reviewDeclareConflict: () => on(world.course(), { reason: "Medejer" }),
  };
}

export function courseExamples(world: World): MutationExamples {
  const on = async (made: Promise<string>, input: object) => ({ input: { courseId: await made, ...input } });
  /** A course with one row in a list, and the row's id under `name`. */
  const listed = async (list: string, name: string, courseId: string, input: object) => ({
    input: { courseId, [name]: await world.rowOf(courseId, list), ...input },
  });
  const graduated: readonly Step[] = [
    ["snapshotRecord", { kind: "FOLLOW_UP", month: 6, ...year(2018, "4783215.00", "9.00") }],
    ["courseGraduate", { graduatedOn: "2019-09-03" }],
  ];
  return {
    snapshotRecord: () => on(world.course(), BASELINE[1]),
    snapshotCorrect: async () => {
      const courseId = await world.course();
      await world.done("snapshotRecord", { courseId, ...BASELINE[1] }, "course");
      return listed("snapshots", "snapshotId", courseId, { reason: "Revisor", ...year(2017, "4300000.00", "6.50") });
    },
    courseMeasure: () => on(world.inSprints(...graduated), { month: 12, ...year(2020, "5000000.00", "9.50") }),
    growthRuleSet: async () => ({
      input: {
        programmeId: await world.programme(),
        countsFrom: "2018-01-01",
        turnoverAboveBp: 3_000,
        needsBoth: false,
      },
    }),
    courseDiagnose: () => on(world.accepted(), DIAGNOSED[1]),
    growthPlanWrite: () => on(world.accepted(DIAGNOSED), WRITTEN[1]),
    growthPlanApprove: () => on(world.accepted(DIAGNOSED, WRITTEN), { approvedOn: "2018-10-05" }),
    goalMeasure: () =>
      on(world.inSprints(), { goal: "HIRES", measuredOn: "2019-03-01", value: "1.00", unit: "PERSONS" }),
    milestonePlan: () => on(world.inSprints(), MILESTONE),
    milestoneComplete: async () => {
      const courseId = await world.inSprints(["milestonePlan", MILESTONE]);
      return listed("milestones", "milestoneId", courseId, { doneOn: "2018-12-03", evidence: "aftale 12" });
    },
    advisoryRecord: () => on(world.accepted(), HOURS),
    advisoryCorrect: async () => {
      const courseId = await world.accepted(["advisoryRecord", HOURS]);
      const [row] = await world
        .opened()
        .sql<{ id: string }>("SELECT id FROM accelerator.advisory_hours WHERE course_id = $1", [courseId]);
      return { input: { courseId, advisoryId: row?.id, ...HOURS, hours: "1.00" } };
    },
    courseJoinPartnership: async () => {
      await world.partnership(idOf(900));
      return on(world.accepted(), { partnershipId: PARTNERSHIP });
    },
    courseGraduate: () => on(world.inSprints(graduated[0] as Step), { graduatedOn: "2019-09-03" }),
    courseExit: () => on(world.accepted(), { exitedOn: "2018-12-01", reason: "konkurs" }),
    otherActorMeasure: async () => ({ input: await figures() }),
    otherActorVoid: async () => {
      const { figures: rows } = await world.done(
        ...(["otherActorMeasure", await figures(), "otherActor", "figures { id }"] as const),
      );
      return { input: { figuresId: (rows as { id: string }[])[0]?.id, reason: "Forkert regnskab" } };
    },
  };

  async function figures() {
    const organisationId = idOf(await world.enterprise());
    await world.partnership(organisationId);
    return {
      ...{ partnershipId: PARTNERSHIP, organisationId, municipalityCode: "0751", kind: "BASELINE" },
      ...year(2017, "1000.00", "3.00"),
    };
  }
}

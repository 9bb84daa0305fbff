/** What an accepted company does in its course: diagnosis, plan, milestones, sessions and hours. Pure. */
import type { Call } from "@inclusion/accelerator/call/call";
import type { CompanyCourse } from "@inclusion/accelerator/course/course";
import type {
  Diagnosis,
  Goal,
  GoalMeasurement,
  GrowthPlan,
  Milestone,
} from "@inclusion/accelerator/growth-plan/growth-plan";
import type { AdvisoryHours, Attendance, Session } from "@inclusion/accelerator/session/session";
import { addMonths, type LocalDate } from "@inclusion/kernel";
import { ofCourse, type PlannedStep } from "./accelerator-intake.ts";
import { MILESTONES, SESSIONS } from "./accelerator-names.ts";
import { movedBy } from "./days.ts";
import type { Random } from "./random.ts";
import { type Event, inOrderOfRecording, toldEach } from "./recording.ts";

/** The days of a course that the rest follows from; `exitedOn` is null for a company that graduates. */
export type CourseDays = Readonly<{ acceptedOn: LocalDate; diagnosedOn: LocalDate; exitedOn: LocalDate | null }>;

/** The steps from the acceptance on. A company that leaves has its plan and a milestone, and no graduation. */
export function courseSteps({ acceptedOn, diagnosedOn, exitedOn }: CourseDays): readonly PlannedStep[] {
  const graduatedOn = addMonths(acceptedOn, 12);
  const done = MILESTONES.slice(0, exitedOn === null ? 3 : 1);
  const ending: PlannedStep =
    exitedOn === null
      ? { kind: "GRADUATE", on: graduatedOn, set: { endedOn: graduatedOn } }
      : {
          kind: "EXIT",
          on: exitedOn,
          set: { endedOn: exitedOn },
          reason: "Forløbet blev sat på pause og ikke genoptaget",
        };
  return [
    { kind: "DIAGNOSE", on: diagnosedOn },
    { kind: "APPROVE_PLAN", on: approvedOn(diagnosedOn) },
    ...done.map(({ day }) => ({ kind: "COMPLETE_MILESTONE", on: movedBy(acceptedOn, day) }) as const),
    ending,
  ];
}

function approvedOn(diagnosedOn: LocalDate): LocalDate {
  return movedBy(diagnosedOn, 24);
}

export function sessionsOf(random: Random, call: Call, startsOn: LocalDate): readonly Session[] {
  return SESSIONS.map(({ kind, title, hoursHundredths, day }) => {
    const heldOn = movedBy(startsOn, day);
    return {
      id: random.id(heldOn),
      callId: call.id,
      programmeId: call.programmeId,
      kind,
      title,
      heldOn,
      hoursHundredths,
    };
  });
}

/** The file of one course beside its steps. */
export function courseFile(random: Random, course: CompanyCourse, days: CourseDays, sessions: readonly Session[]) {
  const { acceptedOn, diagnosedOn, exitedOn } = days;
  const of = ofCourse(course);
  const diagnosis: Diagnosis = {
    ...{
      ...of,
      id: course.id,
      diagnosedOn,
      needs: random.shuffle(["salg", "strategi", "drift", "ledelse"]).slice(0, 2),
    },
    summary: "Syntetisk diagnose: ordrebogen er tynd, og oplæringen hænger på én person.",
  };
  const plans = plansOf(random, course, diagnosedOn);
  const goals = plans.at(-1)?.goals ?? [];
  const measured = goals.map(({ code, unit, baselineHundredths, targetHundredths }): GoalMeasurement => {
    const measuredOn = movedBy(acceptedOn, random.between(250, 350));
    const way = targetHundredths - baselineHundredths;
    const valueHundredths = baselineHundredths + Math.round((way * random.between(40, 115)) / 10_000) * 100;
    return { ...of, id: random.id(measuredOn), goal: code, measuredOn, valueHundredths, unit };
  });
  const attendance = sessions
    .filter(({ heldOn }) => exitedOn === null || heldOn <= movedBy(acceptedOn, 200))
    .map(({ id: sessionId, heldOn }): Attendance => {
      return { ...of, id: random.id(heldOn), sessionId, peopleCount: random.chance(12) ? 0 : random.between(1, 3) };
    });
  const heldOn = new Map(sessions.map(({ id, heldOn: day }) => [id, day]));
  return {
    diagnosis: toldEach(random, [diagnosis], () => diagnosedOn),
    growth_plan: toldEach(random, plans, ({ approvedOn: day, writtenOn }) => day ?? writtenOn),
    goal_measurement: toldEach(random, measured, ({ measuredOn }) => measuredOn),
    milestone: inOrderOfRecording(random, milestoneEvents(random, course, days)),
    attendance: toldEach(random, attendance, ({ sessionId }) => heldOn.get(sessionId) as LocalDate),
    advisory_hours: toldEach(random, hoursOf(random, course, acceptedOn), ({ workedOn }) => workedOn),
  };
}

/** The plan, and for one in three a revision half a year later. */
function plansOf(random: Random, course: CompanyCourse, diagnosedOn: LocalDate): readonly GrowthPlan[] {
  const writtenOn = movedBy(diagnosedOn, 12);
  const jobs = random.between(3, 6);
  const goal = (parts: Pick<Goal, "code" | "kind" | "label" | "unit">, from: number, to: number): Goal => ({
    ...{ ...parts, baselineHundredths: from * 100, targetHundredths: to * 100 },
    ...{ baselineOn: diagnosedOn, dueOn: movedBy(diagnosedOn, 360) },
  });
  const orders = random.between(4, 20);
  const goalsFor = (hires: number): readonly Goal[] => [
    goal({ code: "HIRES", kind: "SOCIAL", label: "Ansatte fra kanten", unit: "PERSONS" }, 0, hires),
    goal({ code: "ORDERS", kind: "BUSINESS", label: "Faste kunder", unit: "CUSTOMERS" }, orders, orders + 6),
  ];
  const first: GrowthPlan = {
    ...{ ...ofCourse(course), id: random.id(writtenOn), revision: 1, writtenOn, reason: null },
    ...{ goals: goalsFor(jobs), jobsPlanned: jobs, placesPlanned: 5, approvedOn: approvedOn(diagnosedOn) },
  };
  if (!random.chance(35)) return [first];
  const revisedOn = movedBy(writtenOn, 170);
  const revised: GrowthPlan = {
    ...{ ...first, id: random.id(revisedOn), revision: 2, writtenOn: revisedOn, goals: goalsFor(jobs + 1) },
    ...{ jobsPlanned: jobs + 1, reason: "Ordrerne kom hurtigere end ventet", approvedOn: movedBy(revisedOn, 7) },
  };
  return [first, revised];
}

function milestoneEvents(random: Random, course: CompanyCourse, { acceptedOn, diagnosedOn, exitedOn }: CourseDays) {
  return MILESTONES.flatMap(({ sprint, title, isMandatory, day }, index): Event<Milestone>[] => {
    const dueOn = movedBy(acceptedOn, day + 14);
    const planned: Milestone = {
      ...{
        ...ofCourse(course),
        id: random.id(diagnosedOn),
        sprint,
        title,
        isMandatory,
        dueOn,
        doneOn: null,
        evidence: null,
      },
    };
    const begun = { on: approvedOn(diagnosedOn), change: planned };
    if (index >= (exitedOn === null ? 3 : 1)) return [begun];
    const doneOn = movedBy(acceptedOn, day);
    return [begun, { on: doneOn, change: { ...planned, doneOn, evidence: `syntetisk bilag ${index + 1}` } }];
  });
}

/** Hours of mentors and advisers over eleven months; some companies draw on them three times as much as others. */
function hoursOf(random: Random, course: CompanyCourse, acceptedOn: LocalDate): readonly AdvisoryHours[] {
  const times = random.between(8, 26);
  return Array.from({ length: times }, (): AdvisoryHours => {
    const workedOn = movedBy(acceptedOn, random.between(25, 340));
    const kind = random.pick([
      "MENTOR",
      "MENTOR",
      "SALES",
      "SALES",
      "STRATEGY",
      "OPERATIONS",
      "FINANCE",
      "INCLUSION",
    ] as const);
    return {
      ...ofCourse(course),
      id: random.id(workedOn),
      kind,
      workedOn,
      hoursHundredths: 25 * random.between(4, 16),
    };
  });
}

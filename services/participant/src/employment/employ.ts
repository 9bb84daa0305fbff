/** A job begins, is kept, ends. Pure. */
import type { LocalDate } from "@inclusion/kernel";
import { lastDayBefore } from "../course/correct-course.ts";
import type { Axis } from "../course/course.ts";
import { openCourse, withEnd } from "../course/end-course.ts";
import { newCourse } from "../course/enrol.ts";
import { isOrganisation, survivorOf } from "../organisation/organisation.ts";
import { fileMeasures } from "../participation/file-measures.ts";
import { ownedBy, type ParticipationFile, withRow } from "../participation/participation-file.ts";
import {
  type Moment,
  notBefore,
  notInFuture,
  type Problem,
  plausibleWeeks,
  type Rule,
  when,
  withinPeriod,
} from "../participation/rule.ts";
import { takeStep } from "../pathway/step.ts";
import { openPlacements } from "../placement/hours.ts";
import { minimumHoursOn } from "../programme-terms/programme-terms.ts";
import { countsAsEmployed, type Employment, type WorkForm } from "./employment.ts";
import { hoursProblems } from "./terms.ts";

export type EmployInput = Readonly<{
  form: WorkForm;
  employerId: string;
  startedOn: LocalDate;
  hoursPerWeek: number;
  /** The course goes on beside the job. */
  courseContinues?: boolean | null | undefined;
}>;

/**
 * Records a job. A course that goes on ends by it on the day before, unless it continues; so do placements.
 *
 * @refuses FORM_NOT_COUNTED, EMPLOYER_UNKNOWN, INDICATOR_ALREADY_COUNTED, HOURS_LIMIT, DATE_ORDER, DATE_IN_FUTURE,
 *          ILLEGAL_TRANSITION
 */
export function employ(input: EmployInput): Rule {
  return (file, at) => {
    const { form, employerId, startedOn, hoursPerWeek } = input;
    const job: Employment = {
      ...ownedBy(file),
      id: at.newId(),
      form,
      employerId: survivorOf(at, employerId),
      startedOn,
      endedOn: null,
      hoursPerWeek,
    };
    return takeStep(file, at, {
      kind: "EMPLOY",
      happenedOn: startedOn,
      problems: [...jobProblems(file, at, job), ...countedProblems(file), ...dayProblems(file, at, startedOn)],
      change: () => ({ ...endedByJob(file, input), employments: [...file.employments, job] }),
    });
  };
}

function jobProblems({ terms }: ParticipationFile, at: Moment, job: Employment): readonly Problem[] {
  const hours = hoursProblems(job.hoursPerWeek, "hoursPerWeek");
  const minimumHours = minimumHoursOn(terms, job.startedOn);
  return [
    ...hours,
    ...when(
      hours.length === 0 && !countsAsEmployed(job, minimumHours),
      "FORM_NOT_COUNTED",
      `${job.form} with ${job.hoursPerWeek} hours is no job that the programme counts: it needs a wage without subsidy and ${minimumHours} hours a week.`,
      "form",
    ),
    ...when(
      !isOrganisation(at, job.employerId),
      "EMPLOYER_UNKNOWN",
      "Give the id of the employer's organisation.",
      "employerId",
    ),
  ];
}

/** A job counts once in a participation; only who comes back through aftercare gets another one recorded. */
function countedProblems(file: ParticipationFile): readonly Problem[] {
  if (file.participation.state === "AFTERCARE") return [];
  const counted = fileMeasures(file).find(({ indicator }) => indicator === "3B.3" || indicator === "3B.4");
  return when(
    counted !== undefined,
    "INDICATOR_ALREADY_COUNTED",
    `${counted?.indicator} is counted from ${counted?.validOn} on: correct that employment, or record its end and begin aftercare.`,
  );
}

function dayProblems(file: ParticipationFile, at: Moment, startedOn: LocalDate): readonly Problem[] {
  const lastEnd = file.employments
    .flatMap(({ endedOn }) => endedOn ?? [])
    .sort()
    .at(-1);
  const isBack = file.participation.state === "AFTERCARE";
  return [
    ...notInFuture(at, startedOn, "startedOn"),
    ...notBefore(startedOn, file.participation.enteredOn, "the first day in the programme", "startedOn"),
    ...(isBack ? notBefore(startedOn, lastEnd, "the end of the job before", "startedOn") : []),
    ...(isBack ? notBefore(startedOn, openCourse(file)?.startedOn, "the start of aftercare", "startedOn") : []),
  ];
}

function endedByJob(file: ParticipationFile, input: EmployInput): Pick<ParticipationFile, "courses" | "placements"> {
  const course = input.courseContinues === true ? undefined : openCourse(file);
  const endedOn = course === undefined ? input.startedOn : lastDayBefore(input.startedOn, course.startedOn);
  return {
    ...withEnd(file, course, { endedOn, completion: "ENDED_BY_JOB", endFormOn: null }),
    placements: openPlacements(file).reduce(
      (rows, row) => withRow(rows, { ...row, endedOn: lastDayBefore(input.startedOn, row.startedOn) }),
      file.placements,
    ),
  };
}

export type EndEmploymentInput = Readonly<{ employmentId: string; endedOn: LocalDate }>;

/** @refuses NO_OPEN_EMPLOYMENT, DATE_ORDER, DATE_IN_FUTURE, ILLEGAL_TRANSITION */
export function endEmployment({ employmentId, endedOn }: EndEmploymentInput): Rule {
  return (file, at) => {
    const job = file.employments.find(({ id, endedOn: end }) => id === employmentId && end === null);
    return takeStep(file, at, {
      kind: "END_EMPLOYMENT",
      happenedOn: endedOn,
      problems: [
        ...when(job === undefined, "NO_OPEN_EMPLOYMENT", "No employment of this id goes on.", "employmentId"),
        ...notInFuture(at, endedOn, "endedOn"),
        ...notBefore(endedOn, job?.startedOn, "the first day of the job", "endedOn"),
      ],
      change: () => (job === undefined ? {} : { employments: withRow(file.employments, { ...job, endedOn }) }),
    });
  };
}

export type KeepInput = Readonly<{ startedOn: LocalDate; axis: Axis; plannedWeeks: number }>;

/**
 * Begins a retention course beside the job.
 *
 * @refuses NO_OPEN_EMPLOYMENT, OUTSIDE_PROGRAMME_PERIOD, DATE_ORDER, DATE_IN_FUTURE, VALUE_OUT_OF_RANGE, ILLEGAL_TRANSITION
 */
export function keepEmployment(input: KeepInput): Rule {
  return (file, at) => {
    const { startedOn } = input;
    const isInWork = file.employments.some(
      (job) => job.startedOn <= startedOn && (job.endedOn ?? startedOn) >= startedOn,
    );
    return takeStep(file, at, {
      kind: "KEEP",
      happenedOn: startedOn,
      problems: [
        ...when(
          !isInWork,
          "NO_OPEN_EMPLOYMENT",
          `A retention course is for who is in work: no employment goes on on ${startedOn}.`,
          "startedOn",
        ),
        ...withinPeriod(file, startedOn, "startedOn"),
        ...notInFuture(at, startedOn, "startedOn"),
        ...notBefore(startedOn, file.participation.enteredOn, "the first day in the programme", "startedOn"),
        ...plausibleWeeks(input.plannedWeeks, "plannedWeeks"),
      ],
      change: () => ({ courses: [...file.courses, newCourse(file, at, { ...input, kind: "RETENTION" })] }),
    });
  };
}

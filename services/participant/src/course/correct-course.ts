/** A course that was recorded wrongly. Pure. */
import { addDays, type LocalDate } from "@inclusion/kernel";
import type { ParticipationState } from "../participation/participation.ts";
import { type ParticipationFile, withRow } from "../participation/participation-file.ts";
import {
  type Given,
  type Moment,
  notBefore,
  notInFuture,
  type Problem,
  plausibleWeeks,
  type Rule,
  when,
  withinPeriod,
} from "../participation/rule.ts";
import { type CorrectionReason, correctionOf } from "../pathway/correction.ts";
import type { Axis, Course, CourseCompletion, CourseKind } from "./course.ts";
import { gateProblems } from "./enrol.ts";

export type CorrectCourseInput = Readonly<{
  courseId: string;
  kind?: Given<CourseKind>;
  axis?: Given<Axis>;
  plannedWeeks?: Given<number>;
  startedOn?: Given<LocalDate>;
  endedOn?: Given<LocalDate>;
  completion?: Given<CourseCompletion>;
  endFormOn?: Given<LocalDate>;
  reasonCode?: Given<CorrectionReason>;
}>;

/**
 * Corrects a course; the first day of the participation moves with its first course. How a course ended can be
 * corrected, not that it ended.
 *
 * @refuses ROW_UNKNOWN, REASON_REQUIRED, COURSE_GATE_MISMATCH, OUTSIDE_PROGRAMME_PERIOD, END_FORM_MISSING, DATE_ORDER,
 *          DATE_IN_FUTURE, VALUE_OUT_OF_RANGE
 */
export function correctCourse(input: CorrectCourseInput): Rule {
  return (file, at) => {
    const old = file.courses.find(({ id }) => id === input.courseId);
    const course = old && corrected(old, input);
    return correctionOf(file, at, {
      reasonCode: input.reasonCode,
      problems: [
        ...when(old === undefined, "ROW_UNKNOWN", "The participation has no course of this id.", "courseId"),
        ...(old === undefined || course === undefined ? [] : courseProblems(file, old, course)),
        ...(old === undefined ? [] : endProblems(old, input)),
        ...futureProblems(at, input),
        ...plausibleWeeks(input.plannedWeeks, "plannedWeeks"),
      ],
      to: course === undefined ? undefined : stateWith(file, course),
      change: () => (old === undefined || course === undefined ? {} : changeOf(file, old, course)),
    });
  };
}

function corrected(old: Course, input: CorrectCourseInput): Course {
  const isOpen = old.endedOn === null;
  return {
    ...old,
    kind: input.kind ?? old.kind,
    axis: input.axis ?? old.axis,
    plannedWeeks: input.plannedWeeks ?? old.plannedWeeks,
    startedOn: input.startedOn ?? old.startedOn,
    endedOn: isOpen ? null : (input.endedOn ?? old.endedOn),
    completion: isOpen ? null : (input.completion ?? old.completion),
    endFormOn: isOpen ? null : (input.endFormOn ?? old.endFormOn),
  };
}

function courseProblems(file: ParticipationFile, old: Course, course: Course): readonly Problem[] {
  const isFirst = file.courses[0]?.id === old.id;
  return [
    ...(isFirst && course.kind !== old.kind ? gateProblems(file, course.kind) : []),
    ...(course.startedOn === old.startedOn ? [] : withinPeriod(file, course.startedOn, "startedOn")),
    ...notBefore(course.endedOn, course.startedOn, "the first day of the course", "endedOn"),
    ...(isFirst
      ? notBefore(course.startedOn, file.referrals[0]?.referredOn, "the referral", "startedOn")
      : notBefore(course.startedOn, file.participation.enteredOn, "the first day in the programme", "startedOn")),
    ...notBefore(leavingDayOf(file, old, course), course.endedOn, "the end of the course", "endedOn"),
    ...(isFirst ? notBefore(firstStayOf(file), course.startedOn, "the first day in the programme", "startedOn") : []),
    ...when(
      course.completion === "COMPLETED" && old.completion !== "COMPLETED" && course.endFormOn === null,
      "END_FORM_MISSING",
      "Give the day on which the end form was signed.",
      "endFormOn",
    ),
  ];
}

/** @refuses ROW_UNKNOWN when the course goes on and its end is to be corrected */
function endProblems(old: Course, { endedOn, completion, endFormOn }: CorrectCourseInput): readonly Problem[] {
  const isEnd = endedOn != null || completion != null || endFormOn != null;
  const message = "The course goes on: complete it or let it end, instead of correcting its end.";
  return when(old.endedOn === null && isEnd, "ROW_UNKNOWN", message, "endedOn");
}

function futureProblems(at: Moment, { startedOn, endedOn, endFormOn }: CorrectCourseInput): readonly Problem[] {
  return [
    ...notInFuture(at, startedOn, "startedOn"),
    ...notInFuture(at, endedOn, "endedOn"),
    ...notInFuture(at, endFormOn, "endFormOn"),
  ];
}

/** Whoever drops out has left on that day; another day of leaving stays and cannot be before the course's end. */
function leavingDayOf(file: ParticipationFile, old: Course, course: Course): LocalDate | null {
  const { state, leftOn } = file.participation;
  const becomes = stateWith(file, course) ?? state;
  if (becomes === "DROPPED_OUT") return leftOn === null || leftOn === old.endedOn ? course.endedOn : leftOn;
  return state === "DROPPED_OUT" ? null : leftOn;
}

/** The first placement, or job within the participation; null without one. */
function firstStayOf({ placements, employments, participation }: ParticipationFile): LocalDate | null {
  const { enteredOn } = participation;
  const stays = [...placements, ...employments].map(({ startedOn }) => startedOn);
  return stays.filter((day) => enteredOn !== null && day >= enteredOn).sort()[0] ?? null;
}

/** Who completed has not dropped out, and who dropped out has not completed. */
function stateWith({ participation, courses }: ParticipationFile, course: Course): ParticipationState | undefined {
  if (courses.at(-1)?.id !== course.id) return undefined;
  if (participation.state === "DROPPED_OUT" && course.completion === "COMPLETED") return "COMPLETED";
  return participation.state === "COMPLETED" && course.completion === "DROPPED_OUT" ? "DROPPED_OUT" : undefined;
}

function changeOf(file: ParticipationFile, old: Course, course: Course): Partial<ParticipationFile> {
  const { participation } = file;
  const isFirst = participation.enteredOn === old.startedOn && file.courses[0]?.id === old.id;
  return {
    courses: withRow(file.courses, course),
    participation: {
      ...participation,
      enteredOn: isFirst ? course.startedOn : participation.enteredOn,
      leftOn: leavingDayOf(file, old, course),
    },
  };
}

/** The last day before another day, but not before `first`. */
export function lastDayBefore(day: LocalDate, first: LocalDate): LocalDate {
  const before = addDays(day, -1);
  return before < first ? first : before;
}

/** The first day in the programme: a course starts, and everything that reports need is there. Pure. */
import type { LocalDate } from "@inclusion/kernel";
import { missingEntryFacts } from "../entry-facts/record-facts.ts";
import type { EntryGate } from "../participation/participation.ts";
import { ownedBy, type ParticipationFile } from "../participation/participation-file.ts";
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
import type { Axis, Course, CourseKind } from "./course.ts";

export type EnrolInput = Readonly<{ kind: CourseKind; axis: Axis; plannedWeeks: number; startedOn: LocalDate }>;

/** Courses that each way in leads to. @source docs/sources.md#the-way-through-a-programme */
const COURSES_OF_GATE: Readonly<Record<EntryGate, readonly CourseKind[]>> = {
  REFERRAL: ["ENTRY", "INCLUSION"],
  ALUMNI_EMPLOYED: ["RETENTION"],
  ALUMNI_LOST_JOB: ["FAST_TRACK_AFTERCARE"],
};

/**
 * @refuses ENTRY_FACTS_INCOMPLETE, OUTSIDE_PROGRAMME_PERIOD, COURSE_GATE_MISMATCH, DATE_ORDER, DATE_IN_FUTURE,
 *          VALUE_OUT_OF_RANGE, ILLEGAL_TRANSITION
 */
export function enrol(input: EnrolInput): Rule {
  return (file, at) => {
    const missing = missingEntryFacts(file);
    return takeStep(file, at, {
      kind: "ENROL",
      happenedOn: input.startedOn,
      problems: [
        ...when(
          missing.length > 0,
          "ENTRY_FACTS_INCOMPLETE",
          `Record these facts at entry first: ${missing.join(", ")}.`,
        ),
        ...withinPeriod(file, input.startedOn, "startedOn"),
        ...gateProblems(file, input.kind),
        ...plausibleWeeks(input.plannedWeeks, "plannedWeeks"),
        ...dayProblems(file, at, input.startedOn),
      ],
      change: () => ({
        participation: { ...file.participation, enteredOn: file.participation.enteredOn ?? input.startedOn },
        courses: [...file.courses, newCourse(file, at, input)],
      }),
    });
  };
}

/** A course that has started. */
export function newCourse(file: ParticipationFile, at: Moment, input: EnrolInput): Course {
  const { kind, axis, plannedWeeks, startedOn } = input;
  const open = { endedOn: null, completion: null, endFormOn: null };
  return { ...ownedBy(file), id: at.newId(), kind, axis, plannedWeeks, startedOn, ...open };
}

/** @refuses COURSE_GATE_MISMATCH */
export function gateProblems(
  { participation: { entryGate } }: ParticipationFile,
  kind: CourseKind,
): readonly Problem[] {
  const fitting = COURSES_OF_GATE[entryGate];
  return when(
    !fitting.includes(kind),
    "COURSE_GATE_MISMATCH",
    `Who came by ${entryGate} starts with ${fitting.join(" or ")}, not with ${kind}.`,
    "kind",
  );
}

function dayProblems(file: ParticipationFile, at: Moment, startedOn: LocalDate): readonly Problem[] {
  const accepted = file.events.findLast(({ toState }) => toState === "ACCEPTED");
  return [
    ...notInFuture(at, startedOn, "startedOn"),
    ...notBefore(startedOn, file.referrals[0]?.referredOn, "the referral", "startedOn"),
    ...notBefore(startedOn, accepted?.happenedOn, "the day on which the place was given", "startedOn"),
  ];
}

/** How a course ends by itself: it is completed, or the person drops out. Pure. */
import type { LocalDate } from "@inclusion/kernel";
import { type ParticipationFile, withRow } from "../participation/participation-file.ts";
import {
  type Given,
  type Moment,
  notBefore,
  notInFuture,
  type Problem,
  type Rule,
  when,
} from "../participation/rule.ts";
import { takeStep } from "../pathway/step.ts";
import { openPlacements } from "../placement/hours.ts";
import type { Course, CourseCompletion } from "./course.ts";

export type CompleteInput = Readonly<{ endedOn: LocalDate; endFormOn?: Given<LocalDate> }>;

/** @refuses END_FORM_MISSING, OPEN_PLACEMENT, ROW_UNKNOWN, DATE_ORDER, DATE_IN_FUTURE, ILLEGAL_TRANSITION */
export function complete({ endedOn, endFormOn }: CompleteInput): Rule {
  return (file, at) => {
    const course = openCourse(file);
    const open = openPlacements(file);
    return takeStep(file, at, {
      kind: "COMPLETE",
      happenedOn: endedOn,
      problems: [
        ...when(endFormOn == null, "END_FORM_MISSING", "Give the day on which the end form was signed.", "endFormOn"),
        ...when(open.length > 0, "OPEN_PLACEMENT", `End the placement that began on ${open[0]?.startedOn} first.`),
        ...courseProblems(file, at, course, endedOn),
        ...notInFuture(at, endFormOn, "endFormOn"),
      ],
      change: () => withEnd(file, course, { endedOn, completion: "COMPLETED", endFormOn: endFormOn ?? null }),
    });
  };
}

/** Reasons for which somebody drops out; no diagnosis. */
export type DropOutReason = "HEALTH" | "MOVED" | "OTHER_OFFER" | "NO_CONTACT" | "DID_NOT_FIT" | "PERSONAL" | "OTHER";

export type DropOutInput = Readonly<{ endedOn: LocalDate; reasonCode?: Given<DropOutReason> }>;

/**
 * Ends the course and every placement that goes on; the person has left the programme.
 *
 * @refuses REASON_REQUIRED, ROW_UNKNOWN, DATE_ORDER, DATE_IN_FUTURE, ILLEGAL_TRANSITION
 */
export function dropOut({ endedOn, reasonCode }: DropOutInput): Rule {
  return (file, at) => {
    const course = openCourse(file);
    return takeStep(file, at, {
      kind: "DROP_OUT",
      happenedOn: endedOn,
      reasonCode,
      problems: [
        ...when(reasonCode == null, "REASON_REQUIRED", "Say why the person drops out.", "reasonCode"),
        ...courseProblems(file, at, course, endedOn),
        ...openPlacements(file).flatMap(({ startedOn }) =>
          notBefore(endedOn, startedOn, "the first day of a placement", "endedOn"),
        ),
      ],
      change: () => ({
        ...withEnd(file, course, { endedOn, completion: "DROPPED_OUT", endFormOn: null }),
        participation: { ...file.participation, leftOn: endedOn },
        placements: openPlacements(file).reduce(
          (rows, placement) => withRow(rows, { ...placement, endedOn }),
          file.placements,
        ),
      }),
    });
  };
}

/** The course that goes on; of several the last one that began. */
export function openCourse({ courses }: ParticipationFile): Course | undefined {
  return courses.findLast(({ endedOn }) => endedOn === null);
}

/** The courses with one of them ended. */
export function withEnd(
  file: ParticipationFile,
  course: Course | undefined,
  end: Readonly<{ endedOn: LocalDate; completion: CourseCompletion; endFormOn: LocalDate | null }>,
): Pick<ParticipationFile, "courses"> {
  return { courses: course === undefined ? file.courses : withRow(file.courses, { ...course, ...end }) };
}

function courseProblems(
  file: ParticipationFile,
  at: Moment,
  course: Course | undefined,
  endedOn: LocalDate,
): readonly Problem[] {
  const lastPlacement = file.placements
    .map((placement) => placement.endedOn ?? placement.startedOn)
    .sort()
    .at(-1);
  return [
    ...when(course === undefined, "ROW_UNKNOWN", "No course goes on in this participation."),
    ...notInFuture(at, endedOn, "endedOn"),
    ...notBefore(endedOn, course?.startedOn, "the first day of the course", "endedOn"),
    ...when(
      course !== undefined &&
        file.participation.state !== "EMPLOYED" &&
        lastPlacement !== undefined &&
        endedOn < lastPlacement,
      "DATE_ORDER",
      `${endedOn} is before the last day of a placement (${lastPlacement}): correct one of the two.`,
      "endedOn",
    ),
  ];
}

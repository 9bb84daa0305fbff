/** How sessions, attendance and hours are recorded. Pure. */
import { accept, acceptUnless, type Decision, type LocalDate } from "@inclusion/kernel";
import type { Call } from "../call/call.ts";
import { type CourseFile, ownedBy, withRow } from "../course/course-file.ts";
import {
  inRange,
  type Moment,
  notBefore,
  notInFuture,
  type Problem,
  type Rule,
  refusedFor,
  textGiven,
  when,
} from "../course/rule.ts";
import type { AcceleratorRefusalCode } from "../refusals.ts";
import type { AdvisoryHours, AdvisoryKind, Session } from "./session.ts";

const DAY_HUNDREDTHS = 2_400;

/** What a session is recorded with. */
export type SessionInput = Pick<Session, "kind" | "title" | "heldOn" | "hoursHundredths">;

/** @refuses DATE_IN_FUTURE, DATE_ORDER, VALUE_OUT_OF_RANGE */
export function holdSession(
  { kind, title, heldOn, hoursHundredths }: SessionInput,
  call: Call,
  at: Moment,
): Decision<Session, AcceleratorRefusalCode> {
  const problems = [
    ...textGiven(title, "title"),
    ...notInFuture(at, heldOn, "heldOn"),
    ...notBefore(heldOn, call.opensOn, "the call's first day", "heldOn"),
    ...inRange(hoursHundredths, 1, DAY_HUNDREDTHS, "hours"),
  ];
  const of = { callId: call.id, programmeId: call.programmeId };
  return acceptUnless(problems, () => ({ ...of, id: at.newId(), kind, title, heldOn, hoursHundredths }));
}

/** @refuses ROW_UNKNOWN, ILLEGAL_TRANSITION, VALUE_OUT_OF_RANGE */
export function recordAttendance({
  sessionId,
  peopleCount,
}: Readonly<{ sessionId: string; peopleCount: number }>): Rule {
  return (file, at) => {
    const session = file.sessions.find(({ id }) => id === sessionId);
    const earlier = file.attendances.find((row) => row.sessionId === sessionId);
    const problems = [
      ...when(session === undefined, "ROW_UNKNOWN", "The company's cohort has no such session.", "sessionId"),
      ...(session === undefined ? [] : whileInCourse(file, session.heldOn, "sessionId")),
      ...inRange(peopleCount, 0, 1_000, "peopleCount"),
    ];
    return acceptUnless(problems, () => ({
      ...file,
      attendances: withRow(file.attendances, {
        ...ownedBy(file),
        id: earlier?.id ?? at.newId(),
        sessionId,
        peopleCount,
      }),
    }));
  };
}

/** Hours of one day. */
export type AdvisoryInput = Readonly<{ kind: AdvisoryKind; workedOn: LocalDate; hoursHundredths: number }>;

/** @refuses HOURS_ABOVE_DAY, ILLEGAL_TRANSITION, DATE_IN_FUTURE, VALUE_OUT_OF_RANGE */
export function recordAdvisory({ kind, workedOn, hoursHundredths }: AdvisoryInput): Rule {
  return (file, at) => {
    const row = { ...ownedBy(file), id: at.newId(), kind, workedOn, hoursHundredths };
    const problems = [...advisoryProblems(file, row, at), ...inRange(hoursHundredths, 1, DAY_HUNDREDTHS, "hours")];
    return acceptUnless(problems, () => ({ ...file, advisoryHours: [...file.advisoryHours, row] }));
  };
}

/**
 * Hours of 0 take the entry back; what it was stays in the history.
 *
 * @refuses ROW_UNKNOWN, HOURS_ABOVE_DAY, ILLEGAL_TRANSITION, DATE_IN_FUTURE, VALUE_OUT_OF_RANGE
 */
export function correctAdvisory(input: AdvisoryInput & Readonly<{ advisoryId: string }>): Rule {
  const { advisoryId, kind, workedOn, hoursHundredths } = input;
  return (file, at) => {
    const earlier = file.advisoryHours.find(({ id }) => id === advisoryId);
    const row = { ...ownedBy(file), id: advisoryId, kind, workedOn, hoursHundredths };
    const refused = refusedFor([
      ...when(earlier === undefined, "ROW_UNKNOWN", "The course has no such hours.", "advisoryId"),
      ...advisoryProblems(file, row, at),
      ...inRange(hoursHundredths, 0, DAY_HUNDREDTHS, "hours"),
    ]);
    const others = file.advisoryHours.filter(({ id }) => id !== advisoryId);
    const advisoryHours = hoursHundredths === 0 ? others : withRow(file.advisoryHours, row);
    return refused ?? accept({ ...file, advisoryHours });
  };
}

function advisoryProblems(file: CourseFile, row: AdvisoryHours, at: Moment): readonly Problem[] {
  const others = file.advisoryHours.filter(
    ({ id, kind, workedOn }) => id !== row.id && kind === row.kind && workedOn === row.workedOn,
  );
  const ofDay = others.reduce((sum, { hoursHundredths }) => sum + hoursHundredths, row.hoursHundredths);
  const message = `The hours of this kind on ${row.workedOn} would be more than 24.`;
  return [
    ...when(ofDay > DAY_HUNDREDTHS, "HOURS_ABOVE_DAY", message, "hours"),
    ...whileInCourse(file, row.workedOn, "workedOn"),
    ...notInFuture(at, row.workedOn, "workedOn"),
  ];
}

/** From acceptance until the end; a graduate may still be advised. */
function whileInCourse({ course }: CourseFile, day: LocalDate, field: string): readonly Problem[] {
  const { acceptedOn, endedOn, state } = course;
  const isIn =
    acceptedOn !== null && acceptedOn <= day && (state === "GRADUATED" || endedOn === null || day <= endedOn);
  return when(!isIn, "ILLEGAL_TRANSITION", `The company was not in the accelerator on ${day}.`, field);
}

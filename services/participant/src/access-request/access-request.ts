/** A person's request to see what is kept: the clock and what may be noted of it. Pure. */
import { accept, addDays, type Decision, daysBetween, type LocalDate, refuse } from "@inclusion/kernel";
import type { AccessRequestRefusalCode } from "./refusals.ts";

/** Days within which a person is answered. */
export const ANSWER_DAYS = 30;

export type AccessRequest = Readonly<{
  id: string;
  participationId: string;
  programmeId: string;
  municipalityCode: string;
  receivedOn: LocalDate;
  dueOn: LocalDate;
  /** Null while the answer is owed. */
  answeredOn: LocalDate | null;
}>;

/** Where a request stands. */
export type AccessRequestState = "OPEN" | "OVERDUE" | "ANSWERED" | "ANSWERED_LATE";

/** The last day on which to answer. */
export function dueOf(receivedOn: LocalDate): LocalDate {
  return addDays(receivedOn, ANSWER_DAYS);
}

/** Where a request stands on a day. */
export function stateOf({ dueOn, answeredOn }: AccessRequest, today: LocalDate): AccessRequestState {
  if (answeredOn !== null) return answeredOn > dueOn ? "ANSWERED_LATE" : "ANSWERED";
  return today > dueOn ? "OVERDUE" : "OPEN";
}

/** Days left on a day, below 0 when the last one has passed; null when nothing is owed. */
export function daysLeft({ dueOn, answeredOn }: AccessRequest, today: LocalDate): number | null {
  return answeredOn === null ? daysBetween(today, dueOn) : null;
}

/** @refuses DATE_IN_FUTURE */
export function mayReceive(receivedOn: LocalDate, today: LocalDate): Decision<null, AccessRequestRefusalCode> {
  return receivedOn > today ? refuse(inFuture("receivedOn", today)) : accept(null);
}

/** @refuses ALREADY_ANSWERED, DATE_IN_FUTURE, DATE_ORDER */
export function answered(
  request: AccessRequest,
  answeredOn: LocalDate,
  today: LocalDate,
): Decision<AccessRequest, AccessRequestRefusalCode> {
  if (request.answeredOn !== null) {
    const message = `The request was answered on ${request.answeredOn}.`;
    return refuse({ code: "ALREADY_ANSWERED", message, field: ["input", "accessRequestId"] });
  }
  if (answeredOn > today) return refuse(inFuture("answeredOn", today));
  if (answeredOn < request.receivedOn) {
    const message = `The request came on ${request.receivedOn}: an answer is of that day or later.`;
    return refuse({ code: "DATE_ORDER", message, field: ["input", "answeredOn"] });
  }
  return accept({ ...request, answeredOn });
}

function inFuture(field: string, today: LocalDate) {
  const message = `Give a day that has come: today is ${today}.`;
  return { code: "DATE_IN_FUTURE", message, field: ["input", field] } as const;
}

/** Follow-ups that somebody has to make. Pure. */
import { daysBetween, type LocalDate } from "@inclusion/kernel";
import type { LeaveReason } from "../exit/exit.ts";
import type { FollowUpKind } from "./follow-up.ts";
import { windowOf } from "./follow-up-window.ts";

/** Whether a follow-up can still be made in time. */
export type DueStage = "IN_TIME" | "OVERDUE";

/** An owed follow-up as it is stored, with who is to make it. */
export type OwedFollowUp = Readonly<{
  participationId: string;
  kind: FollowUpKind;
  leftOn: LocalDate;
  dueOn: LocalDate;
  reasonCode: LeaveReason | null;
  caseworkerRef: string | null;
}>;

/** An owed follow-up on a day. */
export type DueFollowUp = OwedFollowUp & Readonly<{ opensOn: LocalDate; closesOn: LocalDate; daysLeft: number }>;

/** The follow-up with its window, and how many days of it are left after `asOf`. */
export function dueOnDay(owed: OwedFollowUp, asOf: LocalDate): DueFollowUp {
  const { from, to } = windowOf(owed);
  return { ...owed, opensOn: from, closesOn: to, daysLeft: daysBetween(asOf, to) };
}

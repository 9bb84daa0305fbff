/** Whether somebody can come to a partnership. Pure. */
import type { LocalDate } from "@inclusion/kernel";
import { type Given, type Moment, type Problem, when } from "../participation/rule.ts";

/**
 * @param day the day on which somebody comes to the partnership
 * @refuses PARTNERSHIP_NOT_SIGNED, PARTNERSHIP_CLOSED
 */
export function partnershipProblems(
  { partnership }: Pick<Moment, "partnership">,
  programmeId: string,
  partnershipId: Given<string>,
  day: LocalDate,
): readonly Problem[] {
  if (partnershipId == null || partnership === undefined || partnership.isOlder) return [];
  const { signedOn, closedOn } = partnership;
  const isSigned = partnership.programmeId === programmeId && signedOn !== null && signedOn <= day;
  const isClosed = closedOn !== null && closedOn <= day;
  const unsigned = `The programme has no partnership of this id that all parties had signed on ${day}: let them sign first, or refer without a partnership.`;
  const closed = `The partnership is closed from ${closedOn}: refer to another one, or without a partnership.`;
  return [
    ...when(!isSigned && !isClosed, "PARTNERSHIP_NOT_SIGNED", unsigned, "partnershipId"),
    ...when(isClosed, "PARTNERSHIP_CLOSED", closed, "partnershipId"),
  ];
}

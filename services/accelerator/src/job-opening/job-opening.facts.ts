/** What the other services are told of job openings. */
import { deepEqual } from "@inclusion/kernel";
import type { NewFact } from "@inclusion/kernel/runtime";
import type { JobOpeningClosed, JobOpeningPublished, RoomSet } from "@inclusion/schema/facts";
import { filledOf, type JobOpening, type OpeningFile } from "./job-opening.ts";

/** Stands for "no last day" where an earlier last day was told: a fact cannot take a day back. */
const NO_LAST_DAY = "9999-12-31";

/**
 * The facts that follow from a change. A draft is told to nobody.
 *
 * A full opening is told as closed on the day its last seat was taken, and as open until its own last day when a seat
 * is free again.
 */
export function openingFacts(before: OpeningFile | null, after: OpeningFile): readonly NewFact[] {
  const { opening } = after;
  if (opening.state === "DRAFT") return [];
  const was = before === null || before.opening.state === "DRAFT" ? null : before;
  const [lastDay, lastDayTold] = [lastDayOf(after), was === null ? null : lastDayOf(was)];
  const isNew = was === null || !deepEqual(published(was.opening), published(opening));
  const isMoved = was === null ? lastDay !== null : lastDay !== lastDayTold;
  const closed: JobOpeningClosed = { openingId: opening.id, closesOn: lastDay ?? NO_LAST_DAY };
  const room = roomOf(opening);
  return [
    ...(isNew ? [factOf("JobOpeningPublished", opening.id, published(opening))] : []),
    ...(isMoved ? [factOf("JobOpeningClosed", opening.id, closed)] : []),
    ...(was === null || !deepEqual(roomOf(was.opening), room) ? [factOf("RoomSet", opening.id, room)] : []),
  ];
}

/** The last day on which somebody can be proposed: that on which the last seat was taken, or no more were offered. */
function lastDayOf({ opening, fills }: OpeningFile): string | null {
  const taken = fills.filter(({ endedOn }) => endedOn === null).map(({ filledOn }) => filledOn);
  const last = taken.sort().at(opening.seats - 1) ?? null;
  const fewerSince = opening.earlierTerms.findLast(({ seats }) => seats > opening.seats)?.until ?? null;
  const full = last !== null && fewerSince !== null && last < fewerSince ? fewerSince : last;
  if (full === null || full < opening.opensOn) return opening.closesOn;
  return opening.closesOn !== null && opening.closesOn < full ? opening.closesOn : full;
}

function published(opening: JobOpening): JobOpeningPublished {
  const { id, programmeId, organisationId, municipalityCode, form, hoursPerWeek, opensOn } = opening;
  return { openingId: id, programmeId, organisationId, municipalityCode, form, hoursPerWeek, opensOn };
}

/** The opening as room of a partnership: hires beyond the seats are no seats of it. */
function roomOf(opening: JobOpening): RoomSet {
  const { id, programmeId, courseId, partnershipId, organisationId, axis, seats, opensOn, closesOn } = opening;
  return {
    ...{ roomId: id, programmeId, courseId, partnershipId, organisationId, kind: "JOB", axis, seats },
    ...{ filled: filledOf(opening), brokenOff: opening.brokenOff, opensOn, closesOn },
  };
}

function factOf(type: string, subject: string, payload: unknown): NewFact {
  return { type, version: 1, subject, payload };
}

/** What may become of a match. Pure. */
import { accept, type LocalDate } from "@inclusion/kernel";
import type { ParticipationState } from "../participation/participation.ts";
import { ownedBy, type ParticipationFile, withRow } from "../participation/participation-file.ts";
import { notBefore, notInFuture, type Problem, type Rule, refusedFor, when } from "../participation/rule.ts";
import {
  isOpenMatch,
  isOpenOn,
  type JobOpening,
  type Match,
  type MatchDecision,
  type MatchStatus,
  NEXT_STATUSES,
} from "./match.ts";

/** States in which a participant can be ready for work, and a job be proposed. */
export const READY_STATES: ReadonlySet<ParticipationState> = new Set([
  "ACCEPTED",
  "ENROLLED",
  "IN_PLACEMENT",
  "COMPLETED",
  "AFTERCARE",
]);

/**
 * Proposes the participant for an opening of the same programme.
 *
 * @param opening the opening of the input's id; null when there is none
 * @refuses OPENING_UNKNOWN, OPENING_CLOSED, NOT_READY, ALREADY_MATCHED, DATE_IN_FUTURE
 */
export function proposeMatch(opening: JobOpening | null, proposedOn: LocalDate): Rule {
  return (file, at) => {
    const problems = [
      ...notInFuture(at, proposedOn, "proposedOn"),
      ...openOpening(file, opening, proposedOn, "openingId"),
      ...ready(file),
      ...notMatchedYet(file, opening),
    ];
    const match: Match = {
      ...ownedBy(file),
      id: at.newId(),
      openingId: opening?.id ?? "",
      proposedOn,
      decidedOn: null,
      status: "PROPOSED",
      declineReason: null,
    };
    return refusedFor(problems) ?? accept({ ...file, matches: withRow(file.matches, match) });
  };
}

/**
 * Takes a match one step further.
 *
 * Accepting and hiring need an opening that is open on the day; accepting needs a participant who is ready. Whoever
 * is hired may be in work already, and a match can always be declined.
 *
 * @param opening the match's opening; null when there is none
 * @refuses ROW_UNKNOWN alone; ILLEGAL_TRANSITION, REASON_REQUIRED, OPENING_UNKNOWN, OPENING_CLOSED, NOT_READY,
 *   DATE_IN_FUTURE, DATE_ORDER
 */
export function decideMatch(opening: JobOpening | null, decision: MatchDecision): Rule {
  const { matchId, status, decidedOn } = decision;
  return (file, at) => {
    const match = file.matches.find(({ id }) => id === matchId);
    if (match === undefined) {
      const unknown = when(true, "ROW_UNKNOWN", "The participation has no match of this id.", "matchId");
      return refusedFor(unknown) ?? accept(file);
    }
    const problems = [
      ...step(match, status),
      ...notInFuture(at, decidedOn, "decidedOn"),
      ...notBefore(
        decidedOn,
        match.decidedOn ?? match.proposedOn,
        `the day the match was ${match.status}`,
        "decidedOn",
      ),
      ...(status === "DECLINED" ? [] : openOpening(file, opening, decidedOn, "matchId")),
      ...(status === "ACCEPTED" ? ready(file) : []),
      ...reasonGiven(decision),
    ];
    const declineReason = status === "DECLINED" ? decision.reason : null;
    const decided: Match = { ...match, status, decidedOn, declineReason };
    return refusedFor(problems) ?? accept({ ...file, matches: withRow(file.matches, decided) });
  };
}

function openOpening(
  { participation }: ParticipationFile,
  opening: JobOpening | null,
  day: LocalDate,
  field: string,
): readonly Problem[] {
  if (opening === null || opening.programmeId !== participation.programmeId) {
    return when(true, "OPENING_UNKNOWN", "The programme has no job opening of this id.", field);
  }
  const period = `from ${opening.opensOn} to ${opening.closesOn ?? "an open end"}`;
  return when(!isOpenOn(opening, day), "OPENING_CLOSED", `The job is open ${period}, not on ${day}.`, field);
}

function ready({ participation }: ParticipationFile): readonly Problem[] {
  const message = `The participation is ${participation.state}: a job can be proposed in ${[...READY_STATES].join(", ")}.`;
  return when(!READY_STATES.has(participation.state), "NOT_READY", message, "participationId");
}

function notMatchedYet({ matches }: ParticipationFile, opening: JobOpening | null): readonly Problem[] {
  const isMatched = matches.some((match) => match.openingId === opening?.id && isOpenMatch(match));
  const message = "The participant is proposed for this job already: decide that match first.";
  return when(isMatched, "ALREADY_MATCHED", message, "openingId");
}

function step({ status }: Match, wanted: MatchStatus): readonly Problem[] {
  const next = NEXT_STATUSES[status].join(" or ") || "nothing";
  const message = `The match is ${status}: what may follow is ${next}, not ${wanted}.`;
  return when(!NEXT_STATUSES[status].includes(wanted), "ILLEGAL_TRANSITION", message, "matchId");
}

function reasonGiven(decision: MatchDecision): readonly Problem[] {
  const isMissing = decision.status === "DECLINED" && decision.reason === null;
  return when(isMissing, "REASON_REQUIRED", "Say why the match is declined.", "reason");
}

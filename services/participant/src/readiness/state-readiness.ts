/** A caseworker states that somebody is ready for work, or takes it back. Pure. */
import { accept, addDays, type LocalDate } from "@inclusion/kernel";
import { READY_STATES } from "../match/decide-match.ts";
import { ownedBy, type ParticipationFile } from "../participation/participation-file.ts";
import {
  type Given,
  notBefore,
  notInFuture,
  type Problem,
  type Rule,
  refusedFor,
  when,
} from "../participation/rule.ts";
import { endedReadiness } from "./end-readiness.ts";
import { unknownNeeds } from "./needs.ts";
import type { Readiness } from "./readiness.ts";

export type StateReadinessInput = Readonly<{
  readyFrom: LocalDate;
  readyUntil?: Given<LocalDate>;
  hoursPerWeek: number;
  needs?: Given<readonly string[]>;
}>;

const MOST_HOURS = 37;

/**
 * States readiness, in the place of what was stated before; the first day may be to come.
 *
 * @refuses NOT_READY, NEED_UNKNOWN, HOURS_LIMIT, DATE_ORDER
 */
export function stateReadiness({ readyFrom, readyUntil, hoursPerWeek, needs }: StateReadinessInput): Rule {
  return (file) => {
    const owned = ownedBy(file);
    const codes = [...new Set(needs ?? [])].sort();
    const problems = [
      ...stateProblems(file),
      ...hoursProblems(hoursPerWeek),
      ...needProblems(codes),
      ...notBefore(readyUntil, readyFrom, "the first day", "readyUntil"),
      ...notBefore(readyFrom, file.participation.enteredOn, "the first day in the programme", "readyFrom"),
    ];
    const readiness: Readiness = {
      ...owned,
      id: owned.participationId,
      ...{ readyFrom, readyUntil: readyUntil ?? null, hoursPerWeek, needs: codes, endReason: null },
    };
    return refusedFor(problems) ?? accept({ ...file, readinesses: [readiness] });
  };
}

/**
 * Takes readiness back from a day on; the day before is its last.
 *
 * @refuses NO_OPEN_READINESS, DATE_IN_FUTURE
 */
export function withdrawReadiness({ withdrawnOn }: Readonly<{ withdrawnOn: LocalDate }>): Rule {
  return (file, at) => {
    const withdrawn = endedReadiness(file, addDays(withdrawnOn, -1), "WITHDRAWN");
    const isOpen = withdrawn.readinesses.some((row, index) => row !== file.readinesses[index]);
    const message = `The participation is not stated to be ready for work on ${withdrawnOn} or later: there is nothing to take back.`;
    const problems = [
      ...when(!isOpen, "NO_OPEN_READINESS", message, "participationId"),
      ...notInFuture(at, withdrawnOn, "withdrawnOn"),
    ];
    return refusedFor(problems) ?? accept(withdrawn);
  };
}

function stateProblems({ participation: { state } }: ParticipationFile): readonly Problem[] {
  const message = `The participation is ${state}: somebody can be ready for work in ${[...READY_STATES].join(", ")}.`;
  return when(!READY_STATES.has(state), "NOT_READY", message, "participationId");
}

function hoursProblems(hours: number): readonly Problem[] {
  const isPossible = hours > 0 && hours <= MOST_HOURS && Number(hours.toFixed(1)) === hours;
  const message = `Give hours a week of more than 0 and at most ${MOST_HOURS}, with one decimal.`;
  return when(!isPossible, "HOURS_LIMIT", message, "hoursPerWeek");
}

function needProblems(codes: readonly string[]): readonly Problem[] {
  const unknown = unknownNeeds(codes);
  const message = `${unknown.length} of the codes are none of those that readinessNeeds lists: write no free text.`;
  return when(unknown.length > 0, "NEED_UNKNOWN", message, "needs");
}

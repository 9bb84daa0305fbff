/** One step on the way: the table says whether it may follow, its guards whether it may be, and the file what it was. Pure. */
import { accept, type Decision, type LocalDate } from "@inclusion/kernel";
import type { ParticipationState } from "../participation/participation.ts";
import { ownedBy, type ParticipationFile } from "../participation/participation-file.ts";
import { type Moment, type Problem, refusedFor } from "../participation/rule.ts";
import type { ParticipantRefusalCode } from "../refusals.ts";
import type { PathwayEvent, PathwayEventKind } from "./pathway.ts";
import { nextState } from "./transitions.ts";

/** A step that somebody wants to take. */
export type Step = Readonly<{
  kind: PathwayEventKind;
  happenedOn: LocalDate;
  reasonCode?: string | null | undefined;
  /** What the guards found. */
  problems: readonly Problem[];
  /** The state that this step leads to, when it is not the one of the table. */
  to?: ParticipationState | undefined;
  /** What becomes of the file; asked only when nothing is refused. */
  change: () => Partial<ParticipationFile>;
}>;

/** @refuses ILLEGAL_TRANSITION, beside everything that the guards found */
export function takeStep(
  file: ParticipationFile,
  at: Moment,
  step: Step,
): Decision<ParticipationFile, ParticipantRefusalCode> {
  const from = file.version === 0 ? null : file.participation.state;
  const next = nextState(from, step.kind);
  const refused = refusedFor([...(next === undefined ? [illegal(from, step.kind)] : []), ...step.problems]);
  if (refused !== null || next === undefined) return refused ?? { ok: false, refusals: [illegal(from, step.kind)] };
  const state = step.to ?? next;
  const changed = { ...file, ...step.change() };
  const event: PathwayEvent = {
    ...ownedBy(file),
    id: at.newId(),
    kind: step.kind,
    fromState: from,
    toState: state,
    happenedOn: step.happenedOn,
    actor: at.actor,
    reasonCode: step.reasonCode ?? null,
  };
  return accept({
    ...changed,
    participation: { ...changed.participation, state },
    events: [...file.events, event],
  });
}

function illegal(from: ParticipationState | null, event: PathwayEventKind): Problem {
  const message = `${event} does not follow from ${from ?? "nothing"}: read the participation again and choose a step that does.`;
  return { code: "ILLEGAL_TRANSITION", message };
}

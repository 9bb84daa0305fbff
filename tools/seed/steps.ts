/** The steps of one person's way and the states that they lead to, by the participant service's own table. Pure. */
import type { LocalDate } from "@inclusion/kernel";
import type { ParticipationState } from "@inclusion/participant/participation/participation";
import type { PathwayEvent, PathwayEventKind } from "@inclusion/participant/pathway/pathway";
import { nextState } from "@inclusion/participant/pathway/transitions";
import type { Change } from "./changes.ts";
import type { Random } from "./random.ts";
import type { Event } from "./recording.ts";
import type { ParticipationRow } from "./rows.ts";

/** A step as it is planned. */
export type PlannedStep = Readonly<{
  on: LocalDate;
  kind: PathwayEventKind;
  reasonCode?: string;
  /** What else changes in the participation. */
  set?: Partial<Pick<ParticipationRow, "enteredOn" | "leftOn">>;
}>;

/** Steps that are left out when the state does not know them: what happens beside the way. */
const BESIDE: ReadonlySet<PathwayEventKind> = new Set(["START_PLACEMENT", "END_PLACEMENT", "EMPLOY", "END_EMPLOYMENT"]);

/**
 * The events of the steps, and the participation as it stands after each day with one.
 *
 * @param planned in the order in which they follow each other on one day
 * @throws Error when a step that is not beside the way may not follow
 */
export function takenSteps(random: Random, first: ParticipationRow, planned: readonly PlannedStep[]): Event<Change>[] {
  let state: ParticipationState | null = null;
  let row = first;
  const events: Event<Change>[] = [];
  const days = new Map<LocalDate, ParticipationRow>();
  for (const { on, kind, reasonCode, set } of [...planned].sort((a, b) => (a.on < b.on ? -1 : Number(a.on > b.on)))) {
    const next = nextState(state, kind);
    if (next === undefined && BESIDE.has(kind)) continue;
    if (next === undefined) throw new Error(`${kind} does not follow from ${state} on ${on}.`);
    const step: PathwayEvent = {
      ...ownedBy(first),
      ...{ id: random.id(on), kind, fromState: state, toState: next, happenedOn: on },
      ...{ actor: "system:seed", reasonCode: reasonCode ?? null },
    };
    events.push({ on, change: { table: "pathway_event", row: step } });
    row = { ...row, ...set, state: next };
    state = next;
    days.set(on, row);
  }
  return [
    ...[...days].map(([on, each]): Event<Change> => ({ on, change: { table: "participation", row: each } })),
    ...events,
  ];
}

/** The columns that every row of a participation repeats. */
export function ownedBy({ id, programmeId, municipalityCode }: ParticipationRow) {
  return { participationId: id, programmeId, municipalityCode };
}

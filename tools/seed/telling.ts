/** A person's way as the participant service comes to know it: rows, and what its own rules count. Pure. */
import type { LocalDate, MeasureEntry } from "@inclusion/kernel";
import type { Course } from "@inclusion/participant/course/course";
import type { Employment } from "@inclusion/participant/employment/employment";
import type { AcceleratorMembership } from "@inclusion/participant/participation/accelerator-membership";
import type { Participation } from "@inclusion/participant/participation/participation";
import { participationMeasures } from "@inclusion/participant/participation/participation-measures";
import type { Person } from "@inclusion/participant/participation/person";
import type { Placement } from "@inclusion/participant/placement/placement";
import type { Change, Pathway } from "./pathway.ts";
import type { Random } from "./random.ts";
import { type Event, inOrderOfRecording, ledgerOf } from "./recording.ts";
import type { ParticipantRows, ParticipationRow, Told } from "./rows.ts";

/** Hours a week from which the programmes of the seed count a job. */
export const MINIMUM_HOURS = 8;

/** The rows of one pathway with every version that was recorded, and the ledger that grew with them. */
export function tellPathway(
  random: Random,
  { person, events }: Pathway,
  memberships: readonly AcceleratorMembership[],
): ParticipantRows {
  const changes = inOrderOfRecording(random, events);
  return {
    person: [{ row: person, recordedAt: (changes[0] as Told<Change>).recordedAt }],
    participation: ofTable<ParticipationRow>(changes, "participation"),
    course: ofTable<Course>(changes, "course"),
    placement: ofTable<Placement>(changes, "placement"),
    employment: ofTable<Employment>(changes, "employment"),
    measure_entry: ledgerOf(entriesAfterEach(changes, person, memberships), "correction of the record"),
  };
}

/**
 * Lets rows have been recorded with a mistake until it was found.
 *
 * @param mistaken gives the row as it was recorded; another row unchanged
 */
export function corrected(
  events: readonly Event<Change>[],
  mistaken: (change: Change) => Change,
  foundOn: LocalDate,
): Event<Change>[] {
  const before = events.filter(({ on }) => on < foundOn);
  const right = new Map(before.map((event) => [event.change.row.id, event]));
  const corrections = [...right.values()]
    .filter(({ change }) => mistaken(change) !== change)
    .map(({ change }) => ({ on: foundOn, change }));
  return [
    ...before.map(({ on, change }) => ({ on, change: mistaken(change) })),
    ...corrections,
    ...events.filter(({ on }) => on >= foundOn),
  ];
}

function ofTable<Row>(changes: readonly Told<Change>[], table: Change["table"]): Told<Row>[] {
  return changes
    .filter(({ row }) => row.table === table)
    .map(({ row: change, recordedAt }) => ({ row: change.row as Row, recordedAt }));
}

/** What the rules count after each change that they can depend on; changes of one instant are one. */
function entriesAfterEach(
  changes: readonly Told<Change>[],
  person: Person,
  memberships: readonly AcceleratorMembership[],
): Told<readonly MeasureEntry[]>[] {
  const courses = new Map<string, Course>();
  const employments = new Map<string, Employment>();
  let participation: Participation | undefined;
  const states: Told<readonly MeasureEntry[]>[] = [];
  let isCounted = true;
  for (const [index, { row: change, recordedAt }] of changes.entries()) {
    if (change.table === "participation") participation = withoutPerson(change.row);
    if (change.table === "course") courses.set(change.row.id, change.row);
    if (change.table === "employment") employments.set(change.row.id, change.row);
    if (change.table !== "placement") isCounted = false;
    const isLast = changes[index + 1]?.recordedAt !== recordedAt;
    if (isCounted || !isLast || participation === undefined || participation.enteredOn === null) continue;
    isCounted = true;
    const known = { courses: [...courses.values()], employments: [...employments.values()] };
    const history = { participation, person, ...known, memberships };
    states.push({ row: participationMeasures(history, MINIMUM_HOURS), recordedAt });
  }
  return states;
}

/** What leaves the person's row behind, as in the service. */
function withoutPerson({ personId: _, ...participation }: ParticipationRow): Participation {
  return participation;
}

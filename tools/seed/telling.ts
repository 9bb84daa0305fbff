/** A person's way as the participant service comes to know it: rows, and what its own rules count. Pure. */
import type { LocalDate, MeasureEntry } from "@inclusion/kernel";
import type { AcceleratorMembership } from "@inclusion/participant/participation/accelerator-membership";
import { fileMeasures } from "@inclusion/participant/participation/file-measures";
import { newFile, type ParticipationFile } from "@inclusion/participant/participation/participation-file";
import type { Person } from "@inclusion/participant/participation/person";
import type { Change } from "./changes.ts";
import type { Pathway } from "./pathway.ts";
import type { Random } from "./random.ts";
import { byInstant, type Event, inOrderOfRecording, ledgerOf } from "./recording.ts";
import type { ParticipantRows, ParticipationRow, Told } from "./rows.ts";
import { ownedBy } from "./steps.ts";

/** Hours a week from which the programmes of the seed count a job. */
export const MINIMUM_HOURS = 8;

/** The rows of one pathway with every version that was recorded, and the ledger that grew with them. */
export function tellPathway(
  random: Random,
  { person, events }: Pathway,
  memberships: readonly AcceleratorMembership[],
): ParticipantRows {
  const beside = events.filter(({ isBeside }) => isBeside === true);
  const changes = [
    ...inOrderOfRecording(
      random,
      events.filter(({ isBeside }) => isBeside !== true),
    ),
    ...inOrderOfRecording(random.fork(`beside the way of ${person.id}`), beside),
  ].sort(byInstant);
  const entries = entriesAfterEach(changes, person, memberships);
  return { ...rowsOf(changes, person), measure_entry: ledgerOf(entries, "correction of the record") };
}

/** What is told of the many: where they are, what they do, and what reports ask of them; not the steps between. */
const BRIEF: ReadonlySet<Change["table"]> = new Set([
  ...(["participation", "referral", "screening", "entry_facts", "sensitive_facts"] as const),
  ...(["course", "placement", "employment", "exit", "follow_up"] as const),
]);

/**
 * The same in brief, for the many: each row as it stands at the end of the story, without the steps and what happens
 * beside them, and the ledger that follows from these rows.
 */
export function tellPathwayAtOnce(
  random: Random,
  { person, events }: Pathway,
  memberships: readonly AcceleratorMembership[],
): ParticipantRows {
  const brief = events.filter(({ change }) => BRIEF.has(change.table));
  const changes = inOrderOfRecording(random, brief);
  const instants = new Map<string, string[]>();
  const latest = new Map<string, Told<Change>>();
  for (const change of changes) {
    const { id } = change.row.row;
    latest.set(keyOf(change.row), change);
    instants.set(id, [...(instants.get(id) ?? []), change.recordedAt]);
  }
  const file = fileOf(latest.values(), person, memberships);
  const knownAt = ({ cause, validOn }: MeasureEntry): string => {
    const known = instants.get(cause.slice(cause.lastIndexOf(" ") + 1)) ?? [];
    return known.find((instant) => instant >= validOn) ?? known[0] ?? (changes[0] as Told<Change>).recordedAt;
  };
  const entries = file === null ? [] : fileMeasures(file);
  return {
    ...rowsOf([...latest.values()], person),
    measure_entry: entries.map((row) => ({ row, recordedAt: knownAt(row) })),
  };
}

/**
 * Lets rows have been recorded with a mistake until it was found; the steps that were recorded stay, with a correction.
 *
 * @param mistaken gives the row as it was recorded; another row unchanged
 */
export function corrected(
  random: Random,
  events: readonly Event<Change>[],
  mistaken: (change: Change) => Change,
  foundOn: LocalDate,
): Event<Change>[] {
  const before = events.filter(({ on }) => on < foundOn);
  const right = new Map(before.map((event) => [keyOf(event.change), event]));
  const corrections = [...right.values()]
    .filter(({ change }) => change.table !== "pathway_event" && mistaken(change) !== change)
    .map(({ change }) => ({ on: foundOn, change }));
  const stands = [...right.values()].flatMap(({ change }) => (change.table === "participation" ? [change.row] : []));
  return [
    ...before.map((event) => ({ ...event, change: mistaken(event.change) })),
    ...corrections,
    ...stands.map((row) => correctionOf(random, row, foundOn)),
    ...events.filter(({ on }) => on >= foundOn),
  ];
}

function correctionOf(random: Random, row: ParticipationRow, on: LocalDate): Event<Change> {
  const states = { fromState: row.state, toState: row.state };
  const step = { ...ownedBy(row), id: random.id(on), kind: "CORRECT", ...states, happenedOn: on } as const;
  return { on, change: { table: "pathway_event", row: { ...step, actor: "system:seed", reasonCode: "WRONG_FACT" } } };
}

function rowsOf(changes: readonly Told<Change>[], person: Person): ParticipantRows {
  const [first] = changes;
  return {
    person: [{ row: person, recordedAt: (first as Told<Change>).recordedAt }],
    participation: ofTable(changes, "participation"),
    course: ofTable(changes, "course"),
    placement: ofTable(changes, "placement"),
    employment: ofTable(changes, "employment"),
    referral: ofTable(changes, "referral"),
    screening: ofTable(changes, "screening"),
    entry_facts: ofTable(changes, "entry_facts"),
    sensitive_facts: ofTable(changes, "sensitive_facts"),
    exit: ofTable(changes, "exit"),
    follow_up: ofTable(changes, "follow_up"),
    pathway_event: ofTable(changes, "pathway_event"),
    activity: ofTable(changes, "activity"),
    company_contact: ofTable(changes, "company_contact"),
    measurement: ofTable(changes, "measurement"),
    owner: ofTable(changes, "owner"),
    readiness: [],
    match: [],
    measure_entry: [],
  };
}

type RowOf<Table extends Change["table"]> = Extract<Change, { table: Table }>["row"];

function ofTable<Table extends Change["table"]>(changes: readonly Told<Change>[], table: Table): Told<RowOf<Table>>[] {
  return changes
    .filter(({ row }) => row.table === table)
    .map(({ row: change, recordedAt }) => ({ row: change.row as RowOf<Table>, recordedAt }));
}

/** Rows of different tables may have one id: that of their participation. */
function keyOf({ table, row }: Change): string {
  return `${table} ${row.id}`;
}

/** What the rules count after each instant at which something was recorded. */
function entriesAfterEach(
  changes: readonly Told<Change>[],
  person: Person,
  memberships: readonly AcceleratorMembership[],
): Told<readonly MeasureEntry[]>[] {
  return filesAfterEach(changes, person, memberships).map(({ row, recordedAt }) => ({
    row: fileMeasures(row),
    recordedAt,
  }));
}

/** The file of a participation after each instant at which something was recorded, oldest first. */
export function filesAfterEach(
  changes: readonly Told<Change>[],
  person: Person,
  memberships: readonly AcceleratorMembership[],
): Told<ParticipationFile>[] {
  const known = new Map<string, Told<Change>>();
  return changes.flatMap((change, index) => {
    known.set(keyOf(change.row), change);
    const isLast = changes[index + 1]?.recordedAt !== change.recordedAt;
    const file = isLast ? fileOf(known.values(), person, memberships) : null;
    return file === null ? [] : [{ row: file, recordedAt: change.recordedAt }];
  });
}

/** The file that the rows make; null while there is no participation. */
function fileOf(
  rows: Iterable<Told<Change>>,
  person: Person,
  memberships: readonly AcceleratorMembership[],
): ParticipationFile | null {
  const byTable = Map.groupBy(rows, ({ row }) => row.table);
  const of = <Table extends Change["table"]>(table: Table): readonly RowOf<Table>[] =>
    (byTable.get(table) ?? []).map(({ row }) => row.row as RowOf<Table>);
  const [participation] = of("participation");
  if (participation === undefined) return null;
  const { personId: _, ...withoutPerson } = participation;
  const terms = { programmeId: participation.programmeId, startsOn: null, endsOn: null, municipalities: [] };
  return {
    ...newFile({ participation: withoutPerson, person, terms: { ...terms, minimumHours: MINIMUM_HOURS }, memberships }),
    referrals: of("referral"),
    screenings: of("screening"),
    entryFacts: of("entry_facts"),
    sensitiveFacts: of("sensitive_facts"),
    courses: of("course"),
    placements: of("placement"),
    employments: of("employment"),
    exits: of("exit"),
    followUps: of("follow_up"),
    events: of("pathway_event"),
    activities: of("activity"),
    contacts: of("company_contact"),
    measurements: of("measurement"),
    owners: of("owner"),
  };
}

/** What finance is told of a story's participations, by the participant service's own builders of facts. Pure. */
import { deepEqual } from "@inclusion/kernel";
import { hoursByKind } from "@inclusion/participant/activity/activity";
import type { AcceleratorMembership } from "@inclusion/participant/participation/accelerator-membership";
import { outcomeFacts } from "@inclusion/participant/participation/outcome.facts";
import type { ParticipationFile } from "@inclusion/participant/participation/participation-file";
import { pathwayOf, workHistoryOf } from "@inclusion/participant/participation/standing.facts";
import type { HoursDelivered, OutcomeReached, PathwaySet, WorkHistorySet } from "@inclusion/schema/facts";
import type { Change } from "./changes.ts";
import { byInstant } from "./recording.ts";
import type { ParticipantRows, Told } from "./rows.ts";
import { filesAfterEach } from "./telling.ts";

/** Facts of a programme's participations, each list oldest first. */
export type ToldFinance = Readonly<{
  pathways: readonly Told<PathwaySet>[];
  work: readonly Told<WorkHistorySet>[];
  /** What was reached, or that it does not hold. */
  outcomes: readonly Told<Readonly<{ isVoid: boolean; told: OutcomeReached }>>[];
  hours: readonly HoursDelivered[];
}>;

/** What the rows of a story tell finance. */
export function toldFinance(rows: ParticipantRows, memberships: readonly AcceleratorMembership[]): ToldFinance {
  const files = filesOf(rows, memberships);
  const facts = rows.measure_entry.flatMap(({ row, recordedAt }) =>
    outcomeFacts([row]).map(({ type, payload }) => ({
      row: { isVoid: type === "OutcomeVoided", told: payload },
      recordedAt,
    })),
  );
  return {
    pathways: files.flatMap((each) => versionsOf(each, pathwayOf)).sort(byInstant),
    work: files.flatMap((each) => versionsOf(each, workHistoryOf)).sort(byInstant),
    outcomes: facts.sort(byInstant),
    hours: hoursOf(rows),
  };
}

/** The versions of what a file says, without those that say the same as the one before. */
function versionsOf<Said>(
  files: readonly Told<ParticipationFile>[],
  said: (file: ParticipationFile) => Said,
): Told<Said>[] {
  const versions: Told<Said>[] = [];
  for (const { row, recordedAt } of files) {
    const next = said(row);
    if (!deepEqual(versions.at(-1)?.row ?? null, next)) versions.push({ row: next, recordedAt });
  }
  return versions;
}

const TABLES = [
  ...(["participation", "referral", "entry_facts", "course", "employment"] as const),
] satisfies readonly Change["table"][];

/** The files of each participation, as far as facts are built from them. */
function filesOf(
  rows: ParticipantRows,
  memberships: readonly AcceleratorMembership[],
): readonly (readonly Told<ParticipationFile>[])[] {
  const persons = new Map(rows.person.map(({ row }) => [row.id, row]));
  const changes = TABLES.flatMap((table) =>
    rows[table].map(({ row, recordedAt }) => ({ row: { table, row } as Change, recordedAt })),
  );
  const byParticipation = Map.groupBy(changes, ({ row: { table, row } }) =>
    table === "participation" ? row.id : (row as Readonly<{ participationId: string }>).participationId,
  );
  return [...byParticipation.values()].map((own) => {
    const first = own.find(({ row }) => row.table === "participation");
    const person = first?.row.table === "participation" ? persons.get(first.row.row.personId) : undefined;
    if (person === undefined) throw new Error("A participation of the story has no person.");
    return filesAfterEach(own.toSorted(byInstant), person, memberships);
  });
}

/** Hours as they stand at the end of the story, a total by axis, kind and month. */
function hoursOf({ activity }: ParticipantRows): HoursDelivered[] {
  const last = new Map(activity.map(({ row }) => [row.id, row]));
  const byMonth = Map.groupBy(
    last.values(),
    ({ programmeId, happenedOn }) => `${programmeId} ${happenedOn.slice(0, 7)}`,
  );
  return [...byMonth].sort().flatMap(([key, some]) => {
    const [programmeId, month] = key.split(" ") as [string, string];
    return hoursByKind(some).map(({ axis, kind, hours }) => ({ programmeId, axis, activity: kind, month, hours }));
  });
}

import type { LocalDate } from "@inclusion/kernel";
import type { Reader, Tx } from "@inclusion/kernel/runtime";
import type { PathwaySet, WorkHistorySet } from "@inclusion/schema/facts";
import { keepRows, type StoredRow } from "../stored-row.ts";
import type { WorkFile } from "./pathway.ts";

/** Stores the steps of a participation as they were told last; what is the same stays as it was recorded. */
export function putPathway(tx: Tx, told: PathwaySet): Promise<void> {
  return keepRows(tx, "pathway", [pathwayRow(told)], ["participation_id"]);
}

/** Stores benefit and jobs of a participation as they were told last; a job that is told no more is taken away. */
export async function putWorkHistory(tx: Tx, told: WorkHistorySet): Promise<void> {
  await keepRows(tx, "work_history", [workHistoryRow(told)], ["participation_id"]);
  await tx.query(
    "DELETE FROM finance.work_spell WHERE participation_id = $1 AND NOT employment_id = ANY ($2::uuid[])",
    [told.participationId, told.spells.map(({ employmentId }) => employmentId)],
  );
  await keepRows(tx, "work_spell", spellRows(told), ["employment_id"]);
}

/** Which participations are read: those that started in a period, as it was known at an instant. */
export type WorkFilesAsked = Readonly<{
  programmeId: string;
  startedFrom: LocalDate;
  startedTo: LocalDate;
  knownAt: Date;
}>;

/** A table as it was known at the instant `$4`: what stands now and has stood then, and what was replaced since. */
function knownRows(table: string, columns: string): string {
  return `SELECT ${columns} FROM finance.${table} WHERE programme_id = $1 AND recorded_at <= $4
    UNION ALL SELECT ${columns} FROM finance.${table}_history
      WHERE programme_id = $1 AND recorded_at <= $4 AND recorded_until > $4`;
}

/** Participations of a programme that started in the period, by day of start and id, in one statement. */
export async function listWorkFiles(reader: Reader, asked: WorkFilesAsked): Promise<WorkFile[]> {
  const spell = `json_build_object('employmentId', s.employment_id, 'form', s.form, 'hoursPerWeek', s.hours_per_week,
    'isSubsidised', s.is_subsidised, 'startedOn', s.started_on, 'endedOn', s.ended_on)`;
  return reader.query<WorkFile>(
    `WITH p AS (${knownRows("pathway", "participation_id, municipality_code, started_on")}),
       h AS (${knownRows("work_history", "participation_id, benefit_at_entry, seniority_weeks")}),
       s AS (${knownRows("work_spell", "employment_id, participation_id, form, hours_per_week, is_subsidised, started_on, ended_on")}),
       jobs AS (SELECT s.participation_id, json_agg(${spell} ORDER BY s.started_on, s.employment_id) AS spells
         FROM s GROUP BY s.participation_id)
     SELECT p.participation_id AS "participationId", p.municipality_code AS "municipalityCode",
       p.started_on::text AS "startedOn", h.benefit_at_entry AS "benefitAtEntry", h.seniority_weeks AS "seniorityWeeks",
       coalesce(jobs.spells, '[]') AS spells
     FROM p LEFT JOIN h USING (participation_id) LEFT JOIN jobs USING (participation_id)
     WHERE p.started_on BETWEEN $2 AND $3 ORDER BY p.started_on, p.participation_id`,
    [asked.programmeId, asked.startedFrom, asked.startedTo, asked.knownAt],
  );
}

/** How many have started in a programme's days, in all places: the whole of which a place's starters are a part. */
export async function countStarters(
  reader: Reader,
  { programmeId, from, to }: Readonly<{ programmeId: string; from: LocalDate; to: LocalDate }>,
): Promise<number> {
  const [row] = await reader.query<{ count: number }>("SELECT finance.started_in($1, $2, $3) AS count", [
    ...[programmeId, from, to],
  ]);
  return row?.count ?? 0;
}

/** The row of what was told of steps. */
export function pathwayRow(told: PathwaySet): StoredRow {
  return {
    ...{ participation_id: told.participationId, programme_id: told.programmeId },
    ...{ municipality_code: told.municipalityCode, partnership_id: told.partnershipId, referred_on: told.referredOn },
    ...{ started_on: told.startedOn, completed_on: told.completedOn, left_on: told.leftOn },
  };
}

/** The row of what was told of benefit at entry. */
export function workHistoryRow(told: WorkHistorySet): StoredRow {
  return { ...ownerOf(told), benefit_at_entry: told.benefitAtEntry, seniority_weeks: told.seniorityWeeks };
}

/** The rows of the jobs that were told. */
export function spellRows(told: WorkHistorySet): readonly StoredRow[] {
  return told.spells.map((spell) => ({
    ...{ employment_id: spell.employmentId, ...ownerOf(told), form: spell.form, hours_per_week: spell.hoursPerWeek },
    ...{ is_subsidised: spell.isSubsidised, started_on: spell.from, ended_on: spell.until },
  }));
}

function ownerOf({ participationId, programmeId, municipalityCode }: WorkHistorySet): StoredRow {
  return { participation_id: participationId, programme_id: programmeId, municipality_code: municipalityCode };
}

import type { LocalDate } from "@inclusion/kernel";
import type { Reader, Tx } from "@inclusion/kernel/runtime";
import type { PathwaySet, WorkHistorySet } from "@inclusion/schema/facts";
import type { WorkFile } from "./pathway.ts";

/** Stores the steps of a participation as they were told last; what is the same stays as it was recorded. */
export async function putPathway(tx: Tx, told: PathwaySet): Promise<void> {
  await tx.query(
    `INSERT INTO finance.pathway AS p (participation_id, programme_id, municipality_code, partnership_id,
       referred_on, started_on, completed_on, left_on) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
     ON CONFLICT (participation_id) DO UPDATE SET programme_id = excluded.programme_id,
       municipality_code = excluded.municipality_code, partnership_id = excluded.partnership_id,
       referred_on = excluded.referred_on, started_on = excluded.started_on,
       completed_on = excluded.completed_on, left_on = excluded.left_on
     WHERE (p.programme_id, p.municipality_code, p.partnership_id, p.referred_on, p.started_on, p.completed_on, p.left_on)
       IS DISTINCT FROM (excluded.programme_id, excluded.municipality_code, excluded.partnership_id,
         excluded.referred_on, excluded.started_on, excluded.completed_on, excluded.left_on)`,
    [
      ...[told.participationId, told.programmeId, told.municipalityCode, told.partnershipId],
      ...[told.referredOn, told.startedOn, told.completedOn, told.leftOn],
    ],
  );
}

/** Stores benefit and jobs of a participation as they were told last; a job that is told no more is taken away. */
export async function putWorkHistory(tx: Tx, told: WorkHistorySet): Promise<void> {
  const owner = [told.participationId, told.programmeId, told.municipalityCode];
  await tx.query(
    `INSERT INTO finance.work_history AS h (participation_id, programme_id, municipality_code, benefit_at_entry,
       seniority_weeks) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (participation_id) DO UPDATE SET programme_id = excluded.programme_id,
       municipality_code = excluded.municipality_code, benefit_at_entry = excluded.benefit_at_entry,
       seniority_weeks = excluded.seniority_weeks
     WHERE (h.programme_id, h.municipality_code, h.benefit_at_entry, h.seniority_weeks) IS DISTINCT FROM
       (excluded.programme_id, excluded.municipality_code, excluded.benefit_at_entry, excluded.seniority_weeks)`,
    [...owner, told.benefitAtEntry, told.seniorityWeeks],
  );
  await tx.query(
    "DELETE FROM finance.work_spell WHERE participation_id = $1 AND NOT employment_id = ANY ($2::uuid[])",
    [told.participationId, told.spells.map(({ employmentId }) => employmentId)],
  );
  if (told.spells.length === 0) return;
  await tx.query(
    `INSERT INTO finance.work_spell AS s (employment_id, participation_id, programme_id, municipality_code, form,
       hours_per_week, is_subsidised, started_on, ended_on)
     SELECT spell."employmentId", $1, $2, $3, spell.form, spell."hoursPerWeek", spell."isSubsidised", spell."from", spell.until
     FROM jsonb_to_recordset($4::jsonb) AS spell("employmentId" uuid, form text, "hoursPerWeek" numeric,
       "isSubsidised" boolean, "from" date, until date)
     ON CONFLICT (employment_id) DO UPDATE SET participation_id = excluded.participation_id,
       programme_id = excluded.programme_id, municipality_code = excluded.municipality_code, form = excluded.form,
       hours_per_week = excluded.hours_per_week, is_subsidised = excluded.is_subsidised,
       started_on = excluded.started_on, ended_on = excluded.ended_on
     WHERE (s.participation_id, s.programme_id, s.municipality_code, s.form, s.hours_per_week, s.is_subsidised,
         s.started_on, s.ended_on) IS DISTINCT FROM (excluded.participation_id, excluded.programme_id,
         excluded.municipality_code, excluded.form, excluded.hours_per_week, excluded.is_subsidised,
         excluded.started_on, excluded.ended_on)`,
    [...owner, JSON.stringify(told.spells)],
  );
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

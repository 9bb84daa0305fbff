/** Copies of what the participant service tells of outcomes and hours; steps and work are those of `pathway/`. */
import type { Reader, TwoClocks, Tx } from "@inclusion/kernel/runtime";
import type { HoursDelivered, OutcomeReached } from "@inclusion/schema/facts";
import type { Axis } from "../grant/grant-version.ts";
import { putRows, type StoredRow } from "../stored-row.ts";
import type { Persons, PlacedMoney } from "./spend.ts";

/** What is known of a participation besides its outcomes. */
export type KnownParticipation = Readonly<{
  programmeId: string;
  municipalityCode: string | null;
  isRestricted: boolean;
}>;

/** The participation, when it has been told of and the viewer may see its place. */
export async function findParticipation(reader: Reader, id: string): Promise<KnownParticipation | null> {
  const [row] = await reader.query<KnownParticipation>(
    `SELECT programme_id AS "programmeId", municipality_code AS "municipalityCode", is_restricted AS "isRestricted"
     FROM finance.pathway WHERE participation_id = $1 AND programme_id IS NOT NULL`,
    [id],
  );
  return row ?? null;
}

/** Keeps the total of hours of an axis, activity and month. */
export function putHours(tx: Tx, told: HoursDelivered): Promise<void> {
  return putRows(tx, "hours_delivered", [hoursRow(told)], HOURS_KEY);
}

/** What names a total of hours. */
export const HOURS_KEY = ["programme_id", "axis", "activity", "month"] as const;

/** The row of a total of hours. */
export function hoursRow({ programmeId, axis, activity, month, hours }: HoursDelivered): StoredRow {
  return { programme_id: programmeId, axis, activity, month, hours_hundredths: Math.round(hours * 100) };
}

/** Keeps what was reached, or that it does not hold. */
export function putReached(tx: Tx, told: OutcomeReached, isVoid: boolean): Promise<void> {
  return putRows(tx, "reached_outcome", [reachedRow(told, isVoid)], REACHED_KEY);
}

/** What names something that was reached. */
export const REACHED_KEY = ["participation_id", "metric"] as const;

/** The row of what was reached, or does not hold. */
export function reachedRow(told: OutcomeReached, isVoid: boolean): StoredRow {
  return {
    ...{ participation_id: told.participationId, metric: told.metric, programme_id: told.programmeId },
    ...{ municipality_code: told.municipalityCode, event_on: told.eventOn, is_void: isVoid },
  };
}

/**
 * Hides who the rows of these participations are about, or shows it again, also of those whose steps are told later;
 * amounts stay.
 */
export async function setRestricted(tx: Tx, participationIds: readonly string[], isRestricted: boolean): Promise<void> {
  await tx.query(
    `INSERT INTO finance.pathway (participation_id, is_restricted) SELECT unnest($1::uuid[]), $2
     ON CONFLICT (participation_id) DO UPDATE SET is_restricted = excluded.is_restricted`,
    [participationIds, isRestricted],
  );
  await tx.query("UPDATE finance.outcome SET is_restricted = $2 WHERE participation_id = ANY ($1::uuid[])", [
    ...[participationIds, isRestricted],
  ]);
}

/** Persons of a programme by municipality at a day: started, completed, and come into work. */
export function countPersons(reader: Reader, programmeId: string, { asOf, knownAt }: TwoClocks): Promise<Persons[]> {
  return reader.query(
    `WITH step AS (
       SELECT id, programme_id, municipality_code, started_on, completed_on FROM finance.pathway WHERE recorded_at <= $3
       UNION ALL
       SELECT id, programme_id, municipality_code, started_on, completed_on FROM finance.pathway_history
       WHERE recorded_at <= $3 AND recorded_until > $3)
     SELECT s.municipality_code AS "municipalityCode", count(*) FILTER (WHERE s.started_on <= $2)::int AS started,
       count(*) FILTER (WHERE s.completed_on <= $2)::int AS completed,
       count(*) FILTER (WHERE EXISTS (SELECT FROM finance.reached_outcome r WHERE r.participation_id = s.id
         AND r.metric IN ('3B.3', '3B.4') AND r.event_on <= $2 AND NOT r.is_void))::int AS employed
     FROM step s WHERE s.programme_id = $1 GROUP BY 1 ORDER BY 1`,
    [programmeId, asOf, knownAt],
  );
}

/** What was paid for outcomes, by municipality; real money. */
export async function sumPaidOutcomes(
  reader: Reader,
  programmeId: string,
  { asOf, knownAt }: TwoClocks,
): Promise<PlacedMoney[]> {
  const rows = await reader.query<{ municipalityCode: string | null; minor: string }>(
    `SELECT o.municipality_code AS "municipalityCode", sum(p.amount_minor)::text AS minor
     FROM finance.outcome o JOIN finance.outcome_price p ON p.outcome_id = o.id AND p.round = o.round
     WHERE o.programme_id = $1 AND EXISTS (SELECT FROM finance.outcome_event e WHERE e.outcome_id = o.id AND e.round = o.round
         AND e.to_state = 'PAID' AND e.happened_on <= $2 AND e.recorded_at <= $3)
       AND NOT EXISTS (SELECT FROM finance.outcome_event e WHERE e.outcome_id = o.id AND e.round = o.round
         AND e.to_state = 'REVERSED' AND e.happened_on <= $2 AND e.recorded_at <= $3)
     GROUP BY 1 ORDER BY 1`,
    [programmeId, asOf, knownAt],
  );
  return rows.map(({ municipalityCode, minor }) => ({ municipalityCode, minor: BigInt(minor) }));
}

/** Hours of one axis and kind of activity, in hundredths. */
export type HoursSum = Readonly<{ axis: Axis; activity: string; hundredths: bigint }>;

/** Hours of a programme by axis and kind, as told. */
export async function sumDelivered(reader: Reader, programmeId: string): Promise<HoursSum[]> {
  const rows = await reader.query<Omit<HoursSum, "hundredths"> & Readonly<{ hundredths: string }>>(
    `SELECT axis, activity, sum(hours_hundredths)::text AS hundredths FROM finance.hours_delivered
     WHERE programme_id = $1 GROUP BY axis, activity HAVING sum(hours_hundredths) <> 0 ORDER BY axis, activity`,
    [programmeId],
  );
  return rows.map((row) => ({ ...row, hundredths: BigInt(row.hundredths) }));
}

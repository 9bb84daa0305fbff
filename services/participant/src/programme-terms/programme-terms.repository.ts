import { localDate } from "@inclusion/kernel";
import type { Reader, Tx } from "@inclusion/kernel/runtime";
import type { MinimumHoursSet, ProgrammePeriodSet, ProgrammePlacesSet } from "@inclusion/schema/facts";
import { sameOrganisations } from "../organisation/organisation.repository.ts";
import type { AcceleratorMembership } from "../participation/accelerator-membership.ts";
import { type ChangedHours, changedHours } from "./changed-hours.ts";
import type { ProgrammeTerms } from "./programme-terms.ts";

/** States in which a participation holds one of the municipality's places. */
const HOLDS_PLACE = "('ACCEPTED', 'ENROLLED', 'IN_PLACEMENT', 'AFTERCARE')";

/**
 * The terms and the accelerator's companies of a programme as two columns, `terms` and `memberships`; a company stands
 * there under the id of every organisation that it was found to be one with.
 *
 * @param programmeId SQL expression; the terms' table is joined under the name `t`
 */
export function termsSql(programmeId: string): string {
  return `json_build_object('programmeId', ${programmeId}, 'startsOn', t.starts_on, 'endsOn', t.ends_on,
      'minimumHours', coalesce(t.minimum_hours, 8), 'hoursSteps', coalesce((
        SELECT json_agg(json_build_object('validFrom', w.valid_from, 'hours', w.minimum_hours) ORDER BY w.valid_from)
        FROM participant.programme_hours w WHERE w.programme_id = ${programmeId}), '[]'),
      'municipalities', coalesce((
        SELECT json_agg(json_build_object('municipalityCode', m.municipality_code, 'joinedOn', m.joined_on,
          'leftOn', m.left_on, 'capacity', m.capacity, 'placesTaken', CASE WHEN m.capacity IS NULL THEN 0 ELSE (
            SELECT count(*)::int FROM participant.participation o WHERE o.programme_id = m.programme_id
              AND o.municipality_code = m.municipality_code AND o.state IN ${HOLDS_PLACE}) END))
        FROM participant.programme_place m WHERE m.programme_id = ${programmeId}), '[]')) AS terms,
    coalesce((SELECT json_agg(json_build_object('courseId', a.course_id, 'programmeId', a.programme_id,
      'organisationId', same.id, 'acceptedOn', a.accepted_on, 'exitedOn', a.exited_on))
      FROM participant.accelerator_membership a CROSS JOIN LATERAL (${sameOrganisations("a.organisation_id")}) same
      WHERE a.programme_id = ${programmeId}), '[]') AS memberships`;
}

/** What a new participation in a programme is decided by. */
export type ProgrammeGround = Readonly<{ terms: ProgrammeTerms; memberships: readonly AcceleratorMembership[] }>;

/** The terms of a programme and the companies of its accelerator; an unknown programme has neither. */
export async function findGround(reader: Reader, programmeId: string): Promise<ProgrammeGround> {
  const [found] = await reader.query<ProgrammeGround>(
    `SELECT ${termsSql("asked.id")} FROM (SELECT $1::uuid AS id) asked
     LEFT JOIN participant.programme_terms t ON t.programme_id = asked.id`,
    [programmeId],
  );
  return found as ProgrammeGround;
}

/** The terms of a programme; null when nothing was told of it. */
export async function findKnownTerms(reader: Reader, programmeId: string): Promise<ProgrammeTerms | null> {
  const [found] = await reader.query<{ terms: ProgrammeTerms; isKnown: boolean }>(
    `SELECT ${termsSql("asked.id")}, t.programme_id IS NOT NULL AS "isKnown"
     FROM (SELECT $1::uuid AS id) asked LEFT JOIN participant.programme_terms t ON t.programme_id = asked.id`,
    [programmeId],
  );
  const isTold = found !== undefined && (found.isKnown || found.terms.municipalities.length > 0);
  return isTold ? found.terms : null;
}

/**
 * Stores the hours of a programme in the place of those that were known.
 *
 * @returns the participations that are to be counted anew: a job of theirs is counted otherwise than before
 */
export async function putHours(tx: Tx, { programmeId, steps }: MinimumHoursSet): Promise<readonly string[]> {
  const told = steps.map(({ validFrom, hours }) => ({ validFrom: localDate(validFrom), hours }));
  const { terms } = await findGround(tx, programmeId);
  await tx.query(`DELETE FROM participant.programme_hours WHERE programme_id = $1 AND valid_from <> ALL ($2::date[])`, [
    programmeId,
    told.map(({ validFrom }) => validFrom),
  ]);
  await tx.query(
    `INSERT INTO participant.programme_hours (id, programme_id, valid_from, minimum_hours)
     SELECT gen_random_uuid(), $1, "validFrom", hours FROM jsonb_to_recordset($2::jsonb) AS s("validFrom" date, hours int)
     ON CONFLICT (programme_id, valid_from) DO UPDATE SET minimum_hours = excluded.minimum_hours
       WHERE programme_hours.minimum_hours <> excluded.minimum_hours`,
    [programmeId, JSON.stringify(told)],
  );
  return findConcerned(tx, programmeId, changedHours(terms, told));
}

/** Participations with a job that other hours make count or no longer count. */
async function findConcerned(
  reader: Reader,
  programmeId: string,
  changed: readonly ChangedHours[],
): Promise<readonly string[]> {
  if (changed.length === 0) return [];
  const found = await reader.query<{ id: string }>(
    `SELECT DISTINCT participation_id AS id FROM participant.employment e
     JOIN jsonb_to_recordset($2::jsonb) AS c("from" int, "to" int, since date, before date)
       ON e.started_on >= c.since AND (c.before IS NULL OR e.started_on < c.before)
         AND e.hours_per_week >= c."from" AND e.hours_per_week < c."to"
     WHERE e.programme_id = $1 ORDER BY id`,
    [programmeId, JSON.stringify(changed)],
  );
  return found.map(({ id }) => id);
}

/** Lets places of a municipality be given to one participation at a time. */
export async function lockPlaces(tx: Tx, participationId: string): Promise<void> {
  await tx.query(
    `SELECT pg_advisory_xact_lock(hashtext('places:' || programme_id || municipality_code))
     FROM participant.participation WHERE id = $1`,
    [participationId],
  );
}

/** Stores the period of a programme. */
export async function putPeriod(tx: Tx, { programmeId, startsOn, endsOn }: ProgrammePeriodSet): Promise<void> {
  await tx.query(
    `INSERT INTO participant.programme_terms (programme_id, starts_on, ends_on) VALUES ($1, $2, $3)
     ON CONFLICT (programme_id) DO UPDATE SET starts_on = excluded.starts_on, ends_on = excluded.ends_on`,
    [programmeId, startsOn, endsOn],
  );
}

/** Stores the municipalities of a programme in the place of those that were known. */
export async function putPlaces(tx: Tx, { programmeId, places }: ProgrammePlacesSet): Promise<void> {
  await tx.query(
    `DELETE FROM participant.programme_place WHERE programme_id = $1 AND municipality_code <> ALL ($2::text[])`,
    [programmeId, places.map(({ municipalityCode }) => municipalityCode)],
  );
  await tx.query(
    `INSERT INTO participant.programme_place (programme_id, municipality_code, joined_on, left_on, capacity)
     SELECT $1, "municipalityCode", "joinedOn", "leftOn", capacity FROM jsonb_to_recordset($2::jsonb)
       AS place("municipalityCode" text, "joinedOn" date, "leftOn" date, capacity int)
     ON CONFLICT (programme_id, municipality_code)
       DO UPDATE SET joined_on = excluded.joined_on, left_on = excluded.left_on, capacity = excluded.capacity`,
    [programmeId, JSON.stringify(places)],
  );
}

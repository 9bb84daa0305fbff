import { type BaseContext, type NewFact, type Reader, rowsLoader, type Tx } from "@inclusion/kernel/runtime";
import type { RsvSet } from "@inclusion/schema/facts";
import { RsvEntity } from "./rsv.entity.ts";
import type { Registration } from "./rsv.ts";

const COLUMNS = (knownUntil: string): string => `
  id, organisation_id AS "organisationId", since::text, until::text, end_reason AS "endReason", source,
  checked_on::text AS "checkedOn", criteria,
  to_char(recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "knownFrom", ${knownUntil} AS "knownUntil"`;
const UNTIL = `to_char(recorded_until AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** The registrations of these organisations as they stand now, oldest first. */
export function findRegistrations(reader: Reader, organisationIds: readonly string[]): Promise<Registration[]> {
  return reader.query(
    `SELECT ${COLUMNS("NULL::text")} FROM partnership.rsv_registration
     WHERE organisation_id = ANY ($1::uuid[]) ORDER BY organisation_id, since`,
    [organisationIds],
  );
}

/** The same with every earlier version of each. */
export function findRegistrationVersions(reader: Reader, organisationIds: readonly string[]): Promise<Registration[]> {
  return reader.query(
    `SELECT ${COLUMNS("NULL::text")} FROM partnership.rsv_registration WHERE organisation_id = ANY ($1::uuid[])
     UNION ALL
     SELECT ${COLUMNS(UNTIL)} FROM partnership.rsv_registration_history WHERE organisation_id = ANY ($1::uuid[])`,
    [organisationIds],
  );
}

/** Stores a registration that is new or has changed. */
export async function putRegistration(tx: Tx, registration: Registration): Promise<void> {
  const { knownFrom: _, knownUntil: __, ...row } = registration;
  await tx.manager.upsert(RsvEntity, { ...row, criteria: [...row.criteria] }, ["id"]);
}

/** Lets the registrations of an organisation belong to the one that it was merged into; gives whether there were any. */
export async function moveRegistrations(tx: Tx, survivorId: string, mergedId: string): Promise<boolean> {
  const moved = await tx.query<{ id: string }>(
    `WITH moved AS (
       UPDATE partnership.rsv_registration SET organisation_id = $1 WHERE organisation_id = $2 RETURNING id)
     SELECT id FROM moved`,
    [survivorId, mergedId],
  );
  return moved.length > 0;
}

/** The facts that tell on which days these organisations were registered, as it stands now. */
export async function registrationFacts(tx: Tx, ids: readonly string[]): Promise<NewFact[]> {
  const rows = await tx.query<RsvSet>(
    `SELECT o.id AS "organisationId", coalesce(jsonb_agg(jsonb_build_object('from', r.since, 'until', r.until)
         ORDER BY r.since) FILTER (WHERE r.id IS NOT NULL), '[]') AS registrations
     FROM partnership.organisation o LEFT JOIN partnership.rsv_registration r ON r.organisation_id = o.id
     WHERE o.id = ANY ($1::uuid[]) GROUP BY o.id ORDER BY o.id`,
    [ids],
  );
  return rows.map((payload) => ({ type: "RsvSet", version: 1, subject: payload.organisationId, payload }));
}

/** The loaders of registrations: one statement for all keys of a tick. */
export function rsvLoaders({ reader }: Pick<BaseContext, "reader">) {
  const byOrganisation = ({ organisationId }: Registration): string => organisationId;
  return {
    registrations: rowsLoader<string, Registration>(
      async (ids) => findRegistrations(await reader(), ids),
      byOrganisation,
    ),
    registrationVersions: rowsLoader<string, Registration>(
      async (ids) => findRegistrationVersions(await reader(), ids),
      byOrganisation,
    ),
  };
}

import { atClocks, type BaseContext, type Reader, rowsLoader, type TwoClocks } from "@inclusion/kernel/runtime";
import type { Activity, CompanyContact, HoursLine } from "./activity.ts";
import { COMPANY_CONTACTS } from "./contact-measures.ts";

/** The activities of these participations that the viewer may see, oldest first. */
export function findActivities(reader: Reader, participationIds: readonly string[]): Promise<Activity[]> {
  return reader.query(
    `SELECT id, participation_id AS "participationId", programme_id AS "programmeId",
            municipality_code AS "municipalityCode", kind, axis, happened_on::text AS "happenedOn",
            hours::float8 AS hours
     FROM participant.activity WHERE participation_id = ANY ($1::uuid[]) ORDER BY participation_id, happened_on, id`,
    [participationIds],
  );
}

/** The contacts with companies about these participations that the viewer may see, oldest first. */
export function findCompanyContacts(reader: Reader, participationIds: readonly string[]): Promise<CompanyContact[]> {
  return reader.query(
    `SELECT id, participation_id AS "participationId", programme_id AS "programmeId",
            municipality_code AS "municipalityCode", company_id AS "companyId", kind,
            happened_on::text AS "happenedOn"
     FROM participant.company_contact WHERE participation_id = ANY ($1::uuid[])
     ORDER BY participation_id, happened_on, id`,
    [participationIds],
  );
}

/** Contacts of one programme in one month (`2020-03`), and the participations that they were about. */
export type ContactMonth = Readonly<{
  programmeId: string;
  month: string;
  contacts: number;
  participations: number;
  synthetic: boolean;
}>;

/** Contacts by programme and month, from the ledger, oldest first; months without contacts are left out. */
export function findContactMonths(
  reader: Reader,
  programmeIds: readonly string[],
  { asOf, knownAt }: TwoClocks,
): Promise<ContactMonth[]> {
  return reader.query(
    `SELECT programme_id AS "programmeId", month, sum(contacts)::int AS contacts,
            count(*)::int AS participations, bool_or(synthetic) AS synthetic
     FROM (SELECT programme_id, subject_id, to_char(valid_on, 'YYYY-MM') AS month, sum(amount) AS contacts,
             bool_or(synthetic) AS synthetic
           FROM participant.measure_entry
           WHERE programme_id = ANY ($1::uuid[]) AND indicator = $2 AND definition_version = $3
             AND valid_on <= $4 AND recorded_at <= $5
           GROUP BY programme_id, subject_id, month HAVING sum(amount) <> 0) by_participation
     GROUP BY programme_id, month ORDER BY programme_id, month`,
    [programmeIds, COMPANY_CONTACTS.indicator, COMPANY_CONTACTS.definitionVersion, asOf, knownAt],
  );
}

/** Hours of a line over the whole programme, whatever the viewer may see of it. */
export type HoursTotal = HoursLine & Readonly<{ hours: number }>;

/**
 * The hours of these lines as they will stand when this transaction and all before it have ended.
 *
 * Whoever adds to the same programme waits for this transaction, so that a total never misses hours of another one.
 */
export async function sumHours(
  writer: Reader,
  programmeId: string,
  lines: readonly HoursLine[],
): Promise<HoursTotal[]> {
  await writer.query("SELECT pg_advisory_xact_lock(hashtext($1))", [`hours:${programmeId}`]);
  return writer.query(
    `SELECT axis, kind, month, hours::float8 AS hours
     FROM jsonb_to_recordset($2::jsonb) AS line(axis text, kind text, month text),
       participant.hours_delivered($1, axis, kind, month) AS hours`,
    [programmeId, JSON.stringify(lines)],
  );
}

/** The loaders of activities and contacts: one statement for all participations, and one for all programmes at a clock. */
export function activityLoaders({ reader }: Pick<BaseContext, "reader">) {
  const byParticipation = ({ participationId }: Readonly<{ participationId: string }>): string => participationId;
  return {
    activities: rowsLoader<string, Activity>(async (ids) => findActivities(await reader(), ids), byParticipation),
    companyContacts: rowsLoader<string, CompanyContact>(
      async (ids) => findCompanyContacts(await reader(), ids),
      byParticipation,
    ),
    contactMonths: atClocks((clocks) =>
      rowsLoader<string, ContactMonth>(
        async (ids) => findContactMonths(await reader(), ids, clocks),
        (month) => month.programmeId,
      ),
    ),
  };
}

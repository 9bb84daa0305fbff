import type { Reader } from "@inclusion/kernel/runtime";
import { lineConditions } from "../access-log/access-log.repository.ts";
import type { AccessFieldGroup, AccessLogFilter, AccessPurpose } from "../access-log/access-log.ts";
import type { Reading } from "./unusual-readers.ts";

/** Lines with actor, purpose, document and field group in common. */
export type AccessSummary = Readonly<{
  actor: string;
  purpose: AccessPurpose;
  document: string | null;
  fieldGroup: AccessFieldGroup;
  persons: number;
  reads: number;
  lines: number;
  firstAt: Date;
  lastAt: Date;
}>;

/** Columns by which summaries are told apart. */
export const summaryKeys = ({ persons, actor, fieldGroup, purpose, document }: AccessSummary): readonly string[] => [
  ...[String(persons), actor, fieldGroup, purpose, document ?? ""],
];

/** Summaries of the lines that the viewer may see, most persons first; after the keys of the last one, or from the start. */
export function summarise(
  reader: Reader,
  filter: AccessLogFilter,
  after: readonly string[] | null,
  limit: number,
): Promise<AccessSummary[]> {
  const { sql, parameters } = lineConditions(filter);
  const at = parameters.length;
  const keys = after ?? [null, null, null, null, null];
  return reader.query<AccessSummary>(
    `SELECT * FROM (
       SELECT actor, purpose, document, field_group AS "fieldGroup", count(DISTINCT person)::int AS persons,
         count(person)::int AS reads, count(DISTINCT position)::int AS lines, min(at) AS "firstAt", max(at) AS "lastAt"
       FROM participant.access_line AS line LEFT JOIN unnest(participation_ids) AS person ON true
       WHERE ${sql} GROUP BY actor, purpose, document, field_group) AS summary
     WHERE $${at + 1}::int IS NULL OR (-persons, actor, "fieldGroup", purpose, coalesce(document, ''))
       > (-$${at + 1}::int, $${at + 2}::text, $${at + 3}::text, $${at + 4}::text, $${at + 5}::text)
     ORDER BY -persons, actor, "fieldGroup", purpose, coalesce(document, '') LIMIT $${at + 6}`,
    [...parameters, ...keys, limit],
  );
}

/**
 * What each reader read in a period, as far as the viewer may see the lines. Whether a person is in a reader's
 * caseload is asked of all files: caseworkers who answer or answered for it, and who recorded a step of it.
 *
 * @param reader of a transaction of its own, in which the rows of persons are seen for the time of the statement
 */
export async function findReadings(
  reader: Reader,
  period: Readonly<{ from: Date; until: Date }>,
  opening: readonly AccessFieldGroup[],
): Promise<Reading[]> {
  await reader.query("SELECT set_config('app.person_rows', 'on', true), set_config('app.restricted_rows', 'on', true)");
  return reader.query<Reading>(
    `WITH line AS MATERIALIZED (
       SELECT * FROM participant.access_line
       WHERE at >= $1 AND at < $2 AND field_group NOT IN ('REGISTRATION', 'CORRECTION', 'RESTRICTION', 'ERASURE')),
     opened AS (
       SELECT DISTINCT actor, person FROM line CROSS JOIN unnest(participation_ids) AS person
       WHERE field_group = ANY ($3::text[]) AND purpose NOT IN ('SUPERVISION', 'DATA_SUBJECT_REQUEST')),
     own AS (
       SELECT participation_id AS person, caseworker_ref AS actor FROM participant.owner
         WHERE participation_id IN (SELECT person FROM opened)
       UNION SELECT participation_id, actor FROM participant.pathway_event
         WHERE participation_id IN (SELECT person FROM opened)),
     files AS (
       SELECT actor, count(*)::int AS files, count(*) FILTER (WHERE own.person IS NULL)::int AS outside
       FROM opened LEFT JOIN own USING (actor, person) GROUP BY actor)
     SELECT actor, count(DISTINCT person)::int AS persons, coalesce(max(files), 0) AS "filesOpened",
       coalesce(max(outside), 0) AS "outsideCaseload", count(DISTINCT emergency_id)::int AS emergencies,
       count(DISTINCT position) FILTER (WHERE purpose = 'NOT_STATED')::int AS "linesWithoutPurpose"
     FROM line CROSS JOIN unnest(participation_ids) AS person LEFT JOIN files USING (actor)
     GROUP BY actor ORDER BY 2 DESC, 1`,
    [period.from, period.until, opening],
  );
}

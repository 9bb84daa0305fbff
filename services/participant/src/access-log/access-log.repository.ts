import { type BaseContext, literal, type Reader, type Tx } from "@inclusion/kernel/runtime";
import type {
  AccessedParticipation,
  AccessFieldGroup,
  AccessLine,
  AccessLogFilter,
  AccessPurpose,
} from "./access-log.ts";

/** Who reads or writes, and in which request. */
export type Accessing = Pick<BaseContext, "viewer" | "requestId" | "occasion">;

/** What of whom is read or written, and why. */
export type Access = Readonly<{
  fieldGroup: AccessFieldGroup;
  purpose: AccessPurpose;
  accessed: readonly AccessedParticipation[];
}>;

const SELECT = `
  SELECT position::text AS position, at, actor, token_id AS "tokenId", participation_ids AS "participationIds",
         municipality_code AS "municipalityCode", field_group AS "fieldGroup", purpose, document,
         request_id AS "requestId", emergency_id AS "emergencyId", encode(hash, 'hex') AS hash
  FROM participant.access_line AS line`;

/**
 * The statement that adds a line for each field group and municipality, and each emergency under which was read; time,
 * actor and hash are the database's. An emergency that ended while the operation ran is still named.
 */
export function accessSql({ viewer, requestId, occasion }: Accessing, accesses: readonly Access[]): string {
  const rows = accesses.flatMap(({ fieldGroup, purpose, accessed }): readonly object[] =>
    fieldGroup === "AGGREGATE"
      ? [{ fieldGroup, purpose }]
      : accessed.map(({ participationId: id, municipalityCode: place }) => ({ fieldGroup, purpose, id, place })),
  );
  const maybe = (text: string | null | undefined): string => (text == null ? "NULL" : literal(text));
  const emergency = viewer.scopes.includes("emergency:open")
    ? `(SELECT e.id FROM participant.emergency_access e WHERE read.id = ANY (e.participation_id || e.participation_ids)
         AND e.actor = ${literal(viewer.subject)} AND e.ends_at > clock_timestamp() - interval '1 minute'
         AND (e.closed_at IS NULL OR e.closed_at > clock_timestamp() - interval '1 minute')
         ORDER BY e.opened_at DESC LIMIT 1)`
    : "NULL::uuid";
  return `INSERT INTO participant.access_line
      (participation_ids, municipality_code, field_group, purpose, request_id, token_id, document, emergency_id)
    SELECT coalesce(array_agg(DISTINCT id ORDER BY id) FILTER (WHERE id IS NOT NULL), '{}'), place, "fieldGroup", purpose, ${literal(requestId)},
      ${maybe(viewer.tokenId)}, ${maybe(occasion.document)}, emergency
    FROM (SELECT read.id, "fieldGroup", purpose, coalesce(place, p.municipality_code, '') AS place, ${emergency} AS emergency
          FROM jsonb_to_recordset(${literal(JSON.stringify(rows))}::jsonb)
            AS read("fieldGroup" text, purpose text, id uuid, place text)
          LEFT JOIN participant.participation p ON p.id = read.id) AS read
    GROUP BY "fieldGroup", purpose, place, emergency ORDER BY "fieldGroup", place`;
}

/** Adds what is read or written within a transaction, in one statement. */
export async function writeAccess(tx: Tx, accessing: Accessing, access: Access): Promise<void> {
  if (access.accessed.length > 0) await tx.query(accessSql(accessing, [access]));
}

/** Conditions of a filter on lines, with parameters from `$1` on. */
export function lineConditions(filter: AccessLogFilter): Readonly<{ sql: string; parameters: readonly unknown[] }> {
  const parameters: unknown[] = [];
  const conditions = (
    [
      ["actor = $", filter.actor],
      ["position = ANY (participant.access_positions(ARRAY[$]::uuid[]))", filter.participationId],
      ["municipality_code = $", filter.municipalityCode],
      ["field_group = ANY ($::text[])", filter.fieldGroups],
      ["purpose = $", filter.purpose],
      ["document = $", filter.document],
      ["emergency_id = $::uuid", filter.emergencyId],
      ["at >= $::timestamptz", filter.from],
      ["at < $::timestamptz", filter.until],
    ] as const
  ).flatMap(([condition, value]) => {
    if (value == null) return [];
    parameters.push(value);
    return [condition.replace("$", `$${parameters.length}`)];
  });
  return { sql: ["true", ...conditions].join(" AND "), parameters };
}

/** Lines that the viewer may see, the newest first, before `position` or from the newest. */
export function listAccessLines(
  reader: Reader,
  filter: AccessLogFilter,
  before: string | null,
  limit: number,
): Promise<AccessLine[]> {
  const { sql, parameters } = lineConditions(filter);
  const next = parameters.length + 1;
  return reader.query(
    `${SELECT} WHERE ${sql} AND ($${next}::bigint IS NULL OR line.position < $${next})
     ORDER BY line.position DESC LIMIT $${next + 1}`,
    [...parameters, before, limit],
  );
}

/** Every line about these participations that the viewer may see, the oldest first; of each set only those asked for. */
export async function findAccessLines(reader: Reader, participationIds: readonly string[]): Promise<AccessLine[]> {
  const lines = await reader.query<AccessLine>(
    `${SELECT} WHERE position = ANY (participant.access_positions($1::uuid[])) ORDER BY line.position`,
    [participationIds],
  );
  const asked = new Set(participationIds);
  return lines.map((line) => ({ ...line, participationIds: line.participationIds.filter((id) => asked.has(id)) }));
}

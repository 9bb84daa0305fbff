import type { Reader, Tx } from "@inclusion/kernel/runtime";
import type {
  AccessedParticipation,
  AccessFieldGroup,
  AccessLine,
  AccessLogFilter,
  AccessPurpose,
} from "./access-log.ts";

/** What is read or written, and why. */
export type Access = Readonly<{ fieldGroup: AccessFieldGroup; purpose: AccessPurpose; requestId: string }>;

const SELECT = `
  SELECT position::text AS position, at, actor, participation_id AS "participationId",
         municipality_code AS "municipalityCode", field_group AS "fieldGroup", purpose, request_id AS "requestId",
         encode(hash, 'hex') AS hash
  FROM participant.access_line AS line`;

/** Adds a line for each participation, in one statement; time, actor and hash are the database's. */
export async function writeAccessLines(
  tx: Tx,
  { fieldGroup, purpose, requestId }: Access,
  accessed: readonly AccessedParticipation[],
): Promise<void> {
  if (accessed.length === 0) return;
  await tx.query(
    `INSERT INTO participant.access_line (participation_id, municipality_code, field_group, purpose, request_id)
     SELECT participation_id, municipality_code, $1, $2, $3
     FROM unnest($4::uuid[], $5::text[]) AS accessed(participation_id, municipality_code)`,
    [
      fieldGroup,
      purpose,
      requestId,
      accessed.map(({ participationId }) => participationId),
      accessed.map(({ municipalityCode }) => municipalityCode),
    ],
  );
}

/** Lines that the viewer may see, the newest first, before `position` or from the newest. */
export function listAccessLines(
  reader: Reader,
  { actor, participationId, from, until }: AccessLogFilter,
  before: string | null,
  limit: number,
): Promise<AccessLine[]> {
  return reader.query(
    `${SELECT}
     WHERE ($1::text IS NULL OR actor = $1) AND ($2::uuid IS NULL OR participation_id = $2)
       AND ($3::timestamptz IS NULL OR at >= $3) AND ($4::timestamptz IS NULL OR at < $4)
       AND ($5::bigint IS NULL OR line.position < $5)
     ORDER BY line.position DESC LIMIT $6`,
    [actor ?? null, participationId ?? null, from ?? null, until ?? null, before, limit],
  );
}

/** Every line of these participations that the viewer may see, the oldest first. */
export function findAccessLines(reader: Reader, participationIds: readonly string[]): Promise<AccessLine[]> {
  return reader.query(`${SELECT} WHERE participation_id = ANY ($1::uuid[]) ORDER BY line.position`, [participationIds]);
}

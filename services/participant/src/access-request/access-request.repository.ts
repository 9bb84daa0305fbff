import type { Reader, Tx } from "@inclusion/kernel/runtime";
import type { AccessRequest } from "./access-request.ts";

const SELECT = `
  SELECT id, participation_id AS "participationId", programme_id AS "programmeId",
         municipality_code AS "municipalityCode", received_on::text AS "receivedOn", due_on::text AS "dueOn",
         answered_on::text AS "answeredOn"
  FROM participant.access_request`;

/** The request that a person is still to be answered, by any of these participations; null when there is none. */
export async function findOpenRequest(tx: Tx, participationIds: readonly string[]): Promise<AccessRequest | null> {
  const [found] = await tx.query<AccessRequest>(
    `${SELECT} WHERE participation_id = ANY ($1::uuid[]) AND answered_on IS NULL ORDER BY received_on LIMIT 1`,
    [participationIds],
  );
  return found ?? null;
}

export async function insertRequest(tx: Tx, request: AccessRequest): Promise<void> {
  const { id, participationId, programmeId, municipalityCode, receivedOn, dueOn } = request;
  await tx.query(
    `INSERT INTO participant.access_request
       (id, participation_id, programme_id, municipality_code, received_on, due_on) VALUES ($1, $2, $3, $4, $5, $6)`,
    [id, participationId, programmeId, municipalityCode, receivedOn, dueOn],
  );
}

/** The request, locked until the transaction ends; null when there is none that the viewer may see. */
export async function lockRequest(tx: Tx, id: string): Promise<AccessRequest | null> {
  const [found] = await tx.query<AccessRequest>(`${SELECT} WHERE id = $1 FOR UPDATE`, [id]);
  return found ?? null;
}

export async function storeAnswer(tx: Tx, { id, answeredOn }: AccessRequest): Promise<void> {
  await tx.query("UPDATE participant.access_request SET answered_on = $2 WHERE id = $1", [id, answeredOn]);
}

/** The columns by which requests are walked. */
export const requestKeys = ({ answeredOn, dueOn, id }: AccessRequest): readonly string[] => [
  ...[String(answeredOn !== null), dueOn, id],
];

/** Requests that the viewer may see: those owed first, by their last day. */
export function listRequests(reader: Reader, after: readonly string[] | null, limit: number): Promise<AccessRequest[]> {
  return reader.query(
    `${SELECT}
     WHERE $1::boolean IS NULL OR ((answered_on IS NOT NULL), due_on, id) > ($1::boolean, $2::date, $3::uuid)
     ORDER BY (answered_on IS NOT NULL), access_request.due_on, access_request.id LIMIT $4`,
    [...(after ?? [null, null, null]), limit],
  );
}

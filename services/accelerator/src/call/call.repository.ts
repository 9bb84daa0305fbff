import { type BaseContext, type Reader, rowLoader, rowsLoader, type Tx } from "@inclusion/kernel/runtime";
import { CallEntity } from "./call.entity.ts";
import type { Call } from "./call.ts";

const SELECT = `
  SELECT id, programme_id AS "programmeId", title, opens_on::text AS "opensOn", closes_on::text AS "closesOn", cohort,
    capacity, partnership_required AS "partnershipRequired", lowest, highest, criteria, version
  FROM accelerator.accelerator_call`;

/** The calls with these ids that the viewer may see. */
export function findCalls(reader: Reader, ids: readonly string[]): Promise<Call[]> {
  return reader.query(`${SELECT} WHERE id = ANY ($1::uuid[])`, [ids]);
}

/** The calls of these programmes, by their first day. */
export function findCallsOfProgrammes(reader: Reader, programmeIds: readonly string[]): Promise<Call[]> {
  return reader.query(`${SELECT} WHERE programme_id = ANY ($1::uuid[]) ORDER BY opens_on, id`, [programmeIds]);
}

/** The call, held until the transaction ends; null when there is none that the viewer may see. */
export async function lockCall(tx: Tx, id: string): Promise<Call | null> {
  const [call] = await tx.query<Call>(`${SELECT} WHERE id = $1 FOR UPDATE`, [id]);
  return call ?? null;
}

/** How many companies of the call are accepted, whoever may see them. */
export async function countAccepted(reader: Reader, callId: string): Promise<number> {
  const [row] = await reader.query<{ count: number }>("SELECT accelerator.accepted_in_call($1) AS count", [callId]);
  return row?.count ?? 0;
}

/** Stores a call that is new or changed. */
export async function storeCall(tx: Tx, { version, ...call }: Call, isNew: boolean): Promise<void> {
  const { id, ...changes } = call;
  if (isNew) await tx.manager.insert(CallEntity, call as never);
  else await tx.manager.update(CallEntity, { id }, changes as never);
}

/** The loaders of calls. */
export function callLoaders({ reader }: Pick<BaseContext, "reader">) {
  return {
    call: rowLoader<string, Call>(
      async (ids) => findCalls(await reader(), ids),
      ({ id }) => id,
    ),
    callsOfProgramme: rowsLoader<string, Call>(
      async (ids) => findCallsOfProgrammes(await reader(), ids),
      ({ programmeId }) => programmeId,
    ),
  };
}

import type { LocalDate } from "@inclusion/kernel";
import { type BaseContext, type Reader, rowLoader } from "@inclusion/kernel/runtime";
import type { Readiness } from "./readiness.ts";

const SELECT = `
  SELECT id, participation_id AS "participationId", programme_id AS "programmeId",
         municipality_code AS "municipalityCode", ready_from::text AS "readyFrom", ready_until::text AS "readyUntil",
         hours_per_week::float8 AS "hoursPerWeek", needs, end_reason AS "endReason"
  FROM participant.readiness`;

/** What is stated of these participations, where the viewer may see it. */
export function findReadinesses(reader: Reader, participationIds: readonly string[]): Promise<Readiness[]> {
  return reader.query(`${SELECT} WHERE participation_id = ANY ($1::uuid[])`, [participationIds]);
}

/** Who of a programme is ready for work on a day at least between two days, both included. */
export type ReadyBetween = Readonly<{ programmeId: string; from: LocalDate; until: LocalDate }>;

const READY = "programme_id = $1 AND ready_from <= $3 AND coalesce(ready_until >= greatest($2, ready_from), true)";

/** Those who are ready, by id, after `id` or from the first. */
export function listReady(
  reader: Reader,
  { programmeId, from, until }: ReadyBetween,
  after: string | null,
  limit: number,
): Promise<Readiness[]> {
  return reader.query(`${SELECT} WHERE ${READY} AND ($4::uuid IS NULL OR id > $4) ORDER BY id LIMIT $5`, [
    ...[programmeId, from, until],
    ...[after, limit],
  ]);
}

/** How many are ready, of those that the viewer may see. */
export async function countReady(reader: Reader, { programmeId, from, until }: ReadyBetween): Promise<number> {
  const [counted] = await reader.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM participant.readiness WHERE ${READY}`,
    [programmeId, from, until],
  );
  return counted?.count ?? 0;
}

/** The loader of readiness: one statement for all participations of a tick. */
export function readinessLoaders({ reader }: Pick<BaseContext, "reader">) {
  return {
    readiness: rowLoader<string, Readiness>(
      async (ids) => findReadinesses(await reader(), ids),
      ({ participationId }) => participationId,
    ),
  };
}

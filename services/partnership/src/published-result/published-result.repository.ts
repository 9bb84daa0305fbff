import { type BaseContext, type Reader, rowsLoader, type Tx } from "@inclusion/kernel/runtime";
import type { PublishedResult, StoredResult } from "./published-result.ts";

/** Figures of these programmes, by code and day of publication. */
export function findResults(reader: Reader, programmeIds: readonly string[]): Promise<StoredResult[]> {
  return reader.query(
    `SELECT id, programme_id AS "programmeId", code, what, value::float8 AS value, unit, counted_at AS "countedAt",
            published_on::text AS "publishedOn", source, recorded_at AS "recordedAt"
     FROM partnership.published_result WHERE programme_id = ANY ($1::uuid[])
     ORDER BY programme_id, code, published_on NULLS LAST, value, id`,
    [programmeIds],
  );
}

/** Adds a figure; false when it is there already. */
export async function insertResult(tx: Tx, result: PublishedResult): Promise<boolean> {
  const { id, programmeId, code, what, value, unit, countedAt, publishedOn, source } = result;
  const rows = await tx.query(
    `INSERT INTO partnership.published_result
       (id, programme_id, code, what, value, unit, counted_at, published_on, source)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     ON CONFLICT (programme_id, code, value, counted_at, source) DO NOTHING RETURNING 1`,
    [id, programmeId, code, what, value, unit, countedAt, publishedOn, source],
  );
  return rows.length > 0;
}

/** The loader of published figures: one statement for all keys of a tick. */
export function resultLoaders({ reader }: Pick<BaseContext, "reader">) {
  return {
    publishedResults: rowsLoader<string, StoredResult>(
      async (ids) => findResults(await reader(), ids),
      ({ programmeId }) => programmeId,
    ),
  };
}

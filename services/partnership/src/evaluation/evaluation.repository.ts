import { type BaseContext, type Reader, rowsLoader, type Tx } from "@inclusion/kernel/runtime";
import { EvaluationEntity } from "./evaluation.entity.ts";
import type { Evaluation } from "./evaluation.ts";

const SELECT = `
  SELECT id, programme_id AS "programmeId", kind, title, author, file_url AS "fileUrl", media_type AS "mediaType", sha256,
         published_on::text AS "publishedOn", version
  FROM partnership.evaluation`;

/** Evaluations of these programmes that the viewer may see, by kind and title. */
function findEvaluations(reader: Reader, programmeIds: readonly string[]): Promise<Evaluation[]> {
  return reader.query(`${SELECT} WHERE programme_id = ANY ($1::uuid[]) ORDER BY programme_id, kind, title, id`, [
    programmeIds,
  ]);
}

/** The evaluation, when the viewer may see it. */
export async function findEvaluation(reader: Reader, id: string): Promise<Evaluation | null> {
  const [found] = await reader.query<Evaluation>(`${SELECT} WHERE id = $1`, [id]);
  return found ?? null;
}

/** The evaluation, held until the transaction ends. */
export async function lockEvaluation(tx: Tx, id: string): Promise<Evaluation | null> {
  const [found] = await tx.query<Evaluation>(`${SELECT} WHERE id = $1 FOR UPDATE`, [id]);
  return found ?? null;
}

/** Stores an evaluation that is new or has changed. */
export async function putEvaluation(tx: Tx, { version: _, ...row }: Evaluation): Promise<void> {
  await tx.manager.upsert(EvaluationEntity, row, ["id"]);
}

/** The loader of evaluations: one statement for all keys of a tick. */
export function evaluationLoaders({ reader }: Pick<BaseContext, "reader">) {
  return {
    evaluations: rowsLoader<string, Evaluation>(
      async (ids) => findEvaluations(await reader(), ids),
      ({ programmeId }) => programmeId,
    ),
  };
}

/** The same request twice is one request: its answer is kept with its key. */
import { createHash } from "node:crypto";
import { type Decision, deepEqual, type Refusal, refuse } from "../pure/index.ts";
import type { Reader } from "./database.ts";

/** A request that may come again. */
export type Repeatable = Readonly<{
  /** Keys of different actors never meet. */
  actor: string;
  operation: string;
  /** Chosen by the client; null when the client does not repeat. */
  key: string | null;
  input: Readonly<Record<string, unknown>>;
}>;

/**
 * Runs `work` once for the key: the same key with the same input gives the answer of the first time, and waits for
 * it when it is still being made. A refused request leaves nothing behind and may be mended under its key.
 *
 * @refuses IDEMPOTENCY_MISMATCH, naming what differs, when the key was used for another input or operation
 */
export async function once<Value, Code extends string>(
  tx: Reader,
  schema: string,
  request: Repeatable,
  work: () => Promise<Decision<Value, Code>>,
): Promise<Decision<Value, Code | "IDEMPOTENCY_MISMATCH">> {
  if (request.key === null) return work();
  const keyed = [request.actor, request.key];
  const input = JSON.stringify(request.input);
  // Keys are kept for more than the 90 days that are promised; the actor's older ones go with the next request.
  const [taken] = await tx.query(
    `WITH old AS (DELETE FROM ${schema}.request_once
       WHERE actor = $1 AND key <> $2 AND created_at < transaction_timestamp() - interval '100 days')
     INSERT INTO ${schema}.request_once (actor, key, operation, input, input_hash) VALUES ($1, $2, $3, $4::jsonb, $5)
     ON CONFLICT DO NOTHING RETURNING 1`,
    [...keyed, request.operation, input, createHash("sha256").update(input).digest("hex")],
  );
  if (taken === undefined) return earlierAnswer(tx, schema, request);
  const answer = await work();
  if (answer.ok) {
    await tx.query(`UPDATE ${schema}.request_once SET answer = $3::jsonb WHERE actor = $1 AND key = $2`, [
      ...keyed,
      JSON.stringify(answer.value),
    ]);
  } else {
    await tx.query(`DELETE FROM ${schema}.request_once WHERE actor = $1 AND key = $2`, keyed);
  }
  return answer;
}

async function earlierAnswer<Value>(
  tx: Reader,
  schema: string,
  { actor, key, operation, input }: Repeatable,
): Promise<Decision<Value, "IDEMPOTENCY_MISMATCH">> {
  const [first] = await tx.query<{ operation: string; input: Record<string, unknown>; answer: Value }>(
    `SELECT operation, input, answer FROM ${schema}.request_once WHERE actor = $1 AND key = $2`,
    [actor, key],
  );
  const asked: Record<string, unknown> = JSON.parse(JSON.stringify(input));
  if (first !== undefined && first.operation === operation && deepEqual(first.input, asked)) {
    return { ok: true, value: first.answer };
  }
  const what = first?.operation === operation ? differingPaths(first.input, asked).join(", ") : "the operation";
  const mismatch: Refusal<"IDEMPOTENCY_MISMATCH"> = {
    code: "IDEMPOTENCY_MISMATCH",
    message: `This idempotencyKey was used before with another input (${what}): choose a new key for a new request.`,
    field: ["input", "idempotencyKey"],
  };
  return refuse(mismatch);
}

/** Paths of the values in which two inputs differ, as `lines.0.accepted`; a list of another length differs as a whole. */
function differingPaths(first: unknown, asked: unknown, path: readonly string[] = []): readonly string[] {
  if (deepEqual(first, asked)) return [];
  const sameShape = isBranch(first) && isBranch(asked) && Array.isArray(first) === Array.isArray(asked);
  if (!sameShape || (Array.isArray(first) && Object.keys(first).length !== Object.keys(asked).length)) {
    return [path.join(".")];
  }
  const names = Object.keys({ ...first, ...asked });
  return names.flatMap((name) => differingPaths(first[name], asked[name], [...path, name]));
}

function isBranch(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

import { createHash } from "node:crypto";
import type { Reader } from "@inclusion/kernel/runtime";

/** The last line of a log, to be kept outside the database: with it, lines that are missing at the end show too. */
export type ChainHead = Readonly<{ position: number; hash: string }>;

/** Whether every line is as it was written, or the first one that is not, with what is wrong. */
export type ChainVerdict =
  | Readonly<{ ok: true; head: ChainHead }>
  | Readonly<{ ok: false; position: number; problem: string }>;

type Line = Readonly<{ position: string; parts: readonly string[]; previousHash: string; hash: string }>;

const PAGE = 5_000;
const GENESIS = createHash("sha256").update("").digest("hex");

/** The parts of a line in the order in which its hash holds them, as the database's trigger writes them. */
const LINES = `
  SELECT position::text AS position, encode(previous_hash, 'hex') AS "previousHash", encode(hash, 'hex') AS hash,
         ARRAY[position::text, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), actor,
               array_to_string(participation_ids, ','), municipality_code, field_group, purpose, request_id]
         || CASE form WHEN 1 THEN '{}'::text[]
              ELSE ARRAY[coalesce(token_id, ''), coalesce(document, ''), coalesce(emergency_id::text, '')] END AS parts
  FROM participant.access_line AS line WHERE line.position > $1::bigint ORDER BY line.position LIMIT $2`;

/**
 * Computes the whole chain anew, from what the lines say and not with the database's own functions.
 *
 * @param reader sees every line, as the system's viewer or the superuser does
 * @param anchor a head that was kept outside: it must still stand where it stood
 */
export async function verifyAccessChain(reader: Reader, anchor: ChainHead | null = null): Promise<ChainVerdict> {
  let head: ChainHead = { position: 0, hash: GENESIS };
  for (;;) {
    const lines = await reader.query<Line>(LINES, [head.position, PAGE]);
    for (const line of lines) {
      const problem = problemOf(line, head) ?? anchorProblem(line, anchor);
      if (problem !== null) return { ok: false, position: head.position + 1, problem };
      head = { position: head.position + 1, hash: line.hash };
    }
    if (lines.length < PAGE) break;
  }
  if (anchor !== null && anchor.position > head.position) {
    return { ok: false, position: head.position + 1, problem: `The log ends here, and had ${anchor.position} lines.` };
  }
  return { ok: true, head };
}

function problemOf(line: Line, before: ChainHead): string | null {
  if (Number(line.position) !== before.position + 1) return "The line is missing.";
  if (line.previousHash !== before.hash) return "The line does not follow from the one before it.";
  const content = Buffer.from(line.parts.map((part) => `${Buffer.byteLength(part)}:${part}`).join(""), "utf8");
  const hash = createHash("sha256").update(Buffer.from(line.previousHash, "hex")).update(content).digest("hex");
  return hash === line.hash ? null : "The line is not as it was written.";
}

function anchorProblem({ position, hash }: Line, anchor: ChainHead | null): string | null {
  if (anchor === null || Number(position) !== anchor.position || hash === anchor.hash) return null;
  return "The line is another one than was kept outside.";
}

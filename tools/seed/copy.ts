/**
 * Writes many rows at once.
 *
 * COPY cannot fill a table with row security, so rows are copied into a temporary table of their transaction and
 * moved from there, where the policies see each of them.
 */
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type pg from "pg";
import copyStreams from "pg-copy-streams";
import type { TableRows } from "./tables.ts";

/** Characters that are sent at a time. */
const PIECE = 256 * 1024;

/**
 * Stores the rows of one table inside the transaction that is open, with every version of a row where the table
 * keeps versions: the first is inserted, the later ones are updates as of the instant at which they were recorded.
 */
export async function copyRows(client: pg.Client, schema: string, table: TableRows): Promise<void> {
  if (table.rows.length === 0) return;
  await stageRows(client, schema, table);
  await insertStaged(client, schema, table);
}

/** Brings rows into the transaction's temporary table, from where `insertStaged` moves them. */
export async function stageRows(client: pg.Client, schema: string, table: TableRows): Promise<void> {
  const target = `${schema}.${table.table}`;
  const staging = `pg_temp.seed_${table.table}`;
  const kept = columnsOf(table);
  await client.query(
    `CREATE TEMPORARY TABLE IF NOT EXISTS seed_${table.table} ON COMMIT DROP AS
       SELECT ${kept.join(", ")}, 0 AS ordinal FROM ${target} WITH NO DATA`,
  );
  const copy = client.query(copyStreams.from(`COPY ${staging} (${kept.join(", ")}, ordinal) FROM STDIN`));
  await pipeline(Readable.from(piecesOf(table), { objectMode: false }), copy);
}

/** Moves what was staged into its table, in the order of its recording. */
export async function insertStaged(client: pg.Client, schema: string, table: TableRows): Promise<void> {
  const target = `${schema}.${table.table}`;
  const staging = `pg_temp.seed_${table.table}`;
  const kept = columnsOf(table).join(", ");
  const inOrder = table.recording === "instant" ? "ORDER BY recorded_at, ctid" : "";
  await client.query(`INSERT INTO ${target} (${kept}) SELECT ${kept} FROM ${staging} WHERE ordinal = 0 ${inOrder}`);
  if (table.recording === "versions") await client.query(updatesSql(target, staging, table));
  await client.query(`TRUNCATE ${staging}`);
}

function columnsOf({ columns, recording }: TableRows): readonly string[] {
  return recording === "none" ? columns : [...columns, "recorded_at"];
}

/** Lets the table's own trigger keep each earlier version; only the seed's role may say when it was recorded. */
function updatesSql(target: string, staging: string, { columns, key = "id" }: TableRows): string {
  const changed = columns.filter((column) => column !== key);
  return `DO $$ DECLARE told record; BEGIN
    FOR told IN SELECT * FROM ${staging} WHERE ordinal > 0 ORDER BY recorded_at, ordinal LOOP
      PERFORM set_config('app.recorded_at', told.recorded_at::text, true);
      UPDATE ${target} SET ${changed.map((column) => `${column} = told.${column}`).join(", ")} WHERE ${key} = told.${key};
    END LOOP;
    PERFORM set_config('app.recorded_at', '', true);
  END $$`;
}

/** The rows as text of COPY; the ordinal says the how many-eth version of its row each is, from 0. */
function* piecesOf({ rows, recording }: TableRows): Generator<string> {
  const versions = new Map<unknown, number>();
  let piece = "";
  for (const { values, id, recordedAt } of rows) {
    const ordinal = recording === "versions" ? (versions.get(id) ?? 0) : 0;
    if (recording === "versions") versions.set(id, ordinal + 1);
    for (const value of values) piece += `${copyText(value)}\t`;
    if (recording !== "none") piece += `${recordedAt}\t`;
    piece += `${ordinal}\n`;
    if (piece.length < PIECE) continue;
    yield piece;
    piece = "";
  }
  yield piece;
}

/** One value in the text format of COPY. */
export function copyText(value: unknown): string {
  if (value === null || value === undefined) return "\\N";
  if (typeof value === "string") return escaped(value);
  if (Array.isArray(value)) return escaped(`{${value.map((item) => quoted(String(item))).join(",")}}`);
  return escaped(typeof value === "object" ? JSON.stringify(value) : String(value));
}

function quoted(item: string): string {
  return `"${item.replace(/["\\]/g, (char) => `\\${char}`)}"`;
}

const ESCAPES: Readonly<Record<string, string>> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" };

function escaped(text: string): string {
  return /[\\\t\n\r]/.test(text) ? text.replace(/[\\\t\n\r]/g, (char) => ESCAPES[char] as string) : text;
}

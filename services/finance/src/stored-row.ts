import type { Tx } from "@inclusion/kernel/runtime";

/** Columns and their values; minor units as `bigint`, parts of JSON as what `JSON.stringify` makes of them. */
export type StoredRow = Readonly<Record<string, unknown>>;

/** Adds rows of one table, which all have the same columns; one statement. The names are our own, never a caller's. */
export async function addRows(tx: Tx, table: string, rows: readonly StoredRow[]): Promise<void> {
  if (rows.length === 0) return;
  const columns = Object.keys(rows[0] as StoredRow).join(", ");
  await tx.query(
    `INSERT INTO finance.${table} (${columns}) SELECT ${columns} FROM jsonb_populate_recordset(NULL::finance.${table}, $1::jsonb)`,
    [jsonOf(rows)],
  );
}

/**
 * Adds a row, or replaces the columns of the one with its key; the database keeps what it was before.
 *
 * @param key the columns of the table's primary key
 */
export async function putRows(
  tx: Tx,
  table: string,
  rows: readonly StoredRow[],
  key: readonly string[] = ["id"],
): Promise<void> {
  if (rows.length > 0) await tx.query(upsertSql(table, rows[0] as StoredRow, key), [jsonOf(rows)]);
}

/** As `putRows`, but a row that says the same as before stays as it was recorded. */
export async function keepRows(
  tx: Tx,
  table: string,
  rows: readonly StoredRow[],
  key: readonly string[],
): Promise<void> {
  if (rows.length === 0) return;
  const [first] = rows as readonly [StoredRow];
  const names = Object.keys(first).filter((name) => !key.includes(name));
  const differs = `(${names.map((name) => `kept.${name}`)}) IS DISTINCT FROM (${names.map((name) => `excluded.${name}`)})`;
  await tx.query(`${upsertSql(table, first, key)} WHERE ${differs}`, [jsonOf(rows)]);
}

function upsertSql(table: string, row: StoredRow, key: readonly string[]): string {
  const names = Object.keys(row);
  const set = names.filter((name) => !key.includes(name)).map((name) => `${name} = excluded.${name}`);
  return `INSERT INTO finance.${table} AS kept (${names.join(", ")})
     SELECT ${names.join(", ")} FROM jsonb_populate_recordset(NULL::finance.${table}, $1::jsonb)
     ON CONFLICT (${key.join(", ")}) DO UPDATE SET ${set.join(", ")}`;
}

function jsonOf(rows: readonly StoredRow[]): string {
  return JSON.stringify(rows, (_name, value: unknown) => (typeof value === "bigint" ? String(value) : value));
}

/**
 * Many rows in one statement, and many statements one after the other without a pause.
 *
 * The values of a column are sent as one array of its type. Beside rows as JSON, no name is sent again with every row,
 * and PostgreSQL reads them in less than half of the time.
 */
import type { Reader } from "./database.ts";

/** A table to which rows are added; the names are our own, never a caller's. */
export type RowTable = Readonly<{
  /** With its schema. */
  name: string;
  /** Type of each column that is given, by its name. */
  columns: Readonly<Record<string, string>>;
  /** Whether the table has a column `recorded_at`, which is then one instant for all rows. */
  isRecorded: boolean;
}>;

/** Adds rows, whose values stand by the columns' names, with one statement. */
export async function insertRows(
  reader: Reader,
  table: RowTable,
  rows: readonly Readonly<Record<string, unknown>>[],
  onConflict = "",
): Promise<void> {
  if (rows.length === 0) return;
  const columns = Object.entries(table.columns);
  const names = columns.map(([name]) => name).join(", ");
  const arrays = columns.map(([, type], at) => `$${at + 1}::${type}[]`).join(", ");
  // Asked for once: as the column's default, the function would be run for every row.
  const recorded = table.isRecorded ? ["recorded_at", `(SELECT ${table.name.split(".")[0]}.recorded_now())`] : [];
  await reader.query(
    `INSERT INTO ${table.name} (${[names, ...recorded.slice(0, 1)].join(", ")})
     SELECT ${["given.*", ...recorded.slice(1)].join(", ")} FROM unnest(${arrays}) AS given (${names}) ${onConflict}`,
    columns.map(([name]) => `{${rows.map((row) => elementOf(row[name])).join(",")}}`),
  );
}

/** A value in the text of an array. The driver would make the same text, and take four times as long. */
function elementOf(value: unknown): string {
  if (value == null) return "NULL";
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (Buffer.isBuffer(value)) return `"\\\\x${value.toString("hex")}"`;
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return `"${/["\\]/.test(text) ? text.replace(/["\\]/g, "\\$&") : text}"`;
}

/**
 * Sends items portion by portion. While the database works at one portion the next is made and handed over, so that
 * neither waits for the other; no more than two are under way.
 *
 * @param send hands over a portion, which begins with the item at `at`, and resolves when it is done
 * @throws what the first `send` that failed has thrown
 */
export async function inPortions<Item>(
  items: readonly Item[],
  size: number,
  send: (portion: readonly Item[], at: number) => Promise<unknown>,
): Promise<void> {
  let before: Promise<unknown> = Promise.resolve();
  for (let at = 0; at < items.length; at += size) {
    const sending = send(items.slice(at, at + size), at);
    // It fails with the one before it, and that is thrown.
    sending.catch(() => undefined);
    await before;
    before = sending;
  }
  await before;
}

/**
 * Many rows in one statement, and many statements one after the other without a pause.
 *
 * The values of a column are sent as one array of its type. Beside rows as JSON, no name is sent again with every row,
 * and PostgreSQL reads them in half of the time.
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
  if (rows.length > 0) await reader.query(`${insertSql(table)} ${onConflict}`, arraysOf(table, rows));
}

/** The statement that adds rows, given what `arraysOf` makes of them. */
export function insertSql({ name, columns, isRecorded }: RowTable): string {
  const names = Object.keys(columns).join(", ");
  const arrays = Object.values(columns).map((type, at) => `$${at + 1}::${type}[]`);
  const given = `unnest(${arrays.join(", ")}) AS given (${names})`;
  if (!isRecorded) return `INSERT INTO ${name} (${names}) SELECT * FROM ${given}`;
  // Asked for once: as the column's default, the function would be run for every row.
  const now = `(SELECT ${name.split(".")[0]}.recorded_now())`;
  return `INSERT INTO ${name} (${names}, recorded_at) SELECT given.*, ${now} FROM ${given}`;
}

/** The parameters of `insertSql`: an array a column, as text. */
export function arraysOf({ columns }: RowTable, rows: readonly Readonly<Record<string, unknown>>[]): string[] {
  return Object.entries(columns).map(([name, type]) => {
    const textOf = type === "jsonb" ? jsonOf : elementOf;
    return `{${rows.map((row) => textOf(row[name])).join(",")}}`;
  });
}

function jsonOf(value: unknown): string {
  return elementOf(value == null ? null : JSON.stringify(value));
}

/** Text, number, truth, bytes or nothing, in the text of an array. The driver would make the same text, and take four times as long. */
function elementOf(value: unknown): string {
  if (value == null) return "NULL";
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (Buffer.isBuffer(value)) return `"\\\\x${value.toString("hex")}"`;
  const text = String(value);
  return `"${/["\\]/.test(text) ? text.replace(/["\\]/g, "\\$&") : text}"`;
}

/**
 * Sends items portion by portion. While the database works at one portion the next is made and handed over, so that
 * neither waits for the other; no more than two are under way.
 *
 * @param send hands over a portion, which begins with the item at `at`, and resolves when it is done
 * @throws what the first `send` that failed has thrown, when nothing is under way any more
 */
export async function inPortions<Item>(
  items: readonly Item[],
  size: number,
  send: (portion: readonly Item[], at: number) => Promise<unknown>,
): Promise<void> {
  let before: Promise<unknown> = Promise.resolve();
  for (let at = 0; at < items.length; at += size) {
    const sending = send(items.slice(at, at + size), at);
    const ended = sending.catch(() => undefined);
    try {
      await before;
    } catch (error) {
      await ended;
      throw error;
    }
    before = sending;
  }
  await before;
}

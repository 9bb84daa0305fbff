/**
 * Many more people by one statement a table: each of those who are told is told of again under other ids.
 *
 * Days, companies and everything else stay the same, so that the ledger fits the rows as before, and a programme of a
 * million is in its figures what one of a hundred thousand is, many times over.
 */
import type pg from "pg";

/** The tables with rows of people, in the order of their foreign keys. */
const TABLES = [
  ...["person", "participation", "course", "placement", "employment", "referral", "screening", "entry_facts"],
  ...["sensitive_facts", "exit", "follow_up", "measure_entry"],
];

/** Columns that name a person, a participation or a row of one; other ids are of places and companies. */
const OWN_IDS: ReadonlySet<string> = new Set(["id", "person_id", "participation_id", "subject_id"]);

/** Where the last three of the digits stand that the copies of an id differ in, counted from its end. */
const FROM_END = 15;

/**
 * Tells of every person of the programme `times` times more.
 *
 * @param times at most 4,095
 * @returns how many rows were written
 */
export async function tellAgain(client: pg.Client, programmeId: string, times: number): Promise<number> {
  let rows = 0;
  for (const table of TABLES) {
    const { rows: columns } = await client.query<{ name: string }>(
      `SELECT attname AS name FROM pg_attribute
       WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attidentity = ''`,
      [`participant.${table}`],
    );
    const names = columns.map(({ name }) => name);
    const who =
      table === "person"
        ? "id IN (SELECT person_id FROM participant.participation WHERE programme_id = $1)"
        : "programme_id = $1";
    const { rowCount } = await client.query(
      `INSERT INTO participant.${table} (${names.join(", ")})
       SELECT ${names.map(again).join(", ")} FROM participant.${table}
       CROSS JOIN (SELECT lpad(to_hex(each), 3, '0') AS hex FROM generate_series(1, $2::int) AS each) AS copy
       WHERE ${who}`,
      [programmeId, times],
    );
    rows += rowCount ?? 0;
  }
  return rows;
}

/** An id says in its last but one group the how many-eth copy it is; a cause ends with an id. */
function again(column: string): string {
  if (OWN_IDS.has(column)) return `overlay(${column}::text PLACING copy.hex FROM 21 FOR 3)::uuid`;
  if (column === "cause") return `overlay(cause PLACING copy.hex FROM length(cause) - ${FROM_END} FOR 3)`;
  return column;
}

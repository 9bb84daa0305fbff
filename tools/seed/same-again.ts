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

/** How often everybody can be told again. */
export const MOST_TIMES = 15;

const DIGITS = "0123456789abcdef";

/**
 * Tells of every person of the programme `times` times more.
 *
 * @param times at most `MOST_TIMES`
 * @param begins is told of each table before it is written, and how many of how many are done
 * @returns how many rows were written
 */
export async function tellAgain(
  client: pg.Client,
  programmeId: string,
  times: number,
  begins: (table: string, done: number, total: number) => void,
): Promise<number> {
  let rows = 0;
  for (const [done, table] of TABLES.entries()) {
    begins(table, done, TABLES.length);
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
       CROSS JOIN (SELECT right('${DIGITS}', -each) || left('${DIGITS}', each) AS digits
         FROM generate_series(1, $2::int) AS each) AS copy
       WHERE ${who}`,
      [programmeId, times],
    );
    rows += rowCount ?? 0;
  }
  return rows;
}

/** Turns one digit of an id, by another number for each copy, so that it is nobody else's; a cause ends with an id. */
function again(column: string): string {
  const turned = (id: string, at: string): string =>
    `overlay(${id} PLACING translate(substr(${id}, ${at}, 1), '${DIGITS}', copy.digits) FROM ${at} FOR 1)`;
  if (OWN_IDS.has(column)) return `${turned(`${column}::text`, "21")}::uuid`;
  return column === "cause" ? turned("cause", "length(cause) - 15") : column;
}

/**
 * Everything that changed in what a viewer may see, as a list that is walked by cursor and never skips a change.
 *
 * Each row stands in the list once, where its last change was recorded. A change is listed when no transaction is left
 * that could still commit an earlier one: whoever goes on from the last cursor misses nothing that was written late.
 */
import type { BaseContext } from "./context.ts";
import type { Reader } from "./database.ts";
import { type Page, type PageArguments, queryPage } from "./page-query.ts";

/** What became of a row: it is new, it is another, or it left what the viewer may see. */
export type ChangeKind = "CREATED" | "CHANGED" | "LEFT";

/** A row that changed. Of one that left nothing is told but that, and the version that the viewer could see last. */
export type NounChange<Noun extends string = string> = Readonly<{
  noun: Noun;
  id: string;
  kind: ChangeKind;
  version: number;
  changedAt: Date;
  /** The instant in full, as the database has it. */
  key: string;
}>;

/** Tables whose rows are listed, by the names that the graph gives them; each has its history beside it. */
export type ChangingNouns<Noun extends string> = Readonly<{
  schema: string;
  tables: Readonly<Record<Noun, string>>;
  /** Further rows that left, as `SELECT noun, id, version, at`: such as the viewer may not see in any table. */
  left?: string;
}>;

/**
 * A page of changes, in the order in which they were recorded. The last cursor of a page is where the next one begins,
 * today or next month.
 *
 * @throws Fault BAD_USER_INPUT for a size or a cursor that cannot be used
 */
export function listChanges<Noun extends string>(
  ctx: BaseContext,
  nouns: ChangingNouns<Noun>,
  page: PageArguments,
): Promise<Page<NounChange<Noun>>> {
  return queryPage(ctx, {
    list: `changes of ${nouns.schema}`,
    ...page,
    // Each statement of this transaction sees what is committed when it begins: the rows are read after the horizon.
    fetch: (keys, limit) =>
      ctx.aside(async (tx) => findChanges(tx, nouns, { before: await findHorizon(tx), keys, limit })),
    keysOf: ({ key, noun, id }) => [key, noun, id],
  });
}

/**
 * The instant before which nothing more will be recorded: the beginning of the oldest transaction that has written and
 * is not committed, and of the oldest statement of any other. The service's role sees its own transactions alone, and
 * nobody else records the present; a row is recorded after its transaction began.
 */
async function findHorizon(reader: Reader): Promise<string> {
  const [found] = await reader.query<{ before: string }>(
    `SELECT date_trunc('milliseconds', least(clock_timestamp(), min(
       CASE WHEN backend_xid IS NOT NULL THEN xact_start WHEN state = 'active' THEN query_start END)))::text AS before
     FROM pg_stat_activity
     WHERE datname = current_database() AND usename = current_user AND pid <> pg_backend_pid()`,
  );
  return (found as { before: string }).before;
}

type Asked = Readonly<{ before: string; keys: readonly string[] | null; limit: number }>;

function findChanges<Noun extends string>(
  reader: Reader,
  nouns: ChangingNouns<Noun>,
  asked: Asked,
): Promise<NounChange<Noun>[]> {
  const { before, keys, limit } = asked;
  return reader.query(changesSql(nouns, keys !== null), [before, limit, ...(keys ?? [])]);
}

/**
 * Each table gives at most a page, in the order of an index (`changeIndexes`), and what left is looked for no further
 * than that page goes: pages look at rows one after the other, and none reads the table.
 *
 * `$1` is the horizon, `$2` how many are wanted, `$3` to `$5` the instant, noun and id after which the page begins.
 */
export function changesSql({ schema, tables, left }: ChangingNouns<string>, goesOn: boolean): string {
  const after = (at: string, noun: string): string =>
    goesOn ? `AND ${at} >= $3::timestamptz AND (${at}, ${noun}, id) > ($3::timestamptz, $4::text, $5::uuid)` : "";
  const present = Object.entries(tables).map(
    ([noun, table]) =>
      `(SELECT '${noun}' AS noun, id, version, recorded_at AS at, CASE version WHEN 1 THEN 'CREATED' ELSE 'CHANGED' END AS kind
        FROM ${schema}.${table} WHERE recorded_at < $1::timestamptz ${after("recorded_at", `'${noun}'`)}
        ORDER BY recorded_at, id LIMIT $2)`,
  );
  const gone = Object.entries(tables).map(
    ([noun, table]) =>
      `(SELECT '${noun}', id, version, recorded_until, 'LEFT' FROM ${schema}.${table}_history h
        WHERE recorded_until < $1::timestamptz AND recorded_until <= (SELECT at FROM reached) ${after("recorded_until", `'${noun}'`)}
          AND NOT EXISTS (SELECT FROM ${schema}.${table} t WHERE t.id = h.id)
          AND NOT EXISTS (SELECT FROM ${schema}.${table}_history later
            WHERE later.id = h.id AND later.version > h.version AND later.recorded_until < $1::timestamptz)
        ORDER BY recorded_until, id LIMIT $2)`,
  );
  const other =
    left === undefined
      ? []
      : [
          `(SELECT noun, id, version, at, 'LEFT' FROM (${left}) AS gone WHERE at < $1::timestamptz ${after("at", "noun")})`,
        ];
  return `WITH present AS MATERIALIZED (SELECT * FROM (${present.join(" UNION ALL ")}) AS p ORDER BY at, noun, id LIMIT $2),
    reached AS MATERIALIZED (SELECT CASE WHEN count(*) < $2 THEN 'infinity' ELSE max(at) END AS at FROM present)
    SELECT noun, id, version, kind, at AS "changedAt", at::text AS key
    FROM (SELECT * FROM present UNION ALL ${[...gone, ...other].join(" UNION ALL ")}) AS change
    ORDER BY at, noun, id LIMIT $2`;
}

/** What a passport needs from the ledger besides the sums: days between marks, freshness, and causes of a change. */
import { definitionIn, type IndicatorCatalogue } from "../pure/index.ts";
import type { BaseContext } from "./context.ts";
import type { Reader } from "./database.ts";
import { freshness } from "./figure.ts";
import { rowLoader } from "./loader.ts";
import type { TwoClocks } from "./measure-ledger.ts";
import { atClocks, measureLoaders } from "./measure-loaders.ts";

/** The loaders of figures: one statement for all that are asked at the same two clocks. */
export function indicatorLoaders(
  catalogue: IndicatorCatalogue,
  context: Pick<BaseContext, "reader" | "today" | "now">,
) {
  const { schema } = catalogue;
  const { reader } = context;
  return {
    ...measureLoaders(catalogue, context),
    days: atClocks((clocks) =>
      rowLoader<string, Days>(
        async (keys) => findDays(await reader(), catalogue, keys.map(daysKeyIn), clocks),
        daysKeyOf,
      ),
    ),
    freshness: rowLoader<string, Freshness>(
      async (ids) => {
        const open = await reader();
        return Promise.all(ids.map(async (id) => ({ id, at: await freshness(open, schema, id) })));
      },
      ({ id }) => id,
    ),
  };
}

/** The loaders of `indicatorLoaders`. */
export type IndicatorLoaders = ReturnType<typeof indicatorLoaders>;

/** What is measured in days, of one programme, as the key of a loader. */
export function daysKeyOf({ programmeId, code }: DaysKey): string {
  return `${programmeId} ${code}`;
}

function daysKeyIn(key: string): DaysKey {
  const [programmeId = "", code = ""] = key.split(" ");
  return { programmeId, code };
}

type Freshness = Readonly<{ id: string; at: Date | null }>;

/** What is measured in days, of one programme. */
export type DaysKey = Readonly<{ programmeId: string; code: string }>;

/** Days between two marks, over all who have both. */
export type Days = DaysKey & Readonly<{ count: number; median: number; p90: number }>;

/**
 * The days to each code, as its definition measures them, in one statement for all keys.
 *
 * @returns nothing for a code that nobody has reached or that is measured in no days
 */
export function findDays(
  reader: Reader,
  catalogue: IndicatorCatalogue,
  keys: readonly DaysKey[],
  { asOf, knownAt }: TwoClocks,
): Promise<Days[]> {
  const rules = [...new Set(keys.map(({ code }) => code))].flatMap((code) => {
    const days = definitionIn(catalogue, code)?.days ?? null;
    return days === null ? [] : [{ code, from: "from" in days ? days.from : null, in: "in" in days ? days.in : null }];
  });
  return reader.query(daysSql(catalogue.schema), [
    [...new Set(keys.map(({ programmeId }) => programmeId))],
    asOf,
    knownAt,
    rules.map(({ code }) => code),
    rules.map((rule) => rule.from),
    rules.map((rule) => rule.in),
  ]);
}

/** Marks are joined by code in the order of bytes: in that of a language most of the time went to comparing texts. */
const daysSql = (schema: string): string => `
  WITH asked AS MATERIALIZED (SELECT * FROM unnest($4::text[], $5::text[], $6::text[]) AS a(code, from_code, in_code)),
  mark AS MATERIALIZED (
    SELECT programme_id, indicator COLLATE "C" AS indicator, subject_id, valid_on, sum(amount) AS amount
    FROM ${schema}.measure_entry
    WHERE programme_id = ANY ($1::uuid[]) AND valid_on <= $2 AND recorded_at <= $3
      AND indicator IN (SELECT unnest(ARRAY[code, from_code, in_code]) FROM asked)
    GROUP BY programme_id, indicator, subject_id, valid_on HAVING sum(amount) > 0),
  measured AS (
    SELECT done.programme_id, asked.code, done.valid_on - begun.valid_on AS days
    FROM asked JOIN mark done ON done.indicator = asked.code
    JOIN mark begun ON begun.indicator = asked.from_code AND begun.programme_id = done.programme_id
      AND begun.subject_id = done.subject_id AND begun.valid_on <= done.valid_on
    UNION ALL
    SELECT mark.programme_id, asked.code, mark.amount FROM asked JOIN mark ON mark.indicator = asked.in_code)
  SELECT programme_id AS "programmeId", code, count(*)::int AS count,
    round(percentile_cont(0.5) WITHIN GROUP (ORDER BY days)::numeric, 1)::float8 AS median,
    round(percentile_cont(0.9) WITHIN GROUP (ORDER BY days)::numeric, 1)::float8 AS p90
  FROM measured GROUP BY programme_id, code`;

/** How a figure changed between two instants, by what made us write. */
export type ChangeReason = Readonly<{ reason: string; added: number; takenBack: number }>;

/** The entries of one figure that became known after `since` and until `knownAt`, summed by their cause without its id. */
export function findChangeReasons(
  reader: Reader,
  schema: string,
  figure: DaysKey & TwoClocks & Readonly<{ definitionVersion: number; since: Date }>,
): Promise<ChangeReason[]> {
  return reader.query(
    `SELECT regexp_replace(cause, ' [0-9a-f]{8}-[0-9a-f-]{27}$', '') AS reason,
       coalesce(sum(amount) FILTER (WHERE amount > 0), 0)::int AS added,
       coalesce(-sum(amount) FILTER (WHERE amount < 0), 0)::int AS "takenBack"
     FROM ${schema}.measure_entry
     WHERE programme_id = $1 AND indicator = $2 AND definition_version = $3 AND valid_on <= $4
       AND recorded_at > $5 AND recorded_at <= $6
     GROUP BY 1 ORDER BY 1`,
    [figure.programmeId, figure.code, figure.definitionVersion, figure.asOf, figure.since, figure.knownAt],
  );
}

/**
 * Functions that add up a service's ledger for a viewer.
 *
 * They run with the caller's rights, so row security holds in them as anywhere. What they are for is that PostgreSQL
 * plans the statements of the newest sums once for each connection and not once for each request, whoever asks: a plan
 * holds conditions on the viewer's settings and never their values, and is made anew for another role.
 */
import { EVERYWHERE } from "./measure-rollup.ts";

/** Of a function whose statements have one plan for all arguments: planning would cost more than the reading. */
export const PLANNED_ONCE = "LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan";

const LINE = "programme_id, indicator, definition_version";

/** The functions of a service, which has the foundations' roll-ups; for the migrations of each service. */
export function ledgerTotals(schema: string): string[] {
  return [seenPlaces(schema), summedPlaces(schema), measureTotals(schema)];
}

/** The places one by one whose sums the viewer reads; where no place limits the viewer, all that there are sums of. */
function seenPlaces(schema: string): string {
  return `CREATE FUNCTION ${schema}.seen_places(asked uuid[]) RETURNS text[] ${PLANNED_ONCE} AS $$
    BEGIN
      IF current_setting('app.municipalities', true) = '*' THEN
        RETURN ARRAY(SELECT DISTINCT municipality_code FROM ${schema}.measure_total
          WHERE programme_id = ANY (asked) AND municipality_code <> ${EVERYWHERE});
      END IF;
      RETURN ${schema}.visible_municipalities();
    END $$`;
}

/** The same, and all of them as one for a viewer who may see the sum of all. */
function summedPlaces(schema: string): string {
  return `CREATE FUNCTION ${schema}.summed_places(asked uuid[]) RETURNS text[] ${PLANNED_ONCE} AS $$
    BEGIN
      IF current_setting('app.municipalities', true) = '*' AND EXISTS (SELECT FROM ${schema}.measure_total
          WHERE programme_id = ANY (asked) AND municipality_code = ${EVERYWHERE}) THEN
        RETURN ARRAY[${EVERYWHERE}];
      END IF;
      RETURN ${schema}.seen_places(asked);
    END $$`;
}

/**
 * The sums of programmes by indicator: true on the day `as_of`, as known at the instant `known_at`.
 *
 * An indicator whose last entry lies before both clocks is read from its totals. Of any other, so is each place of
 * which the same holds; of the rest, whole months are read from the months' sums, and entries themselves only in the
 * month that a clock cuts. A viewer whom no place limits reads all places as one.
 */
function measureTotals(schema: string): string {
  const sums = `sum(amount)::integer, bool_or(synthetic)`;
  return `CREATE FUNCTION ${schema}.measure_totals(asked uuid[], as_of date, known_at timestamptz)
    RETURNS TABLE (programme_id uuid, indicator text, definition_version integer, count integer, synthetic boolean)
    ${PLANNED_ONCE} AS $$
    #variable_conflict use_column
    DECLARE
      places text[] := ${schema}.summed_places(asked);
      -- The first day that no longer lies in a month which as_of has wholly passed.
      cut_day date := date_trunc('month', (as_of + 1)::timestamp)::date;
      -- The first instant of the month of known_at, UTC.
      cut_month timestamp := date_trunc('month', known_at AT TIME ZONE 'UTC');
      is_settled boolean;
      is_any_open boolean := false;
    BEGIN
      FOR programme_id, indicator, definition_version, count, synthetic, is_settled IN
        SELECT ${LINE}, ${sums}, bool_and(last_valid_on <= as_of AND last_recorded_at <= known_at)
        FROM ${schema}.measure_total WHERE programme_id = ANY (asked) AND municipality_code = ANY (places) GROUP BY ${LINE}
      LOOP
        IF is_settled THEN RETURN NEXT; ELSE is_any_open := true; END IF;
      END LOOP;
      IF is_any_open THEN
        RETURN QUERY EXECUTE $sql$${openLines(schema, sums)}$sql$
          USING asked, as_of, known_at, places, cut_day, cut_month;
      END IF;
    END $$`;
}

/**
 * Sums of those indicators alone that have an entry beyond a clock: of the programmes $1 on the day $2 as known at $3, in
 * the places $4; $5 and $6 are where the clocks cut their months.
 *
 * It is planned for its arguments each time: how much of the ledger it reads hangs on them, and one plan for all would be
 * the plan of an empty ledger for as long as nobody has counted its rows.
 */
function openLines(schema: string, sums: string): string {
  const place = `CASE WHEN $4 = ARRAY[${EVERYWHERE}] THEN ${EVERYWHERE} ELSE coalesce(e.municipality_code, '') END`;
  const cutEntries = (cut: string): string =>
    `SELECT ${LINE}, ${place} AS municipality_code, sum(e.amount) AS amount, bool_or(e.synthetic) AS synthetic
     FROM open_line JOIN ${schema}.measure_entry e USING (${LINE}) WHERE ${cut} GROUP BY ${LINE}, ${place}`;
  return `WITH place AS MATERIALIZED (
          SELECT ${LINE}, municipality_code, sum(amount) AS amount, bool_or(synthetic) AS synthetic,
            bool_and(last_valid_on <= $2 AND last_recorded_at <= $3) AS settled
          FROM ${schema}.measure_total WHERE programme_id = ANY ($1) AND municipality_code = ANY ($4)
          GROUP BY ${LINE}, municipality_code),
        open_place AS MATERIALIZED (SELECT ${LINE}, municipality_code FROM place WHERE NOT settled),
        open_line AS MATERIALIZED (SELECT DISTINCT ${LINE} FROM open_place),
        cut_entry AS MATERIALIZED (
          ${cutEntries("e.valid_on >= $5 AND e.valid_on <= $2 AND e.recorded_at <= $3")}
          UNION ALL
          ${cutEntries("e.valid_on < $5 AND e.recorded_at >= $6 AT TIME ZONE 'UTC' AND e.recorded_at <= $3")}),
        part AS (
          SELECT ${LINE}, amount, synthetic FROM place WHERE settled
          UNION ALL
          SELECT ${LINE}, m.amount, m.synthetic
          FROM open_place JOIN ${schema}.measure_month m USING (${LINE}, municipality_code)
          WHERE m.valid_month < $5 AND m.recorded_month < $6::date
          UNION ALL
          SELECT ${LINE}, e.amount, e.synthetic FROM open_place JOIN cut_entry e USING (${LINE}, municipality_code))
        SELECT ${LINE}, ${sums} FROM part JOIN open_line USING (${LINE}) GROUP BY ${LINE}`;
}

/**
 * Roll-ups of the measure ledger: what its entries sum to, by place and by month, so that a figure costs the same
 * however many entries it has.
 *
 * `measure_total` holds the sum of all entries of a place, `measure_month` the same by the month in which they count
 * and the month (UTC) in which they were recorded. Both hold every entry twice: under its place, and under `EVERYWHERE`
 * for viewers whom no place limits; a sum takes the one or the other. One trigger keeps both for every insert, also
 * the seed's; entries are inserted under the service's order lock, so two inserts never wait for each other's rows.
 * Nobody else may write them, and a viewer sees the sums of exactly the entries that the viewer may see.
 */

/** The ledger whose entries are summed up. */
export type Ledger = Readonly<{
  schema: string;
  /** Columns (uuid) of the entries that row policies ask for besides the place, as the course. */
  owners: readonly string[];
  /** The condition under which a viewer sees a row, given the column of the place and those of `owners`. */
  visible: (municipality: string, ...owners: readonly string[]) => string;
}>;

/** In place of a municipality: all of them, and none. No entry names either. */
export const EVERYWHERE = "'*'";
const NOWHERE = "''";

/** In place of an owner: none, and all of them. */
const NO_OWNER = "'00000000-0000-0000-0000-000000000000'::uuid";

const KEY = ["programme_id", "indicator", "definition_version", "municipality_code"];

/** The roll-ups' tables and what keeps them. */
export function rollups(ledger: Ledger): string[] {
  const { schema } = ledger;
  return [
    ...table(ledger, "measure_total", "last_valid_on date NOT NULL, last_recorded_at timestamptz NOT NULL", []),
    ...table(ledger, "measure_month", "valid_month date, recorded_month date", ["valid_month", "recorded_month"]),
    `CREATE FUNCTION ${schema}.roll_up_entries() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
       SET search_path = ${schema}, pg_temp AS $$
       BEGIN
         ${addition(ledger, "added")}
         RETURN NULL;
       END $$`,
    `REVOKE ALL ON FUNCTION ${schema}.roll_up_entries() FROM PUBLIC`,
    `CREATE TRIGGER measure_entry_roll_up AFTER INSERT ON ${schema}.measure_entry
       REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION ${schema}.roll_up_entries()`,
    ...rebuilding(ledger),
  ];
}

/** The index by which the sums of a limited viewer's places are found; for the migrations of each service. */
export function rollupPlaces(schema: string): string[] {
  return [`CREATE INDEX measure_total_place ON ${schema}.measure_total (programme_id, municipality_code)`];
}

/** Takes the roll-ups away, so that those of other owners can be made; the ledger stays. */
export function dropRollups(schema: string): string[] {
  return [
    `DROP TRIGGER measure_entry_roll_up ON ${schema}.measure_entry`,
    `DROP POLICY measure_entry_rebuild ON ${schema}.measure_entry`,
    ...["roll_up_entries", "rebuild_rollups"].map((name) => `DROP FUNCTION ${schema}.${name}()`),
    ...["measure_total", "measure_month"].map((name) => `DROP TABLE ${schema}.${name}`),
  ];
}

/**
 * The index by which the rows behind a figure are found, with all that tables, funnels and days read of an entry: the
 * entries of one figure lie all over the ledger, which stands in the order of its writing, and side by side in here.
 *
 * @param dimensions the ledger's own columns
 */
export function figureEntries(schema: string, dimensions: readonly string[]): string[] {
  const read = ["amount", "valid_on", "recorded_at", "definition_version", "municipality_code", ...dimensions];
  return [
    `DROP INDEX ${schema}.measure_entry_behind`,
    `CREATE INDEX measure_entry_behind ON ${schema}.measure_entry (programme_id, indicator, subject_id)
       INCLUDE (${read.join(", ")})`,
  ];
}

/** Sums the whole ledger anew, for the schema's owner alone; readers see the old sums until the commit. */
export function rebuildRollups(schema: string): string {
  return `SELECT ${schema}.rebuild_rollups()`;
}

function table(ledger: Ledger, name: string, columns: string, months: readonly string[]): string[] {
  const { schema, owners } = ledger;
  const qualified = `${schema}.${name}`;
  const place = `nullif(nullif(municipality_code, ${NOWHERE}), ${EVERYWHERE})`;
  const visible = ledger.visible(place, ...owners.map((owner) => `nullif(${owner}, ${NO_OWNER})`));
  return [
    `CREATE TABLE ${qualified} (
       programme_id uuid, indicator text, definition_version integer, municipality_code text,
       ${owners.map((owner) => `${owner} uuid, `).join("")}${columns}, amount bigint NOT NULL, synthetic boolean NOT NULL,
       PRIMARY KEY (${[...keyOf(ledger), ...months].join(", ")})) WITH (fillfactor = 80)`,
    `ALTER TABLE ${qualified} ENABLE ROW LEVEL SECURITY`,
    `ALTER TABLE ${qualified} FORCE ROW LEVEL SECURITY`,
    `CREATE POLICY ${name}_read ON ${qualified} FOR SELECT TO ${schema}_app, ${schema}_seed USING (${visible})`,
    `CREATE POLICY ${name}_keep ON ${qualified} FOR ALL TO ${schema}_owner USING (true) WITH CHECK (true)`,
    `GRANT SELECT ON ${qualified} TO ${schema}_app, ${schema}_seed`,
  ];
}

/** The order lock keeps new entries out until the sums are those of all entries. */
function rebuilding({ schema, ...ledger }: Ledger): string[] {
  return [
    `CREATE POLICY measure_entry_rebuild ON ${schema}.measure_entry FOR SELECT TO ${schema}_owner USING (true)`,
    `CREATE FUNCTION ${schema}.rebuild_rollups() RETURNS void LANGUAGE plpgsql SET search_path = ${schema}, pg_temp AS $$
       BEGIN
         PERFORM pg_advisory_xact_lock(hashtext('order:${schema}'));
         DELETE FROM ${schema}.measure_total;
         DELETE FROM ${schema}.measure_month;
         ${addition({ schema, ...ledger }, `${schema}.measure_entry`)}
       END $$`,
    `REVOKE ALL ON FUNCTION ${schema}.rebuild_rollups() FROM PUBLIC`,
  ];
}

/**
 * The same rebuilding in one pass over the entries: they are summed by place and month, and all else is summed from
 * these sums. For the migrations of each service, in place of the function that the foundations made.
 */
export function rebuildInOnePass(schema: string): string[] {
  const line = "programme_id, indicator, definition_version";
  const all = `${line}, municipality_code, valid_month, recorded_month`;
  return [
    `CREATE OR REPLACE FUNCTION ${schema}.rebuild_rollups() RETURNS void LANGUAGE plpgsql
       SET search_path = ${schema}, pg_temp SET work_mem = '256MB' AS $$
       BEGIN
         PERFORM pg_advisory_xact_lock(hashtext('order:${schema}'));
         DELETE FROM measure_total;
         DELETE FROM measure_month;
         WITH part AS MATERIALIZED (
           SELECT ${line}, coalesce(municipality_code, ${NOWHERE}) AS municipality_code,
             date_trunc('month', valid_on::timestamp)::date AS valid_month,
             date_trunc('month', recorded_at AT TIME ZONE 'UTC')::date AS recorded_month,
             sum(amount) AS amount, bool_or(synthetic) AS synthetic, max(valid_on) AS valid_on, max(recorded_at) AS recorded_at
           FROM measure_entry GROUP BY 1, 2, 3, 4, 5, 6),
         month AS (
           INSERT INTO measure_month (${all}, amount, synthetic)
           SELECT ${all}, amount, synthetic FROM part
           UNION ALL SELECT ${line}, ${EVERYWHERE}, valid_month, recorded_month, sum(amount), bool_or(synthetic)
           FROM part GROUP BY ${line}, valid_month, recorded_month)
         INSERT INTO measure_total (${line}, municipality_code, amount, synthetic, last_valid_on, last_recorded_at)
         SELECT ${line}, CASE grouping(municipality_code) WHEN 1 THEN ${EVERYWHERE} ELSE municipality_code END,
           sum(amount), bool_or(synthetic), max(valid_on), max(recorded_at)
         FROM part GROUP BY ${line}, GROUPING SETS ((municipality_code), ());
       END $$`,
  ];
}

/** Adds the entries of `source` to both roll-ups, in the order of their keys. */
function addition(ledger: Ledger, source: string): string {
  const { schema, owners } = ledger;
  const key = keyOf(ledger).join(", ");
  const ofPlace = ["municipality_code", ...owners].join(", ");
  const values = `programme_id, indicator, definition_version,
      CASE grouping(municipality_code) WHEN 1 THEN ${EVERYWHERE} ELSE coalesce(municipality_code, ${NOWHERE}) END${owners
        .map((owner) => `, coalesce(${owner}, ${NO_OWNER})`)
        .join("")}`;
  const group = `programme_id, indicator, definition_version, GROUPING SETS ((${ofPlace}), ())`;
  const order = keyOf(ledger)
    .map((_, at) => at + 1)
    .join(", ");
  const width = keyOf(ledger).length;
  const months = `${width + 1}, ${width + 2}`;
  const sums = "amount = known.amount + excluded.amount, synthetic = known.synthetic OR excluded.synthetic";
  return `
    INSERT INTO ${schema}.measure_total AS known (${key}, amount, synthetic, last_valid_on, last_recorded_at)
    SELECT ${values}, sum(amount), bool_or(synthetic), max(valid_on), max(recorded_at)
    FROM ${source} GROUP BY ${group} ORDER BY ${order}
    ON CONFLICT (${key}) DO UPDATE SET ${sums},
      last_valid_on = greatest(known.last_valid_on, excluded.last_valid_on),
      last_recorded_at = greatest(known.last_recorded_at, excluded.last_recorded_at);
    INSERT INTO ${schema}.measure_month AS known (${key}, valid_month, recorded_month, amount, synthetic)
    SELECT ${values}, date_trunc('month', valid_on::timestamp)::date,
      date_trunc('month', recorded_at AT TIME ZONE 'UTC')::date, sum(amount), bool_or(synthetic)
    FROM ${source} GROUP BY ${months}, ${group} ORDER BY ${order}, ${months}
    ON CONFLICT (${key}, valid_month, recorded_month) DO UPDATE SET ${sums};`;
}

function keyOf({ owners }: Ledger): string[] {
  return [...KEY, ...owners];
}

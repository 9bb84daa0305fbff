/**
 * SQL that migrations of every service share: roles' rights, row-level security, row history,
 * the measure ledger, facts and the audit line. Functions give statements; migrations run them.
 *
 * A policy compares a column with a constant of the statement (`(SELECT current_setting(...))`), never with a
 * join: that is what keeps row security cheap. A setting that was never made, or was made by an earlier
 * transaction of the connection, matches nothing.
 */
import { dropRollups, type Ledger, rebuildRollups, rollupPlaces, rollups } from "./measure-rollup.ts";

/** A limit of the viewer, as in `Limits`, and the SQL type of the column it is compared with. */
export type LimitName = "programmes" | "organisations" | "courses" | "grants";

/**
 * A condition on a setting alone. The comparison stands inside the sub-select: outside, the planner takes it for almost
 * never true, expects a handful of rows, and reads and sorts a whole table for one page.
 */
const setting = (name: string, condition: string): string =>
  `(SELECT current_setting('app.${name}', true) ${condition})`;

/** Whether anybody at all asks: what public rows need. */
export const ANY_VIEWER = setting("viewer", "<> ''");

/** Whether the viewer may see rows about persons at all. */
export const PERSON_ROWS = setting("person_rows", "= 'on'");

/** Whether the viewer may see rows that tell who a person is. */
export const IDENTITY_ROWS = setting("identity_rows", "= 'on'");

/** Whether the viewer may see rows of persons whose data is restricted. */
export const RESTRICTED_ROWS = setting("restricted_rows", "= 'on'");

/** Whether the viewer may have a person's data erased. */
export const ERASABLE_ROWS = setting("erasable_rows", "= 'on'");

/** Whether the viewer may see who has read what of whom. */
export const ACCESS_ROWS = setting("access_rows", "= 'on'");

/** Whether the viewer may open one participation in an emergency. */
export const EMERGENCY_ROWS = setting("emergency_rows", "= 'on'");

/** Whether `column` (uuid) is one of the rows that are open to the viewer in an emergency, in this transaction. */
export function openedToViewer(column: string): string {
  return `${column} = ANY ((SELECT ${idsOf("opened", "")})::uuid[])`;
}

/** Whether the viewer may see rows that are not published yet, or no longer. */
export const UNPUBLISHED_ROWS = setting("unpublished_rows", "= 'on'");

/** Whether the viewer may see rows about money at all. */
export const MONEY_ROWS = setting("money_rows", "= 'on'");

/** Whether the viewer may see every partner's token. */
export const TOKEN_ROWS = setting("token_rows", "= 'on'");

/** Whether the viewer, by its subject, is one of `column` (text[]). */
export function viewerAmong(column: string): string {
  return `(SELECT current_setting('app.viewer', true)) = ANY (${column})`;
}

/** Whether the viewer may see sensitive facts about persons. */
export const SENSITIVE_ROWS = setting("sensitive_rows", "= 'on'");

/** Whether `column` (uuid) is within the viewer's limit of this name. */
export function within(limit: LimitName, column: string): string {
  return `(${setting(limit, "= '*'")} OR ${column} = ANY ((SELECT ${idsOf(limit, "*")})::uuid[]))`;
}

/**
 * The ids of a setting; none where it is `without`. They are made within the sub-select, once a statement: outside, the
 * texts of all ids are read anew for every row.
 */
function idsOf(name: string, without: string): string {
  return `string_to_array(nullif(current_setting('app.${name}', true), '${without}'), ',')::uuid[]`;
}

/** Whether no place limits the viewer: what is of all places together is theirs to see. */
export const ALL_PLACES = setting("municipalities", "= '*'");

/** Whether `column` (municipality code) is within the viewer's municipalities and regions of today. */
export function withinMunicipalities(schema: string, column: string): string {
  return `(${setting("municipalities", "= '*'")} OR ${column} = ANY ((SELECT ${schema}.visible_municipalities())::text[]))`;
}

/**
 * Whether a company's row is within the viewer's organisations and courses. A row without a course is an ordinary
 * company's: whoever is limited to courses sees it only where the token names the company.
 */
export function withinCompany(course: string, organisation: string): string {
  const isNamed = setting("organisations", "<> '*'");
  return `${within("organisations", organisation)} AND (${within("courses", course)} OR (${course} IS NULL AND ${isNamed}))`;
}

/** What every service's schema holds before its first noun. */
export function foundations(schema: string, dimensions: Readonly<Record<string, "text" | "uuid">>): string[] {
  return [...clock(schema), ...geography(schema), ...facts(schema), ...ledger(schema, dimensions), ...audit(schema)];
}

/**
 * Rights, row security and history of a noun's table, which has the columns `version integer` and
 * `recorded_at timestamptz`.
 *
 * @param visible   SQL condition under which the viewer sees a row
 * @param withHistory false for append-only tables, whose rows never change
 */
export function nounTable(schema: string, table: string, visible: string, withHistory = true): string[] {
  const protectedTable = [
    ...rowSecurity(schema, table, visible, withHistory),
    ...grant(schema, table, "SELECT, INSERT, UPDATE, DELETE"),
  ];
  return withHistory ? [...protectedTable, ...history(schema, table, visible)] : protectedTable;
}

function clock(schema: string): string[] {
  return [
    `CREATE FUNCTION ${schema}.recorded_now() RETURNS timestamptz LANGUAGE sql STABLE AS $$
       SELECT CASE WHEN session_user = '${schema}_seed'
         THEN coalesce(nullif(current_setting('app.recorded_at', true), '')::timestamptz, clock_timestamp())
         ELSE date_trunc('milliseconds', clock_timestamp()) END $$`,
    `COMMENT ON FUNCTION ${schema}.recorded_now() IS
       'When a row becomes known, in whole milliseconds as the graph tells instants. Only the seed may say another time than now.'`,
  ];
}

function geography(schema: string): string[] {
  return [
    `CREATE TABLE ${schema}.municipality_region (
       municipality_code text NOT NULL, region_code text NOT NULL,
       valid_from date NOT NULL, valid_until date,
       PRIMARY KEY (municipality_code, valid_from))`,
    ...rowSecurity(schema, "municipality_region", ANY_VIEWER),
    ...grant(schema, "municipality_region", "SELECT, INSERT, UPDATE"),
    `CREATE FUNCTION ${schema}.visible_municipalities() RETURNS text[] LANGUAGE sql STABLE
       SET search_path = ${schema}, pg_temp AS $$
       SELECT string_to_array(nullif(current_setting('app.municipalities', true), '*'), ',')
         || ARRAY(SELECT municipality_code FROM municipality_region
              WHERE region_code = ANY (string_to_array(current_setting('app.regions', true), ','))
                AND valid_from <= current_date AND (valid_until IS NULL OR valid_until >= current_date)) $$`,
  ];
}

function facts(schema: string): string[] {
  return [
    `CREATE TABLE ${schema}.fact (
       position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, id uuid NOT NULL UNIQUE,
       type text NOT NULL, version integer NOT NULL, subject text NOT NULL, payload jsonb NOT NULL,
       recorded_at timestamptz NOT NULL DEFAULT ${schema}.recorded_now())`,
    `CREATE TABLE ${schema}.request_once (
       actor text, key text, operation text NOT NULL, input jsonb NOT NULL, input_hash text NOT NULL, answer jsonb,
       created_at timestamptz NOT NULL DEFAULT clock_timestamp(), PRIMARY KEY (actor, key))`,
    ...rowSecurity(schema, "request_once", `actor = ${setting("viewer", "")}`),
    ...grant(schema, "request_once", "SELECT, INSERT, UPDATE, DELETE"),
    `CREATE TABLE ${schema}.fact_cursor (producer text PRIMARY KEY, position bigint NOT NULL)`,
    `CREATE TABLE ${schema}.fact_inbox (
       fact_id uuid PRIMARY KEY, producer text NOT NULL, applied_at timestamptz NOT NULL DEFAULT clock_timestamp())`,
    ...rowSecurity(schema, "fact", ANY_VIEWER, true),
    ...["fact_cursor", "fact_inbox"].flatMap((table) => rowSecurity(schema, table, ANY_VIEWER)),
    ...grant(schema, "fact", "SELECT, INSERT"),
    ...grant(schema, "fact_cursor", "SELECT, INSERT, UPDATE"),
    ...grant(schema, "fact_inbox", "SELECT, INSERT"),
  ];
}

function ledger(schema: string, dimensions: Readonly<Record<string, "text" | "uuid">>): string[] {
  const extra = Object.entries(dimensions)
    .map(([name, type]) => `, ${name} ${type}`)
    .join("");
  const owners = ["course_id"].filter((column) => column in dimensions);
  const visible = (municipality: string, course?: string): string =>
    [
      within("programmes", "programme_id"),
      withinMunicipalities(schema, municipality),
      ...(course === undefined ? [] : [within("courses", course)]),
    ].join(" AND ");
  return [
    `CREATE TABLE ${schema}.measure_entry (
       position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
       indicator text NOT NULL, amount integer NOT NULL CHECK (amount <> 0),
       programme_id uuid NOT NULL, municipality_code text CHECK (municipality_code NOT IN ('', '*')), subject_id uuid NOT NULL,
       valid_on date NOT NULL, recorded_at timestamptz NOT NULL DEFAULT ${schema}.recorded_now(),
       definition_version integer NOT NULL, cause text NOT NULL, synthetic boolean NOT NULL${extra})`,
    `CREATE INDEX measure_entry_valid ON ${schema}.measure_entry (programme_id, indicator, valid_on)`,
    `CREATE INDEX measure_entry_recorded ON ${schema}.measure_entry (programme_id, indicator, recorded_at)`,
    `CREATE INDEX measure_entry_behind ON ${schema}.measure_entry (programme_id, indicator, subject_id)`,
    `CREATE INDEX measure_entry_subject ON ${schema}.measure_entry (subject_id)`,
    ...rowSecurity(schema, "measure_entry", visible("municipality_code", ...owners), true),
    ...grant(schema, "measure_entry", "SELECT, INSERT"),
    ...rollups({ schema, owners, visible }),
  ];
}

/**
 * Lets a ledger with courses also say whose company an entry is of, and limits entries and their sums by it.
 *
 * @param backfill statements that say it of the entries that are there, in `organisation_id`
 */
export function ledgerByCompany(schema: string, backfill: readonly string[]): string[] {
  const visible: Ledger["visible"] = (municipality, course = "course_id", organisation = "organisation_id") =>
    [
      within("programmes", "programme_id"),
      withinMunicipalities(schema, municipality),
      withinCompany(course, organisation),
    ].join(" AND ");
  return [
    `ALTER TABLE ${schema}.measure_entry ADD COLUMN organisation_id uuid`,
    ...unforced(schema, ["measure_entry"], backfill),
    ...["app", "seed"].map((role) => `DROP POLICY measure_entry_${role} ON ${schema}.measure_entry`),
    ...rowPolicies(schema, "measure_entry", visible("municipality_code"), true),
    ...dropRollups(schema),
    ...rollups({ schema, owners: ["course_id", "organisation_id"], visible }),
    ...rollupPlaces(schema),
    rebuildRollups(schema),
  ];
}

/** Statements that the schema's owner runs over all rows of these tables, whoever may see them. */
export function unforced(schema: string, tables: readonly string[], statements: readonly string[]): string[] {
  const force = (how: string) => tables.map((table) => `ALTER TABLE ${schema}.${table} ${how} ROW LEVEL SECURITY`);
  return [...force("NO FORCE"), ...statements, ...force("FORCE")];
}

/** Replaces the condition under which a viewer sees rows of a table that is there, and of its history. */
export function visibleAnew(schema: string, table: string, visible: string): string[] {
  return [table, `${table}_history`].flatMap((each) => [
    ...["app", "seed"].map((role) => `DROP POLICY ${each}_${role} ON ${schema}.${each}`),
    ...rowPolicies(schema, each, visible, false),
  ]);
}

/** Adds columns to a table and its history, whose last column stays the last: the trigger copies by position. */
export function withColumns(schema: string, table: string, columns: readonly string[]): string[] {
  const history = `${schema}.${table}_history`;
  const added = columns.map((column) => `ADD COLUMN ${column}`).join(", ");
  return [
    `ALTER TABLE ${schema}.${table} ${added}`,
    `ALTER TABLE ${history} RENAME COLUMN recorded_until TO known_until`,
    `ALTER TABLE ${history} ${added}, ADD COLUMN recorded_until timestamptz`,
    ...unforced(schema, [`${table}_history`], [`UPDATE ${history} SET recorded_until = known_until`]),
    `ALTER TABLE ${history} ALTER COLUMN recorded_until SET NOT NULL, DROP COLUMN known_until`,
  ];
}

/** Indexes in the order in which a service's list of changes is walked: rows as recorded, and as they were left behind. */
export function changeIndexes(schema: string, tables: readonly string[]): string[] {
  return tables.flatMap((table) => [
    `CREATE INDEX ${table}_changed ON ${schema}.${table} (recorded_at, id)`,
    `CREATE INDEX ${table}_history_left ON ${schema}.${table}_history (recorded_until, id)`,
  ]);
}

function audit(schema: string): string[] {
  return [
    `CREATE TABLE ${schema}.audit_line (
       position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, at timestamptz NOT NULL DEFAULT clock_timestamp(),
       actor text NOT NULL, action text NOT NULL, subject text NOT NULL, request_id text NOT NULL)`,
    `ALTER TABLE ${schema}.audit_line ENABLE ROW LEVEL SECURITY`,
    `ALTER TABLE ${schema}.audit_line FORCE ROW LEVEL SECURITY`,
    `CREATE POLICY audit_line_write ON ${schema}.audit_line FOR INSERT TO ${schema}_app, ${schema}_seed WITH CHECK (${ANY_VIEWER})`,
    `GRANT INSERT ON ${schema}.audit_line TO ${schema}_app, ${schema}_seed`,
  ];
}

function history(schema: string, table: string, visible: string): string[] {
  return [
    `CREATE TABLE ${schema}.${table}_history (LIKE ${schema}.${table}, recorded_until timestamptz NOT NULL)`,
    `CREATE INDEX ${table}_history_id ON ${schema}.${table}_history (id, recorded_at)`,
    ...rowSecurity(schema, `${table}_history`, visible),
    `CREATE POLICY ${table}_history_keep ON ${schema}.${table}_history FOR INSERT TO ${schema}_owner WITH CHECK (true)`,
    `GRANT SELECT ON ${schema}.${table}_history TO ${schema}_app, ${schema}_seed`,
    `CREATE FUNCTION ${schema}.keep_${table}() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
       SET search_path = ${schema}, pg_temp AS $$
       DECLARE known timestamptz := greatest(${schema}.recorded_now(), OLD.recorded_at);
       BEGIN
         INSERT INTO ${schema}.${table}_history SELECT OLD.*, known;
         IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
         NEW.recorded_at := known; NEW.version := OLD.version + 1;
         RETURN NEW;
       END $$`,
    `REVOKE ALL ON FUNCTION ${schema}.keep_${table}() FROM PUBLIC`,
    `CREATE TRIGGER ${table}_keep BEFORE UPDATE OR DELETE ON ${schema}.${table}
       FOR EACH ROW EXECUTE FUNCTION ${schema}.keep_${table}()`,
  ];
}

/** With `stamped`, the column `recorded_at` cannot be set to a time before the transaction, but by the seed. */
function rowSecurity(schema: string, table: string, visible: string, stamped = false): string[] {
  return [
    `ALTER TABLE ${schema}.${table} ENABLE ROW LEVEL SECURITY`,
    `ALTER TABLE ${schema}.${table} FORCE ROW LEVEL SECURITY`,
    ...rowPolicies(schema, table, visible, stamped),
  ];
}

function rowPolicies(schema: string, table: string, visible: string, stamped: boolean): string[] {
  const written = stamped
    ? `${visible} AND recorded_at >= date_trunc('milliseconds', transaction_timestamp())`
    : visible;
  const policy = (role: string, check: string): string =>
    `CREATE POLICY ${table}_${role} ON ${schema}.${table} FOR ALL TO ${schema}_${role} USING (${visible}) WITH CHECK (${check})`;
  return [policy("app", written), policy("seed", visible)];
}

function grant(schema: string, table: string, rights: string): string[] {
  return [`GRANT ${rights} ON ${schema}.${table} TO ${schema}_app, ${schema}_seed`];
}

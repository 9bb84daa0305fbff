/**
 * Marks every free text of a seeded database with the scope of its row, so that an answer shows by itself whose rows it
 * was made of.
 *
 * Which columns are marked is read from the database's catalogue. A column that takes no mark is told with the reason.
 */
import type { Limits } from "@inclusion/kernel";
import { SERVICES } from "@inclusion/schema";
import type { Connection } from "../postgres/connection.ts";

/** A column of text, as `finance.outcome.reported_by`. */
export type Column = Readonly<{ table: string; column: string }>;
export type Marked = Readonly<{
  marked: readonly string[];
  left: readonly Readonly<{ column: string; why: string }>[];
}>;

/** What scopes a row, by the letter that stands for it in a mark. */
const DIMENSIONS = {
  m: { limit: "municipalities", columns: ["municipality_code"] },
  p: { limit: "programmes", columns: ["programme_id"] },
  o: { limit: "organisations", columns: ["organisation_id"] },
  c: { limit: "courses", columns: ["course_id"] },
  g: { limit: "grants", columns: ["grant_id"] },
} as const;
export type Dimension = keyof typeof DIMENSIONS;

/** Words of ours and not of people, although the catalogue sees any text: codes, kinds, units, versions, addresses. */
const CODES =
  /^(activity|area|axis|benefit\w*|code|code_version|cohort|column_name|completion|cpr_ground|currency|decision|delimiter|dimension|disability|education|encoding|entry_gate|form|from_state|goal|household|indicator|instrument|kind|kinds|labour_status|main_activity|media_type|method|metric|migrant_or_minority|mode|month|name_key|nuts3|operation|other_disadvantage|outcome|phase|priority_area|producer|programme_area|province|quarter|rater|reason_code|region_code|result|role|sex|size_class|slug|stage|state|stated_size_class|status|subject|task_code|to_state|type|unit|value|work_form|course_kind|age_at_entry|cause|hours_kind|state_aid_kind|contract_kind|end_reason|scalability|municipality_code|cvr|reference|facts_hash|text_hash|\w+_hash|sha256|inputs|verified_at|link|file_url|actor|created_by|request_id|subject|no_prior_effort_reason|previous_programme|finding)$/;

/** Columns by a name that elsewhere is somebody's words, but that hold a code of ours. */
const CODES_BY_PLACE = new Set(["finance.outcome_event.reason", "finance.funding_part.source"]);

const COLUMNS = `SELECT format('%s.%s', n.nspname, c.relname) AS "table", a.attname AS "column"
  FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname = ANY ($1) AND c.relkind = 'r' AND a.atttypid = 'text'::regtype AND a.attnum > 0 AND NOT a.attisdropped
    AND a.attgenerated = '' AND c.relname NOT IN ('migration', 'request_once', 'fact', 'fact_inbox', 'fact_cursor')
  ORDER BY 1, 2`;

/** Marks all that can be marked. Triggers are off meanwhile: the marks are no change that anybody made. */
export async function markTexts(admin: Connection): Promise<Marked> {
  const { rows } = await admin.query<Column>(COLUMNS, [[...SERVICES]]);
  await admin.query("SET session_replication_role = replica");
  const marked: string[] = [];
  const left: { column: string; why: string }[] = [];
  for (const { table, column } of rows) {
    const why =
      CODES.test(column) || CODES_BY_PLACE.has(`${table}.${column}`)
        ? "a code"
        : await markColumn(admin, { table, column });
    if (why === null) marked.push(`${table}.${column}`);
    else left.push({ column: `${table}.${column}`, why });
  }
  await admin.query("SET session_replication_role = origin");
  for (const table of new Set(marked.map((name) => name.slice(0, name.lastIndexOf("."))))) {
    await admin.query(`ANALYZE ${table}`);
  }
  return { marked, left };
}

async function markColumn(admin: Connection, { table, column }: Column): Promise<string | null> {
  const mark = markSql(table, await columnsOf(admin, table));
  let why = "";
  for (const value of [`${column} || ' ' || ${mark}`, mark]) {
    try {
      await admin.query(`UPDATE ${table} SET ${column} = ${value} WHERE ${column} IS NOT NULL`);
      return null;
    } catch (error) {
      why = (error as Error).message;
    }
  }
  return why;
}

async function columnsOf(admin: Connection, table: string): Promise<ReadonlySet<string>> {
  const sql = `SELECT attname AS name FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0`;
  const { rows } = await admin.query<{ name: string }>(sql, [table]);
  return new Set(rows.map(({ name }) => name));
}

/** `zx.participant.referral.m0751.p0a1b2c3d.zx`: the table, and where the row lies. */
function markSql(table: string, columns: ReadonlySet<string>): string {
  const parts = Object.entries(DIMENSIONS).flatMap(([letter, { columns: names }]) =>
    names.filter((name) => columns.has(name)).map((name) => `coalesce('.${letter}' || right(${name}::text, 8), '')`),
  );
  const course = table === "accelerator.company_course" ? ["'.c' || right(id::text, 8)"] : [];
  return `('zx.${table}' || ${[...parts, ...course, "'.zx'"].join(" || ")})`;
}

/** A mark that was found in a text. */
export type Canary = Readonly<{ text: string; table: string; scope: readonly (readonly [Dimension, string])[] }>;

const MARK = /zx\.([a-z]+\.[a-z_]+)((?:\.[mpocg][0-9a-f]+)*)\.zx/g;

/** The marks in a text, each once. */
export function canariesIn(text: string): readonly Canary[] {
  const found = new Map<string, Canary>();
  for (const [whole, table, scope] of text.matchAll(MARK)) {
    const parts = (scope ?? "").split(".").filter((part) => part !== "");
    const read = parts.map((part) => [part[0] as Dimension, part.slice(1)] as const);
    found.set(whole, { text: whole, table: table ?? "", scope: read });
  }
  return [...found.values()];
}

/** The name of the limit that a letter is about. */
export function limitOf(letter: Dimension): (typeof DIMENSIONS)[Dimension]["limit"] {
  return DIMENSIONS[letter].limit;
}

/**
 * Rows that are nobody's: everybody may read them, or everybody with a token, whatever the limits say. Their marks show
 * that a token sees something, and never that it sees too much.
 */
const OPEN_TABLES: ReadonlyMap<string, string> = new Map([
  ["partnership.organisation", "the register of companies and municipalities"],
  ["partnership.organisation_name", "the register's other names"],
  ["partnership.supplier_listing", "a listing once it is published; the policy hides the others"],
  ["partnership.rsv_registration", "the public register of social enterprises"],
  ["partnership.partnership_case", "a case once it is published; its fields are chosen by the service"],
  ["partnership.programme_statement", "what the authority has published"],
  ["partnership.published_result", "what has been published of a programme"],
  ["partnership.programme_municipality", "which municipalities take part is public"],
  ["partnership.programme_element", "what a programme is made of is public"],
  ["partnership.programme_setting", "by which rules a programme counts is public"],
  ["partnership.programme_version", "a programme's sheet is public"],
  ["partnership.programme", "a programme's sheet is public"],
  ["partnership.evaluation", "an evaluation once it is published; the policy hides the others"],
  ["partnership.target_version", "targets are public"],
  ["partnership.indicator_target", "targets are public"],
  ["finance.grant_version", "what the public pays for a programme is public"],
  ["finance.funding_part", "what the public pays for a programme is public"],
]);

/** Marks in a text that whoever has these limits may not see. @param within municipalities of the limited regions */
export function strayIn(text: string, limits: Limits, within: ReadonlySet<string>): readonly Canary[] {
  return canariesIn(text).filter(({ table, scope }) => {
    if (OPEN_TABLES.has(table)) return false;
    return scope.some(([letter, value]) => {
      if (letter === "m" && limits.municipalities === null && limits.regions === null) return false;
      if (letter === "m") return !within.has(value);
      const limit = limits[limitOf(letter)];
      return limit !== null && !limit.some((id) => id.endsWith(value));
    });
  });
}

/** The municipalities that limits allow, today. */
export async function municipalitiesOf(
  admin: Connection,
  { municipalities, regions }: Limits,
): Promise<ReadonlySet<string>> {
  const { rows } = await admin.query<{ code: string }>(
    "SELECT municipality_code AS code FROM partnership.municipality_region WHERE region_code = ANY ($1)",
    [regions ?? []],
  );
  return new Set([...(municipalities ?? []), ...rows.map(({ code }) => code)]);
}

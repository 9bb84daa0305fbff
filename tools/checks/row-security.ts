/**
 * What the database's own catalogue says of row security: whether every table of a service is guarded as the house
 * demands, whoever wrote its migration.
 */
import { rmSync } from "node:fs";
import { SERVICES } from "@inclusion/schema";
import { withConnection } from "../postgres/connection.ts";
import { fleetingFolder } from "../postgres/fleeting.ts";
import { openSystemDatabase } from "../system/database.ts";
import { ensureKeys } from "../system/keys.ts";
import { migrateAll } from "../system/migrations.ts";
import { LOOSE_KEYS, type LooseKey, looseKeyProblems } from "./limited-references.ts";
import { type Report, report } from "./report.ts";

/** Reads the catalogue: one statement, any rows. */
export type ReadCatalogue = <Row>(sql: string, parameters: readonly unknown[]) => Promise<readonly Row[]>;

/** A rule: each row that its statement finds is a fault, told in the column `problem`. `$1` are the schemas. */
type Rule = Readonly<{ about: string; sql: string }>;

/** Roles that answer requests or write first data, by schema. */
const CLIENTS = `(SELECT s AS schema, s || '_' || purpose AS role FROM unnest($1::text[]) s, (VALUES ('app'), ('seed')) p(purpose))`;

/** Tables, by schema. The list of migrations that ran says nothing of anybody: it is read at the start, and written by the owner. */
const TABLES = `(SELECT n.nspname AS schema, c.* FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname = ANY ($1::text[]) AND c.relkind IN ('r', 'p') AND c.relname <> 'migration')`;

/**
 * Tables that anybody may read whole, with the reason. `supplier_search` holds nothing but what the published listings
 * of the supplier portal show without a token, and its operators for words may not use an index under any condition.
 */
const PUBLIC_TO_READ = "('partnership.supplier_search')";

export const RULES: readonly Rule[] = [
  {
    about: "row security is on, for the owner too, wherever a service's role may read or write",
    sql: `SELECT DISTINCT format('%s.%s: row security is not enabled and forced', t.schema, t.relname) AS problem
      FROM ${TABLES} t JOIN ${CLIENTS} r ON has_table_privilege(r.role, t.oid, 'SELECT, INSERT, UPDATE, DELETE')
      WHERE NOT (t.relrowsecurity AND t.relforcerowsecurity)`,
  },
  {
    about: "whatever the service's role may do to a table is guarded by a policy for it",
    sql: `SELECT format('%s.%s: %s may %s without a policy', t.schema, t.relname, r.role, lower(c.command)) AS problem
      FROM ${TABLES} t JOIN ${CLIENTS} r USING (schema),
        (VALUES ('SELECT', 'r'), ('INSERT', 'a'), ('UPDATE', 'w'), ('DELETE', 'd')) c(command, code)
      WHERE has_table_privilege(r.role, t.oid, c.command) AND NOT EXISTS (
        SELECT FROM pg_policy p WHERE p.polrelid = t.oid AND p.polcmd IN (c.code, '*')
          AND (p.polroles = '{0}' OR EXISTS (SELECT FROM pg_roles o WHERE o.oid = ANY (p.polroles) AND o.rolname = r.role)))`,
  },
  {
    about: "a policy under which rows are written says which rows",
    sql: `SELECT format('%s.%s: the policy %s lets rows be written without WITH CHECK', t.schema, t.relname, p.polname) AS problem
      FROM ${TABLES} t JOIN pg_policy p ON p.polrelid = t.oid
      WHERE p.polcmd IN ('a', 'w') AND p.polwithcheck IS NULL AND (p.polcmd = 'a' OR p.polqual IS NULL)`,
  },
  {
    about: "no policy opens by a value that is missing",
    sql: `SELECT format('%s.%s: the policy %s opens to what is null', t.schema, t.relname, p.polname) AS problem
      FROM ${TABLES} t JOIN pg_policy p ON p.polrelid = t.oid
      WHERE coalesce(pg_get_expr(p.polqual, p.polrelid), '') || coalesce(pg_get_expr(p.polwithcheck, p.polrelid), '')
        ~* 'current_setting[^)]*\\)\\s*\\)*\\s*IS NULL\\s*\\)*\\s*OR'`,
  },
  {
    about: "no policy lets a service's role see everything",
    sql: `SELECT format('%s.%s: the policy %s is open to everybody for %s', t.schema, t.relname, p.polname, r.role) AS problem
      FROM ${TABLES} t JOIN pg_policy p ON p.polrelid = t.oid JOIN ${CLIENTS} r USING (schema)
      JOIN pg_roles o ON o.rolname = r.role AND (p.polroles = '{0}' OR o.oid = ANY (p.polroles))
      WHERE (pg_get_expr(p.polqual, p.polrelid) = 'true' OR pg_get_expr(p.polwithcheck, p.polrelid) = 'true')
        AND NOT (p.polcmd = 'r' AND format('%s.%s', t.schema, t.relname) IN ${PUBLIC_TO_READ})`,
  },
  {
    about: "a policy reads the ids of a limit once for each statement",
    sql: `SELECT format('%s.%s: the policy %s reads ids for every row', schemaname, tablename, policyname) AS problem
      FROM pg_policies WHERE schemaname = ANY ($1::text[])
        AND concat(qual, ' ', with_check) LIKE '%::text) AS string\\_to\\_array))::uuid[]%'`,
  },
  {
    about: "the roles that meet requests own nothing, are nobody special, and stay in their schema",
    sql: `SELECT format('%s has powers over the server', o.rolname) AS problem FROM ${CLIENTS} r
        JOIN pg_roles o ON o.rolname = r.role
        WHERE o.rolsuper OR o.rolbypassrls OR o.rolcreaterole OR o.rolcreatedb OR o.rolreplication
      UNION ALL
      SELECT format('%s owns %s.%s', r.role, t.schema, t.relname) FROM ${TABLES} t
        JOIN pg_roles o ON o.oid = t.relowner JOIN ${CLIENTS} r ON r.role = o.rolname
      UNION ALL
      SELECT format('%s may make things in %s', r.role, s.schema) FROM ${CLIENTS} r, unnest($1::text[]) s(schema)
        WHERE has_schema_privilege(r.role, s.schema, 'CREATE')
      UNION ALL
      SELECT format('%s may look into %s', r.role, s.schema) FROM ${CLIENTS} r, unnest($1::text[]) s(schema)
        WHERE r.schema <> s.schema AND has_schema_privilege(r.role, s.schema, 'USAGE')
      UNION ALL
      SELECT format('%s may do more to %s.%s than read and write rows', r.role, t.schema, t.relname)
        FROM ${TABLES} t JOIN ${CLIENTS} r USING (schema)
        WHERE has_table_privilege(r.role, t.oid, 'TRUNCATE, REFERENCES, TRIGGER')`,
  },
  {
    about: "a view shows what its reader may see",
    sql: `SELECT format('%s.%s: the view is not security_invoker', n.nspname, c.relname) AS problem
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = ANY ($1::text[]) AND c.relkind IN ('v', 'm')
        AND NOT coalesce(c.reloptions @> '{security_invoker=on}' OR c.reloptions @> '{security_invoker=true}', false)`,
  },
  {
    about: "a function that runs as its owner looks nowhere else",
    sql: `SELECT format('%s.%s: runs as its owner without a search_path of its own', n.nspname, p.proname) AS problem
      FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
      WHERE n.nspname = ANY ($1::text[]) AND p.prosecdef
        AND NOT EXISTS (SELECT FROM unnest(coalesce(p.proconfig, '{}')) AS setting WHERE setting LIKE 'search_path=%')`,
  },
];

/** What is wrong in these schemas, a sentence each. */
export async function rowSecurityProblems(
  read: ReadCatalogue,
  schemas: readonly string[] = SERVICES,
): Promise<readonly string[]> {
  const problems: string[] = [];
  for (const { sql } of RULES) {
    problems.push(...(await read<{ problem: string }>(sql, [schemas])).map(({ problem }) => problem));
  }
  problems.push(...looseKeyProblems(await read<LooseKey>(LOOSE_KEYS, [schemas])));
  return problems.sort();
}

/** Migrates an empty database and looks at what came of it. */
export async function checkRowSecurity(): Promise<Report> {
  const dataDir = fleetingFolder("inclusion-check-");
  try {
    const keys = await ensureKeys(dataDir, false);
    const database = await openSystemDatabase({ databaseUrl: null, dataDir, durable: false }, keys, () => {});
    try {
      await migrateAll((service) => database.urlOf(service, "owner"));
      return await withConnection(database.adminUrl, async (admin) =>
        report(await rowSecurityProblems(async (sql, parameters) => (await admin.query(sql, [...parameters])).rows)),
      );
    } finally {
      await database.stop();
    }
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

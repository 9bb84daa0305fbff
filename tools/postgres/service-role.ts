/** The roles by which a service meets its database, and what each is for. */
import pg from "pg";
import type { Connection } from "./connection.ts";
import { scramVerifier } from "./scram-verifier.ts";
import { StartError } from "./start-error.ts";

const { escapeIdentifier: name, escapeLiteral: text } = pg;

/** `owner` owns schema and tables and runs migrations, `app` answers requests, `seed` writes the first data. */
export const purposes = ["owner", "app", "seed"] as const;
export type Purpose = (typeof purposes)[number];

/** The powers over the whole server that no role of a service may have. */
const powers = {
  rolsuper: "SUPERUSER",
  rolcreatedb: "CREATEDB",
  rolcreaterole: "CREATEROLE",
  rolreplication: "REPLICATION",
  rolbypassrls: "BYPASSRLS",
  rolinherit: "INHERIT",
} as const;

/** A request that waits or idles must not hold the tables up for the others. */
const patience = { lock_timeout: "2s", idle_in_transaction_session_timeout: "15s" };

const settings: Record<Purpose, Record<string, string>> = {
  owner: {},
  app: { statement_timeout: "10s", ...patience },
  // A seed makes its next rows while its transaction waits, which takes long on a busy machine.
  seed: { ...patience, idle_in_transaction_session_timeout: "10min" },
};

/** Makes the role when it is missing, sets its password, and takes away what it may not have. */
export async function ensureRole(db: Connection, role: string, password: string): Promise<void> {
  const read = `select ${Object.keys(powers).join(", ")} from pg_roles where rolname = $1`;
  let found = await db.query(read, [role]);
  if (found.rowCount === 0) {
    await db.query(`create role ${name(role)} login noinherit`);
    found = await db.query(read, [role]);
  }
  const excess = Object.entries(powers).filter(([column]) => found.rows[0]?.[column] === true);
  const without = excess.map(([, power]) => `no${power}`).join(" ");
  await db.query(`alter role ${name(role)} login ${without} password ${text(scramVerifier(password))}`);
}

/** Sets what holds for the role in this database, and nothing that was set before. */
export async function setRoleSettings(
  db: Connection,
  { role, database, schema, purpose }: { role: string; database: string; schema: string; purpose: Purpose },
): Promise<void> {
  const inDatabase = `alter role ${name(role)} in database ${name(database)}`;
  const wanted = { ...settings[purpose], timezone: "UTC" };
  await db.query(`${inDatabase} reset all`);
  await db.query(`${inDatabase} set search_path = ${name(schema)}`);
  for (const [setting, value] of Object.entries(wanted)) {
    await db.query(`${inDatabase} set ${setting} = ${text(value)}`);
  }
}

/**
 * Lets the current role act for the owner of a schema, which it must in order to
 * make one in that owner's name. A superuser may already; the maker of a role may
 * grant it to itself (PostgreSQL 16 and later).
 */
export async function actFor(db: Connection, owner: string): Promise<void> {
  const { rows } = await db.query("select pg_has_role($1, 'set') and pg_has_role($1, 'usage') as may", [owner]);
  if (!rows[0]?.may) await db.query(`grant ${name(owner)} to current_user with inherit true, set true`);
}

/** Turns PostgreSQL's refusal for want of rights into words about the user's own server. */
export function explainRights(error: unknown): unknown {
  if ((error as { code?: string }).code !== "42501") return error;
  return new StartError(
    `The role of DATABASE_URL has not the rights to prepare the database (${(error as Error).message})`,
    "give it CREATEROLE and make it the owner of the database, or allow it CREATEDB",
    error,
  );
}

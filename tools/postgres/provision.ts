/**
 * Prepares a database for the services: a schema and three roles for each, and
 * no right on another's tables.
 */
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { type Connection, urlOfDatabase, withConnection } from "./connection.ts";
import { actFor, ensureRole, explainRights, purposes, setRoleSettings } from "./service-role.ts";
import { StartError } from "./start-error.ts";

const { escapeIdentifier: name } = pg;

export type Provisioning = {
  database: string;
  services: readonly string[];
  /** The password of a role, asked for by its full name: printable ASCII, and always the same for the same role. */
  passwords: (role: string) => string;
  /**
   * Stands before every role's name. Roles belong to the whole server, so two
   * systems on one server need different prefixes.
   */
  rolePrefix?: string;
};

/** Any number that everybody who provisions agrees on. */
const provisioningLock = 1_827_364_554;
const ATTEMPTS = 20;

/**
 * Makes the database, schemas and roles that are missing, and sets passwords,
 * rights and settings anew. A second run changes nothing else.
 *
 * The role of `adminUrl` is a superuser, or has CREATEROLE and either CREATEDB
 * or the database itself.
 *
 * @throws StartError when its rights do not suffice
 */
export async function provision(adminUrl: string, options: Provisioning): Promise<void> {
  try {
    await withConnection(adminUrl, async (admin) => {
      // Held until this connection closes: roles are the whole server's, and two runs must not change one at once.
      await admin.query("select pg_advisory_lock($1)", [provisioningLock]);
      await ensureDatabase(admin, options.database);
      await withConnection(urlOfDatabase(adminUrl, options.database), (db) => provisionInPeace(db, options));
    });
  } catch (error) {
    throw explainRights(error);
  }
}

async function ensureDatabase(admin: Connection, database: string): Promise<void> {
  const found = await admin.query("select from pg_database where datname = $1", [database]);
  if (found.rowCount === 0) await admin.query(`create database ${name(database)}`);
}

/**
 * Does it again when somebody changed the same role at that moment: the lock is known in one database alone, and
 * another system on the server takes it in its own.
 */
async function provisionInPeace(db: Connection, options: Provisioning, attempt = 1): Promise<void> {
  try {
    await provisionAll(db, options);
  } catch (error) {
    if (attempt === ATTEMPTS || !/tuple concurrently (?:updated|deleted)/.test(String(error))) throw error;
    await db.query("rollback");
    await sleep(attempt * 20 * (1 + Math.random()));
    await provisionInPeace(db, options, attempt + 1);
  }
}

/** Everything inside the database, in one transaction. */
async function provisionAll(db: Connection, options: Provisioning): Promise<void> {
  await db.query("begin");
  await db.query("set local client_min_messages = error");
  await requireOwnership(db, options.database);
  await db.query(`revoke all on database ${name(options.database)} from public`);
  await db.query("revoke all on schema public from public");
  for (const service of options.services) await provisionService(db, service, options);
  await db.query("commit");
}

/** Without ownership PostgreSQL only warns, and the database would stay open to every role of the server. */
async function requireOwnership(db: Connection, database: string): Promise<void> {
  const { rows } = await db.query(
    "select pg_has_role(datdba, 'usage') as owns, current_user as role from pg_database where datname = $1",
    [database],
  );
  if (rows[0]?.owns) return;
  throw new StartError(
    `The role ${rows[0]?.role} of DATABASE_URL does not own the database ${database}`,
    `run ALTER DATABASE ${name(database)} OWNER TO ${name(String(rows[0]?.role))} as its owner or as a superuser`,
  );
}

async function provisionService(
  db: Connection,
  service: string,
  { database, passwords, rolePrefix = "" }: Provisioning,
): Promise<void> {
  const schema = name(service);
  const roleOf = (purpose: string): string => `${rolePrefix}${service}_${purpose}`;
  const owner = roleOf("owner");
  for (const purpose of purposes) {
    const role = roleOf(purpose);
    await ensureRole(db, role, passwords(role));
    await db.query(`grant connect on database ${name(database)} to ${name(role)}`);
    await setRoleSettings(db, { role, database, schema: service, purpose });
    // COPY cannot fill tables with row security, so the seed copies into temporary ones first.
    if (purpose === "seed") await db.query(`grant temporary on database ${name(database)} to ${name(role)}`);
  }
  await actFor(db, owner);
  await db.query(`create schema if not exists ${schema} authorization ${name(owner)}`);
  await db.query(`alter schema ${schema} owner to ${name(owner)}`);
  await db.query(`revoke all on schema ${schema} from public`);
  await db.query(`grant usage on schema ${schema} to ${name(roleOf("app"))}, ${name(roleOf("seed"))}`);
}

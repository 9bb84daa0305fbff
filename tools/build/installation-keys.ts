/** The keys and secrets of an installation in containers: a file each, made once. */
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { SERVICES } from "@inclusion/schema";
import { InputError } from "../commands/input-error.ts";
import { purposes } from "../postgres/service-role.ts";
import { ensureKeys, type Keys, writeWhole } from "../system/keys.ts";

/** The database as containers reach it: host, port and name. */
export const DEFAULT_DATABASE = "postgres:5432/inclusion_graph";

/** The folder of the roles' passwords, for the migration job alone. */
const ROLES = "roles";

/** Below a folder that only its owner enters, so that no one else on the host reads them; a container reads its own. */
const READ_ONLY = 0o444;

/**
 * Makes the folder with everything secret that an installation needs, whole or not at all:
 *
 * - `internal-<process>.jwk.json` the key by which a process signs its calls, `internal.jwks.json` all public keys
 * - `database-url-<service>.secret` the database with the service's role, `database-url-admin.secret` with the superuser
 * - `postgres.secret` the superuser's password, `roles/role-<role>.secret` the password of a role
 * - `signing-keys/signing-keys.jwks.json` what the gateway signs partners' short-lived tokens with; `keys rotate` renews it
 * - `cursor.secret` what seals the cursors of lists
 * - `identity-keys.secret` what seals names and civil registration numbers, for the participant service alone
 *
 * The key set of whoever issues tokens is not made here: it comes from the issuer.
 *
 * @param database host, port and name of the database, as the containers see it
 * @returns names of the files, sorted
 * @throws InputError when the folder exists, for its secrets may be in use, or when `database` is not of that form
 */
export async function createInstallationKeys(folder: string, database = DEFAULT_DATABASE): Promise<readonly string[]> {
  const place = resolve(folder);
  if (!/^[\w.-]+:\d{1,5}\/\w+$/.test(database)) {
    throw new InputError(`"${database}" is no database: give host:port/name such as ${DEFAULT_DATABASE}.`);
  }
  if (existsSync(place))
    throw new InputError(`${place} exists: its keys may be in use. Give a folder that is not there.`);
  mkdirSync(dirname(place), { recursive: true });
  const draft = mkdtempSync(`${place}.new-`);
  try {
    const keys = await ensureKeys(draft, false);
    const secrets = join(draft, "secrets");
    writeSecrets(secrets, keys, database);
    const files = readdirSync(secrets, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    for (const { parentPath, name } of files) chmodSync(join(parentPath, name), READ_ONLY);
    renameSync(secrets, place);
    return files.map(({ name }) => name).sort();
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

function writeSecrets(folder: string, keys: Keys, database: string): void {
  mkdirSync(join(folder, ROLES));
  for (const service of SERVICES) {
    for (const purpose of purposes) {
      const role = `${service}_${purpose}`;
      const password = keys.secret(`${ROLES}/role-${role}`);
      if (purpose === "app") writeUrl(folder, service, `${role}:${password}@${database}`);
    }
  }
  writeUrl(folder, "admin", `postgres:${keys.secret("postgres")}@${database}`);
  keys.secret("cursor");
  keys.secret("identity-keys");
}

function writeUrl(folder: string, name: string, address: string): void {
  writeWhole(join(folder, `database-url-${name}.secret`), `postgresql://${address}`);
}

/** The one-shot job before an installation starts: roles, schemas and tables of all services. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { postgresUrl, readEnv, SettingsError } from "@inclusion/kernel/runtime";
import { SERVICES } from "@inclusion/schema";
import { z } from "zod";
import { withConnection } from "../postgres/connection.ts";
import { provision } from "../postgres/provision.ts";
import { reachDatabase } from "../postgres/reach.ts";
import { purposes } from "../postgres/service-role.ts";
import { migrateAll } from "../system/migrations.ts";

/** Any number that every job of this kind agrees on. */
const JOB_LOCK = 1_827_364_555;

/**
 * Prepares the database of ADMIN_DATABASE_URL and brings all four schemas to the head of their migrations. Several
 * jobs at once run one after the other, and what was done before is not done again.
 *
 * @param source normally `process.env`: ADMIN_DATABASE_URL, and in ROLE_PASSWORDS_DIR a file for each role
 * @param say    is told each step in a few words
 * @throws SettingsError or StartError with a sentence for whoever runs the job
 */
export async function runMigrationJob(
  source: Readonly<Record<string, string | undefined>>,
  say: (line: string) => void,
): Promise<void> {
  const env = readEnv(
    {
      ADMIN_DATABASE_URL: postgresUrl,
      ROLE_PASSWORDS_DIR: z.string({ error: "give the folder with a file role-<role>.secret for each role" }),
    },
    source,
  );
  const passwords = readPasswords(env.ROLE_PASSWORDS_DIR);
  const adminUrl = env.ADMIN_DATABASE_URL;
  await reachDatabase(adminUrl);
  await withConnection(adminUrl, async (lock) => {
    // Held until this connection closes.
    await lock.query("select pg_advisory_lock($1)", [JOB_LOCK]);
    const database = decodeURIComponent(new URL(adminUrl).pathname.slice(1));
    await provision(adminUrl, { database, services: SERVICES, passwords });
    say(`roles and schemas of ${SERVICES.join(", ")} are ready in ${database}`);
    const all = await migrateAll((service) => roleUrl(adminUrl, `${service}_owner`, passwords));
    for (const [service, ran] of Object.entries(all)) {
      say(`${service}: ${ran.length === 0 ? "up to date" : `ran ${ran.join(", ")}`}`);
    }
  });
}

/** The password of every role, each in the file `role-<role>.secret`; every missing one is named at once. */
function readPasswords(folder: string): (role: string) => string {
  const passwords = new Map<string, string>();
  const missing: string[] = [];
  for (const role of SERVICES.flatMap((service) => purposes.map((purpose) => `${service}_${purpose}`))) {
    const password = contentOf(join(folder, `role-${role}.secret`));
    if (password === "") missing.push(role);
    else passwords.set(role, password);
  }
  if (missing.length > 0) {
    const problem = `ROLE_PASSWORDS_DIR is "${folder}": the file role-<role>.secret is missing, empty or closed to us for`;
    throw new SettingsError([`${problem} ${missing.join(", ")}`]);
  }
  return (role) => passwords.get(role) ?? "";
}

function contentOf(file: string): string {
  try {
    return readFileSync(file, "utf8").trim();
  } catch {
    return "";
  }
}

function roleUrl(adminUrl: string, role: string, passwords: (role: string) => string): string {
  const url = new URL(adminUrl);
  url.username = role;
  url.password = passwords(role);
  return url.href;
}

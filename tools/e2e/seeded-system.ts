/** Systems on copies of databases that are made once for all end-to-end tests: with the programmes' seed, or empty. */
import { randomBytes } from "node:crypto";
import { cpSync, existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { inject } from "vitest";
import { urlOfDatabase, withConnection } from "../postgres/connection.ts";
import { dropDatabase, templateDatabase } from "../postgres/template-database.ts";
import type { Settings } from "../system/settings.ts";
import { startTestSystem, type TestSystem, testFolder } from "./test-system.ts";

/** Where the databases are. */
export type Seeded = Readonly<{
  dataDir: string;
  /** The database that has the seed, or will have it when the first test has asked for it. */
  adminUrl: string;
  /** Name of the database that has the schemas and no more. */
  empty: string;
}>;

declare module "vitest" {
  interface ProvidedContext {
    seeded: Seeded;
  }
}

/** A system on a copy, with the folder of its keys. */
export type SeededSystem = TestSystem & Readonly<{ dataDir: string; databaseUrl: string }>;

/** Any number that all end-to-end tests agree on. */
const SEEDING_LOCK = 7_261_544_019;

/** Starts a system of its own with the seed; `stop` leaves nothing behind. */
export async function startSeededSystem(form: Settings["form"] = "together"): Promise<SeededSystem> {
  const seeded = inject("seeded");
  await seedOnce(seeded);
  return startCopy(new URL(seeded.adminUrl).pathname.slice(1), { form, seed: "programme" });
}

/** Starts a system of its own that knows nothing yet; `stop` leaves nothing behind. */
export function startEmptySystem(
  form: Settings["form"],
  more: Partial<Pick<Settings, "costPerMinute">> = {},
): Promise<SeededSystem> {
  return startCopy(inject("seeded").empty, { ...more, form, seed: "none" });
}

async function startCopy(
  from: string,
  settings: Pick<Settings, "form" | "seed"> & Partial<Pick<Settings, "costPerMinute">>,
): Promise<SeededSystem> {
  const seeded = inject("seeded");
  const { dataDir, remove } = testFolder();
  cpSync(join(seeded.dataDir, "secrets"), join(dataDir, "secrets"), { recursive: true });
  const server = urlOfDatabase(seeded.adminUrl, "postgres");
  const database = `copy_${randomBytes(6).toString("hex")}`;
  await templateDatabase(server, from, database);
  const databaseUrl = urlOfDatabase(seeded.adminUrl, database);
  const system = await startTestSystem({ ...settings, dataDir, databaseUrl });
  const stop = async (): Promise<void> => {
    await system.stop();
    await dropDatabase(server, database);
    remove();
  };
  return { ...system, dataDir, databaseUrl, stop };
}

/** Several files are run at a time: one of them writes the seed, and the others wait for it. */
async function seedOnce({ dataDir, adminUrl }: Seeded): Promise<void> {
  const done = join(dataDir, "seeded");
  if (existsSync(done)) return;
  await withConnection(urlOfDatabase(adminUrl, "postgres"), async (admin) => {
    // Held until this connection closes.
    await admin.query("SELECT pg_advisory_lock($1)", [SEEDING_LOCK]);
    if (existsSync(done)) return;
    const system = await startTestSystem({ dataDir, form: "together", seed: "programme", databaseUrl: adminUrl });
    await system.stop();
    writeFileSync(done, "");
  });
}

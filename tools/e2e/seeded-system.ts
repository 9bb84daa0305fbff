/** A system with the programmes' seed, which is written once for all end-to-end tests and copied for each. */
import { randomBytes } from "node:crypto";
import { cpSync, existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { inject } from "vitest";
import { urlOfDatabase } from "../postgres/connection.ts";
import { dropDatabase, templateDatabase } from "../postgres/template-database.ts";
import type { Settings } from "../system/settings.ts";
import { startTestSystem, type TestSystem, testFolder } from "./test-system.ts";

/** Where the seed is, or will be when the first test has asked for it. */
export type Seeded = Readonly<{ dataDir: string; adminUrl: string }>;

declare module "vitest" {
  interface ProvidedContext {
    seeded: Seeded;
  }
}

/** A system on a copy of the seed, with the folder of its keys. */
export type SeededSystem = TestSystem & Readonly<{ dataDir: string }>;

/** Starts a system of its own with the seed; `stop` leaves nothing behind. */
export async function startSeededSystem(form: Settings["form"] = "together"): Promise<SeededSystem> {
  const seeded = inject("seeded");
  await seedOnce(seeded);
  const { dataDir, remove } = testFolder();
  cpSync(join(seeded.dataDir, "secrets"), join(dataDir, "secrets"), { recursive: true });
  const server = urlOfDatabase(seeded.adminUrl, "postgres");
  const database = `seeded_${randomBytes(6).toString("hex")}`;
  await templateDatabase(server, new URL(seeded.adminUrl).pathname.slice(1), database);
  const databaseUrl = urlOfDatabase(seeded.adminUrl, database);
  const system = await startTestSystem({ dataDir, form, seed: "programme", databaseUrl });
  const stop = async (): Promise<void> => {
    await system.stop();
    await dropDatabase(server, database);
    remove();
  };
  return { ...system, dataDir, stop };
}

/** One file is run after the other, so that nobody else is writing it. */
async function seedOnce({ dataDir, adminUrl }: Seeded): Promise<void> {
  const done = join(dataDir, "seeded");
  if (existsSync(done)) return;
  const system = await startTestSystem({ dataDir, form: "together", seed: "programme", databaseUrl: adminUrl });
  await system.stop();
  writeFileSync(done, "");
}

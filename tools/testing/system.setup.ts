/** Set-up of the e2e tests: one fast cluster with the schemas; the first test that asks for the seed writes it, and each system works on a copy. */
import { rmSync } from "node:fs";
import type { TestProject } from "vitest/node";
import type {} from "../e2e/seeded-system.ts";
import { urlOfDatabase } from "../postgres/connection.ts";
import { fleetingFolder } from "../postgres/fleeting.ts";
import { templateDatabase } from "../postgres/template-database.ts";
import { openSystemDatabase } from "../system/database.ts";
import { ensureKeys } from "../system/keys.ts";
import { migrateAll } from "../system/migrations.ts";

const EMPTY = "empty";

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = fleetingFolder("inclusion-seeded-");
  const keys = await ensureKeys(dataDir, true);
  const database = await openSystemDatabase({ databaseUrl: null, dataDir, durable: false }, keys, () => {});
  await migrateAll((service) => database.urlOf(service, "owner"));
  const { adminUrl } = database;
  await templateDatabase(urlOfDatabase(adminUrl, "postgres"), new URL(adminUrl).pathname.slice(1), EMPTY);
  project.provide("seeded", { dataDir, adminUrl, empty: EMPTY });
  return async () => {
    await database.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
}

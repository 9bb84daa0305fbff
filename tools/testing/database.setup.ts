/** Set-up of the db tests: one fast cluster, one migrated database that each file copies. */
import { rmSync } from "node:fs";
import type {} from "@inclusion/kernel/testing";
import { SERVICES } from "@inclusion/schema";
import type { TestProject } from "vitest/node";
import { fleetingFolder } from "../postgres/fleeting.ts";
import { openSystemDatabase } from "../system/database.ts";
import { ensureKeys } from "../system/keys.ts";
import { migrateAll } from "../system/migrations.ts";

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = fleetingFolder("inclusion-db-");
  const keys = await ensureKeys(dataDir, false);
  const database = await openSystemDatabase({ databaseUrl: null, dataDir, durable: false }, keys, () => {});
  await migrateAll((service) => database.urlOf(service, "owner"));
  const roles = SERVICES.flatMap((service) => ["owner", "app", "seed"].map((purpose) => `${service}_${purpose}`));
  project.provide("postgres", {
    adminUrl: database.adminUrl.replace(/\/[^/]*$/, "/postgres"),
    template: new URL(database.adminUrl).pathname.slice(1),
    passwords: Object.fromEntries(roles.map((role) => [role, keys.secret(`role-${role}`)])),
  });
  return async () => {
    await database.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
}

/** Set-up of the e2e tests: one fast cluster with the schemas; the first test that asks for the seed writes it, and each system works on a copy. */
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import type {} from "../e2e/seeded-system.ts";
import { urlOfDatabase } from "../postgres/connection.ts";
import { templateDatabase } from "../postgres/template-database.ts";
import { openSystemDatabase } from "../system/database.ts";
import { ensureKeys } from "../system/keys.ts";
import { migrateAll } from "../system/migrations.ts";

const EMPTY = "empty";

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(join(tmpdir(), "inclusion-seeded-"));
  chmodSync(dataDir, 0o755); // the server runs as another user when the tests run as root
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

/** A database for one measurement, with all schemas and no rows; it goes when the measurement ends. */
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BaseContext, ServiceDefinition } from "@inclusion/kernel/runtime";
import { openTestService, type TestService } from "@inclusion/kernel/testing";
import { SERVICES } from "@inclusion/schema";
import { openSystemDatabase } from "../system/database.ts";
import { ensureKeys } from "../system/keys.ts";
import { migrateAll } from "../system/migrations.ts";

/** Does the work with a service on a database of its own. */
export async function withOwnDatabase<Context extends BaseContext>(
  service: ServiceDefinition<Context>,
  work: (opened: TestService) => Promise<void>,
): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), "inclusion-bench-"));
  chmodSync(dataDir, 0o755); // the server runs as another user when this runs as root
  const keys = await ensureKeys(dataDir, false);
  const database = await openSystemDatabase({ databaseUrl: null, dataDir, durable: false }, keys, () => {});
  try {
    await migrateAll((name) => database.urlOf(name, "owner"));
    const roles = SERVICES.flatMap((name) => ["owner", "app", "seed"].map((purpose) => `${name}_${purpose}`));
    const opened = await openTestService(service, {
      adminUrl: database.adminUrl.replace(/\/[^/]*$/, "/postgres"),
      template: new URL(database.adminUrl).pathname.slice(1),
      passwords: Object.fromEntries(roles.map((role) => [role, keys.secret(`role-${role}`)])),
    });
    await work(opened);
    await opened.drop();
  } finally {
    await database.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

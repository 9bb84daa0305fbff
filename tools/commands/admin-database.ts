import { existsSync } from "node:fs";
import { reachCluster, startCluster } from "../postgres/cluster.ts";
import { urlOfDatabase } from "../postgres/connection.ts";
import { findHolder } from "../postgres/folder-lock.ts";
import { EMBEDDED_DATABASE } from "../system/database.ts";
import type { Settings } from "../system/settings.ts";
import { InputError } from "./input-error.ts";

/** The database of a running system, or of the data folder for as long as `work` takes. */
export async function withAdminUrl<Result>(
  { databaseUrl, dataDir, durable }: Settings,
  work: (adminUrl: string) => Promise<Result>,
): Promise<Result> {
  if (databaseUrl !== null) return work(databaseUrl);
  if (!existsSync(dataDir)) throw new InputError(`There is no data folder ${dataDir}: set DATA_DIR.`);
  // The database of a running system is that system's: whoever comes beside it neither starts nor stops it.
  if (findHolder(dataDir) !== undefined) return work(urlOfDatabase(await reachCluster(dataDir), EMBEDDED_DATABASE));
  const cluster = await startCluster({ dataDir, durable });
  try {
    return await work(urlOfDatabase(cluster.adminUrl, EMBEDDED_DATABASE));
  } finally {
    await cluster.stop();
  }
}

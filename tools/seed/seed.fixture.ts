/** A scratch server with the services' tables, for tests of the seed. */
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { migrations as accelerator } from "@inclusion/accelerator";
import { migrate } from "@inclusion/kernel/runtime";
import { migrations as participant } from "@inclusion/participant";
import { migrations as partnership } from "@inclusion/partnership";
import { SERVICES, type ServiceName } from "@inclusion/schema";
import { startCluster } from "../postgres/cluster.ts";
import { urlOfDatabase, withConnection } from "../postgres/connection.ts";
import { provision } from "../postgres/provision.ts";

export type Scratch = Readonly<{
  urls: Readonly<Record<ServiceName, string>>;
  /** Runs a statement as the superuser. */
  rows: <Row>(sql: string, parameters?: readonly unknown[]) => Promise<Row[]>;
  stop: () => Promise<void>;
}>;

/** Starts a server and brings the three services that the seed writes to their heads. */
export async function startScratchServices(): Promise<Scratch> {
  const folder = mkdtempSync(join(tmpdir(), ".ig-test-"));
  chmodSync(folder, 0o755);
  const cluster = await startCluster({ dataDir: join(folder, "data"), durable: process.env["SEED_DURABLE"] === "1" });
  const passwords = (role: string): string => `pass-${role}`;
  await provision(cluster.adminUrl, { database: "graph", services: [...SERVICES], passwords });
  const urlOf = (service: ServiceName, purpose: string): string => {
    const url = new URL(urlOfDatabase(cluster.adminUrl, "graph"));
    url.username = `${service}_${purpose}`;
    url.password = passwords(url.username);
    return url.href;
  };
  for (const [service, migrations] of Object.entries({ accelerator, participant, partnership })) {
    await migrate(service, urlOf(service as ServiceName, "owner"), migrations);
  }
  return {
    urls: Object.fromEntries(SERVICES.map((service) => [service, urlOf(service, "seed")])) as Record<
      ServiceName,
      string
    >,
    rows: (sql, parameters = []) =>
      withConnection(urlOfDatabase(cluster.adminUrl, "graph"), async (db) => {
        const { rows } = await db.query(sql, [...parameters]);
        return rows;
      }),
    stop: async () => {
      await cluster.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

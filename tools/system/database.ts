/** The system's database: embedded or the user's own, prepared for the four services. */
import { SERVICES, type ServiceName } from "@inclusion/schema";
import { startCluster } from "../postgres/cluster.ts";
import { urlOfDatabase } from "../postgres/connection.ts";
import { provision } from "../postgres/provision.ts";
import { reachDatabase } from "../postgres/reach.ts";
import type { Keys } from "./keys.ts";
import type { Settings } from "./settings.ts";

/** Name of the database in the embedded cluster. */
export const EMBEDDED_DATABASE = "inclusion_graph";

/** A role's purpose: owns and migrates, answers requests, or writes the first data. */
export type RolePurpose = "owner" | "app" | "seed";

export type SystemDatabase = Readonly<{
  adminUrl: string;
  /** Address for a service's role. */
  urlOf: (service: ServiceName, purpose: RolePurpose) => string;
  stop: () => Promise<void>;
}>;

/** Starts the embedded cluster, or reaches the server of DATABASE_URL, and makes roles and schemas. */
export async function openSystemDatabase(
  { databaseUrl, dataDir, durable }: Pick<Settings, "databaseUrl" | "dataDir" | "durable">,
  keys: Keys,
  say: (line: string) => void,
): Promise<SystemDatabase> {
  if (databaseUrl !== null) await reachDatabase(databaseUrl);
  const cluster = databaseUrl === null ? await startCluster({ dataDir, durable, onLog: say }) : null;
  const adminUrl = databaseUrl ?? urlOfDatabase(cluster?.adminUrl ?? "", EMBEDDED_DATABASE);
  const database = decodeURIComponent(new URL(adminUrl).pathname.slice(1));
  try {
    const passwords = (role: string): string => keys.secret(`role-${role}`);
    await provision(cluster?.adminUrl ?? adminUrl, { database, services: SERVICES, passwords });
    return {
      adminUrl,
      urlOf: (service, purpose) => {
        const url = new URL(adminUrl);
        url.username = `${service}_${purpose}`;
        url.password = passwords(url.username);
        return url.href;
      },
      stop: async () => cluster?.stop(),
    };
  } catch (error) {
    await cluster?.stop();
    throw error;
  }
}

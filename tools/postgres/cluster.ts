/**
 * The embedded PostgreSQL: one cluster in the data folder, on this machine only.
 *
 * One application at a time may start it: take the folder first (folder-lock.ts).
 */
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { existsSync, mkdirSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { askServer, findLivingServer } from "./adopt.ts";
import { readIfThere, writeDurably } from "./durable-file.ts";
import { ensureClusterFiles } from "./new-cluster.ts";
import { clusterFolder, type Place, preparePlace } from "./place.ts";
import { launchPostmaster, type Postmaster, stopPostmaster } from "./postmaster.ts";
import { StartError } from "./start-error.ts";

export type ClusterOptions = {
  dataDir: string;
  /** Left out: one that is free. */
  port?: number;
  /** False gives up every acknowledged row at a power cut, for speed; for tests only. */
  durable: boolean;
  /** Is told in a few words what is done. */
  onLog?: (line: string) => void;
};

export type Cluster = {
  /** For the superuser; holds the password. */
  adminUrl: string;
  port: number;
  /** Where the files lie. */
  location: string;
  /** Stops the server and returns when it is gone. A second call waits for the first. */
  stop(): Promise<void>;
};

/**
 * Starts the data folder's cluster, and makes it when there is none.
 *
 * A server left running by a process that crashed is taken over. A server that
 * was killed recovers, and keeps every acknowledged row when it was durable.
 *
 * @throws StartError when it cannot, in words for the user
 */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const dataDir = resolve(options.dataDir);
  const say = options.onLog ?? (() => undefined);
  const place = preparePlace(dataDir);
  const cluster = clusterFolder(place);
  const password = superuserPassword(dataDir, existsSync(cluster));
  const adminUrl = (port: number): string => `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;

  if (await ensureClusterFiles(place, password, options.durable)) say(`made a database cluster in ${cluster}`);
  const postmaster = (await takeOver(place, options, adminUrl)) ?? (await launch(place, dataDir, options));
  say(`PostgreSQL runs on port ${postmaster.port} (process ${postmaster.pid})`);
  await askServer(adminUrl(postmaster.port));

  let stopped: Promise<void> | undefined;
  return {
    adminUrl: adminUrl(postmaster.port),
    port: postmaster.port,
    location: cluster,
    stop: () => (stopped ??= stopPostmaster(place, postmaster)),
  };
}

/**
 * The address, for the superuser, of the server that another process runs in the data folder. It is left as it is.
 *
 * @throws StartError when it does not run, or does not let us in
 */
export async function reachCluster(folder: string): Promise<string> {
  const dataDir = resolve(folder);
  const place = preparePlace(dataDir);
  const password = superuserPassword(dataDir, true);
  const adminUrl = (port: number): string => `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
  const found = await findLivingServer(clusterFolder(place), adminUrl);
  if (found !== undefined) return adminUrl(found.port);
  throw new StartError(`The database in ${dataDir} does not run yet, or no longer`, "repeat the command in a moment");
}

/** The password of the cluster's superuser, invented once and kept beside the cluster. */
function superuserPassword(dataDir: string, isClusterThere: boolean): string {
  const folder = join(dataDir, "secrets");
  const path = join(folder, "postgres-password");
  const kept = readIfThere(path)?.trim();
  if (kept) return kept;
  if (isClusterThere) {
    throw new StartError(
      `The password of the database in ${dataDir} is missing`,
      `bring back ${path}, or set DATA_DIR to another folder`,
    );
  }
  if (!existsSync(folder)) mkdirSync(folder, { mode: 0o700 });
  const password = randomBytes(24).toString("base64url");
  writeDurably(path, `${password}\n`);
  return password;
}

/** Takes over a server that still runs; one that runs with other settings than asked for is stopped. */
async function takeOver(
  place: Place,
  { port, durable, onLog }: ClusterOptions,
  adminUrl: (port: number) => string,
): Promise<Postmaster | undefined> {
  const found = await findLivingServer(clusterFolder(place), adminUrl);
  if (!found) return undefined;
  if (found.durable === durable && (port === undefined || port === found.port)) {
    onLog?.("took over the database server of an earlier start");
    return found;
  }
  onLog?.("restarting the database server of an earlier start with other settings");
  await stopPostmaster(place, found);
  return undefined;
}

/**
 * Launches the server, more than once if what hinders it passes: children of a
 * killed server that have not ended yet, or another program that took the free
 * port first.
 */
async function launch(place: Place, dataDir: string, { port, durable }: ClusterOptions): Promise<Postmaster> {
  const startLog = join(dataDir, "postgres-start.log");
  for (let attempt = 1; ; attempt += 1) {
    const chosen = port ?? (await listenOnce(0));
    const result = await launchPostmaster(place, { port: chosen, durable, startLog });
    if (typeof result !== "string") return result;

    const isPortTaken = (await listenOnce(chosen).catch(() => undefined)) === undefined;
    if (isPortTaken && port !== undefined) {
      throw new StartError(
        `Another program listens on port ${port}`,
        "stop it, or leave the database's port to be chosen",
      );
    }
    const passes = isPortTaken || /pre-existing shared memory block|lock file .* already exists/.test(result);
    if (!passes || attempt === 50) {
      throw new StartError(
        `PostgreSQL did not start on ${clusterFolder(place)} (${complaints(result)})`,
        `see the files in ${join(place.folder, "log")}, or set DATABASE_URL to a server of your own`,
      );
    }
    await sleep(200);
  }
}

/** What the server said when it ended, without the lines that complain of nothing. */
function complaints(output: string): string {
  const lines = output.trim().split("\n");
  return lines.filter((line) => !/ (LOG|HINT): /.test(line)).join(" ") || "it gave no reason";
}

/** Listens on a port for a moment; 0 lets the system choose one that is free. Fails when it is taken. */
async function listenOnce(port: number): Promise<number> {
  const server = createServer().listen(port, "127.0.0.1");
  await once(server, "listening");
  const { port: found } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return found;
}

/**
 * Where the cluster lies and which programs run it.
 *
 * Below the data folder, unless we are root and the server's user cannot get
 * there. Then the cluster lives in a folder of its own below /var/tmp, which
 * `cluster.json` in the data folder remembers: with that file gone, the next
 * start makes a fresh cluster. Programs that the server's user cannot reach (a
 * checkout in root's home) are copied below /var/tmp once for each version.
 */
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { type Binaries, findBinaries, programPath } from "./binaries.ts";
import { readIfThere, writeDurably } from "./durable-file.ts";
import { canReach, chooseServerUser, giveTo, isRoot, type ServerUser } from "./server-user.ts";
import { StartError } from "./start-error.ts";

export type Place = {
  /** Belongs to the server's user alone; holds the cluster, its log and, while one is made, its scratch folder. */
  folder: string;
  binaries: Binaries;
  /** Undefined when the server runs as ourselves. */
  user: ServerUser | undefined;
};

const homePrefix = "/var/tmp/inclusion-graph-";

/** The cluster itself, in PostgreSQL's words the data directory. */
export function clusterFolder(place: Place): string {
  return join(place.folder, "data");
}

/** Finds the place of the data folder's cluster, or chooses and prepares one. */
export function preparePlace(dataDir: string): Place {
  mkdirSync(dataDir, { recursive: true });
  const binaries = findBinaries();
  const near = join(dataDir, "cluster");
  if (!isRoot()) return { folder: prepareFolder(near, undefined), binaries, user: undefined };

  const home = rememberedHome(dataDir);
  if (home) return prepareHome(home, binaries);

  const user = ownerOf(near) ?? chooseServerUser();
  if (canReach(dataDir, user)) {
    return { folder: prepareFolder(near, user), binaries: reachableBinaries(binaries, user), user };
  }
  if (existsSync(join(near, "data"))) {
    throw new StartError(
      `The database in ${near} belongs to user ${user.uid}, who may not enter the folders above it`,
      "open these folders again (chmod o+x), or set DATA_DIR to another folder",
    );
  }
  return prepareHome(makeHome(dataDir), binaries);
}

/** Makes the folder when it is missing and sees to it that it is the server's; its parents stay as they are. */
function prepareFolder(folder: string, user: ServerUser | undefined): string {
  if (!existsSync(folder)) mkdirSync(folder, { mode: 0o700 });
  if (user && ownerOf(folder) === undefined) giveTo(user, folder);
  const { uid } = statSync(folder);
  if (!isRoot() && process.getuid && uid !== process.getuid()) {
    throw new StartError(
      `The database in ${folder} belongs to user ${uid} and not to you`,
      "start as that user, or set DATA_DIR to another folder",
    );
  }
  return folder;
}

/** The user to whom a folder was given; undefined when it is missing or still root's. */
function ownerOf(folder: string): ServerUser | undefined {
  const stats = statSync(folder, { throwIfNoEntry: false });
  return stats && stats.uid !== 0 ? { uid: stats.uid, gid: stats.gid } : undefined;
}

function rememberedHome(dataDir: string): string | undefined {
  const path = join(dataDir, "cluster.json");
  const text = readIfThere(path);
  if (text === undefined) return undefined;
  const home = readHome(text);
  if (home === undefined) {
    throw new StartError(`${path} names no folder below ${homePrefix}`, "delete it to begin with an empty database");
  }
  if (lstatSync(home, { throwIfNoEntry: false }) === undefined) {
    throw new StartError(
      `The database of ${dataDir} was kept in ${home}, which is gone`,
      `bring that folder back, or delete ${path} to begin with an empty database`,
    );
  }
  if (!isRootsOwn(home)) throw untrusted(home, beginAnew(path));
  return home;
}

function readHome(text: string): string | undefined {
  try {
    return z.object({ home: z.string().startsWith(homePrefix) }).parse(JSON.parse(text)).home;
  } catch {
    return undefined;
  }
}

/** Makes a folder below /var/tmp that only root can change, and remembers it before anything is put there. */
function makeHome(dataDir: string): string {
  const home = mkdtempSync(homePrefix);
  chmodSync(home, 0o711);
  writeDurably(join(dataDir, "cluster.json"), `${JSON.stringify({ home })}\n`);
  return home;
}

/** Puts the cluster's folder into a home that is known to be root's. */
function prepareHome(home: string, installed: Binaries): Place {
  const folder = join(home, "cluster");
  const user = ownerOf(folder) ?? chooseServerUser();
  prepareFolder(folder, user);
  const stats = lstatSync(folder);
  if (!stats.isDirectory() || (stats.mode & 0o077) !== 0)
    throw untrusted(folder, beginAnew("cluster.json in the data folder"));
  return { folder, binaries: reachableBinaries(installed, user), user };
}

/** The installed programs where the user can reach them; else their copy, made by the first who needs it. */
export function reachableBinaries(installed: Binaries, user: ServerUser): Binaries {
  if (canReach(programPath(installed, "postgres"), user)) return installed;
  const folder = `${homePrefix}postgresql-${installed.version}`;
  if (!existsSync(folder)) copyBinaries(installed.folder, folder);
  // Only root can have filled a folder that is root's and that nobody else may write to.
  if (!isRootsOwn(folder)) throw untrusted(folder, "delete it, and the next start makes it anew");
  return { ...installed, folder };
}

/** Copies the programs complete or not at all, readable by all. */
function copyBinaries(installed: string, folder: string): void {
  const scratch = mkdtempSync(`${homePrefix}copying-`);
  try {
    cpSync(installed, scratch, { recursive: true, verbatimSymlinks: true });
    openToAll(scratch);
    renameSync(scratch, folder);
  } catch (error) {
    rmSync(scratch, { recursive: true, force: true });
    // Another start was faster.
    if (!existsSync(folder)) throw error;
  }
}

/** Whether it is a folder, not a link to one, that root has made and that root alone can change. */
function isRootsOwn(folder: string): boolean {
  const stats = lstatSync(folder);
  return stats.isDirectory() && stats.uid === 0 && (stats.mode & 0o022) === 0;
}

/** Lets everybody read and enter, whatever umask the originals were made under. Links keep their target's mode. */
function openToAll(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) openToAll(path);
    else if (entry.isFile()) chmodSync(path, lstatSync(path).mode & 0o100 ? 0o755 : 0o644);
  }
}

/** @param remedy what the user may do about it */
function untrusted(path: string, remedy: string): StartError {
  return new StartError(`The folder ${path} could have been made or changed by another user and is not used`, remedy);
}

function beginAnew(memory: string): string {
  return `delete ${memory} to begin with an empty database, or set DATA_DIR to another folder`;
}

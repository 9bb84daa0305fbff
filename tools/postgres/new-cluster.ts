/** Makes the cluster's files on the first start, and recognises those of another version. */
import { existsSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { postgresMajor } from "./binaries.ts";
import { readIfThere, syncFolder } from "./durable-file.ts";
import { clusterFolder, type Place } from "./place.ts";
import { runProgram } from "./program.ts";
import { giveTo } from "./server-user.ts";
import { StartError } from "./start-error.ts";

const scratchPrefix = "new-";

/**
 * Sees to it that the place holds a cluster of our version.
 *
 * It is made beside its final name and renamed when it is complete, so that an
 * end in between leaves nothing that a later start could take for a cluster.
 *
 * @returns true when it was made just now
 */
export async function ensureClusterFiles(place: Place, superuserPassword: string, durable: boolean): Promise<boolean> {
  const cluster = clusterFolder(place);
  removeLeftovers(place.folder);
  if (existsSync(cluster)) {
    refuseOtherVersion(cluster);
    return false;
  }
  const scratch = mkdtempSync(join(place.folder, scratchPrefix));
  try {
    await initialise(place, scratch, superuserPassword, durable);
    renameSync(join(scratch, "data"), cluster);
    if (durable) syncFolder(place.folder);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
  return true;
}

/** Refuses files that another major version made, or that are no cluster at all. */
function refuseOtherVersion(cluster: string): void {
  const version = readIfThere(join(cluster, "PG_VERSION"))?.trim();
  if (version === undefined) {
    throw new StartError(
      `The folder ${cluster} is not a PostgreSQL cluster`,
      "move it away, or set DATA_DIR to another folder",
    );
  }
  if (version !== String(postgresMajor)) {
    throw new StartError(
      `The data folder ${cluster} was made by PostgreSQL ${version}; this version runs ${postgresMajor}`,
      "set DATA_DIR to another folder, or start it with the release that made it",
    );
  }
}

async function initialise(place: Place, scratch: string, superuserPassword: string, durable: boolean): Promise<void> {
  const passwordFile = join(scratch, "password");
  writeFileSync(passwordFile, superuserPassword, { mode: 0o600 });
  giveTo(place.user, passwordFile);
  giveTo(place.user, scratch);
  const args = [
    `--pgdata=${join(scratch, "data")}`,
    "--username=postgres",
    `--pwfile=${passwordFile}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--data-checksums",
    "--no-instructions",
    ...(durable ? [] : ["--no-sync"]),
  ];
  try {
    await runProgram(place, "initdb", args);
  } catch (error) {
    const said = ((error as { stderr?: string }).stderr || (error as Error).message).trim().replaceAll("\n", " ");
    throw new StartError(
      `PostgreSQL could not make a cluster in ${place.folder} (${said})`,
      "set DATA_DIR to a folder on a disk with room, or DATABASE_URL to a server of your own",
      error,
    );
  }
}

/** Removes what an interrupted start left. Its initdb may still be writing, hence the patience. */
function removeLeftovers(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(scratchPrefix)) continue;
    rmSync(join(folder, name), { recursive: true, force: true, maxRetries: 20 });
  }
}

/** Where a database lies that is gone in minutes: nobody waits for a disk to write what nobody reads again. */
import { chmodSync, mkdtempSync, statfsSync } from "node:fs";
import { freemem, tmpdir } from "node:os";
import { join } from "node:path";

const MEMORY = "/dev/shm";
/** Room for two clusters with their logs and some twenty copies of a database. */
const ROOM = 3 * 2 ** 30;

/** A new folder that everybody may enter, since the server runs as another user when we are root. */
export function fleetingFolder(prefix: string): string {
  const folder = mkdtempSync(join(hasRoom() ? MEMORY : tmpdir(), prefix));
  chmodSync(folder, 0o755);
  return folder;
}

/** Whether the system keeps files in memory and has plenty of both. */
function hasRoom(): boolean {
  try {
    const { bavail, bsize } = statfsSync(MEMORY);
    return bavail * bsize >= ROOM && freemem() >= 2 * ROOM;
  } catch {
    return false;
  }
}

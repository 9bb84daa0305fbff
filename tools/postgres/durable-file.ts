/** Files that are either there in full or not at all, whatever moment the machine stops. */
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** Writes a whole file under its name in one step, for its owner's eyes only, and waits until it is on disk. */
export function writeDurably(path: string, text: string): void {
  const scratch = `${path}.${process.pid}.new`;
  writeFileSync(scratch, text, { mode: 0o600, flush: true });
  renameSync(scratch, path);
  syncFolder(dirname(path));
}

/** Waits until the names in a folder are on disk. Windows cannot open a folder; there it does nothing. */
export function syncFolder(folder: string): void {
  if (process.platform === "win32") return;
  const handle = openSync(folder, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** The text of a file, or undefined when there is none; other faults are thrown. */
export function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

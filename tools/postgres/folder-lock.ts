/**
 * One application at a time in a data folder.
 *
 * `running.json` names the process that has the folder and the port where it
 * answers. A file left behind by a process that is gone counts for nothing.
 */
import { linkSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { readIfThere } from "./durable-file.ts";
import { birthMark, isRunning } from "./process-identity.ts";
import { StartError } from "./start-error.ts";

const holder = z.object({
  pid: z.int().positive(),
  port: z.int().min(0).max(65535),
  /** Null where the system tells none. */
  birthMark: z.string().nullable(),
});

export type Holder = z.infer<typeof holder>;

export type FolderLock = {
  /** Gives the folder back; a second call does nothing, and another's lock is left alone. */
  release(): void;
};

/**
 * Takes the data folder for this process, and makes it when it is missing.
 *
 * @param port where this application will answer
 * @throws StartError naming the process that has the folder
 */
export function lockFolder(dataDir: string, port: number): FolderLock {
  const path = lockPath(dataDir);
  const ourselves: Holder = { pid: process.pid, port, birthMark: birthMark(process.pid) ?? null };
  const text = JSON.stringify(ourselves);
  try {
    mkdirSync(dataDir, { recursive: true });
    clearStaleLock(dataDir);
    if (!placeWhole(path, text)) throw taken(dataDir);
  } catch (error) {
    throw error instanceof StartError ? error : unusable(dataDir, error as Error);
  }
  return {
    release: () => {
      if (readIfThere(path) === text) rmSync(path, { force: true });
    },
  };
}

/** The living application that has the folder, or undefined. */
export function findHolder(dataDir: string): Holder | undefined {
  const text = readIfThere(lockPath(dataDir));
  return text === undefined ? undefined : livingHolder(text);
}

function lockPath(dataDir: string): string {
  return join(dataDir, "running.json");
}

/** Puts the file there, complete from the first moment; false when there is one already. */
function placeWhole(path: string, text: string): boolean {
  const scratch = `${path}.${process.pid}.new`;
  writeFileSync(scratch, text, { mode: 0o600 });
  try {
    linkSync(scratch, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  } finally {
    rmSync(scratch, { force: true });
  }
}

/**
 * Removes a lock whose process is gone, or refuses.
 *
 * Another start may do the same at the same moment and have placed its own lock
 * after we read the old one. So the file is moved aside first and looked at
 * again; a living one is put back.
 */
function clearStaleLock(dataDir: string): void {
  if (findHolder(dataDir)) throw taken(dataDir);
  const path = lockPath(dataDir);
  const aside = `${path}.${process.pid}.old`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return;
    throw error;
  }
  const moved = readIfThere(aside) ?? "";
  rmSync(aside, { force: true });
  if (livingHolder(moved) === undefined) return;
  placeWhole(path, moved);
  throw taken(dataDir);
}

function livingHolder(text: string): Holder | undefined {
  const found = parseHolder(text);
  if (!found || !isRunning(found.pid)) return undefined;
  const mark = birthMark(found.pid);
  const isSameProcess = !mark || !found.birthMark || mark === found.birthMark;
  return isSameProcess ? found : undefined;
}

function parseHolder(text: string): Holder | undefined {
  try {
    return holder.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function unusable(dataDir: string, cause: Error): StartError {
  const fix = "set DATA_DIR to a folder that you may write to";
  return new StartError(`The data folder ${dataDir} cannot be used (${cause.message})`, fix, cause);
}

function taken(dataDir: string): StartError {
  const who = findHolder(dataDir);
  const name = who ? `process ${who.pid}, which answers on port ${who.port}` : "another process that is just starting";
  return new StartError(
    `The data folder ${dataDir} is in use by ${name}`,
    "stop that one first, or set DATA_DIR to another folder",
  );
}

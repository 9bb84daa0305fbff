/** A file that may be replaced while the gateway runs, as keys are. */
import { readFile, stat } from "node:fs/promises";
import type { Logger } from "@inclusion/kernel/runtime";

/** Gives what the file says now, or said last when it cannot be read. */
export type WatchedFile<Content> = () => Promise<Content>;

/** The file is looked at no oftener. */
const LOOK_MS = 10_000;

export type Watching<Content> = Readonly<{
  path: string;
  /** Makes sense of the text; throws when there is none. */
  parse: (text: string) => Content | Promise<Content>;
  now: () => number;
  log?: Logger | undefined;
}>;

/**
 * Reads the file once, and again when it was replaced.
 *
 * @throws whatever reading and `parse` throw, at the first reading alone
 */
export async function watchFile<Content>({ path, parse, now, log }: Watching<Content>): Promise<WatchedFile<Content>> {
  const read = async () => ({ stamp: await stampOf(path), content: await parse(await readFile(path, "utf8")) });
  let known = await read();
  let lookedAt = now();
  let looking: Promise<void> | null = null;
  const look = async (): Promise<void> => {
    try {
      if ((await stampOf(path)) !== known.stamp) known = await read();
    } catch (error) {
      log?.warn({ file: path, error: String(error) }, "a file of keys cannot be read; the keys read before stay");
    }
  };
  return async () => {
    if (now() - lookedAt >= LOOK_MS) {
      lookedAt = now();
      looking = look().finally(() => {
        looking = null;
      });
    }
    await looking;
    return known.content;
  };
}

/** What changes when a file is replaced or written. */
async function stampOf(path: string): Promise<string> {
  const { mtimeMs, size, ino } = await stat(path);
  return `${mtimeMs} ${size} ${ino}`;
}

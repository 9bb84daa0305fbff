import { existsSync, readdirSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { runProgram } from "./run-program.ts";

/** The root of the repository. */
export const ROOT = join(import.meta.dirname, "..", "..");

/** Folders of others' code and of what was made: by name anywhere, and `build` at the root. */
const NEVER_READ = /(^|\/)(node_modules|\.git|\.data|coverage)$|^build$/;

/** Every file below the folder whose path ends so, as sorted paths relative to `root` with "/" between the parts. */
export function filesBelow(root: string, folder: string, ending: string): readonly string[] {
  const start = join(root, folder);
  if (!existsSync(start)) return [];
  const found: string[] = [];
  const walk = (at: string): void => {
    for (const entry of readdirSync(at, { withFileTypes: true })) {
      const path = join(at, entry.name);
      const name = relative(root, path).split(sep).join("/");
      if (entry.isDirectory() && !NEVER_READ.test(name)) walk(path);
      else if (entry.isFile() && name.endsWith(ending)) found.push(name);
    }
  };
  walk(start);
  return found.sort();
}

/** Names of the folders that lie in a folder, sorted; none when it is missing. */
export function foldersIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !NEVER_READ.test(entry.name))
    .map(({ name }) => name)
    .sort();
}

/** What `git` prints, or null when there is no git, no repository or no such object. */
export async function git(root: string, args: readonly string[]): Promise<string | null> {
  const { code, stdout } = await runProgram("git", args, root);
  return code === 0 ? stdout : null;
}

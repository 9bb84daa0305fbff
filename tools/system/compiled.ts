/** Compiled programs, kept so that the next start need not compile them again. */
import { enableCompileCache, flushCompileCache, getCompileCacheDir } from "node:module";
import { dirname, join } from "node:path";

const FOLDER = join(import.meta.dirname, "..", "..", "node_modules", ".cache", "compiled");

/**
 * Keeps what this process compiles from now on, beside the packages and so as safe as they are; a folder that cannot
 * be written to is no fault. NODE_COMPILE_CACHE names another folder, NODE_DISABLE_COMPILE_CACHE=1 keeps nothing.
 */
export function keepCompiled(): void {
  enableCompileCache(process.env.NODE_COMPILE_CACHE ?? FOLDER);
}

/** Writes down what was compiled; a process that ends by itself does so when it ends. */
export function writeCompiled(): void {
  flushCompileCache();
}

/** What a child process needs in its environment to do the same: the folder in which Node makes its version's own. */
export function compiledEnv(): Readonly<Record<string, string>> {
  const ofVersion = getCompileCacheDir();
  return ofVersion === undefined ? {} : { NODE_COMPILE_CACHE: dirname(ofVersion) };
}

/** A process's TypeScript as one JavaScript file: our packages and their data inside, npm packages outside. */
import { isBuiltin } from "node:module";
import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { rolldown } from "rolldown";
import { ROOT } from "../system/settings.ts";

/** The name of the compiled program in its folder. */
export const PROGRAM = "main.js";

/**
 * Writes `main.js` and its source map to a folder.
 *
 * The map names the files of the repository but does not hold their text: a stack shows the lines of the TypeScript,
 * and no TypeScript leaves the repository.
 *
 * @returns the npm packages that the program imports, sorted
 */
export async function bundleProgram(entry: string, folder: string): Promise<readonly string[]> {
  const bundle = await rolldown({ input: entry, platform: "node", external: isExternal });
  try {
    const { output } = await bundle.write({
      dir: folder,
      entryFileNames: PROGRAM,
      format: "esm",
      codeSplitting: false,
      sourcemap: true,
      sourcemapExcludeSources: true,
      sourcemapPathTransform: (source, map) =>
        relative(ROOT, resolve(dirname(map), source))
          .split(sep)
          .join("/"),
    });
    const imported = output.flatMap((chunk) =>
      chunk.type === "chunk" ? [...chunk.imports, ...chunk.dynamicImports] : [],
    );
    const packages = imported.filter((id) => !isBuiltin(id) && !id.endsWith(PROGRAM)).map(packageOf);
    return [...new Set(packages)].sort();
  } finally {
    await bundle.close();
  }
}

/** Packages of which a pure file uses a single one: they are taken in, so that every program that counts on it has it. */
const TAKEN_IN = /^stdnum\//;

/** Only npm packages and Node's own modules stay outside. */
function isExternal(id: string): boolean {
  return !(id.startsWith(".") || isAbsolute(id) || id.startsWith("@inclusion/") || TAKEN_IN.test(id));
}

/** The package of an import: `@apollo/server/plugin/disabled` is of `@apollo/server`. */
function packageOf(id: string): string {
  return id
    .split("/")
    .slice(0, id.startsWith("@") ? 2 : 1)
    .join("/");
}

/** Where the compiled program of a folder lies. */
export function programIn(folder: string): string {
  return join(folder, PROGRAM);
}

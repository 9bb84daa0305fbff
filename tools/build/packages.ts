/** The npm packages of a process: what the lockfile says it needs in production, and nothing else. */
import { readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { runProgram } from "../checks/run-program.ts";
import { ROOT } from "../system/settings.ts";

/** What the package manager leaves for itself, our own packages, which are inside the program already, and types. */
const NOT_NEEDED = [".bin", ".modules.yaml", ".pnpm", ".pnpm-workspace-state-v1.json", "@inclusion", "@types"];

/** What a package ships for people who compile against it or debug it. */
const NOT_RUN = /\.(?:[cm]?ts|tsx|map)$/;

/**
 * Makes `node_modules` in an empty folder: the production dependencies of a workspace package, in the versions and
 * with the checksums of the lockfile, without links, declarations and sources.
 */
export async function installPackages(workspacePackage: string, folder: string): Promise<void> {
  const deployed = join(folder, "deployed");
  const deploy = ["--filter", workspacePackage, "deploy", "--prod", "--config.node-linker=hoisted", deployed];
  const { code, stdout, stderr } = await runProgram("npx", ["-y", packageManager(), ...deploy], ROOT);
  if (code !== 0) throw new Error(`The packages of ${workspacePackage} cannot be installed:\n${stdout}${stderr}`);
  const modules = join(folder, "node_modules");
  renameSync(join(deployed, "node_modules"), modules);
  rmSync(deployed, { recursive: true });
  for (const name of NOT_NEEDED) rmSync(join(modules, name), { recursive: true, force: true });
  for (const entry of readdirSync(modules, { recursive: true, withFileTypes: true })) {
    if (entry.isFile() && NOT_RUN.test(entry.name)) rmSync(join(entry.parentPath, entry.name));
  }
}

/**
 * The installed version of each package.
 *
 * @throws Error that names every package which the process imports and does not have
 */
export function versionsOf(packages: readonly string[], folder: string): Readonly<Record<string, string>> {
  const versions = packages.map((name) => [name, versionOf(name, folder)] as const);
  const missing = versions.filter(([, version]) => version === null).map(([name]) => name);
  if (missing.length > 0) {
    throw new Error(`Imported, but not among the production dependencies of its package: ${missing.join(", ")}.`);
  }
  return Object.fromEntries(versions.map(([name, version]) => [name, String(version)]));
}

function versionOf(name: string, folder: string): string | null {
  try {
    const { version } = readManifest(join(folder, "node_modules", name, "package.json"));
    return version ?? null;
  } catch {
    return null;
  }
}

/** The package manager in the version by which the repository is set up. */
function packageManager(): string {
  const setup = readManifest(join(ROOT, "package.json")).scripts?.["setup"] ?? "";
  const [found] = /pnpm@[\d.]+/.exec(setup) ?? [];
  if (found === undefined) throw new Error("The script setup in package.json does not name a version of pnpm.");
  return found;
}

/** The parts of a package.json that the build reads. */
type Manifest = Readonly<{ version?: string; scripts?: Readonly<Record<string, string>>; engines?: { node: string } }>;

/** Reads a package.json. */
export function readManifest(file: string): Manifest {
  return JSON.parse(readFileSync(file, "utf8")) as Manifest;
}

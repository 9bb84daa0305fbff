/** Every process as a folder that runs by itself: a program, the parts of the schema it reads, its packages. */
import { cpSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { ROOT } from "../system/settings.ts";
import { bundleProgram, programIn } from "./bundle.ts";
import { installPackages, readManifest, versionsOf } from "./packages.ts";
import { PROCESS_PLANS, type ProcessPlan } from "./processes.ts";

/** How much was built for one process. */
export type BuiltProcess = Readonly<{
  name: string;
  programBytes: number;
  schemaBytes: number;
  packages: number;
  packageBytes: number;
}>;

/** The Node that runs what is built. */
const NODE_VERSION = ">=24";

/**
 * Builds processes, each into `<out>/<name>/`; what was there before is gone.
 *
 * @param say is told each process when it is done
 */
export async function buildProcesses(
  out: string,
  say: (line: string) => void,
  plans: readonly ProcessPlan[] = PROCESS_PLANS,
): Promise<readonly BuiltProcess[]> {
  const built: BuiltProcess[] = [];
  for (const plan of plans) {
    const began = performance.now();
    built.push(await buildProcess(plan, join(out, plan.name)));
    say(`built ${plan.name} in ${((performance.now() - began) / 1000).toFixed(1)} s`);
  }
  return built;
}

async function buildProcess(plan: ProcessPlan, folder: string): Promise<BuiltProcess> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  await installPackages(plan.dependenciesOf, folder);
  const imported = await bundleProgram(plan.entry, folder);
  for (const part of plan.schema) copySchema(part, folder);
  const manifest = {
    name: `inclusion-graph-${plan.name}`,
    version: readManifest(join(ROOT, "package.json")).version,
    private: true,
    type: "module",
    engines: { node: NODE_VERSION },
    dependencies: versionsOf(imported, folder),
  };
  writeFileSync(join(folder, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
  return {
    name: plan.name,
    programBytes: statSync(programIn(folder)).size,
    schemaBytes: bytesIn(join(folder, "schema")),
    packages: countPackages(join(folder, "node_modules")),
    packageBytes: bytesIn(join(folder, "node_modules")),
  };
}

/** JSON that programs read; golden answers beside the documents are for tests. */
const READ_JSON = new Set(["manifest.json", "labels.json", "refusal-labels.json"]);

/** Copies a part of `schema/`: GraphQL and what programs read, of the contract's code and its tests nothing. */
function copySchema(part: string, folder: string): void {
  cpSync(join(ROOT, "schema", part), join(folder, "schema", part), {
    recursive: true,
    filter: (source) =>
      statSync(source).isDirectory() || source.endsWith(".graphql") || READ_JSON.has(basename(source)),
  });
}

function bytesIn(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
}

/** Packages that stand at the top, those with a scope one folder deeper. */
function countPackages(modules: string): number {
  return readdirSync(modules).reduce(
    (sum, name) => sum + (name.startsWith("@") ? readdirSync(join(modules, name)).length : 1),
    0,
  );
}

/** The sizes as a table. */
export function sizeTable(built: readonly BuiltProcess[]): string {
  const megabytes = (bytes: number): string => (bytes / 1_000_000).toFixed(1);
  const kilobytes = (bytes: number): string => (bytes / 1_000).toFixed(0);
  const rows = built.map(({ name, programBytes, schemaBytes, packages, packageBytes }) => [
    name,
    kilobytes(programBytes),
    kilobytes(schemaBytes),
    String(packages),
    megabytes(packageBytes),
  ]);
  const head = ["process", "program kB", "schema kB", "packages", "packages MB"];
  const widths = head.map((title, at) => Math.max(title.length, ...rows.map((row) => row[at]?.length ?? 0)));
  return [head, ...rows]
    .map((row) =>
      row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join("  "),
    )
    .join("\n");
}

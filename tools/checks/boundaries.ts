/** Fails when a file imports what it must not, lies where it must not, or asks a clock although it is pure. */
import { existsSync, readFileSync } from "node:fs";
import { basename, join, posix } from "node:path";
import {
  DOORS,
  EMPTY_NAMES,
  IMPORT_RULES,
  type ImportRule,
  NOUN_FILE,
  PURE_FILES,
  RESOLVER_FILES,
  ROLES,
  SERVICE_FILES,
} from "./boundary-rules.ts";
import { importCycles } from "./import-cycles.ts";
import { type Report, report } from "./report.ts";
import { filesBelow, foldersIn, ROOT } from "./repository.ts";
import { type Scan, scanSource } from "./source-scan.ts";

/** An import and what it leads to: a path in the repository, or a package as written. */
type Edge = Readonly<{ to: string; line: number }>;

/** Looks at every source of the repository, generated ones left out. */
export function checkBoundaries(root = ROOT): Report {
  const doors = packageDoors(root);
  const graph = new Map<string, readonly Edge[]>();
  const problems: string[] = [];
  for (const file of sources(root)) {
    const scan = scanSource(readFileSync(join(root, file), "utf8"));
    const edges = scan.imports.map(({ specifier, line }) => ({ to: targetOf(file, specifier, doors), line }));
    graph.set(file, edges);
    problems.push(...nameProblems(file), ...impurities(file, scan), ...importProblems(file, edges));
  }
  const cycles = importCycles(new Map([...graph].map(([file, edges]) => [file, edges.map(({ to }) => to)])));
  return report([...problems, ...cycles.map((cycle) => `Imports go round: ${cycle.join(" -> ")}.`)]);
}

/** What of a file's imports breaks which rule. */
export function importProblems(file: string, edges: readonly Edge[]): readonly string[] {
  return IMPORT_RULES.flatMap((rule) => {
    const bound = rule.from.exec(file);
    if (bound === null) return [];
    return edges
      .filter(({ to }) => breaks(rule, bound, to))
      .map(({ to, line }) => `${file}:${line} imports ${to}, and must not: ${rule.because}.`);
  });
}

/** What is wrong with a file's name and place. */
export function nameProblems(file: string): readonly string[] {
  const name = basename(file);
  const noun = NOUN_FILE.exec(file);
  const problems: string[] = [];
  if (name === "index.ts" && !DOORS.test(file))
    problems.push("only the doors of the kernel and of schema/ are index.ts");
  if (EMPTY_NAMES.test(name) && !SERVICE_FILES.test(file)) problems.push("its name does not say what is inside");
  if (noun !== null && !ROLES.test(name)) problems.push("the suffix of its name is no role that a noun's files have");
  if (!/^[a-z0-9]+(?:[-.][a-z0-9]+)*\.ts$/.test(name)) problems.push("names are written in kebab-case");
  return problems.map((problem) => `${file}: ${problem}.`);
}

function breaks({ never, only }: ImportRule, bound: RegExpExecArray, to: string): boolean {
  const matches = (pattern: string): boolean =>
    new RegExp(pattern.replace(/\$(\d)/g, (_, group: string) => bound[Number(group)] ?? "")).test(to);
  return (never !== undefined && matches(never)) || (only !== undefined && !matches(only));
}

function impurities(file: string, { impurities: found, transactions }: Scan): readonly string[] {
  return [
    ...(PURE_FILES.some((pure) => pure.test(file))
      ? found.map(({ what, line }) => `${file}:${line} asks ${what}, but the file is pure: let the caller bring it.`)
      : []),
    ...(RESOLVER_FILES.test(file)
      ? transactions.map((line) => `${file}:${line} begins a transaction; that is an action's work.`)
      : []),
  ];
}

function sources(root: string): readonly string[] {
  return ["gateway", "services", "schema", "tools"]
    .flatMap((folder) => filesBelow(root, folder, ".ts"))
    .filter((file) => !file.includes("/generated/"));
}

function targetOf(file: string, specifier: string, doors: ReadonlyMap<string, string>): string {
  if (specifier.startsWith(".")) return posix.join(posix.dirname(file), specifier);
  const exact = doors.get(specifier);
  if (exact !== undefined) return exact;
  for (const [door, path] of doors) {
    const [start, end] = door.split("*") as [string, string?];
    if (end === undefined || !specifier.startsWith(start) || !specifier.endsWith(end)) continue;
    return path.replace("*", specifier.slice(start.length, specifier.length - end.length));
  }
  return specifier;
}

/**
 * Workspace packages' doors, as `@inclusion/kernel/runtime` -> `services/kernel/src/runtime/index.ts`; a `*` stands for
 * the same text in both.
 */
function packageDoors(root: string): ReadonlyMap<string, string> {
  const folders = [
    "gateway",
    "schema",
    "tools",
    ...foldersIn(join(root, "services")).map((name) => `services/${name}`),
  ];
  return new Map(
    folders.flatMap((folder) => {
      const file = join(root, folder, "package.json");
      if (!existsSync(file)) return [];
      const { name, exports = {} } = JSON.parse(readFileSync(file, "utf8")) as {
        name: string;
        exports?: Record<string, string>;
      };
      return Object.entries(exports).map(([door, path]): [string, string] => [
        posix.join(name, door),
        posix.join(folder, path),
      ]);
    }),
  );
}

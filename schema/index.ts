import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** The services of the graph, in the order in which the graph is composed. */
export const SERVICES = ["participant", "partnership", "accelerator", "finance"] as const;

/** The name of a service: of its subgraph, its database schema and its process. */
export type ServiceName = (typeof SERVICES)[number];

/**
 * The folder of the contract: this one, or `schema/` beside a compiled program.
 * It is found by what it holds, so that a program can be moved.
 */
export const SCHEMA_FOLDER = findFolder(import.meta.dirname);

/** The SDL of a service: what all share and then its nouns, in the order of their names. */
export function sdlOf(service: ServiceName): string {
  const folder = join(SCHEMA_FOLDER, service);
  const nouns = readdirSync(folder)
    .filter((name) => name.endsWith(".graphql"))
    .sort();
  return [join(SCHEMA_FOLDER, "shared.graphql"), ...nouns.map((name) => join(folder, name))]
    .map((file) => readFileSync(file, "utf8"))
    .join("\n");
}

/** The composed graph, as it was committed. */
export function supergraphSdl(): string {
  return readFileSync(join(SCHEMA_FOLDER, "supergraph.graphql"), "utf8");
}

function findFolder(from: string): string {
  for (const folder of [from, join(from, "schema")]) {
    if (holds(folder)) return folder;
  }
  const parent = dirname(from);
  if (parent === from) throw new Error("The folder schema/ with shared.graphql is missing beside the program.");
  return findFolder(parent);
}

function holds(folder: string): boolean {
  try {
    return readdirSync(folder).includes("shared.graphql");
  } catch {
    return false;
  }
}

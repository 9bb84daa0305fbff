/** The four services' SDL becomes one supergraph, and what clients could ask yesterday they can ask today. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { composeServices } from "@apollo/composition";
import { SCHEMA_FOLDER, SERVICES, sdlOf } from "@inclusion/schema";
import {
  type ASTNode,
  buildSchema,
  type DocumentNode,
  type GraphQLError,
  type GraphQLSchema,
  parse,
  visit,
} from "graphql";
import { lostAccess } from "./access-uses.ts";
import { apiSdlOf } from "./api-schema.ts";
import { unnamedBreakingChanges } from "./breaking-changes.ts";
import { noteComposed } from "./composed.ts";
import { merged, type Report, report } from "./report.ts";
import { ROOT } from "./repository.ts";

/** One service's part of the graph. */
export type Subgraph = Readonly<{
  name: string;
  sdl: string;
  /** Names of its SDL files without the ending, as `job-opening`. */
  nouns: readonly string[];
}>;

/** A supergraph, or every reason why there is none. */
export type Composition = Readonly<{ supergraphSdl: string; problems: readonly string[] }>;

const HEADER = "# Composed from the SDL of the services by `npm run generate`. Change that, not this.\n\n";
const SUPERGRAPH_FILE = join(SCHEMA_FOLDER, "supergraph.graphql");
/** The federation calls a hint of this level or above a warning. */
const WARNING = 60;

/** The services of this repository. */
export function ownSubgraphs(): readonly Subgraph[] {
  return SERVICES.map((name) => ({
    name,
    sdl: sdlOf(name),
    nouns: readdirSync(join(SCHEMA_FOLDER, name))
      .filter((file) => file.endsWith(".graphql"))
      .map((file) => file.slice(0, -".graphql".length)),
  }));
}

/**
 * Composes the services.
 *
 * The description of a type that several services have is its owner's: of the service with the file of the type's name.
 * Otherwise the words would be those of whichever stub comes first in the alphabet.
 */
export function composeGraph(subgraphs: readonly Subgraph[]): Composition {
  const documents = subgraphs.map((subgraph) => withoutBorrowedDescriptions(subgraph, subgraphs));
  const composed = composeServices(
    subgraphs.map(({ name }, at) => ({ name, url: `http://${name}`, typeDefs: documents[at] as DocumentNode })),
  );
  if (composed.supergraphSdl === undefined) {
    return { supergraphSdl: "", problems: (composed.errors ?? []).map(describe) };
  }
  const warnings = composed.hints
    .filter(({ definition }) => definition.level.value >= WARNING)
    .map(({ definition, message }) => `${definition.code}: ${message}`);
  const supergraphSdl = `${HEADER}${composed.supergraphSdl.trimEnd()}\n`;
  return { supergraphSdl, problems: [...warnings, ...lostAccess(documents, parse(supergraphSdl))] };
}

let lastComposed: Readonly<{ of: string; composition: Composition }> | null = null;

/** The composition of this repository's services, made once for as long as their SDL stays the same. */
function ownComposition(): Composition {
  const subgraphs = ownSubgraphs();
  const of = JSON.stringify(subgraphs);
  if (lastComposed?.of !== of) lastComposed = { of, composition: composeGraph(subgraphs) };
  return lastComposed.composition;
}

/** Writes the supergraph when it differs from the committed one; says what keeps it from being composed. */
export function writeSupergraph(): Report {
  const { supergraphSdl, problems } = ownComposition();
  if (supergraphSdl !== "" && supergraphSdl !== committedSupergraph()) writeFileSync(SUPERGRAPH_FILE, supergraphSdl);
  if (problems.length === 0) noteComposed();
  return report(problems);
}

/** Fails when the services do not compose, when the committed supergraph is another, or when a client would break. */
export async function checkSupergraph(): Promise<Report> {
  const { supergraphSdl, problems } = ownComposition();
  if (supergraphSdl === "") return report(problems);
  const stale = staleSupergraph(supergraphSdl, committedSupergraph());
  if (problems.length + stale.length === 0) noteComposed();
  return merged(report([...problems, ...stale]), await unnamedBreakingChanges(ROOT, supergraphSdl));
}

/** Says that the committed supergraph is not what composes, when so. */
export function staleSupergraph(composed: string, committed: string | null): readonly string[] {
  if (composed === committed) return [];
  const state = committed === null ? "is missing" : "is not what the services compose to";
  return [`schema/supergraph.graphql ${state}; run \`npm run generate\` and read the difference.`];
}

/** The schema that clients see, of the services as they stand; null when they do not compose. */
export function ownApiSchema(): GraphQLSchema | null {
  const { supergraphSdl } = ownComposition();
  return supergraphSdl === "" ? null : buildSchema(apiSdlOf(supergraphSdl));
}

function committedSupergraph(): string | null {
  return existsSync(SUPERGRAPH_FILE) ? readFileSync(SUPERGRAPH_FILE, "utf8") : null;
}

function withoutBorrowedDescriptions(own: Subgraph, all: readonly Subgraph[]): DocumentNode {
  const borrowed = (type: string): boolean => {
    const noun = type.replace(/(?<=[a-z0-9])(?=[A-Z])/g, "-").toLowerCase();
    return !own.nouns.includes(noun) && all.some(({ nouns }) => nouns.includes(noun));
  };
  return visit(parse(own.sdl), {
    ObjectTypeDefinition: (node) => {
      if (node.description === undefined || !borrowed(node.name.value)) return undefined;
      const { description: _, ...bare } = node;
      return bare;
    },
  });
}

function describe(error: GraphQLError): string {
  const services = (error.nodes ?? []).flatMap((node: ASTNode & { subgraph?: string }) => node.subgraph ?? []);
  const where = services.length > 0 ? ` (${[...new Set(services)].join(", ")})` : "";
  return `${String(error.extensions["code"] ?? "COMPOSITION")}${where}: ${error.message}`;
}

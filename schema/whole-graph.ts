/** The whole graph and its registered documents, as they were composed and committed; read once. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { buildASTSchema, type GraphQLSchema, isObjectType, parse } from "graphql";
import { z } from "zod";
import { type AccessMap, readAccess, withoutInaccessible } from "./access.ts";
import { SCHEMA_FOLDER, supergraphSdl } from "./index.ts";

/** A type and its fields. */
export type TypeFields = Readonly<{ name: string; fields: readonly string[] }>;

/** The graph that all services make together. */
export type WholeGraph = Readonly<{
  schema: GraphQLSchema;
  access: AccessMap;
  /** Object types of the graph that clients can meet, in order of name. */
  types: readonly TypeFields[];
  /** The registered document of an id; null when there is none. */
  documentOf: (id: string) => Readonly<{ name: string; text: string }> | null;
}>;

const Manifest = z.object({ documents: z.array(z.object({ id: z.string(), name: z.string(), file: z.string() })) });

let known: WholeGraph | undefined;

/** The graph of this installation. */
export function wholeGraph(): WholeGraph {
  known ??= readGraph();
  return known;
}

function readGraph(): WholeGraph {
  const sdl = supergraphSdl();
  const schema = buildASTSchema(withoutInaccessible(parse(sdl, { noLocation: true })), { assumeValidSDL: true });
  const operations = join(SCHEMA_FOLDER, "operations");
  const { documents } = Manifest.parse(JSON.parse(readFileSync(join(operations, "manifest.json"), "utf8")));
  const byId = new Map(documents.map((document) => [document.id, document]));
  const types = Object.values(schema.getTypeMap())
    .filter((type) => isObjectType(type) && !type.name.includes("__"))
    .map((type) => ({ name: type.name, fields: isObjectType(type) ? Object.keys(type.getFields()) : [] }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  return {
    schema,
    access: readAccess(sdl),
    types,
    documentOf: (id) => {
      const found = byId.get(id);
      return found === undefined
        ? null
        : { name: found.name, text: readFileSync(join(operations, found.file), "utf8") };
    },
  };
}

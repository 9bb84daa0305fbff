/** A noun has the same path in both halves: `schema/<service>/<noun>.graphql` and `services/<service>/src/<noun>/`. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { SERVICES } from "@inclusion/schema";
import { type DocumentNode, Kind, parse } from "graphql";
import { merged, type Report, report } from "./report.ts";
import { filesBelow, foldersIn, ROOT } from "./repository.ts";
import { styleProblems } from "./schema-style.ts";

/** Fails when a half of a noun is missing, or when an SDL file does not follow the house's style. */
export function checkMirror(root = ROOT, services: readonly string[] = SERVICES): Report {
  const shared = join(root, "schema", "shared.graphql");
  return merged(
    report(existsSync(shared) ? styleProblems("schema/shared.graphql", parse(readFileSync(shared, "utf8"))) : []),
    ...services.map((service) => report([...withoutCode(root, service), ...withoutSdl(root, service)])),
  );
}

function withoutCode(root: string, service: string): readonly string[] {
  return filesBelow(root, join("schema", service), ".graphql").flatMap((file) => {
    const noun = basename(file, ".graphql");
    const folder = `services/${service}/src/${noun}`;
    const document = parse(readFileSync(join(root, file), "utf8"));
    const half = hasRootField(document) ? `${folder}/${noun}.resolvers.ts` : `${folder}/`;
    const missing = isThere(join(root, half)) ? [] : [`${file} has no code: ${half} is missing or empty.`];
    return [...missing, ...styleProblems(file, document)];
  });
}

function withoutSdl(root: string, service: string): readonly string[] {
  const source = join(root, "services", service, "src");
  return foldersIn(source).flatMap((noun) => {
    const resolvers = readdirSync(join(source, noun)).filter((name) => name.endsWith(".resolvers.ts"));
    const sdl = `schema/${service}/${noun}.graphql`;
    if (resolvers.length === 0 || existsSync(join(root, sdl))) return [];
    return [`services/${service}/src/${noun}/${resolvers[0]} has no SDL: ${sdl} is missing.`];
  });
}

function isThere(path: string): boolean {
  return existsSync(path) && (!path.endsWith("/") || readdirSync(path).length > 0);
}

function hasRootField(document: DocumentNode): boolean {
  return document.definitions.some(
    (node) =>
      (node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.OBJECT_TYPE_EXTENSION) &&
      (node.name.value === "Query" || node.name.value === "Mutation"),
  );
}

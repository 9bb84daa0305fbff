/** The registered documents: what applications ask, known and valid before they ask it. */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type DocumentNode, type GraphQLSchema, Kind, parse, validate } from "graphql";
import { ownApiSchema } from "./compose.ts";
import { type Report, report } from "./report.ts";
import { filesBelow, ROOT } from "./repository.ts";

/** One registered document. */
export type RegisteredDocument = Readonly<{
  /** `sha256:` and the hex SHA-256 of the file's bytes. */
  id: string;
  /** Name of its operation. */
  name: string;
  /** The application that asks it: its folder. */
  app: string;
  /** Path below `schema/operations`. */
  file: string;
}>;

const FOLDER = "schema/operations";
const MANIFEST = `${FOLDER}/manifest.json`;

/** Fails when a document is not fit to be registered or the committed manifest is another. */
export function checkManifest(root = ROOT, schema: GraphQLSchema | null = ownApiSchema()): Report {
  const { documents, problems } = readDocuments(root, schema);
  const file = join(root, MANIFEST);
  const committed = existsSync(file) ? readFileSync(file, "utf8") : null;
  const stale = committed === null ? documents.length > 0 : committed !== printManifest(documents);
  return report([
    ...problems,
    ...(stale ? [`${MANIFEST} is not of the documents' bytes; run \`npm run generate\`.`] : []),
  ]);
}

/** Writes the manifest; says which documents are not fit to be registered. */
export function writeManifest(root = ROOT, schema: GraphQLSchema | null = ownApiSchema()): Report {
  const { documents, problems } = readDocuments(root, schema);
  const file = join(root, MANIFEST);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, printManifest(documents));
  return report(problems);
}

function printManifest(documents: readonly RegisteredDocument[]): string {
  return `${JSON.stringify({ documents }, null, 2)}\n`;
}

function readDocuments(
  root: string,
  schema: GraphQLSchema | null,
): Readonly<{ documents: readonly RegisteredDocument[]; problems: readonly string[] }> {
  if (schema === null) return { documents: [], problems: ["The services do not compose: no document can be judged."] };
  const read = filesBelow(root, FOLDER, ".graphql").map((path) => readDocument(root, path, schema));
  const documents = read.flatMap(({ document }) => document ?? []);
  const repeated = documents.filter(
    ({ app, name }, at) => documents.findIndex((other) => other.app === app && other.name === name) !== at,
  );
  return {
    documents,
    problems: [
      ...read.flatMap(({ problems }) => problems),
      ...repeated.map(({ file, name, app }) => `${FOLDER}/${file}: ${app} has another operation named ${name}.`),
    ],
  };
}

function readDocument(
  root: string,
  path: string,
  schema: GraphQLSchema,
): Readonly<{ document: RegisteredDocument | null; problems: readonly string[] }> {
  const bytes = readFileSync(join(root, path));
  const file = path.slice(FOLDER.length + 1);
  const [app, ...rest] = file.split("/") as [string, ...string[]];
  const faulty = (...reasons: string[]) => ({
    document: null,
    problems: reasons.map((reason) => `${path}: ${reason}`),
  });
  if (rest.length !== 1) return faulty("a document lies in the folder of its application, and nowhere below.");
  let parsed: DocumentNode;
  try {
    parsed = parse(bytes.toString("utf8"));
  } catch (error) {
    return faulty((error as Error).message);
  }
  const operations = parsed.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
  const name = operations[0]?.name?.value;
  if (operations.length !== 1 || name === undefined)
    return faulty("a document holds exactly one operation, with a name.");
  const errors = validate(schema, parsed);
  if (errors.length > 0) return faulty(...errors.map(({ message }) => message));
  const id = `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
  return { document: { id, name, app, file }, problems: [] };
}

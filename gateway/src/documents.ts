/**
 * Stored documents: operations that are known before they are asked, by the SHA-256 of their file.
 * A caller sends the id instead of the text.
 */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import type { HTTPGraphQLRequest } from "@apollo/server";
import { ANYONE, type Viewer } from "@inclusion/kernel";
import { SettingsError } from "@inclusion/kernel/runtime";
import { type DocumentNode, Kind, parse, visit } from "graphql";
import { answerError } from "./answer-error.ts";
import { refuseRepeats } from "./repeats.ts";

/** One stored operation. */
export type StoredDocument = Readonly<{
  /** `sha256:` and the hexadecimal SHA-256 of the file's bytes. */
  id: string;
  /** Name of the operation, unique over all documents. */
  name: string;
  /** The folder it lies in: who asks it. */
  app: string;
  text: string;
}>;

export type Manifest = Readonly<{ documents: readonly StoredDocument[] }>;

/** A document that is sent has so many words and signs at most. */
export const MAX_TOKENS = 4_000;

/** The text of the document with an id, if it is stored. */
export type FindDocument = (id: string) => string | undefined;

/**
 * Reads every `operations/<app>/*.graphql` of the schema folder.
 *
 * @throws SettingsError that names each file which is not one named, self-contained operation of its own name
 */
export function loadManifest(schemaFolder: string): Manifest {
  const folder = join(schemaFolder, "operations");
  const documents: StoredDocument[] = [];
  const problems: string[] = [];
  const fileOf = new Map<string, string>();
  for (const { app, file } of documentFiles(folder)) {
    const shown = relative(schemaFolder, file);
    const bytes = readFileSync(file);
    const text = bytes.toString("utf8");
    const read = operationName(text);
    if ("problem" in read) {
      problems.push(`${shown}: ${read.problem}`);
      continue;
    }
    const other = fileOf.get(read.name);
    if (other !== undefined) problems.push(`${shown}: the operation ${read.name} stands in ${other} as well`);
    fileOf.set(read.name, shown);
    const id = documentIdOf(bytes);
    documents.push({ id, name: read.name, app, text });
  }
  if (problems.length > 0) throw new SettingsError(problems);
  return { documents };
}

/** The id of a document: of a registered one by its file, and of any other by its text in the same way. */
export function documentIdOf(text: string | Buffer): string {
  return `sha256:${createHash("sha256").update(text).digest("hex")}`;
}

function documentFiles(folder: string): { app: string; file: string }[] {
  const apps = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return apps.flatMap(({ name: app }) =>
    readdirSync(join(folder, app))
      .filter((name) => name.endsWith(".graphql"))
      .sort()
      .map((name) => ({ app, file: join(folder, app, name) })),
  );
}

function operationName(text: string): { name: string } | { problem: string } {
  let document: DocumentNode;
  try {
    document = parse(text, { noLocation: true });
  } catch (error) {
    return { problem: `cannot be read: ${error instanceof Error ? error.message : String(error)}` };
  }
  const operations = document.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
  const [operation] = operations;
  if (operation === undefined || operations.length > 1) {
    return { problem: `holds ${operations.length} operations; write one operation a file` };
  }
  if (operation.name === undefined) return { problem: "its operation has no name; give it one" };
  const other = document.definitions.find(
    (node) => node.kind !== Kind.OPERATION_DEFINITION && node.kind !== Kind.FRAGMENT_DEFINITION,
  );
  if (other !== undefined) return { problem: `holds a ${other.kind}; write operations and fragments only` };
  const missing = missingFragments(document);
  return missing.length > 0
    ? { problem: `uses fragments that it does not hold: ${missing.join(", ")}` }
    : { name: operation.name.value };
}

function missingFragments(document: DocumentNode): string[] {
  const held = new Set<string>();
  const used = new Set<string>();
  visit(document, {
    FragmentDefinition(node) {
      held.add(node.name.value);
    },
    FragmentSpread(node) {
      used.add(node.name.value);
    },
  });
  return [...used].filter((name) => !held.has(name));
}

/** Makes a manifest searchable by id. */
export function documentFinder({ documents }: Manifest): FindDocument {
  const texts = new Map(documents.map(({ id, text }) => [id, text]));
  return (id) => texts.get(id);
}

/**
 * Whether a caller may send the text of an operation instead of the id of a stored one.
 *
 * Callers without a token may, for now, although `ANYONE` says that stored documents are all it gets.
 */
export function maySendText(viewer: Viewer): boolean {
  return viewer === ANYONE || !viewer.documentsOnly;
}

/**
 * The body and query string of a GraphQL request with the text in the place of the id, if it came with an id.
 *
 * @throws GraphQLError for an id that is not stored (404), an id with a text (400), a text from a caller who must
 *   send ids (400), and a text that would cost much to validate (400)
 */
export function withStoredText(
  request: HTTPGraphQLRequest,
  viewer: Viewer,
  find: FindDocument,
): Pick<HTTPGraphQLRequest, "body" | "search"> {
  const { body, search } = request;
  if (request.method === "GET") {
    const params = new URLSearchParams(search);
    if (params.getAll("documentId").length > 1) throw malformed("documentId is given more than once.");
    const extensions = parsed(params.get("extensions"));
    const text = storedText(
      { documentId: params.get("documentId"), extensions, query: params.get("query") },
      viewer,
      find,
    );
    if (text === null) return { body, search };
    params.set("query", text);
    params.delete("documentId");
    params.delete("extensions");
    return { body, search: `?${params}` };
  }
  if (!isRecord(body)) return { body, search };
  const { documentId, query, extensions, ...rest } = body;
  const text = storedText({ documentId, extensions, query }, viewer, find);
  return { body: text === null ? body : { ...rest, query: text }, search };
}

/** What a request says about its document, in whatever form it came. */
type AskedDocument = Readonly<{ documentId?: unknown; extensions?: unknown; query?: unknown }>;

/** The stored text that is asked for; null when no id was sent and the request may stay as it is. */
function storedText(asked: AskedDocument, viewer: Viewer, find: FindDocument): string | null {
  const { documentId, extensions, query: text } = asked;
  const id = idOf(documentId, extensions);
  const hasText = text !== undefined && text !== null && text !== "";
  if (id === null) {
    if (!hasText) return null;
    if (maySendText(viewer)) {
      if (typeof text === "string") refuseRepeats(text, MAX_TOKENS);
      return null;
    }
    throw answerError("PERSISTED_QUERY_ID_REQUIRED", "This token runs stored documents only.", {
      hint: "Send documentId (sha256: and the hex SHA-256 of a file in schema/operations) instead of query.",
    });
  }
  if (hasText) {
    throw answerError("CANNOT_SEND_PQ_ID_AND_BODY", "Send the id of a stored document or a text, not both.");
  }
  const found = find(id);
  if (found !== undefined) return found;
  throw answerError("PERSISTED_QUERY_NOT_IN_LIST", "No document is stored under this id.", {
    hint: "An id is sha256: and 64 lower-case hex digits, the SHA-256 of the file's bytes.",
  });
}

/** The id as it was sent: `documentId`, or Apollo's `extensions.persistedQuery.sha256Hash`. */
function idOf(documentId: unknown, extensions: unknown): string | null {
  if (documentId !== undefined && documentId !== null) {
    if (typeof documentId !== "string") throw malformed("documentId is a text.");
    return documentId;
  }
  const persisted = isRecord(extensions) ? extensions.persistedQuery : undefined;
  if (persisted === undefined || persisted === null) return null;
  const hash = isRecord(persisted) ? persisted.sha256Hash : undefined;
  if (typeof hash !== "string") throw malformed("extensions.persistedQuery.sha256Hash is a text.");
  return hash.startsWith("sha256:") ? hash : `sha256:${hash}`;
}

function malformed(message: string): Error {
  return answerError("BAD_REQUEST", message);
}

function parsed(json: string | null): unknown {
  try {
    return json === null ? undefined : JSON.parse(json);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * What every mutation keeps, whatever it does: asked again it is one request, decided on an old version it is refused,
 * and who may not do it, or may not see the row, changes nothing. A service brings one valid example a mutation.
 */
import { randomUUID } from "node:crypto";
import {
  buildASTSchema,
  type DocumentNode,
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  isInputObjectType,
  isObjectType,
  Kind,
  parse,
  valueFromASTUntyped,
} from "graphql";
import { isId, type Limits, NOTHING, UNLIMITED, type Viewer } from "../pure/index.ts";
import type { TestService } from "./test-service.ts";
import { viewerWithin } from "./test-viewer.ts";

/** A valid request, on rows that are made for it. */
export type MutationExample = Readonly<{
  input: Readonly<Record<string, unknown>>;
  /**
   * The field of the input that names the row which limits hide; the first id of the input unless told otherwise. Null
   * when there is none, as for what is new or belongs to everybody.
   */
  row?: string | null;
  /** What of it would make it another request, which the refusal then names; something of the input unless told. */
  other?: Readonly<Record<string, unknown>>;
  /** What whoever does it may see; everything unless told otherwise. */
  limits?: Partial<Limits>;
  /** Who does it, where a rule asks for another person than before. */
  subject?: string;
  /** Fields of the payload that the first answer alone has, as a secret that is shown once. */
  shownOnce?: readonly string[];
  /** Whether each request is an act of its own that is noted, as an export is. */
  isRepeated?: boolean;
}>;

/** An example of each mutation, made anew whenever it is asked for. */
export type MutationExamples = Readonly<Record<string, () => Promise<MutationExample>>>;

/** A service whose mutations are looked at. */
export type MutationContract = Readonly<{
  opened: TestService;
  /** Schema of the database. */
  schema: string;
  typeDefs: string;
  examples: MutationExamples;
  /** Tables that hold a line of whatever is asked, and so may grow by a request that changes nothing. */
  logs?: readonly string[];
}>;

type Mutation = Readonly<{
  name: string;
  /** Lists of scopes: whoever holds one whole list may. */
  scopes: readonly (readonly string[])[];
  fields: readonly string[];
  document: string;
}>;

/** Names of all mutations of a service that somebody outside can ask for, by its SDL. */
export function mutationNames(typeDefs: string): readonly string[] {
  const fields = Object.values(schemaOf(typeDefs).schema.getMutationType()?.getFields() ?? {});
  const open = fields.filter(({ astNode }) => !astNode?.directives?.some(({ name }) => name.value === "inaccessible"));
  return open.map(({ name }) => name).sort();
}

/**
 * Everything in which a mutation does not keep the contract, in words; empty when it keeps all of it.
 *
 * The requests that must change nothing come first, on the same rows as the one that does it.
 */
export async function contractProblems(contract: MutationContract, name: string): Promise<readonly string[]> {
  const example = contract.examples[name];
  if (example === undefined) return [`${name} has no example: add one to the table.`];
  const { schema, document } = schemaOf(contract.typeDefs);
  const made = await example();
  const mutation = mutationOf(schema, name);
  const every = [...new Set(scopesIn(document))];
  const viewer = viewerWithin({ ...UNLIMITED, ...made.limits }, ...every);
  const all: Viewer = { ...viewer, subject: made.subject ?? viewer.subject };
  const asked: Asked = { ...contract, mutation, example: made, all };
  const before = await contentOf(contract);
  const quiet = [
    ...(await withoutScope(asked, every)),
    ...(await outOfLimits(asked, every)),
    ...(await onOldVersion(asked)),
  ];
  const after = await contentOf(contract);
  const changed = before === after ? [] : ["a request that was denied or refused changed something"];
  return [...quiet, ...changed, ...(await askedAgain(asked, after))];
}

type Asked = MutationContract & Readonly<{ mutation: Mutation; example: MutationExample; all: Viewer }>;

async function withoutScope(asked: Asked, every: readonly string[]): Promise<string[]> {
  const needed = new Set(asked.mutation.scopes.flat());
  const viewer = viewerWithin(UNLIMITED, ...every.filter((scope) => !needed.has(scope)));
  const { code } = await run(asked, viewer, asked.example.input);
  return code === "FORBIDDEN_FIELD" ? [] : [`without its scope it answers ${code}`];
}

async function outOfLimits(asked: Asked, every: readonly string[]): Promise<string[]> {
  const { input } = asked.example;
  const row = rowOf(asked);
  if (row === null) return [];
  const none = { ...input, [row]: randomUUID() };
  const elsewhere: Viewer = { ...viewerWithin(NOTHING, ...every), subject: "test:elsewhere" };
  const foreign = await run(asked, elsewhere, input);
  const missing = await run(asked, elsewhere, none);
  if ((await run(asked, asked.all, none)).code === "DONE") return [`a ${row} that is none is taken`];
  return foreign.text === missing.text
    ? []
    : [`a row out of the limits answers ${foreign.text}, and one that is not there ${missing.text}`];
}

async function onOldVersion(asked: Asked): Promise<string[]> {
  if (!asked.mutation.fields.includes("expectedVersion")) return [];
  const { code } = await run(asked, asked.all, { ...asked.example.input, expectedVersion: 999_999 });
  return code.split(" ").includes("CONFLICT") ? [] : [`with an old version it answers ${code}`];
}

async function askedAgain(asked: Asked, before: string): Promise<string[]> {
  const { mutation, all, example } = asked;
  const isKeyed = mutation.fields.includes("idempotencyKey");
  const input = { ...example.input, ...(isKeyed ? { idempotencyKey: `contract-${mutation.name}` } : {}) };
  const first = await run(asked, all, input);
  if (first.code !== "DONE") return [`its example answers ${first.text}`];
  const done = await contentOf(asked);
  const again = await run(asked, all, input);
  const body = otherBody(asked, input);
  const other = isKeyed && body !== null ? await run(asked, all, body) : { code: "IDEMPOTENCY_MISMATCH", text: "" };
  const unnamed = Object.keys(example.other ?? {}).filter((field) => !other.text.includes(field));
  return [
    ...(done === before ? ["its example changes nothing"] : []),
    // What takes no key is known by its content: it may say that nothing was new, and does nothing.
    ...(again.text === first.text || !isKeyed ? [] : [`asked again it answers ${again.text}, and first ${first.text}`]),
    ...(other.code === "IDEMPOTENCY_MISMATCH" ? [] : [`another body under its key answers ${other.code}`]),
    ...unnamed.map((field) => `another body under its key is refused without a word of ${field}`),
    ...(example.isRepeated === true || (await contentOf(asked)) === done ? [] : ["asked again it changes something"]),
  ];
}

/** Another request; null when there is no other. */
function otherBody(asked: Asked, input: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> | null {
  const { other } = asked.example;
  if (other !== undefined) return { ...input, ...other };
  if (asked.mutation.fields.includes("expectedVersion")) return { ...input, expectedVersion: 999_999 };
  const texts = Object.entries(input).filter(([key, each]) => typeof each === "string" && key !== "idempotencyKey");
  const [text] = [...texts.filter(([, each]) => isId(String(each))), ...texts];
  if (text === undefined) return null;
  const [name, value] = text;
  return { ...input, [name]: isId(String(value)) ? randomUUID() : `${String(value)} ` };
}

function rowOf({ example, mutation }: Asked): string | null {
  if (example.row !== undefined) return example.row;
  return mutation.fields.find((field) => field !== "idempotencyKey" && isId(String(example.input[field]))) ?? null;
}

/** What came of a request: DONE, the codes of its refusals, or the code of its fault. */
type Outcome = Readonly<{ code: string; text: string }>;

async function run({ opened, mutation, example }: Asked, viewer: Viewer, input: object): Promise<Outcome> {
  const { data, errors } = await opened.ask(viewer, mutation.document, { input });
  const [error] = errors ?? [];
  if (error !== undefined) {
    const code = String(error.extensions.code);
    return { code, text: `${code} ${error.message}` };
  }
  const payload = data?.[mutation.name] as Readonly<{ refusals: readonly Readonly<{ code: string }>[] }>;
  const code = payload.refusals.map((refusal) => refusal.code).join(" ") || "DONE";
  const { shownOnce = [] } = example;
  return { code, text: JSON.stringify(payload, (name, value) => (shownOnce.includes(name) ? null : value)) };
}

/** All rows of the service's tables as one hash; keys of requests that were refused leave none. */
async function contentOf({ opened, schema, logs = [] }: MutationContract): Promise<string> {
  const tables = await opened.sql<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
     WHERE schemaname = $1 AND tablename <> ALL ($2::text[]) ORDER BY 1`,
    [schema, logs],
  );
  const parts = tables.map(
    ({ name }) => `SELECT count(*) AS n, coalesce(sum(hashtextextended(t::text, 0)::numeric), 0) AS h FROM ${name} t`,
  );
  const [row] = await opened.sql<{ content: string }>(
    `SELECT string_agg(n || ':' || h, ',') AS content FROM (${parts.join(" UNION ALL ")}) c`,
  );
  return row?.content ?? "";
}

function schemaOf(typeDefs: string): Readonly<{ schema: GraphQLSchema; document: DocumentNode }> {
  // Where every part of the SDL extends the type, it is begun here.
  const isBegun = /^type Mutation\b/m.test(typeDefs);
  const document = parse(isBegun ? typeDefs : `type Mutation\n${typeDefs}`);
  return { schema: buildASTSchema(document, { assumeValidSDL: true }), document };
}

/** Every scope that the SDL names. */
function scopesIn(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(scopesIn);
  if (typeof node !== "object" || node === null) return [];
  const { kind, name } = node as { kind?: string; name?: { value: string } };
  if (kind === Kind.DIRECTIVE && name?.value === "access") return accessOf(node as AccessNode).flat();
  return Object.entries(node).flatMap(([key, value]) => (key === "loc" ? [] : scopesIn(value)));
}

type AccessNode = Parameters<typeof valueFromASTUntyped>[0] & Readonly<{ arguments?: readonly { value: never }[] }>;

function accessOf({ arguments: given = [] }: AccessNode): string[][] {
  return given.flatMap(({ value }) => valueFromASTUntyped(value) as string[][]);
}

function mutationOf(schema: GraphQLSchema, name: string): Mutation {
  const field = schema.getMutationType()?.getFields()[name] as GraphQLField<unknown, unknown>;
  const input = getNamedType(field.args[0]?.type);
  const payload = getNamedType(field.type);
  const shown = isObjectType(payload)
    ? Object.values(payload.getFields()).filter((each) => each.name !== "refusals")
    : [];
  const selection = shown.map(({ name: shownName, type }) => {
    const of = getNamedType(type);
    if (!isObjectType(of)) return shownName;
    return `${shownName} { ${["id", "version"].filter((each) => of.getFields()[each] !== undefined).join(" ")} __typename }`;
  });
  const access = field.astNode?.directives?.find((directive) => directive.name.value === "access");
  return {
    name,
    scopes: access === undefined ? [] : accessOf(access as never),
    fields: isInputObjectType(input) ? Object.keys(input.getFields()) : [],
    document: `mutation($input: ${field.args[0]?.type}) { ${name}(input: $input) {
      ${selection.join(" ")} refusals { code message field } } }`,
  };
}

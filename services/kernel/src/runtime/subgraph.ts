/** SDL and resolvers become an executable schema in which every field asks for its scopes. */
import { buildSubgraphSchema } from "@apollo/subgraph";
import {
  type DirectiveNode,
  type DocumentNode,
  defaultFieldResolver,
  type ExecutionResult,
  execute,
  type GraphQLError,
  type GraphQLFormattedError,
  type GraphQLObjectType,
  type GraphQLSchema,
  isObjectType,
  parse,
  validate,
  valueFromASTUntyped,
} from "graphql";
import { type DanishTexts, holdsScope, invariant } from "../pure/index.ts";
import type { BaseContext } from "./context.ts";
import { Fault } from "./errors.ts";
import { noteReads, type ReadLog } from "./read-log.ts";
import { NO_DANISH, speakDanish } from "./spoken.ts";
import { guardTexts, type TextGuard, UNREADABLE_TEXT } from "./text-guard.ts";
import type { Operation } from "./transport.ts";

/** Resolvers as codegen types them; the kernel looks at no more than their form. */
export type ResolverMap = Readonly<Record<string, unknown>>;

type Scopes = readonly (readonly string[])[];

/** What stands around a service's resolvers. */
export type Guards = Readonly<{
  /** What no text of a request may hold; looked for when the caller may use the field at all. */
  texts?: TextGuard | undefined;
  /** What is written down of reading persons' data. */
  reads?: Pick<ReadLog, "types"> | undefined;
  danish?: DanishTexts | undefined;
}>;

/**
 * Builds a service's schema.
 *
 * @throws Error when a field of Query or Mutation does not say who may use it, or a refusal code has no Danish text
 */
export function buildSubgraph(
  typeDefs: string,
  resolvers: ResolverMap,
  { texts, reads, danish = NO_DANISH }: Guards = {},
): GraphQLSchema {
  const closed: ClosedReferences = { ofType: new Map(), objects: new WeakMap() };
  const guarded = Object.entries(resolvers).map(([name, own]) => [name, guardReference(name, own, closed)]);
  const typed = { typeDefs: parse(typeDefs), resolvers: Object.fromEntries(guarded) as never };
  const schema = buildSubgraphSchema([typed]);
  if (texts !== undefined) guardTexts(schema, texts);
  guardTexts(schema, { ...UNREADABLE_TEXT, except: texts?.readDamaged ?? [] });
  if (reads !== undefined) noteReads(schema, reads.types);
  speakDanish(schema, danish);
  for (const type of Object.values(schema.getTypeMap())) {
    if (isObjectType(type) && !type.name.startsWith("_")) guardType(type, closed);
  }
  return schema;
}

/** What each type as a whole asks for, and the references that came from a viewer who has not got it. */
type ClosedReferences = Readonly<{ ofType: Map<string, Scopes>; objects: WeakMap<object, Scopes> }>;

/**
 * A reference to a type that is closed to the viewer becomes an object of which no field is told, rather than a row
 * that the policies hide: each field then says why it is empty, and whether the row exists stays unsaid.
 */
function guardReference(name: string, resolvers: unknown, { ofType, objects }: ClosedReferences): unknown {
  if (typeof resolvers !== "object" || resolvers === null || !("__resolveReference" in resolvers)) return resolvers;
  const resolve = resolvers.__resolveReference as (reference: object, ...rest: unknown[]) => unknown;
  const guarded = (reference: object, context: BaseContext, info: unknown): unknown => {
    const scopes = ofType.get(name);
    if (scopes === undefined || holdsScope(context.viewer, scopes)) return resolve(reference, context, info);
    objects.set(reference, scopes);
    return reference;
  };
  return { ...resolvers, __resolveReference: guarded };
}

function guardType(type: GraphQLObjectType, { ofType: known, objects }: ClosedReferences): void {
  const ofType = scopesOf(type.astNode?.directives) ?? extensionScopes(type);
  if (ofType !== null) known.set(type.name, ofType);
  for (const field of Object.values(type.getFields())) {
    if (field.name.startsWith("_")) continue;
    const scopes = scopesOf(field.astNode?.directives) ?? (field.name === "id" ? null : ofType);
    const root = type.name === "Query" || type.name === "Mutation";
    invariant(!root || scopes !== null, `${type.name}.${field.name} names its @access`);
    if (scopes === null) continue;
    const resolve = field.resolve ?? defaultFieldResolver;
    const name = `${type.name}.${field.name}`;
    field.resolve = (source, args, context: BaseContext, info) => {
      const ofReference = objects.get(source as object);
      if (ofReference !== undefined) throw denied(name, ofReference, context);
      if (!holdsScope(context.viewer, scopes)) throw denied(name, scopes, context);
      return resolve(source, args, context, info);
    };
  }
}

function denied(field: string, scopes: Scopes, { viewer }: BaseContext): Fault {
  const wanted = scopes.map((all) => all.join(" + ")).join(" or ");
  return new Fault("FORBIDDEN_FIELD", `${field} needs the scope ${wanted}.`, {
    requiredScopes: scopes,
    yourScopes: viewer.scopes,
    hint: `Leave ${field} out, or ask whoever issued the token "${viewer.name}" for ${wanted}.`,
  });
}

function scopesOf(directives: readonly DirectiveNode[] | undefined): Scopes | null {
  const access = directives?.find(({ name }) => name.value === "access");
  const value = access?.arguments?.find(({ name }) => name.value === "scope")?.value;
  return value === undefined ? null : (valueFromASTUntyped(value) as Scopes);
}

function extensionScopes(type: GraphQLObjectType): Scopes | null {
  for (const node of type.extensionASTNodes) {
    const scopes = scopesOf(node.directives);
    if (scopes !== null) return scopes;
  }
  return null;
}

/** Parses and validates a text once; what the gateway's plans send comes back in the same words. */
export function documentCache(
  schema: GraphQLSchema,
  limit = 2_000,
): (text: string) => DocumentNode | readonly GraphQLError[] {
  const known = new Map<string, DocumentNode>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const document = parse(text, { maxTokens: 15_000, noLocation: true });
    const errors = validate(schema, document);
    if (errors.length > 0) return errors;
    if (known.size >= limit) known.delete(known.keys().next().value as string);
    known.set(text, document);
    return document;
  };
}

/** A schema and the documents that were checked against it. */
export type Runnable = Readonly<{ schema: GraphQLSchema; documents: ReturnType<typeof documentCache> }>;

/** Runs an operation; errors come out as `describe` makes them. */
export async function runOperation(
  { schema, documents }: Runnable,
  operation: Operation,
  context: BaseContext,
  describe: (error: GraphQLError) => GraphQLFormattedError,
): Promise<ExecutionResult> {
  let document: ReturnType<typeof documents>;
  try {
    document = documents(operation.query);
  } catch (error) {
    return { errors: [describe(error as GraphQLError)] } as unknown as ExecutionResult;
  }
  if (!("kind" in document)) return { errors: document.map(describe) } as unknown as ExecutionResult;
  const { data, errors } = await execute({
    schema,
    document,
    contextValue: context,
    variableValues: operation.variables as Record<string, unknown>,
    operationName: operation.operationName,
  });
  const result = errors === undefined ? { data } : { data, errors: errors.map(describe) };
  return result as unknown as ExecutionResult;
}

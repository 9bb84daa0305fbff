/**
 * What the graph is open to without a token.
 *
 * The services decide about every field. This check comes before them for callers without a token only: such an
 * operation is answered whole or not at all, with the way to a token, instead of as data with holes.
 */
import { ANYONE, holdsScope } from "@inclusion/kernel";
import {
  type ConstDirectiveNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLError,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isObjectType,
  Kind,
  type ObjectTypeDefinitionNode,
  type OperationDefinitionNode,
  parse,
  type SelectionSetNode,
  valueFromASTUntyped,
} from "graphql";
import { answerError } from "./answer-error.ts";

/** Scopes of which one whole inner list is needed. */
export type Scopes = readonly (readonly string[])[];

/** "Type.field" -> scopes; a field that is not there is open to whoever can reach it. */
export type AccessMap = ReadonlyMap<string, Scopes>;

/** A field of an operation that is closed to callers without a token. */
export type ClosedField = Readonly<{ field: string; path: readonly string[]; scopes: Scopes }>;

/**
 * Reads `@access` from a supergraph, where composition leaves it as it stands in the services.
 *
 * A field without the directive follows its type, except `id`. A root field without it is closed to everybody.
 */
export function readAccess(supergraphSdl: string): AccessMap {
  const access = new Map<string, Scopes>();
  for (const node of parse(supergraphSdl, { noLocation: true }).definitions) {
    if (node.kind === Kind.OBJECT_TYPE_DEFINITION) readType(node, access);
  }
  return access;
}

function readType(node: ObjectTypeDefinitionNode, access: Map<string, Scopes>): void {
  const type = node.name.value;
  const ofType = scopesOf(node.directives) ?? (type === "Query" || type === "Mutation" ? [] : null);
  for (const { name, directives } of node.fields ?? []) {
    const scopes = scopesOf(directives) ?? (name.value === "id" ? null : ofType);
    if (scopes !== null) access.set(`${type}.${name.value}`, scopes);
  }
}

function scopesOf(directives: readonly ConstDirectiveNode[] | undefined): Scopes | null {
  const given = directives?.find(({ name }) => name.value === "access");
  const value = given?.arguments?.find(({ name }) => name.value === "scope")?.value;
  return value === undefined ? null : (valueFromASTUntyped(value) as Scopes);
}

/**
 * The first field of a valid operation that callers without a token may not read, or null.
 *
 * Fields under `@skip` and `@include` count whatever the variables say. A field of an interface is closed when it is
 * closed in any type that the interface can stand for.
 */
export function closedField(
  access: AccessMap,
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): ClosedField | null {
  const walk = (set: SelectionSetNode, parent: GraphQLCompositeType, path: readonly string[]): ClosedField | null => {
    for (const selection of set.selections) {
      const found = selection.kind === Kind.FIELD ? inField(selection) : inFragment(selection);
      if (found !== null) return found;
    }
    return null;

    function inField(node: Extract<SelectionSetNode["selections"][number], { kind: Kind.FIELD }>): ClosedField | null {
      const name = node.name.value;
      const here = [...path, node.alias?.value ?? name];
      for (const type of isAbstractType(parent) ? [parent, ...schema.getPossibleTypes(parent)] : [parent]) {
        const scopes = access.get(`${type.name}.${name}`);
        if (scopes !== undefined && !holdsScope(ANYONE, scopes))
          return { field: `${type.name}.${name}`, path: here, scopes };
      }
      const field = "getFields" in parent ? parent.getFields()[name] : undefined;
      const type = field === undefined ? null : getNamedType(field.type);
      return node.selectionSet !== undefined && isCompositeType(type) ? walk(node.selectionSet, type, here) : null;
    }

    function inFragment(
      node: Exclude<SelectionSetNode["selections"][number], { kind: Kind.FIELD }>,
    ): ClosedField | null {
      const fragment = node.kind === Kind.FRAGMENT_SPREAD ? fragments.get(node.name.value) : node;
      const condition = fragment?.typeCondition?.name.value;
      const type = condition === undefined ? parent : schema.getType(condition);
      return fragment !== undefined && isCompositeType(type) ? walk(fragment.selectionSet, type, path) : null;
    }
  };
  const root = schema.getRootType(operation.operation);
  return isObjectType(root) ? walk(operation.selectionSet, root, []) : null;
}

/** The answer to an operation that needs a token and came without one. */
export function tokenNeeded({ field, path, scopes }: ClosedField): GraphQLError {
  const wanted = scopes.map((all) => all.join(" + ")).join(" or ");
  return answerError(
    "UNAUTHENTICATED",
    401,
    `${field} is not open without a token${wanted === "" ? "" : ` (scope ${wanted})`}.`,
    {
      path,
      requiredScopes: scopes,
      hint: `Send "Authorization: Bearer <token>" with a token that holds the scope, or leave ${field} out.`,
    },
  );
}

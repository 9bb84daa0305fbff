/** Who may read which field, as the graph itself says it with `@access`. */
import {
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isObjectType,
  Kind,
  type ObjectTypeDefinitionNode,
  type OperationDefinitionNode,
  parse,
  type SelectionNode,
  type SelectionSetNode,
  valueFromASTUntyped,
  visit,
} from "graphql";

/** Scopes of which one whole inner list is needed. */
export type Scopes = readonly (readonly string[])[];

/** "Type.field" -> scopes; a field that is not there is open to whoever can reach it. */
export type AccessMap = ReadonlyMap<string, Scopes>;

/** A field of an operation that is closed to whoever asks. */
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

/** An operation, and by what its fields are judged. */
export type Judged = Readonly<{
  access: AccessMap;
  schema: GraphQLSchema;
  operation: OperationDefinitionNode;
  fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** Whether whoever asks holds one whole list of these. */
  holds: (scopes: Scopes) => boolean;
}>;

/**
 * The fields of a valid operation that whoever asks may not read, in the order of the text.
 *
 * Fields under `@skip` and `@include` count whatever the variables say. A field of an interface is closed when it is
 * closed in any type that the interface can stand for.
 */
export function closedFields({ access, schema, operation, fragments, holds }: Judged): readonly ClosedField[] {
  const root = schema.getRootType(operation.operation);
  return isObjectType(root) ? inSet(operation.selectionSet, root, []) : [];

  function inSet(set: SelectionSetNode, parent: GraphQLCompositeType, path: readonly string[]): ClosedField[] {
    return set.selections.flatMap((node) =>
      node.kind === Kind.FIELD ? inField(node, parent, path) : inFragment(node, parent, path),
    );
  }

  function inField(node: FieldNode, parent: GraphQLCompositeType, path: readonly string[]): ClosedField[] {
    const name = node.name.value;
    const here = [...path, node.alias?.value ?? name];
    for (const type of isAbstractType(parent) ? [parent, ...schema.getPossibleTypes(parent)] : [parent]) {
      const scopes = access.get(`${type.name}.${name}`);
      if (scopes !== undefined && !holds(scopes)) return [{ field: `${type.name}.${name}`, path: here, scopes }];
    }
    const field = "getFields" in parent ? parent.getFields()[name] : undefined;
    const type = field === undefined ? null : getNamedType(field.type);
    return node.selectionSet !== undefined && isCompositeType(type) ? inSet(node.selectionSet, type, here) : [];
  }

  function inFragment(
    node: Exclude<SelectionNode, FieldNode>,
    parent: GraphQLCompositeType,
    path: readonly string[],
  ): ClosedField[] {
    const fragment = node.kind === Kind.FRAGMENT_SPREAD ? fragments.get(node.name.value) : node;
    const condition = fragment?.typeCondition?.name.value;
    const type = condition === undefined ? parent : schema.getType(condition);
    return fragment !== undefined && isCompositeType(type) ? inSet(fragment.selectionSet, type, path) : [];
  }
}

/** The fragments of a document by their names. */
export function fragmentsOf({ definitions }: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> {
  const fragments = definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION);
  return new Map(fragments.map((node) => [node.name.value, node]));
}

/** A supergraph without what is `@inaccessible`: what no client can ask for. */
export function withoutInaccessible(supergraph: DocumentNode): DocumentNode {
  const drop = ({ directives = [] }: Readonly<{ directives?: readonly ConstDirectiveNode[] }>) =>
    directives.some(({ name }) => name.value === "inaccessible") ? null : undefined;
  return visit(supergraph, { ObjectTypeDefinition: drop, InputObjectTypeDefinition: drop, FieldDefinition: drop });
}

/**
 * What an operation costs, told before it is carried out: the number of objects that it can bring at most.
 *
 * An object costs 1 and a plain value 0, unless `@cost` says otherwise. A list holds as many as its `first` asks for,
 * as `@listSize` says, or ten. What is inside a list is counted as often as the list is long.
 */
import {
  type ConstDirectiveNode,
  type FieldDefinitionNode,
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  type OperationDefinitionNode,
  parse,
  type SelectionSetNode,
  type TypeNode,
  type ValueNode,
  valueFromASTUntyped,
} from "graphql";

/** What one field of the graph costs by itself. */
type FieldCost = Readonly<{
  weight: number;
  type: string;
  /** How many objects a list holds when nothing is asked; 1 for no list. */
  size: number;
  /** The argument that tells how many are wanted, with its default. */
  slicing: Readonly<{ argument: string; default: number }> | null;
  /** Fields below that are as long as asked, when the field itself is no list. */
  sized: readonly string[];
}>;

/** The costs of all fields: type -> field -> cost. */
export type CostModel = ReadonlyMap<string, ReadonlyMap<string, FieldCost>>;

/** What an operation costs in all, and the field that costs most, with the field's own share. */
export type Cost = Readonly<{ total: number; dearest: Readonly<{ path: string; cost: number }> | null }>;

const LIST_SIZE = 10;
/** Lists by these names hold what the field above them was asked for. */
const PAGE_FIELDS = ["edges", "nodes"];
/** A change costs more than a look. */
const MUTATION_WEIGHT = 10;
const LARGEST = Number.MAX_SAFE_INTEGER;

/** Reads the costs from a supergraph. */
export function costModel(supergraphSdl: string): CostModel {
  const { definitions } = parse(supergraphSdl, { noLocation: true });
  const types = definitions.filter(
    (node) => node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.INTERFACE_TYPE_DEFINITION,
  );
  const composite = new Set(
    definitions
      .filter((node) => node.kind === Kind.UNION_TYPE_DEFINITION)
      .map(({ name }) => name.value)
      .concat(types.map(({ name }) => name.value)),
  );
  return new Map(types.map((node) => [node.name.value, fieldCosts(node as ObjectTypeDefinitionNode, composite)]));
}

function fieldCosts({ name, fields }: ObjectTypeDefinitionNode, composite: ReadonlySet<string>) {
  return new Map((fields ?? []).map((field) => [field.name.value, fieldCost(name.value, field, composite)]));
}

function fieldCost(owner: string, field: FieldDefinitionNode, composite: ReadonlySet<string>): FieldCost {
  const type = namedType(field.type);
  const listSize = argumentsOf(field.directives, "listSize");
  const weight = argumentsOf(field.directives, "cost")?.weight;
  const first = field.arguments?.find((argument) => argument.name.value === "first");
  const plain = composite.has(type) ? 1 : 0;
  return {
    weight: typeof weight === "number" ? weight : owner === "Mutation" ? MUTATION_WEIGHT : plain,
    type,
    size: isList(field.type) ? numberIn(listSize?.assumedSize, LIST_SIZE) : 1,
    slicing:
      first === undefined ? null : { argument: "first", default: numberIn(literal(first.defaultValue), LIST_SIZE) },
    sized: first !== undefined && !isList(field.type) ? PAGE_FIELDS : [],
  };
}

/** What an operation with these variables costs. */
export function costOf(
  model: CostModel,
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  variables: Readonly<Record<string, unknown>>,
): Cost {
  const defaults = (operation.variableDefinitions ?? []).map(
    ({ variable, defaultValue }) => [variable.name.value, literal(defaultValue)] as const,
  );
  const given = { ...Object.fromEntries(defaults), ...variables };
  const root = operation.operation === "mutation" ? "Mutation" : "Query";
  const walk: Walk = { model, fragments, variables: given, dearest: { path: "", cost: 0 } };
  const total = costIn(operation.selectionSet, { type: root, path: "", times: 1, page: null }, walk);
  return { total: Math.min(total, LARGEST), dearest: walk.dearest.cost === 0 ? null : walk.dearest };
}

type Walk = {
  readonly model: CostModel;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly variables: Readonly<Record<string, unknown>>;
  dearest: { path: string; cost: number };
};

/** Where in an operation: below a field of `type` that can come `times` times, as a page of so many. */
type Place = Readonly<{
  type: string;
  path: string;
  times: number;
  page: Readonly<{ size: number; fields: readonly string[] }> | null;
}>;

function costIn(set: SelectionSetNode, place: Place, walk: Walk): number {
  let sum = 0;
  for (const node of set.selections) {
    if (node.kind === Kind.FIELD) {
      sum += costOfField(node, place, walk);
      continue;
    }
    const fragment = node.kind === Kind.FRAGMENT_SPREAD ? walk.fragments.get(node.name.value) : node;
    if (fragment === undefined) continue;
    const type = fragment.typeCondition?.name.value ?? place.type;
    sum += costIn(fragment.selectionSet, { ...place, type }, walk);
  }
  return sum;
}

function costOfField(node: FieldNode, place: Place, walk: Walk): number {
  const name = node.name.value;
  const field = walk.model.get(place.type)?.get(name);
  if (field === undefined) return 0;
  const path = place.path === "" ? name : `${place.path}.${name}`;
  const asked = askedSize(node, field, walk.variables);
  const inPage = place.page?.fields.includes(name) === true ? place.page.size : null;
  const length = field.size === 1 ? 1 : (inPage ?? (field.sized.length === 0 ? (asked ?? field.size) : field.size));
  const times = place.times * length;
  const own = times * field.weight;
  if (own > walk.dearest.cost) walk.dearest = { path, cost: Math.min(own, LARGEST) };
  if (node.selectionSet === undefined) return own;
  const page = asked === null || field.sized.length === 0 ? null : { size: asked, fields: field.sized };
  return own + costIn(node.selectionSet, { type: field.type, path, times, page }, walk);
}

/** How many are wanted: the argument, else its default; null when the field has no such argument. */
function askedSize(
  node: FieldNode,
  { slicing }: FieldCost,
  variables: Readonly<Record<string, unknown>>,
): number | null {
  if (slicing === null) return null;
  const argument = node.arguments?.find(({ name }) => name.value === slicing.argument);
  const value = argument === undefined ? undefined : valueIn(argument.value, variables);
  return Math.max(0, numberIn(value, slicing.default));
}

function valueIn(value: ValueNode, variables: Readonly<Record<string, unknown>>): unknown {
  return value.kind === Kind.VARIABLE ? variables[value.name.value] : valueFromASTUntyped(value);
}

function literal(value: ValueNode | undefined): unknown {
  return value === undefined ? undefined : valueFromASTUntyped(value);
}

function argumentsOf(
  directives: readonly ConstDirectiveNode[] | undefined,
  name: string,
): Readonly<Record<string, unknown>> | undefined {
  const found = directives?.find((directive) => directive.name.value === name);
  if (found === undefined) return undefined;
  return Object.fromEntries((found.arguments ?? []).map((argument) => [argument.name.value, literal(argument.value)]));
}

function numberIn(value: unknown, otherwise: number): number {
  return typeof value === "number" && Number.isFinite(value) ? value : otherwise;
}

function isList(type: TypeNode): boolean {
  return type.kind === Kind.LIST_TYPE || (type.kind === Kind.NON_NULL_TYPE && isList(type.type));
}

function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}

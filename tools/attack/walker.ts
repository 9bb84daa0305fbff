/**
 * Walks the whole graph as one caller: every field of every type that the caller can reach is asked for once, and what
 * comes back is compared with what `@access` says.
 *
 * The walk goes level by level. Where an object was found, all fields of its type are asked for; the objects below are
 * asked for no more than that they are there, and become the next level.
 */
import {
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isNonNullType,
  isObjectType,
  isUnionType,
} from "graphql";
import type { WantedByField } from "./access-in-sdl.ts";
import { isOpen } from "./access-in-sdl.ts";

/** The arguments of a field as text, with its brackets; empty for none. Throws for a field that cannot be asked. */
export type ArgumentsOf = (type: string, field: GraphQLField<unknown, unknown>) => string;

/** How one operation ended, and all that it said. */
export type Told = Readonly<{
  status: number;
  data: unknown;
  errors: readonly Readonly<{ message: string; path?: readonly (string | number)[]; extensions: { code: string } }>[];
}>;

export type Walked = Readonly<{
  /** Fields that answered, "Type.field". */
  answered: ReadonlySet<string>;
  /** Fields that were refused, as they should be. */
  refused: ReadonlySet<string>;
  /** Types of which an object was found. */
  types: ReadonlySet<string>;
  /** What should not be. */
  faults: readonly string[];
  operations: number;
}>;

export type Walk = Readonly<{
  schema: GraphQLSchema;
  wanted: WantedByField;
  scopes: ReadonlySet<string>;
  argumentsOf: ArgumentsOf;
  ask: (query: string) => Promise<Told>;
}>;

/** Where an object is: the fields from Query on, with their arguments; `on` narrows a union to one of its types. */
type Step = Readonly<{ name: string; text: string; on: string | null }>;
type Place = Readonly<{ type: GraphQLObjectType; path: readonly Step[] }>;
type Asked = Readonly<{ place: Place; field: GraphQLField<unknown, unknown>; selection: string; open: boolean }>;

/** So many fields go into one operation. */
const FIELDS_AT_ONCE = 120;
const DEEPEST = 13;

export async function walk(settings: Walk): Promise<Walked> {
  const query = settings.schema.getQueryType() as GraphQLObjectType;
  const state = { answered: new Set<string>(), refused: new Set<string>(), faults: [] as string[], operations: 0 };
  const types = new Set<string>();
  let level: readonly Place[] = [{ type: query, path: [] }];
  while (level.length > 0) {
    const next = new Map<string, Place>();
    for (const batch of batches(level, settings)) {
      const answers = await askBatch(batch, settings, state);
      for (const { asked, value } of answers) {
        for (const place of below(asked, value, settings.schema)) {
          if (!types.has(place.type.name) && !next.has(place.type.name)) next.set(place.type.name, place);
        }
      }
    }
    for (const name of next.keys()) types.add(name);
    level = [...next.values()].filter(({ path }) => path.length < DEEPEST);
  }
  return { ...state, types };
}

/** The fields of a level in operations: roots and closed fields that may not be null each in one of their own. */
function batches(level: readonly Place[], settings: Walk): readonly (readonly Asked[])[] {
  const all = level.flatMap((place) => fieldsOf(place, settings));
  const alone = all.filter(({ open, field }) => !open && isNonNullType(field.type)).map((asked) => [asked]);
  const together = all.filter(({ open, field }) => open || !isNonNullType(field.type));
  const groups: Asked[][] = [];
  for (const asked of together) {
    const last = groups.at(-1);
    const limit = asked.place.path.length === 0 ? 15 : FIELDS_AT_ONCE;
    if (last === undefined || last.length >= limit) groups.push([asked]);
    else last.push(asked);
  }
  return [...groups, ...alone];
}

function fieldsOf(place: Place, { wanted, scopes, argumentsOf }: Walk): readonly Asked[] {
  return Object.values(place.type.getFields()).map((field) => {
    const type = getNamedType(field.type);
    const below = isCompositeType(type) ? " { __typename }" : "";
    return {
      place,
      field,
      selection: `${field.name}${argumentsOf(place.type.name, field)}${below}`,
      open: isOpen(wanted, `${place.type.name}.${field.name}`, scopes),
    };
  });
}

type Answered = Readonly<{ asked: Asked; value: readonly unknown[] }>;
type State = Readonly<{ answered: Set<string>; refused: Set<string>; faults: string[] }> & { operations: number };

/** Asks, and splits an operation that was refused whole until it is known for which field. */
async function askBatch(batch: readonly Asked[], settings: Walk, state: State): Promise<readonly Answered[]> {
  state.operations += 1;
  const told = await settings.ask(documentOf(batch));
  if (told.data == null && batch.length > 1) {
    const half = Math.ceil(batch.length / 2);
    const first = await askBatch(batch.slice(0, half), settings, state);
    return [...first, ...(await askBatch(batch.slice(half), settings, state))];
  }
  return batch.map((asked) => judge(asked, told, state));
}

function judge(asked: Asked, told: Told, state: State): Answered {
  const name = `${asked.place.type.name}.${asked.field.name}`;
  const path = [...asked.place.path.map((step) => step.name), asked.field.name];
  const parents = valuesAt(told.data, asked.place.path);
  const value = parents.map((parent) => (parent as Record<string, unknown>)[asked.field.name]);
  const errors = told.errors.filter((error) => samePath(error.path, path));
  const refusedWhole = told.data == null && told.errors.length > 0;
  if (asked.open) {
    const wrong = refusedWhole ? told.errors : errors;
    for (const { message, extensions } of wrong.slice(0, 1)) {
      state.faults.push(`${name} is open and answered ${told.status} ${extensions.code}: ${message}`);
    }
    if (wrong.length === 0 && value.length > 0) state.answered.add(name);
    return { asked, value: flat(value) };
  }
  const codes = (refusedWhole ? told.errors : errors).map(({ extensions }) => extensions.code);
  const code = told.status === 401 ? "UNAUTHENTICATED" : "FORBIDDEN_FIELD";
  const seen = value.filter((each) => each != null);
  if (seen.length > 0) state.faults.push(`${name} is closed and told ${JSON.stringify(seen).slice(0, 80)}`);
  if (parents.length === 0 && !refusedWhole) return { asked, value: [] };
  if (codes.length === 0 || codes.some((each) => each !== code)) {
    state.faults.push(`${name} is closed and answered ${told.status} ${codes.join(" ") || "nothing"}`);
  } else state.refused.add(name);
  return { asked, value: [] };
}

/** Every object at the end of a path; lists are gone through. */
function valuesAt(data: unknown, path: readonly Step[]): readonly unknown[] {
  let here: readonly unknown[] = data == null ? [] : [data];
  for (const { name, on } of path) {
    here = flat(here.map((each) => (each as Record<string, unknown>)[name])).filter(
      (each) => each !== null && (on === null || (each as { __typename?: string }).__typename === on),
    );
  }
  return here;
}

function flat(values: readonly unknown[]): readonly unknown[] {
  return values.flatMap((each) => (Array.isArray(each) ? flat(each) : each == null ? [] : [each]));
}

function samePath(path: readonly (string | number)[] | undefined, names: readonly string[]): boolean {
  const told = (path ?? []).filter((step) => typeof step === "string");
  return told.length === names.length && told.every((step, index) => step === names[index]);
}

/** The places of the objects that a field gave. */
function below({ place, field, selection }: Asked, value: readonly unknown[], schema: GraphQLSchema): readonly Place[] {
  const type = getNamedType(field.type) as GraphQLCompositeType;
  if (!isCompositeType(type)) return [];
  const names = new Set(value.map((each) => (each as { __typename?: string }).__typename ?? ""));
  return [...names].flatMap((name) => {
    const found = schema.getType(name);
    const text = selection.replace(/ \{ __typename \}$/, "");
    const on = isUnionType(type) ? name : null;
    return isObjectType(found) ? [{ type: found, path: [...place.path, { name: field.name, text, on }] }] : [];
  });
}

/** One document of all that is asked; what lies on the way to several fields is written once. */
function documentOf(batch: readonly Asked[]): string {
  type Node = { leaves: Set<string>; below: Map<string, Node> };
  const root: Node = { leaves: new Set(), below: new Map() };
  for (const { place, selection } of batch) {
    let node = root;
    for (const { text, on } of place.path) {
      for (const part of on === null ? [text] : [text, `... on ${on}`]) {
        const found = node.below.get(part) ?? { leaves: new Set(), below: new Map() };
        node.below.set(part, found);
        node = found;
      }
      if (on !== null) node.leaves.add("__typename");
    }
    node.leaves.add(selection);
  }
  const print = ({ leaves, below }: Node): string =>
    `{ ${[...leaves, ...[...below].map(([text, node]) => `${text} ${print(node)}`)].join(" ")} }`;
  return print(root);
}

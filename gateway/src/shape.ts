/**
 * How large an operation may be, counted as it will be carried out: fragments are followed, so that nothing hides in
 * them. What is too large is refused before it is planned.
 */
import {
  type ASTVisitor,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValidationContext,
  type ValidationRule,
} from "graphql";

/** What is counted, and how much of it one operation may have. */
export const LARGEST = {
  /** Fields within fields; those of introspection are not counted. */
  depth: 15,
  /** Fields that are given another name. */
  aliases: 60,
  /** Directives in the whole document. */
  directives: 50,
  /** Fields of Query. */
  queries: 20,
  /** Fields of Mutation: each is a change of its own. */
  mutations: 1,
} as const;

export type Measure = keyof typeof LARGEST;
type Sizes = Readonly<Record<Measure, number>>;

const WORDS: Readonly<Record<Measure, string>> = {
  depth: "fields within fields",
  aliases: "aliases",
  directives: "directives",
  queries: "fields of Query",
  mutations: "fields of Mutation",
};

/** The rule that refuses a document with an operation that is too large in any way. */
export const operationSizeRule: ValidationRule = (context: ValidationContext): ASTVisitor => ({
  OperationDefinition(node) {
    const sizes = sizesOf(node, (name) => context.getFragment(name) ?? undefined);
    for (const measure of Object.keys(LARGEST) as Measure[]) {
      if (sizes[measure] <= LARGEST[measure]) continue;
      const message = `The operation has ${sizes[measure]} ${WORDS[measure]}; ${LARGEST[measure]} is the most.`;
      const hint = "Ask for less at a time, or in several requests.";
      const extensions = { code: "OPERATION_TOO_LARGE", reason: measure, hint };
      context.reportError(new GraphQLError(message, { nodes: node, extensions }));
    }
  },
});

type FindFragment = (name: string) => FragmentDefinitionNode | undefined;

/** The sizes of an operation. Fragments in a circle are followed once: another rule refuses them. */
export function sizesOf(operation: OperationDefinitionNode, fragment: FindFragment): Sizes {
  const known = new Map<string, Counted>();
  const root = countedIn(operation.selectionSet, { fragment, known, open: new Set() });
  const isMutation = operation.operation === "mutation";
  return {
    depth: root.depth,
    aliases: root.aliases,
    directives: root.directives + (operation.directives?.length ?? 0),
    queries: isMutation ? 0 : root.here,
    mutations: isMutation ? root.here : 0,
  };
}

/** Sizes of a selection; `here` are the fields of its own level. */
type Counted = Readonly<{ depth: number; aliases: number; directives: number; here: number }>;
type Walk = Readonly<{ fragment: FindFragment; known: Map<string, Counted>; open: Set<string> }>;

const NOTHING: Counted = { depth: 0, aliases: 0, directives: 0, here: 0 };

function countedIn(set: SelectionSetNode, walk: Walk): Counted {
  return set.selections.reduce<Counted>((sum, node) => {
    const own = node.directives?.length ?? 0;
    if (node.kind !== Kind.FIELD) {
      const inside =
        node.kind === Kind.FRAGMENT_SPREAD ? named(node.name.value, walk) : countedIn(node.selectionSet, walk);
      return added(sum, { ...inside, directives: inside.directives + own });
    }
    const isIntrospection = node.name.value.startsWith("__");
    const inside = node.selectionSet === undefined || isIntrospection ? NOTHING : countedIn(node.selectionSet, walk);
    return added(sum, {
      depth: isIntrospection ? 0 : inside.depth + 1,
      aliases: inside.aliases + (node.alias === undefined ? 0 : 1),
      directives: inside.directives + own,
      here: 1,
    });
  }, NOTHING);
}

/** A fragment is counted at every place where it is spread, and walked once. */
function named(name: string, walk: Walk): Counted {
  const found = walk.known.get(name);
  if (found !== undefined) return found;
  const definition = walk.fragment(name);
  if (definition === undefined || walk.open.has(name)) return NOTHING;
  walk.open.add(name);
  const counted = countedIn(definition.selectionSet, walk);
  walk.open.delete(name);
  walk.known.set(name, counted);
  return counted;
}

function added(a: Counted, b: Counted): Counted {
  return {
    depth: Math.max(a.depth, b.depth),
    aliases: a.aliases + b.aliases,
    directives: a.directives + b.directives,
    here: a.here + b.here,
  };
}

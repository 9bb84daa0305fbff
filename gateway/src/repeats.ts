/**
 * Documents that are refused before the GraphQL library validates them, because validating is what they cost.
 *
 * The library compares all fields that stand in one place of the answer pair by pair, and all fragments of a selection
 * with each other: 900 selections of one object are 400,000 comparisons. What is refused here no client needs.
 */
import { type DocumentNode, type FragmentDefinitionNode, Kind, parse, type SelectionSetNode } from "graphql";
import { answerError } from "./answer-error.ts";

/** How much of it one document may have. */
export const MOST = {
  /** Selections of a field that stands in the same place of the answer already. */
  repeats: 200,
  /** Selections, with fragments followed wherever they are spread. */
  selections: 1_000,
  fragments: 50,
} as const;

/** A text of fewer words has too few fields to hurt, and is not read twice. */
const WORDS = 200;

/**
 * Looks at the text of a document. One that cannot be read is left to whoever reads it next.
 *
 * @throws GraphQLError OPERATION_TOO_LARGE
 */
export function refuseRepeats(text: string, maxTokens: number): void {
  if (!hasWords(text, WORDS)) return;
  let document: DocumentNode;
  try {
    document = parse(text, { noLocation: true, maxTokens });
  } catch {
    return;
  }
  const fragments = new Map(
    document.definitions
      .filter((node) => node.kind === Kind.FRAGMENT_DEFINITION)
      .map((node) => [node.name.value, node] as const),
  );
  if (fragments.size > MOST.fragments) throw tooMany(fragments.size, "fragments", MOST.fragments);
  const walk: Walk = { fragments, open: new Set(), selections: 0, repeats: 0 };
  for (const node of document.definitions) {
    if (node.kind !== Kind.OPERATION_DEFINITION && node.kind !== Kind.FRAGMENT_DEFINITION) continue;
    walk.selections = 0;
    walk.repeats = 0;
    count(node.selectionSet, new Map(), walk);
  }
}

/** The fields of one place of the answer, and of the places below it. */
type Place = Map<string, Place>;

type Walk = {
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly open: Set<string>;
  selections: number;
  repeats: number;
};

/** Ends as soon as there is too much: fragments that double at each level are not walked to their end. */
function count(set: SelectionSetNode, place: Place, walk: Walk): void {
  for (const node of set.selections) {
    walk.selections += 1;
    if (walk.selections > MOST.selections) throw tooMany(walk.selections, "selections", MOST.selections);
    if (node.kind === Kind.FIELD) {
      const key = node.alias?.value ?? node.name.value;
      const known = place.get(key);
      if (known !== undefined) walk.repeats += 1;
      if (walk.repeats > MOST.repeats)
        throw tooMany(walk.repeats, "selections of fields selected before", MOST.repeats);
      const below: Place = known ?? new Map();
      place.set(key, below);
      if (node.selectionSet !== undefined) count(node.selectionSet, below, walk);
      continue;
    }
    if (node.kind === Kind.INLINE_FRAGMENT) {
      count(node.selectionSet, place, walk);
      continue;
    }
    const name = node.name.value;
    const fragment = walk.fragments.get(name);
    if (fragment === undefined || walk.open.has(name)) continue;
    walk.open.add(name);
    count(fragment.selectionSet, place, walk);
    walk.open.delete(name);
  }
}

function tooMany(found: number, what: string, most: number): Error {
  const hint = "Ask for less at a time, or in several requests.";
  return answerError("OPERATION_TOO_LARGE", `The operation has ${found} ${what}; ${most} is the most.`, { hint });
}

function hasWords(text: string, least: number): boolean {
  const word = /\w+/g;
  for (let found = 0; found < least; found += 1) if (!word.test(text)) return false;
  return true;
}

/**
 * Who may read which field, read once more and in another way than the gateway and the services read it: straight from
 * the files of each service, so that an error in their reading shows as a difference.
 */
import { SERVICES, sdlOf } from "@inclusion/schema";
import { Kind, type ObjectTypeDefinitionNode, type ObjectTypeExtensionNode, parse, print } from "graphql";

/** One whole inner list is needed. */
export type Wanted = readonly (readonly string[])[];

/** "Type.field" -> what is needed; a field that is not there is open to whoever reaches it. */
export type WantedByField = ReadonlyMap<string, Wanted>;

/** What each field of the graph needs, by the files of the services. What one service says of a type holds there only. */
export function wantedByField(): WantedByField {
  const wanted = new Map<string, Wanted>();
  for (const service of SERVICES) {
    const nodes = parse(sdlOf(service)).definitions.filter(
      (node) => node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.OBJECT_TYPE_EXTENSION,
    );
    const ofTypes = new Map<string, Wanted>();
    for (const node of nodes) {
      const said = saidBy(node);
      if (said !== null) ofTypes.set(node.name.value, said);
    }
    for (const node of nodes) readInto(wanted, node, ofTypes.get(node.name.value) ?? null);
  }
  return wanted;
}

function readInto(
  wanted: Map<string, Wanted>,
  node: ObjectTypeDefinitionNode | ObjectTypeExtensionNode,
  ofType: Wanted | null,
): void {
  for (const field of node.fields ?? []) {
    const own = saidBy(field) ?? (field.name.value === "id" ? null : ofType);
    if (own !== null) wanted.set(`${node.name.value}.${field.name.value}`, own);
  }
}

/** The lists of `@access(scope: …)` out of its own text; null without it. */
function saidBy(node: Pick<ObjectTypeDefinitionNode, "directives">): Wanted | null {
  const text = (node.directives ?? []).map(print).find((each) => each.startsWith("@access("));
  return text === undefined ? null : (JSON.parse(text.slice(text.indexOf("["), -1)) as Wanted);
}

/** Whether somebody with these scopes may read it. */
export function isOpen(wanted: WantedByField, field: string, scopes: ReadonlySet<string>): boolean {
  const lists = wanted.get(field);
  return lists === undefined || lists.some((all) => all.every((scope) => scopes.has(scope)));
}

/** The style of the SDL: everything is described, lists are connections of one shape, mutations have one form. */
import {
  type ConstDirectiveNode,
  type DefinitionNode,
  type DocumentNode,
  type FieldDefinitionNode,
  Kind,
  print,
  type StringValueNode,
} from "graphql";

/** Fields that say the same wherever they stand. */
const SPEAK_FOR_THEMSELVES = new Set(["id", "node", "cursor", "pageInfo", "edges"]);

const ROOTS = new Set(["Query", "Mutation"]);

/** What in an SDL file is not in the house's style, each with its coordinate. */
export function styleProblems(file: string, document: DocumentNode): readonly string[] {
  return document.definitions
    .flatMap((node) => [...undescribed(node), ...misshapenConnection(node), ...misshapenMutations(node)])
    .map((problem) => `${file}: ${problem}`);
}

function undescribed(node: DefinitionNode): readonly string[] {
  if (!("name" in node) || node.name === undefined || node.kind === Kind.OPERATION_DEFINITION) return [];
  const name = node.name.value;
  const described = "description" in node && hasWords(node.description);
  const exempt = ROOTS.has(name) || node.kind.endsWith("Extension");
  const parts = [
    ...("fields" in node ? (node.fields ?? []) : []).filter((field) => !speaksForItself(field.name.value, node)),
    ...("values" in node ? (node.values ?? []) : []),
  ];
  return [
    ...(described || exempt ? [] : [name]),
    ...parts.filter(({ description }) => !hasWords(description)).map((part) => `${name}.${part.name.value}`),
  ].map((coordinate) => `${coordinate} has no description.`);
}

/** Whether a field needs no words: by its name, or because it only points at another service's entity. */
function speaksForItself(field: string, node: DefinitionNode): boolean {
  if (SPEAK_FOR_THEMSELVES.has(field)) return true;
  const directives = "directives" in node ? (node.directives as readonly ConstDirectiveNode[] | undefined) : undefined;
  return (directives ?? []).some((directive) => {
    const text = print(directive);
    return directive.name.value === "key" && text.includes("resolvable: false") && text.includes(`"${field}"`);
  });
}

function hasWords(description: StringValueNode | undefined): boolean {
  return description !== undefined && description.value.trim() !== "";
}

function misshapenConnection(node: DefinitionNode): readonly string[] {
  if (node.kind !== Kind.OBJECT_TYPE_DEFINITION) return [];
  const of = /^(.+)(Connection|Edge)$/.exec(node.name.value);
  if (of === null) return [];
  const [, noun, part] = of as unknown as [string, string, "Connection" | "Edge"];
  const shape: Readonly<Record<string, string>> =
    part === "Edge"
      ? { cursor: "String!", node: `${noun}!` }
      : { edges: `[${noun}Edge!]!`, nodes: `[${noun}!]!`, pageInfo: "PageInfo!" };
  const has = new Map(node.fields?.map((field) => [field.name.value, print(field.type)]));
  return Object.entries(shape)
    .filter(([field, type]) => has.get(field) !== type)
    .map(([field, type]) => `${node.name.value}.${field} is ${has.get(field) ?? "missing"}; a page has ${type} there.`);
}

function misshapenMutations(node: DefinitionNode): readonly string[] {
  if (!("fields" in node)) return [];
  const fields = (node.fields ?? []) as readonly FieldDefinitionNode[];
  if (node.name.value !== "Mutation") return fields.flatMap((field) => misshapenPage(node.name.value, field));
  return fields.flatMap((field) => misshapenMutation(field));
}

function misshapenMutation({
  name: { value: name },
  arguments: inputs = [],
  type,
}: FieldDefinitionNode): readonly string[] {
  const pascal = `${name[0]?.toUpperCase()}${name.slice(1)}`;
  const input = inputs[0];
  const problems: string[] = [];
  if (!/^[a-z]+([A-Z][a-z0-9]*)+$/.test(name))
    problems.push(`Mutation.${name} is not named noun and verb, as claimSubmit.`);
  if (inputs.length !== 1 || input?.name.value !== "input" || print(input.type) !== `${pascal}Input!`) {
    problems.push(`Mutation.${name} takes exactly one argument, input: ${pascal}Input!.`);
  }
  if (!/^\w+Payload!?$/.test(print(type)) || print(type).replace("!", "") !== `${pascal}Payload`) {
    problems.push(`Mutation.${name} answers ${pascal}Payload, not ${print(type)}.`);
  }
  return problems;
}

/** A field that answers a connection is asked with `first` and `after`. */
function misshapenPage(type: string, field: FieldDefinitionNode): readonly string[] {
  if (!/Connection!?$/.test(print(field.type))) return [];
  const inputs = new Map(field.arguments?.map((argument) => [argument.name.value, print(argument.type)]));
  if (inputs.get("first") === "Int" && inputs.get("after") === "String") return [];
  return [`${type}.${field.name.value} is a page and takes first: Int and after: String.`];
}

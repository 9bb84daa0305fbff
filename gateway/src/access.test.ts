import { readAccess } from "@inclusion/schema/access";
import { buildSchema, type FragmentDefinitionNode, Kind, type OperationDefinitionNode, parse } from "graphql";
import { describe, expect, it } from "vitest";
import { closedField } from "./access.ts";

const SDL = `
  directive @access(scope: [[String!]!]!) on FIELD_DEFINITION | OBJECT
  interface Named { name: String }
  type Open implements Named { id: ID name: String closed: String @access(scope: [["a"], ["b", "c"]]) closedType: Closed }
  type Closed implements Named @access(scope: [["x:read"]]) { id: ID name: String open: Closed @access(scope: [["public"]]) }
  union Either = Open | Closed
  type Query {
    open: Open @access(scope: [["public"]])
    named: Named @access(scope: [["public"]])
    either: Either @access(scope: [["public"]])
    viewer: String @access(scope: [["signed-in"]])
    forgotten: String
  }
  type Mutation { change: Open @access(scope: [["write"]]) }
`;
const schema = buildSchema(SDL);
const access = readAccess(SDL);

function closedIn(text: string) {
  const { definitions } = parse(text);
  const operation = definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION) as OperationDefinitionNode;
  const fragments = definitions.filter(
    (node): node is FragmentDefinitionNode => node.kind === Kind.FRAGMENT_DEFINITION,
  );
  return closedField({
    access,
    schema,
    operation,
    fragments: new Map(fragments.map((node) => [node.name.value, node])),
  });
}

describe("readAccess", () => {
  it("lets a type speak for its fields except id, and a field for itself", () => {
    expect(Object.fromEntries(access)).toEqual({
      "Open.closed": [["a"], ["b", "c"]],
      "Closed.name": [["x:read"]],
      "Closed.open": [["public"]],
      "Query.open": [["public"]],
      "Query.named": [["public"]],
      "Query.either": [["public"]],
      "Query.viewer": [["signed-in"]],
      "Query.forgotten": [],
      "Mutation.change": [["write"]],
    });
  });
});

describe("closedField", () => {
  it.each([
    "{ open { id name } }",
    "{ open { closedType { id open { id } } } }",
    "{ __typename open { __typename } }",
    "{ __schema { types { name } } }",
    "{ either { __typename ... on Open { name } ... on Closed { id } } }",
  ])("finds nothing in %s", (text) => {
    expect(closedIn(text)).toBeNull();
  });

  it.each([
    ["a field", "{ open { closed } }", "Open.closed", ["open", "closed"]],
    ["a field under an alias", "{ v_a: open { v_b: closed } }", "Open.closed", ["v_a", "v_b"]],
    ["a field of a closed type", "{ open { closedType { name } } }", "Closed.name", ["open", "closedType", "name"]],
    [
      "a field in a fragment",
      "{ open { ...F } } fragment F on Open { ...G } fragment G on Open { closed }",
      "Open.closed",
      ["open", "closed"],
    ],
    ["a field in an inline fragment", "{ either { ... on Closed { name } } }", "Closed.name", ["either", "name"]],
    [
      "a field in a fragment without a type",
      "{ open { ... @include(if: false) { closed } } }",
      "Open.closed",
      ["open", "closed"],
    ],
    ["a field of an interface", "{ named { name } }", "Closed.name", ["named", "name"]],
    ["a root field for tokens", "{ viewer }", "Query.viewer", ["viewer"]],
    ["a root field without a word", "{ forgotten }", "Query.forgotten", ["forgotten"]],
    ["a mutation", "mutation { change { id } }", "Mutation.change", ["change"]],
  ])("finds %s", (_, text, field, path) => {
    expect(closedIn(text)).toMatchObject({ field, path });
  });
});

import fc from "fast-check";
import { type FragmentDefinitionNode, Kind, type OperationDefinitionNode, parse } from "graphql";
import { describe, expect, test } from "vitest";
import { costModel, costOf } from "./cost.ts";

const model = costModel(`
  type Query { people(first: Int = 20): People one: Person all: [Person!]! named: Named dear: Int @cost(weight: 500) }
  type Mutation { change: Person }
  type People { nodes: [Person!]! edges: [Edge!]! total: Int }
  type Edge { cursor: String node: Person }
  interface Named { name: String friends: [Person!] }
  type Person implements Named { name: String friends: [Person!] tags: [String!] few: [Person!] @listSize(assumedSize: 2) }
`);

function cost(text: string, variables: Record<string, unknown> = {}) {
  const { definitions } = parse(text);
  const operation = definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION) as OperationDefinitionNode;
  const fragments = definitions.filter(
    (node): node is FragmentDefinitionNode => node.kind === Kind.FRAGMENT_DEFINITION,
  );
  return costOf(model, operation, new Map(fragments.map((node) => [node.name.value, node])), variables);
}

describe("costOf", () => {
  test.for([
    { text: "{ one { name tags } }", total: 1 },
    { text: "{ all { name } }", total: 10 },
    { text: "{ one { few { name } } }", total: 3 },
    { text: "{ people { nodes { name } } }", total: 21 },
    { text: "{ people(first: 50) { nodes { name friends { name } } total } }", total: 1 + 50 + 500 },
    { text: "{ people(first: 3) { edges { cursor node { name } } } }", total: 1 + 3 + 3 },
    { text: "query ($n: Int) { people(first: $n) { nodes { name } } }", variables: { n: 7 }, total: 8 },
    { text: "query ($n: Int = 4) { people(first: $n) { nodes { name } } }", total: 5 },
    { text: "{ people(first: -5) { nodes { name } } }", total: 1 },
    { text: "{ dear }", total: 500 },
    { text: "mutation { change { name } }", total: 10 },
    { text: "{ one { ...F } } fragment F on Person { friends { name } }", total: 11 },
    { text: "{ named { friends { name } ... on Person { few { name } } } }", total: 13 },
  ])("counts $total for $text", ({ text, total, variables = {} }) => {
    expect(cost(text, variables).total).toBe(total);
  });

  test("names the dearest field", () => {
    const { dearest } = cost("{ people(first: 50) { nodes { friends { friends { name } } } } }");
    expect(dearest).toEqual({ path: "people.nodes.friends.friends", cost: 5_000 });
    expect(cost("{ __typename }").dearest).toBeNull();
  });

  test("never falls when more is asked for", () => {
    fc.assert(
      fc.property(fc.nat(1_000), fc.nat(1_000), (first, more) => {
        const of = (n: number) => cost(`{ people(first: ${n}) { nodes { friends { name } } } }`).total;
        expect(of(first + more)).toBeGreaterThanOrEqual(of(first));
      }),
    );
  });
});

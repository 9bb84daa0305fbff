import { buildSchema, parse, validate } from "graphql";
import { describe, expect, test } from "vitest";
import { LARGEST, operationSizeRule } from "./shape.ts";

const schema = buildSchema(`
  type Node { id: ID child: Node }
  type Query { node: Node }
  type Mutation { change: Node }
`);

const nested = (depth: number): string => `${"child { ".repeat(depth - 2)}id${" }".repeat(depth - 2)}`;
const many = (count: number, field: string): string =>
  Array.from({ length: count }, (_, i) => `a${i}: ${field}`).join(" ");

function refused(text: string) {
  return validate(schema, parse(text), [operationSizeRule]).map(({ extensions }) => extensions.reason);
}

describe("operationSizeRule", () => {
  test.for([
    { what: "the depth that is allowed", text: `{ node { ${nested(LARGEST.depth)} } }`, reasons: [] },
    { what: "one level more", text: `{ node { ${nested(LARGEST.depth + 1)} } }`, reasons: ["depth"] },
    {
      what: "depth that hides in fragments",
      text: `{ node { ...A } } fragment A on Node { ${nested(9).replace("id", "...B")} } fragment B on Node { ${nested(9)} }`,
      reasons: ["depth"],
    },
    { what: "aliases that are allowed", text: `{ node { ${many(LARGEST.aliases, "id")} } }`, reasons: [] },
    { what: "one alias more", text: `{ node { ${many(LARGEST.aliases + 1, "id")} } }`, reasons: ["aliases"] },
    {
      what: "aliases that fragments repeat",
      text: `{ node { child { ...A } ...A } } fragment A on Node { ${many(LARGEST.aliases / 2 + 1, "id")} }`,
      reasons: ["aliases"],
    },
    {
      what: "too many directives",
      text: `{ node { id ${"@include(if: true) ".repeat(51)} } }`,
      reasons: ["directives"],
    },
    { what: "too many root fields", text: `{ ${many(21, "node { id }")} }`, reasons: ["queries"] },
    { what: "one change", text: "mutation { change { id } }", reasons: [] },
    { what: "two changes", text: "mutation { change { id } b: change { id } }", reasons: ["mutations"] },
    { what: "introspection however deep", text: `{ __schema { ${nested(30)} } }`, reasons: [] },
  ])("looks at $what", ({ text, reasons }) => {
    expect(refused(text)).toEqual(reasons);
  });

  test("ends on fragments that go in a circle", () => {
    expect(
      refused("{ node { ...A } } fragment A on Node { child { ...B } } fragment B on Node { child { ...A } }"),
    ).toEqual([]);
  });

  test("counts fragments that double at every level in no time, and refuses them", () => {
    const doubles = Array.from(
      { length: 40 },
      (_, i) => `fragment F${i} on Node { a: child { ...F${i + 1} } b: child { ...F${i + 1} } }`,
    );
    const text = `{ node { ...F0 } } ${doubles.join(" ")} fragment F40 on Node { id }`;
    expect(refused(text)).toEqual(["depth", "aliases"]);
  });
});

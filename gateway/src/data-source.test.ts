import { describe, expect, it } from "vitest";
import { askedPaths } from "./data-source.ts";

describe("askedPaths", () => {
  it("names root fields by the name in the answer", () => {
    expect(askedPaths("query Q { a v_b: b { c } ...F } fragment F on Query { d __typename }", {})).toEqual([
      ["a"],
      ["v_b"],
      ["d"],
    ]);
  });

  it("names the fields of each entity of its type", () => {
    const query = `query($representations: [_Any!]!) { _entities(representations: $representations) {
      ... on A { x y: z { q } } ... on B { w } ...F } } fragment F on A { x v }`;
    const representations = [{ __typename: "A" }, { __typename: "B" }, { __typename: "C" }];
    expect(askedPaths(query, { representations })).toEqual([
      ...["x", "y", "v"].map((key) => ["_entities", 0, key]),
      ["_entities", 1, "w"],
      ...["x", "y", "w", "v"].map((key) => ["_entities", 2, key]),
    ]);
  });

  it("stops naming somewhere", () => {
    const representations = Array.from({ length: 5_000 }, () => ({ __typename: "A" }));
    const query =
      "query($representations: [_Any!]!) { _entities(representations: $representations) { ... on A { x } } }";
    expect(askedPaths(query, { representations })).toHaveLength(200);
  });
});

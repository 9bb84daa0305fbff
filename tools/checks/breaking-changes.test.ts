import { describe, expect, test } from "vitest";
import { breakingChanges, unnamed, unnamedBreakingChanges } from "./breaking-changes.ts";
import { commitAll, repositoryWith, write } from "./temporary-repository.fixture.ts";

const OLD = `
  interface Named { name: String }
  type Claim implements Named { id: ID! name: String lines(first: Int): Int }
  type Grant { id: ID! }
  union Thing = Claim | Grant
  enum State { OPEN CLOSED }
  input Filter { state: State }
  scalar Day
  type Query { claims(filter: Filter): [Thing] on: Day }
`;

describe("breakingChanges", () => {
  test.for([
    { change: "a field is removed", from: "name: String lines", to: "lines", names: ["Claim.name"] },
    {
      change: "a field becomes another type",
      from: "lines(first: Int): Int",
      to: "lines(first: Int): ID",
      names: ["Claim.lines"],
    },
    { change: "an argument is removed", from: "lines(first: Int)", to: "lines", names: ["Claim.lines"] },
    {
      change: "an argument must be given",
      from: "lines(first: Int)",
      to: "lines(first: Int, by: ID!)",
      names: ["Claim.lines"],
    },
    { change: "an enum value is removed", from: "OPEN CLOSED", to: "OPEN", names: ["State.CLOSED"] },
    { change: "a member leaves a union", from: "Claim | Grant", to: "Claim", names: ["Thing.Grant"] },
    {
      change: "an input field must be given",
      from: "state: State }",
      to: "state: State by: ID! }",
      names: ["Filter.by"],
    },
    {
      change: "a type is removed",
      from: "scalar Day",
      to: "scalar Time",
      replace: "on: Time",
      names: ["Day", "Query.on"],
    },
    { change: "an interface is given up", from: "implements Named ", to: "", names: ["Claim"] },
  ])("names what changed when $change", ({ from, to, replace, names }) => {
    const next = OLD.replace(from, to).replace("on: Day", replace ?? "on: Day");
    expect(breakingChanges(OLD, next).map(({ coordinate }) => coordinate)).toEqual(names);
  });

  test("lets the schema grow", () => {
    expect(breakingChanges(OLD, OLD.replace("OPEN CLOSED", "OPEN CLOSED LOST"))).toEqual([]);
  });
});

describe("unnamed", () => {
  const change = { coordinate: "Claim.name", description: "" };

  test.for(["- Claim.nameOfPayer", "- OldClaim.name", "- Claim", ""])("does not take %j for the name", (line) => {
    expect(unnamed([change], [line])).toEqual([change]);
  });

  test("finds the name at the end of a sentence", () => {
    expect(unnamed([change], ["- Removed `Claim.name`."])).toEqual([]);
    expect(unnamed([change], ["- Removed Claim.name."])).toEqual([]);
  });
});

describe("unnamedBreakingChanges", () => {
  const before = {
    "schema/supergraph.graphql": "type Query { a: Int b: Int }",
    "schema/CHANGELOG.md": "- Query.b came.\n",
  };
  const after = "type Query { a: Int }";

  test("says that it cannot look without git", async () => {
    expect(await unnamedBreakingChanges(repositoryWith({}), after)).toEqual({
      problems: [],
      notes: [expect.stringContaining("were not looked for")],
    });
  });

  test("fails on a change that only an old line names, and passes with a new one", async () => {
    const root = repositoryWith(before);
    commitAll(root);
    expect((await unnamedBreakingChanges(root, after)).problems).toEqual([expect.stringContaining("names Query.b.")]);
    write(root, { "schema/CHANGELOG.md": "- Query.b came.\n- Query.b went.\n" });
    expect((await unnamedBreakingChanges(root, after)).problems).toEqual([]);
  });

  test("still fails when the change is committed", async () => {
    const root = repositoryWith(before);
    commitAll(root);
    write(root, { "schema/supergraph.graphql": after });
    commitAll(root);
    expect((await unnamedBreakingChanges(root, after)).problems).toHaveLength(1);
  });
});

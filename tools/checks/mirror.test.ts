import { describe, expect, test } from "vitest";
import { checkMirror } from "./mirror.ts";
import { repositoryWith } from "./temporary-repository.fixture.ts";

const CLAIM = `
"A claim."
type Claim @key(fields: "id") {
  id: ID!
  "Its state."
  state: String!
}

type Query {
  "The claim, or null."
  claim(id: ID!): Claim
}
`;

const GOOD = {
  "schema/finance/claim.graphql": CLAIM,
  "services/finance/src/claim/claim.resolvers.ts": "export {};",
};

/** The problems of the good repository with these files written over it. */
function problemsWith(files: Readonly<Record<string, string>>): readonly string[] {
  return checkMirror(repositoryWith({ ...GOOD, ...files }), ["finance"]).problems;
}

describe("checkMirror", () => {
  test("passes a noun with both halves", () => {
    expect(problemsWith({})).toEqual([]);
  });

  test("fails on an SDL file with a root field and without resolvers", () => {
    expect(checkMirror(repositoryWith({ "schema/finance/claim.graphql": CLAIM }), ["finance"]).problems).toEqual([
      "schema/finance/claim.graphql has no code: services/finance/src/claim/claim.resolvers.ts is missing or empty.",
    ]);
  });

  test("asks of a noun without a root field for any file", () => {
    const sdl = { "schema/finance/rate.graphql": '"A rate."\nscalar Rate' };
    expect(problemsWith(sdl)).toEqual([
      "schema/finance/rate.graphql has no code: services/finance/src/rate/ is missing or empty.",
    ]);
    expect(problemsWith({ ...sdl, "services/finance/src/rate/rate.ts": "export {};" })).toEqual([]);
  });

  test("fails on resolvers without an SDL file", () => {
    expect(problemsWith({ "services/finance/src/ghost/ghost.resolvers.ts": "export {};" })).toEqual([
      "services/finance/src/ghost/ghost.resolvers.ts has no SDL: schema/finance/ghost.graphql is missing.",
    ]);
  });

  test.for([
    { case: "a type without words", sdl: "type T { id: ID! }", problem: "T has no description." },
    { case: "a field without words", sdl: '"T."\ntype T { a: Int }', problem: "T.a has no description." },
    { case: "a field with empty words", sdl: '"T."\ntype T { " " a: Int }', problem: "T.a has no description." },
    { case: "an enum value without words", sdl: '"E."\nenum E { A }', problem: "E.A has no description." },
    { case: "an input field without words", sdl: '"I."\ninput I { a: Int }', problem: "I.a has no description." },
    {
      case: "a field of an extension without words",
      sdl: "extend type T { a: Int }",
      problem: "T.a has no description.",
    },
    {
      case: "a page without its cursor",
      sdl: '"C."\ntype ClaimConnection { edges: [ClaimEdge!]! pageInfo: PageInfo! }',
      problem: "ClaimConnection.nodes is missing; a page has [Claim!]! there.",
    },
    {
      case: "an edge with a null node",
      sdl: '"E."\ntype ClaimEdge { cursor: String! node: Claim }',
      problem: "ClaimEdge.node is Claim; a page has Claim! there.",
    },
    {
      case: "a page that cannot be turned",
      sdl: 'extend type T { "Claims." claims(first: Int): ClaimConnection! }',
      problem: "T.claims is a page and takes first: Int and after: String.",
    },
  ])("fails on $case", ({ sdl, problem }) => {
    const files = { "schema/finance/bad.graphql": sdl, "services/finance/src/bad/bad.ts": "export {};" };
    expect(problemsWith(files)).toEqual([`schema/finance/bad.graphql: ${problem}`]);
  });

  test("fails on a mutation of another form, in name, input and payload", () => {
    const sdl = 'type Mutation { "Submits." submit(id: ID!): Claim }';
    const files = { "schema/finance/bad.graphql": sdl, "services/finance/src/bad/bad.resolvers.ts": "export {};" };
    expect(problemsWith(files)).toEqual([
      "schema/finance/bad.graphql: Mutation.submit is not named noun and verb, as claimSubmit.",
      "schema/finance/bad.graphql: Mutation.submit takes exactly one argument, input: SubmitInput!.",
      "schema/finance/bad.graphql: Mutation.submit answers SubmitPayload, not Claim.",
    ]);
  });

  test("asks for no words over a field that only points at another service's entity", () => {
    const sdl = '"A municipality."\ntype Municipality @key(fields: "code", resolvable: false) { code: ID! }';
    expect(problemsWith({ "schema/finance/claim.graphql": `${CLAIM}${sdl}` })).toEqual([]);
  });
});

import { parse } from "graphql";
import { describe, expect, test } from "vitest";
import { lostAccess } from "./access-uses.ts";
import { apiSdlOf } from "./api-schema.ts";
import { composeGraph, ownSubgraphs, type Subgraph, staleSupergraph } from "./compose.ts";

const SHARED = `
extend schema
  @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@composeDirective"])
  @link(url: "https://example.org/access/v1.0", import: ["@access"])
  @composeDirective(name: "@access")
directive @access(scope: [[String!]!]!) on FIELD_DEFINITION | OBJECT
`;

function subgraph(name: string, sdl: string, ...nouns: string[]): Subgraph {
  return { name, sdl: `${SHARED}${sdl}`, nouns };
}

const OWNER = subgraph(
  "partnership",
  '"A municipality."\ntype Municipality @key(fields: "code") { code: ID! }\n' +
    'type Query { municipalities: [Municipality!]! @access(scope: [["public"]]) }',
  "municipality",
);
const STUB = '"Only a stub."\ntype Municipality @key(fields: "code", resolvable: false) { code: ID! }\n';

describe("composeGraph", () => {
  test("composes the services of this repository", () => {
    expect(composeGraph(ownSubgraphs()).problems).toEqual([]);
  });

  test("keeps every @access", () => {
    const { supergraphSdl, problems } = composeGraph([OWNER]);
    expect(problems).toEqual([]);
    expect(supergraphSdl).toContain('@access(scope: [["public"]])');
  });

  test("takes the description of the service that owns the noun", () => {
    const other = subgraph("accelerator", `${STUB}type Query { near: Municipality }`, "course");
    const { supergraphSdl, problems } = composeGraph([other, OWNER]);
    expect(problems).toEqual([]);
    expect(supergraphSdl).toContain('"""A municipality."""');
    expect(supergraphSdl).not.toContain("Only a stub.");
  });

  test("fails when two services describe differently what neither owns", () => {
    const one = subgraph("accelerator", '"One."\nscalar Day\ntype Query { a: Day }');
    const two = subgraph("finance", '"Two."\nscalar Day\ntype Query { b: Day }');
    expect(composeGraph([one, two]).problems).toEqual([expect.stringContaining("INCONSISTENT_DESCRIPTION")]);
  });

  test("names code and service of what does not compose", () => {
    const broken = subgraph("finance", 'type Grant @key(fields: "number") { id: ID! } type Query { grant: Grant }');
    expect(composeGraph([broken])).toEqual({
      supergraphSdl: "",
      problems: [expect.stringMatching(/^KEY_INVALID_FIELDS \(finance\): .*number/)],
    });
  });

  test("fails when an @access is lost on the way to the supergraph", () => {
    const lossy = { ...OWNER, sdl: OWNER.sdl.replace('@composeDirective(name: "@access")', "") };
    expect(composeGraph([lossy]).problems).toEqual([
      'Query.municipalities has @access(scope: [["public"]]) in its service, but no @access in the supergraph.',
    ]);
  });
});

describe("lostAccess", () => {
  test("finds one that has other scopes in the supergraph", () => {
    const claim = (scope: string) => parse(`type Claim @access(scope: [["${scope}"]]) { id: ID! }`);
    expect(lostAccess([claim("a")], claim("b"))).toEqual([
      'Claim has @access(scope: [["a"]]) in its service, but @access(scope: [["b"]]) in the supergraph.',
    ]);
  });
});

describe("staleSupergraph", () => {
  test.for([
    { case: "missing", committed: null },
    { case: "another", committed: "type Query" },
  ])("fails when the committed one is $case", ({ committed }) => {
    expect(staleSupergraph("type Query { a: Int }", committed)).toHaveLength(1);
  });

  test("passes the same text", () => {
    expect(staleSupergraph("type Query", "type Query")).toEqual([]);
  });
});

describe("apiSdlOf", () => {
  test("leaves no trace of the federation", () => {
    const api = apiSdlOf(composeGraph([OWNER]).supergraphSdl);
    expect(api).not.toMatch(/join__|link__|@link/);
    expect(api).toContain("type Municipality");
  });
});

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { buildSchema } from "graphql";
import { describe, expect, test } from "vitest";
import { checkManifest, writeManifest } from "./manifest.ts";
import { repositoryWith, write } from "./temporary-repository.fixture.ts";

const schema = buildSchema("type Query { claim(id: ID!): String }");
const TEXT = 'query Claim { claim(id: "1") }\n';
const FILE = "schema/operations/app/claim.graphql";

describe("checkManifest", () => {
  test("passes what was written, with the hash of the bytes as id", () => {
    const root = repositoryWith({ [FILE]: TEXT });
    expect(writeManifest(root, schema)).toEqual({ problems: [] });
    expect(checkManifest(root, schema)).toEqual({ problems: [] });
    const id = `sha256:${createHash("sha256").update(TEXT).digest("hex")}`;
    expect(JSON.parse(readFileSync(join(root, "schema/operations/manifest.json"), "utf8"))).toEqual({
      documents: [{ id, name: "Claim", app: "app", file: "app/claim.graphql" }],
    });
  });

  test.for([
    { case: "a blank more", path: FILE, text: `${TEXT}\n` },
    { case: "one document more", path: "schema/operations/app/second.graphql", text: "query Second { __typename }" },
  ])("fails when the manifest is older than $case", ({ path, text }) => {
    const root = repositoryWith({ [FILE]: TEXT });
    writeManifest(root, schema);
    write(root, { [path]: text });
    expect(checkManifest(root, schema).problems).toEqual([expect.stringContaining("run `npm run generate`")]);
  });

  test("fails when documents have no manifest", () => {
    expect(checkManifest(repositoryWith({ [FILE]: TEXT }), schema).problems).toHaveLength(1);
  });

  test.for([
    { case: "text that is no GraphQL", text: "query {", problem: "Syntax Error" },
    { case: "an operation without a name", text: "{ __typename }", problem: "exactly one operation, with a name" },
    { case: "two operations", text: "query A { __typename } query B { __typename }", problem: "exactly one operation" },
    { case: "fragments alone", text: "fragment F on Query { __typename }", problem: "exactly one operation" },
    { case: "a field that is not there", text: "query A { gone }", problem: 'Cannot query field "gone"' },
    { case: "a fragment from elsewhere", text: "query A { ...Elsewhere }", problem: "Unknown fragment" },
  ])("fails on $case", ({ text, problem }) => {
    const root = repositoryWith({ [FILE]: text });
    expect(writeManifest(root, schema).problems).toEqual([expect.stringContaining(problem)]);
  });

  test("fails on two operations of one application with one name", () => {
    const root = repositoryWith({ [FILE]: TEXT, "schema/operations/app/again.graphql": TEXT });
    expect(writeManifest(root, schema).problems).toEqual([expect.stringContaining("another operation named Claim")]);
  });

  test("fails on a document outside the folder of an application", () => {
    const root = repositoryWith({ "schema/operations/claim.graphql": TEXT });
    expect(writeManifest(root, schema).problems).toEqual([expect.stringContaining("the folder of its application")]);
  });

  test("fails when the services do not compose", () => {
    expect(checkManifest(repositoryWith({ [FILE]: TEXT }), null).problems).toEqual([
      "The services do not compose: no document can be judged.",
    ]);
  });
});

import { buildSchema, parse, validate } from "graphql";
import { describe, expect, it } from "vitest";
import { shadowingAliasRule } from "./aliases.ts";

const SDL = `
  directive @inaccessible on FIELD_DEFINITION
  type Query { me: Me }
  type Me { id: ID name: String note: String secretFlag: String @inaccessible me: Me }
`;
const schema = buildSchema(SDL);
const rule = shadowingAliasRule(SDL);

function errorsOf(text: string) {
  return validate(schema, parse(text), [rule]);
}

describe("shadowingAliasRule", () => {
  it.each([
    "id",
    "name",
    "me",
    "secretFlag",
    "__typename",
    "__x",
    "__proto__",
    "prototype",
    "constructor",
    "toString",
    "hasOwnProperty",
    "valueOf",
  ])("refuses the alias %s", (alias) => {
    const [error] = errorsOf(`{ me { ${alias}: note } }`);
    expect(error?.extensions.code).toBe("ALIAS_REJECTED");
    expect(error?.message).toContain(`"${alias}"`);
  });

  it("refuses it in fragments, nested and under directives", () => {
    expect(errorsOf("{ me { ...F } } fragment F on Me { me { name: note } }")).toHaveLength(1);
    expect(
      errorsOf("query Q($a: Boolean!) { me { ... on Me @include(if: $a) { name: note @skip(if: $a) } } }"),
    ).toHaveLength(1);
    expect(errorsOf("{ name: me { id: name note: id } }")).toHaveLength(3);
  });

  it.each([
    "{ me { v_name: note } }",
    "{ me { name: name } }",
    "{ first: me { id } second: me { id } }",
    "{ me { _id: id } }",
  ])("lets %s pass", (text) => {
    expect(errorsOf(text)).toEqual([]);
  });
});

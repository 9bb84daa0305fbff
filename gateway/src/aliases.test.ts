import { buildSchema, parse, validate } from "graphql";
import { describe, expect, it } from "vitest";
import { shadowingAliasRule } from "./aliases.ts";

const SDL = `
  directive @inaccessible on FIELD_DEFINITION
  type Query { me: Me named: Named }
  interface Named { name: String }
  type Other implements Named { name: String total: Int }
  type Me implements Named { id: ID name: String note: String secretFlag: String @inaccessible me: Me }
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
    expect(errorsOf("{ name: me { id: name note: id } }")).toHaveLength(2);
    expect(errorsOf("{ named { total: name } }")).toHaveLength(1);
    expect(errorsOf("{ named { ... on Other { total: name } } }")).toHaveLength(1);
    expect(errorsOf("{ named { secretFlag: name } }")).toHaveLength(1);
  });

  it.each([
    "{ me { v_name: note } }",
    "{ me { name: name } }",
    "{ first: me { id } second: me { id } }",
    "{ me { _id: id } }",
    "{ me { total: note } }",
    "{ note: me { id } }",
    "{ named { ... on Me { total: name } } }",
  ])("lets %s pass", (text) => {
    expect(errorsOf(text)).toEqual([]);
  });
});

import { buildSchema, type GraphQLSchema, graphql } from "graphql";
import { describe, expect, test } from "vitest";
import { guardTexts, UNREADABLE_TEXT } from "./text-guard.ts";

const SDL = `
  enum Code { SECRET OTHER }
  type Refusal { code: Code! message: String! field: [String!] }
  type Payload { done: Boolean refusals: [Refusal!]! }
  type Strict { done: Boolean! refusals: [Refusal!]! }
  input Inner { word: String words: [ID!] count: Int }
  input Input { text: String inner: [Inner!] own: String }
  type Query { find(id: ID!, count: Int): String }
  type Mutation { write(input: Input!): Payload! strict(input: Input!): Strict! exempt(input: Input!): Payload! }
`;

function guarded(): GraphQLSchema {
  const schema = buildSchema(SDL);
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    field.resolve = () => ({ done: true, refusals: [] });
  }
  guardTexts(schema, {
    isForbidden: (text) => text.includes("secret"),
    code: "SECRET",
    message: "Not here.",
    except: ["Mutation.exempt"],
  });
  return schema;
}

const ask = (source: string, input?: unknown) =>
  graphql({ schema: guarded(), source, variableValues: input === undefined ? {} : { input } });
const mutation = (name: string): string =>
  `mutation($input: Input!) { ${name}(input: $input) { done refusals { code message field } } }`;

describe("guardTexts", () => {
  test("lets pass what holds nothing forbidden", async () => {
    const { data } = await ask(mutation("write"), { text: "plain", inner: { word: null, count: 1 } });
    expect(data).toEqual({ write: { done: true, refusals: [] } });
  });

  test("refuses every field at fault at once, in lists and inputs within inputs", async () => {
    const { data, errors } = await ask(mutation("write"), {
      text: "a secret",
      inner: [{ words: ["x", "secret"] }, { word: "secret" }],
    });
    expect(errors).toBeUndefined();
    const said = { code: "SECRET", message: "Not here." };
    expect(data).toEqual({
      write: {
        done: null,
        refusals: [
          { ...said, field: ["input", "text"] },
          { ...said, field: ["input", "inner", "0", "words", "1"] },
          { ...said, field: ["input", "inner", "1", "word"] },
        ],
      },
    });
  });

  test.for([
    { case: "a literal in the document", source: `{ find(id: "secret") }`, argument: "id" },
    {
      case: "a payload that cannot be refused",
      source: `mutation { strict(input: { text: "secret" }) { done } }`,
      argument: "input.text",
    },
  ])("ends in a fault for $case", async ({ source, argument }) => {
    const { errors } = await ask(source);
    expect(errors?.[0]?.originalError).toMatchObject({
      code: "BAD_USER_INPUT",
      details: { reason: "SECRET", argument },
    });
    expect(errors?.[0]?.message).not.toContain("secret");
  });

  test("leaves alone whoever judges texts by its own rules", async () => {
    const { data } = await ask(mutation("exempt"), { own: "secret" });
    expect(data).toEqual({ exempt: { done: true, refusals: [] } });
  });
});

describe("UNREADABLE_TEXT", () => {
  test.for(["\0", "a\0b", "\ud800", "\udfff\ud800", "x\udc00"])("knows %j for what cannot be kept", (text) => {
    expect(UNREADABLE_TEXT.isForbidden(text, "Any.field")).toBe(true);
    expect(UNREADABLE_TEXT.message).not.toContain(text);
  });

  test.for(["", "æøå", "\u{1F468}", "\u0001", "\ufeff", "'; --", "\u2028"])("lets %j be", (text) => {
    expect(UNREADABLE_TEXT.isForbidden(text, "Any.field")).toBe(false);
  });
});

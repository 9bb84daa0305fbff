import { buildSchema, execute, GraphQLError, parse } from "graphql";
import { describe, expect, test } from "vitest";
import type { DanishTexts, Language } from "../pure/index.ts";
import { Fault, publicError } from "./errors.ts";
import { danishOf, speakDanish } from "./spoken.ts";

const SDL = `
  interface Refusal { message: String! }
  enum StepRefusalCode { LATE EMPTY }
  type StepRefusal implements Refusal { code: StepRefusalCode! message: String! }
  type Warning { message: String! }
  type Label { da: String! en: String! text: String! }
  type IndicatorDefinition { text: String! of: [String!]! }
  type IndicatorTarget { code: String! definition: String! }
  type Query { definition: IndicatorDefinition! target: IndicatorTarget! agreed: IndicatorTarget! refusals: [StepRefusal!]! warning: Warning! label: Label! }
`;

const DANISH: DanishTexts = {
  refusals: { StepRefusalCode: { LATE: "Det er for sent.", EMPTY: "Der er intet." } },
  phrases: { "It ended on {}.": "Det sluttede {1}.", "Citizens who start.": "Borgere, der begynder." },
};

const ROOT = {
  refusals: [
    { code: "LATE", message: "It ended on 2021-05-01." },
    { code: "EMPTY", message: "Nothing of 3 is there." },
  ],
  warning: { message: "It ended on 2021-06-01." },
  definition: { text: "Citizens who start.", of: ["TOTAL"] },
  target: { code: "3B.1", definition: "Citizens who start." },
  agreed: { code: "3B.1", definition: "Those of us who start." },
  label: { da: "Fleksjob", en: "Flex job" },
};

async function ask(language: Language): Promise<unknown> {
  const schema = buildSchema(SDL);
  speakDanish(schema, DANISH);
  const document = parse(`{ refusals { code message } warning { message } label { text }
    definition { text of } target { code definition } agreed { code definition } }`);
  const { data, errors } = await execute({ schema, document, rootValue: ROOT, contextValue: { language } });
  expect(errors).toBeUndefined();
  return data;
}

describe("speakDanish", () => {
  test("says refusals, warnings and labels in Danish; codes stay", async () => {
    expect(await ask("da")).toEqual({
      refusals: [
        { code: "LATE", message: "Det sluttede 2021-05-01." },
        { code: "EMPTY", message: "Der er intet (3)." },
      ],
      warning: { message: "Det sluttede 2021-06-01." },
      label: { text: "Fleksjob" },
      definition: { text: "Borgere, der begynder.", of: ["TOTAL"] },
      target: { code: "3B.1", definition: "Borgere, der begynder." },
      agreed: ROOT.agreed,
    });
  });

  test("leaves English as the rules say it", async () => {
    expect(await ask("en")).toEqual({
      refusals: ROOT.refusals,
      warning: ROOT.warning,
      label: { text: "Flex job" },
      definition: ROOT.definition,
      target: ROOT.target,
      agreed: ROOT.agreed,
    });
  });

  test("does not let a service begin with a code that has no Danish", () => {
    const refusals = { StepRefusalCode: { LATE: "Det er for sent." } };
    expect(() => speakDanish(buildSchema(SDL), { refusals, phrases: {} })).toThrow(
      "StepRefusalCode.EMPTY has a Danish text",
    );
    expect(() => speakDanish(buildSchema(SDL), { refusals: {}, phrases: {} })).toThrow("StepRefusalCode.LATE");
  });
});

describe("publicError", () => {
  const described = (fault: Error, language: Language) =>
    publicError(new GraphQLError(fault.message, { originalError: fault }), {
      requestId: "r",
      danish: language === "da" ? danishOf(DANISH) : null,
      report: () => {},
    });

  test.for([
    { what: "a sentence of the service", text: "It ended on 2021-05-01.", da: "Det sluttede 2021-05-01." },
    {
      what: "a sentence without Danish",
      text: "Odd thing 7.",
      da: "Et argument eller en variabel kan ikke bruges her (7).",
    },
  ])("says a fault with $what", ({ text, da }) => {
    const fault = new Fault("BAD_USER_INPUT", text, { argument: "day" });
    expect(described(fault, "da")).toEqual({
      message: da,
      extensions: { code: "BAD_USER_INPUT", argument: "day", requestId: "r" },
    });
    expect(described(fault, "en").message).toBe(text);
  });

  test("says a hint in Danish, or that of the code", () => {
    const hintOf = (hint: string) => described(new Fault("FORBIDDEN_FIELD", "No.", { hint }), "da").extensions?.hint;
    expect(hintOf('Leave A.b out, or ask whoever issued the token "t" for a:b.')).toBe(
      'Udelad A.b, eller bed udstederen af tokenet "t" om a:b.',
    );
    expect(hintOf("Something else.")).toBe(
      "Udelad feltet, eller bed udstederen af tokenet om en af rettighederne i requiredScopes.",
    );
  });

  test("leaves the library's own verdict, and tells nothing of a bug", () => {
    const library = publicError(new GraphQLError('Variable "$a" of type Int.'), {
      requestId: "r",
      danish: danishOf(DANISH),
      report: () => {},
    });
    expect(library).toEqual({
      message: 'Variable "$a" of type Int.',
      extensions: { code: "BAD_USER_INPUT", requestId: "r" },
    });
    expect(described(new Error("secret"), "da").message).toBe(
      "Der gik noget galt hos os. Oplys requestId, når du melder fejlen.",
    );
  });
});

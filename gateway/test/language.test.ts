import { ERRORS } from "@inclusion/kernel";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { languageOf } from "../src/language.ts";
import { READER, type Running, startGateway, unavailable } from "./graph.ts";

let running: Running;

beforeAll(async () => {
  running = await startGateway();
});
afterAll(() => running.gateway.close());
afterEach(() => {
  running.transport.faults.clear();
  running.transport.calls.splice(0);
});

const DANISH = { "accept-language": "da-DK, en;q=0.7" };

describe("languageOf", () => {
  it.each([
    [undefined, "en"],
    ["", "en"],
    ["da", "da"],
    ["DA", "da"],
    ["da-DK", "da"],
    ["da-DK,da;q=0.9,en;q=0.8", "da"],
    ["en", "en"],
    ["en-GB,da;q=0.9", "en"],
    ["da;q=0.2, en;q=0.3", "en"],
    ["da;q=0.3, en;q=0.2", "da"],
    ["de, da;q=0.5", "da"],
    ["de", "en"],
    ["nb, sv", "en"],
    ["*", "en"],
    ["da;q=0", "en"],
    ["en;q=0, *", "da"],
    ["da;q=x", "en"],
    [";;;,,,=", "en"],
    ["dansk", "en"],
    ["x".repeat(8_000), "en"],
  ])("%s is answered in %s", (header, language) => {
    expect(languageOf(header)).toBe(language);
  });
});

describe("an answer", () => {
  it.each([
    [{}, "en"],
    [DANISH, "da"],
    [{ "accept-language": "de" }, "en"],
  ])("to %o says which language it is in, and that it depends on the wish", async (headers, language) => {
    const { headers: answered } = await running.ask("{ whoami }", headers);
    expect(answered.get("content-language")).toBe(language);
    expect(answered.get("vary")).toBe("accept-language");
    expect(running.transport.calls.map(({ caller }) => caller.language)).toEqual([language]);
  });

  it("keeps both reasons to vary where pages of other origins may ask", async () => {
    const open = await startGateway({ origins: ["https://app.example.dk"] });
    const { headers } = await open.ask("{ whoami }", { ...DANISH, origin: "https://app.example.dk" });
    expect(headers.get("vary")?.toLowerCase().split(/, */).sort()).toEqual(["accept-language", "origin"]);
    await open.gateway.close();
  });
});

type Case = Readonly<{
  what: string;
  ask: (headers: Record<string, string>) => Promise<{ body: { errors?: readonly ErrorShown[] } }>;
  code: keyof typeof ERRORS;
  da: string;
  en: string;
}>;
type ErrorShown = Readonly<{ message: string; extensions: Record<string, unknown> }>;

const CASES: readonly Case[] = [
  {
    what: "an operation that needs a token",
    ask: (headers) => running.ask("{ mine }", headers),
    code: "UNAUTHENTICATED",
    da: "Query.mine kan ikke læses uden token (adgang signed-in).",
    en: "Query.mine is not open without a token (scope signed-in).",
  },
  {
    what: "a token that is none",
    ask: (headers) => running.ask("{ mine }", { ...headers, authorization: "Bearer nobody" }),
    code: "UNAUTHENTICATED",
    da: "Tokenet er ikke gyldigt: bed udstederen om et nyt.",
    en: "The token is not valid: ask whoever issued it for a new one.",
  },
  {
    what: "a denied field",
    ask: (headers) => running.ask("{ budgets }", { ...headers, ...READER }),
    code: "FORBIDDEN_FIELD",
    da: "Query.budgets kræver adgangen money:read.",
    en: "Query.budgets needs the scope money:read.",
  },
  {
    what: "a bug",
    ask: (headers) => running.ask("{ bug }", headers),
    code: "INTERNAL_SERVER_ERROR",
    da: "Der gik noget galt hos os. Oplys requestId, når du melder fejlen.",
    en: "Something failed on our side. Quote the request id when you report it.",
  },
  {
    what: "an alias that shadows a field",
    ask: (headers) => running.ask("{ participant(id: 1) { name: nick } }", headers),
    code: "ALIAS_REJECTED",
    da: 'Aliasset "name" afvises: det er navnet på et andet felt eller et reserveret navn.',
    en: 'The alias "name" is refused: it is the name of another field or a reserved name.',
  },
  {
    what: "a document that is not stored",
    ask: (headers) => running.post({ documentId: `sha256:${"0".repeat(64)}` }, headers),
    code: "PERSISTED_QUERY_NOT_IN_LIST",
    da: "Der er ikke registreret noget dokument med dette id.",
    en: "No document is stored under this id.",
  },
  {
    what: "an address that is none",
    ask: (headers) => running.get("/nowhere", headers),
    code: "NOT_FOUND",
    da: "Der er ikke noget på denne adresse.",
    en: "There is nothing at this address.",
  },
  {
    what: "an operation that is not named",
    ask: (headers) => running.ask("{ nothing }", headers),
    code: "GRAPHQL_VALIDATION_FAILED",
    da: 'Cannot query field "nothing" on type "Query".',
    en: 'Cannot query field "nothing" on type "Query".',
  },
];

describe("errors", () => {
  it.each(CASES)("for $what are said in both languages", async ({ ask, code, da, en }) => {
    for (const [headers, language, message] of [
      [{}, "en", en],
      [DANISH, "da", da],
    ] as const) {
      const [error] = (await ask(headers)).body.errors ?? [];
      expect(error?.message).toBe(message);
      expect(error?.extensions).toMatchObject({
        code,
        docs: `/docs/errors#${code}`,
        retryable: ERRORS[code].retryable,
        requestId: expect.stringMatching(/^[0-9a-f]{32}$/),
      });
      const { hint } = ERRORS[code];
      if (language === "da") expect(error?.extensions.hint).not.toBe(hint.en);
      else expect(error?.extensions.hint).not.toBe(hint.da);
    }
  });

  it("of a service that does not answer are said by the gateway", async () => {
    running.transport.faults.set("finance", unavailable("finance"));
    const { body } = await running.ask("{ budget }", DANISH);
    expect(body.errors?.[0]).toMatchObject({
      message: "Tjenesten finance svarer ikke. Dens felter er tomme; prøv igen.",
      extensions: { hint: "Prøv igen om et øjeblik.", retryable: true },
    });
  });

  it("for a denied field keep scopes and path, and their hint is the service's", async () => {
    const { body } = await running.ask("{ budgets }", { ...READER, ...DANISH });
    expect(body.errors?.[0]).toMatchObject({
      path: ["budgets"],
      extensions: {
        requiredScopes: [["money:read"]],
        yourScopes: ["public", "signed-in"],
        hint: 'Udelad Query.budgets, eller bed udstederen af tokenet "reader" om money:read.',
      },
    });
  });
});

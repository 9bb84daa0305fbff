import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startEmptySystem } from "./seeded-system.ts";
import type { Answer, TestSystem } from "./test-system.ts";

const MISSING = "018f2b6c-1111-7000-8000-00000000abcd";
const REGISTER = `mutation($input: OrganisationRegisterInput!) {
  organisationRegister(input: $input) { organisation { id } refusals { code message field } } }`;
const CLOSE = `mutation($input: ParticipationCloseInput!) {
  participationClose(input: $input) { participation { id } refusals { code } } }`;

describe.each(["together", "apart"] as const)("an answer in Danish, %s", (form) => {
  let system: TestSystem;
  beforeAll(async () => {
    system = await startEmptySystem(form);
  });
  afterAll(() => system?.stop());

  const ask = async (language: string, query: string, variables: object, as?: string): Promise<Answer> => {
    const response = await fetch(system.url, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "accept-language": language,
        ...(as === undefined ? {} : { authorization: `Bearer ${system.tokens[as]}` }),
      },
      body: JSON.stringify({ query, variables }),
    });
    expect(response.headers.get("content-language")).toBe(language.slice(0, 2));
    const answer = (await response.json()) as Answer;
    return { ...answer, status: response.status, errors: answer.errors ?? [] };
  };

  test("has refusals with the values of their case, under the same codes", async () => {
    const input = { name: "Opdigtet værksted", kinds: ["SOCIAL_ENTERPRISE"], cvr: "1015", municipalityCode: "9999" };
    const refusalsIn = async (language: string) => {
      const { data, errors } = await ask(language, REGISTER, { input }, "operator");
      expect(errors).toEqual([]);
      return data.organisationRegister.refusals;
    };
    expect(await refusalsIn("en")).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          code: "CVR_SHAPE",
          message: "A CVR number has eight digits, of which the first is not 0.",
        }),
        expect.objectContaining({ code: "MUNICIPALITY_UNKNOWN", message: "9999 is none of the 98 municipalities." }),
      ]),
    );
    expect(await refusalsIn("da")).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          code: "CVR_SHAPE",
          message: "Et CVR-nummer har otte cifre, hvoraf det første ikke er 0.",
        }),
        expect.objectContaining({ code: "MUNICIPALITY_UNKNOWN", message: "9999 er ikke en af de 98 kommuner." }),
      ]),
    );
  });

  test("denies a field with what would open it, and hides a row as if it were not there", async () => {
    const input = { participationId: MISSING, closedOn: "2021-01-01" };
    const { errors } = await ask("da", CLOSE, { input }, "regional_partner");
    expect(errors[0]).toMatchObject({
      message: "Mutation.participationClose kræver adgangen participations:write.",
      path: ["participationClose"],
      extensions: {
        code: "FORBIDDEN_FIELD",
        requiredScopes: [["participations:write"]],
        yourScopes: expect.any(Array),
        hint: expect.stringMatching(/^Udelad Mutation\.participationClose, eller bed udstederen af tokenet/),
        docs: "/docs/errors#FORBIDDEN_FIELD",
        retryable: false,
        requestId: expect.stringMatching(/^[0-9a-f]{32}$/),
      },
    });
    const missing = await ask("da", CLOSE, { input }, "caseworker");
    expect(missing.errors[0]?.message).toBe("Der er ingen deltagelse med dette id, som du må se.");
  });

  test("asks for a token in the same language", async () => {
    const { status, errors } = await ask("da", "{ viewer { name } }", {});
    expect([status, errors[0]?.message, errors[0]?.extensions.docs]).toEqual([
      401,
      "Query.viewer kan ikke læses uden token (adgang signed-in).",
      "/docs/errors#UNAUTHENTICATED",
    ]);
  });

  test("tells anybody what the graph's values are called", async () => {
    const { data, errors } = await ask(
      "da",
      `{ enumLabels(names: ["ParticipationState"]) { name values { value label { text } } } }`,
      {},
    );
    expect(errors).toEqual([]);
    expect(data.enumLabels[0].values).toContainEqual({ value: "WAITLISTED", label: { text: "Venteliste" } });
  });
});

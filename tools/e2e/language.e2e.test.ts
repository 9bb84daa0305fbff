import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Answer, startTestSystem, type TestSystem, testFolder } from "./test-system.ts";

const folder = testFolder();
afterAll(folder.remove);

const SEED_B = "social-inklusion-gennem-vaekstpartnerskaber";
const MISSING = "018f2b6c-1111-7000-8000-00000000abcd";
const REFER = `mutation($input: ParticipationReferInput!) {
  participationRefer(input: $input) { participation { id } refusals { code message field } } }`;

describe.each(["together", "apart"] as const)("an answer in Danish, %s", (form) => {
  let system: TestSystem;
  beforeAll(async () => {
    system = await startTestSystem({ dataDir: folder.dataDir, form, seed: "programme" });
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
    const { data, errors } = (await response.json()) as Answer;
    return { status: response.status, data, errors: errors ?? [] };
  };

  test("has refusals with the values of their case, under the same codes", async () => {
    const { data } = await ask("en", `{ programme(slug: "${SEED_B}") { id } }`, {});
    const input = {
      ...{ programmeId: data.programme.id, municipalityCode: "0751", referredOn: "2999-01-01" },
      ...{ birthDate: "1980-05-01", sex: "F", benefit: "CASH_ACTIVITY_READY", noPriorEffortReason: "YOUNG" },
    };
    const english = await ask("en", REFER, { input }, "caseworker");
    const danish = await ask("da", REFER, { input }, "caseworker");
    expect([english.errors, danish.errors]).toEqual([[], []]);
    const [en, da] = [english, danish].map(({ data }) => data.participationRefer.refusals) as {
      code: string;
      message: string;
    }[][];
    expect(da?.map(({ code }) => code)).toEqual(en?.map(({ code }) => code));
    const future = (refusals: typeof en) => refusals?.find(({ code }) => code === "DATE_IN_FUTURE")?.message;
    expect(future(en)).toMatch(/^2999-01-01 is still to come: give a day up to \d{4}-\d{2}-\d{2}\.$/);
    expect(future(da)).toMatch(/^2999-01-01 ligger ude i fremtiden: angiv en dag til og med \d{4}-\d{2}-\d{2}\.$/);
  });

  test("denies a field with what would open it, and hides a row as if it were not there", async () => {
    const denied = `{ programme(slug: "${SEED_B}") { participations { nodes { id } } } }`;
    const { errors } = await ask("da", denied, {}, "regional_partner");
    expect(errors[0]).toMatchObject({
      message: expect.stringMatching(/^Programme\.participations kræver adgangen .*participations:read/),
      path: ["programme", "participations"],
      extensions: {
        code: "FORBIDDEN_FIELD",
        requiredScopes: expect.arrayContaining([expect.arrayContaining(["participations:read"])]),
        yourScopes: expect.any(Array),
        hint: expect.stringMatching(/^Udelad Programme\.participations, eller bed udstederen af tokenet/),
        docs: "/docs/errors#FORBIDDEN_FIELD",
        retryable: false,
        requestId: expect.stringMatching(/^[0-9a-f]{32}$/),
      },
    });
    const close = `mutation($input: ParticipationCloseInput!) {
      participationClose(input: $input) { participation { id } refusals { code } } }`;
    const missing = await ask(
      "da",
      close,
      { input: { participationId: MISSING, closedOn: "2021-01-01" } },
      "caseworker",
    );
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

import { ANYONE } from "@inclusion/kernel";
import { openTestService, type TestService } from "@inclusion/kernel/testing";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { service } from "../service.ts";

let opened: TestService;

beforeAll(async () => {
  opened = await openTestService(service, inject("postgres"));
});
afterAll(() => opened.drop());

const QUERY = "query ($names: [String!]) { enumLabels(names: $names) { name values { value label { da en text } } } }";

type Labels = readonly { name: string; values: { value: string; label: { da: string; en: string; text: string } }[] }[];

async function ask(names: readonly string[] | null, language: "da" | "en"): Promise<Labels> {
  const { data, errors } = await opened.ask(ANYONE, QUERY, { names }, language);
  expect(errors).toBeUndefined();
  return (data as { enumLabels: Labels }).enumLabels;
}

describe("enumLabels", () => {
  test.for([
    { language: "da", text: "Fleksjob" },
    { language: "en", text: "Flex job" },
  ] as const)("tells anybody what values are called, in $language", async ({ language, text }) => {
    const [form, ...others] = await ask(["WorkForm", "Nothing"], language);
    expect(others).toEqual([]);
    expect(form?.values.find(({ value }) => value === "FLEX_JOB")?.label).toEqual({
      da: "Fleksjob",
      en: "Flex job",
      text,
    });
  });

  test("tells every enum in order of name, and what a refusal code means", async () => {
    const all = await ask(null, "da");
    const names = all.map(({ name }) => name);
    expect(names).toEqual([...names].sort());
    const codes = all.find(({ name }) => name === "FinanceRefusalCode")?.values;
    expect(codes?.find(({ value }) => value === "CLAIM_EMPTY")?.label.text).toBe(
      "Udbetalingsanmodningen har ingen linjer.",
    );
  });

  test("tells nothing when no enum is asked for", async () => {
    expect(await ask([], "en")).toEqual([]);
  });
});

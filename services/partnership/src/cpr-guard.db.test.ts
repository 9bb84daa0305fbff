import { openTestService, type TestService, viewerWith } from "@inclusion/kernel/testing";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { service } from "./service.ts";

let opened: TestService;

beforeAll(async () => {
  opened = await openTestService(service, inject("postgres"));
});

afterAll(() => opened?.drop());

const writer = viewerWith("anchoring:decide");
const DOCUMENT = `mutation($input: AnchoringAdoptInput!) { anchoringAdopt(input: $input) { refusals { code field } } }`;
const INPUT = {
  ...{ partnershipId: "00000000-0000-4000-8000-000000000000", planId: "00000000-0000-4000-8000-000000000000" },
  ...{ decidedOn: "2021-01-01", reference: "A" },
};

/** Whether the request was refused for a number in it; none of them is of anything that is there. */
async function fieldsRefused(more: Readonly<Record<string, unknown>>): Promise<unknown[]> {
  const { data } = await opened.ask(writer, DOCUMENT, { input: { ...INPUT, ...more } });
  const done = data?.anchoringAdopt as
    | { refusals: readonly { code: string; field: readonly string[] }[] }
    | null
    | undefined;
  return (done?.refusals ?? []).filter(({ code }) => code === "CPR_IN_TEXT").map(({ field }) => field);
}

test("refuses what may be a person's number, in every field at once", async () => {
  expect(await fieldsRefused({ idempotencyKey: "Borger 640580-1234", reference: "640580-1234" })).toEqual([
    ["input", "idempotencyKey"],
    ["input", "reference"],
  ]);
});

test("leaves ten digits alone where a number of something else stands", async () => {
  expect(await fieldsRefused({ reference: "6405801234" })).toEqual([]);
  expect(await fieldsRefused({ idempotencyKey: "6405801234" })).toEqual([["input", "idempotencyKey"]]);
  expect(await fieldsRefused({ idempotencyKey: "Ring +45 12345678, CVR 12345678" })).toEqual([]);
});

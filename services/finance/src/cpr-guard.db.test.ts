import { openTestService, type TestService, viewerWith } from "@inclusion/kernel/testing";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { service } from "./service.ts";

let opened: TestService;

beforeAll(async () => {
  opened = await openTestService(service, inject("postgres"));
});

afterAll(() => opened?.drop());

const writer = viewerWith("costs:write", "finance:read");
const DOCUMENT = `mutation($input: CostLineRecordInput!) { costLineRecord(input: $input) { refusals { code field } } }`;
const INPUT = {
  ...{ grantId: "00000000-0000-4000-8000-000000000000", partnerOrganisationId: "00000000-0000-4000-8000-000000000000" },
  ...{ kind: "EXTERNAL", mainActivity: "MA1_QUALIFICATION", axis: "AXIS_3B1", amount: "10.00", isAdditional: true },
  ...{ invoiceRef: "A", invoicedOn: "2021-01-01", activity: "Mentor", idempotencyKey: "one" },
};

/** Whether the request was refused for a number in it; none of them is of anything that is there. */
async function fieldsRefused(more: Readonly<Record<string, unknown>>): Promise<unknown[]> {
  const { data } = await opened.ask(writer, DOCUMENT, { input: { ...INPUT, ...more } });
  const done = data?.costLineRecord as
    | { refusals: readonly { code: string; field: readonly string[] }[] }
    | null
    | undefined;
  return (done?.refusals ?? []).filter(({ code }) => code === "CPR_IN_TEXT").map(({ field }) => field);
}

test("refuses what may be a person's number, in every field at once", async () => {
  expect(await fieldsRefused({ activity: "Borger 640580-1234", invoiceRef: "640580-1234" })).toEqual([
    ["input", "invoiceRef"],
    ["input", "activity"],
  ]);
});

test("leaves ten digits alone where a number of something else stands", async () => {
  expect(await fieldsRefused({ invoiceRef: "6405801234" })).toEqual([]);
  expect(await fieldsRefused({ activity: "6405801234" })).toEqual([["input", "activity"]]);
  expect(await fieldsRefused({ activity: "Ring +45 12345678, CVR 12345678" })).toEqual([]);
});

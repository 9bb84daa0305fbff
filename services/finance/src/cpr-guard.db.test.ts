import { fieldsRefused, openTestService, type TestService, viewerWith } from "@inclusion/kernel/testing";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { service } from "./service.ts";

let opened: TestService;

beforeAll(async () => {
  opened = await openTestService(service, inject("postgres"));
});

afterAll(() => opened?.drop());

const asked = {
  mutation: "costLineRecord",
  inputType: "CostLineRecordInput",
  viewer: viewerWith("costs:write", "finance:read"),
};
const INPUT = {
  ...{ grantId: "00000000-0000-4000-8000-000000000000", partnerOrganisationId: "00000000-0000-4000-8000-000000000000" },
  ...{ kind: "EXTERNAL", mainActivity: "MA1_QUALIFICATION", axis: "AXIS_3B1", amount: "10.00", isAdditional: true },
  ...{ invoiceRef: "A", invoicedOn: "2021-01-01", activity: "Mentor", idempotencyKey: "one" },
};

/** The fields refused for a number in them; none of the rows that are named is there. */
const refused = (more: Readonly<Record<string, unknown>>) =>
  fieldsRefused(opened, "CPR_IN_TEXT", asked, { ...INPUT, ...more });

test("refuses what may be a person's number, in every field at once", async () => {
  expect(await refused({ activity: "Borger 640580-1234", invoiceRef: "640580-1234" })).toEqual([
    ["input", "invoiceRef"],
    ["input", "activity"],
  ]);
});

test("leaves ten digits alone where a number of something else stands", async () => {
  expect(await refused({ invoiceRef: "6405801234" })).toEqual([]);
  expect(await refused({ activity: "6405801234" })).toEqual([["input", "activity"]]);
  expect(await refused({ activity: "Ring +45 12345678, CVR 12345678" })).toEqual([]);
});

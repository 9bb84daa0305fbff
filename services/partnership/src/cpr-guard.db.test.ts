import { fieldsRefused, openTestService, type TestService, viewerWith } from "@inclusion/kernel/testing";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { service } from "./service.ts";

let opened: TestService;

beforeAll(async () => {
  opened = await openTestService(service, inject("postgres"));
});

afterAll(() => opened?.drop());

const asked = { mutation: "anchoringAdopt", inputType: "AnchoringAdoptInput", viewer: viewerWith("anchoring:decide") };
const INPUT = {
  ...{ partnershipId: "00000000-0000-4000-8000-000000000000", planId: "00000000-0000-4000-8000-000000000000" },
  ...{ decidedOn: "2021-01-01", reference: "A" },
};

/** The fields refused for a number in them; none of the rows that are named is there. */
const refused = (more: Readonly<Record<string, unknown>>) =>
  fieldsRefused(opened, "CPR_IN_TEXT", asked, { ...INPUT, ...more });

test("refuses what may be a person's number, in every field at once", async () => {
  expect(await refused({ idempotencyKey: "Borger 640580-1234", reference: "640580-1234" })).toEqual([
    ["input", "idempotencyKey"],
    ["input", "reference"],
  ]);
});

test("leaves ten digits alone where a number of something else stands", async () => {
  expect(await refused({ reference: "6405801234" })).toEqual([]);
  expect(await refused({ idempotencyKey: "6405801234" })).toEqual([["input", "idempotencyKey"]]);
  expect(await refused({ idempotencyKey: "Ring +45 12345678, CVR 12345678" })).toEqual([]);
});

import { openTestService, type TestService } from "@inclusion/kernel/testing";
import { service } from "@inclusion/partnership";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { fillListings, SEARCHES, timeSearches } from "./supplier-search.ts";

let opened: TestService;
beforeAll(async () => {
  opened = await openTestService(service, inject("postgres"));
});
afterAll(() => opened?.drop());

test("every search of the portal answers on made-up listings", async () => {
  await fillListings(opened, 300, new Date().toISOString().slice(0, 10));
  const { searches } = await timeSearches(opened, 1);
  expect(searches.map(({ name }) => name)).toEqual(SEARCHES.map(({ name }) => name));
});

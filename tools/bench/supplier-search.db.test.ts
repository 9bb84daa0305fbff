import { openTestService, type TestService } from "@inclusion/kernel/testing";
import { service } from "@inclusion/partnership";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { fillListings, SEARCHES, timeSearches } from "./supplier-search.ts";

let opened: TestService;
beforeAll(async () => {
  opened = await openTestService(service, inject("postgres"));
});
afterAll(() => opened?.drop());

const COUNT = Number(process.env.BENCH_LISTINGS ?? 300);

test("every search of the portal answers on made-up listings; with BENCH_LISTINGS it prints how fast", async () => {
  await fillListings(opened, COUNT, new Date().toISOString().slice(0, 10));
  const { lookup, searches } = await timeSearches(opened, COUNT >= 10_000 ? 100 : 1);
  if (COUNT >= 10_000) {
    console.table([lookup, ...searches].map((timing) => ({ ...timing, timesLookup: timing.p95 / lookup.p95 })));
  }
  expect(searches.map(({ name }) => name)).toEqual(SEARCHES.map(({ name }) => name));
}, 300_000);

import { changeIndexNames, changePlan, openTestService, type TestService, viewerWith } from "@inclusion/kernel/testing";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { service } from "../service.ts";
import { NOUNS } from "./changes.resolvers.ts";

let opened: TestService;
beforeAll(async () => {
  opened = await openTestService(service, inject("postgres"));
});
afterAll(() => opened?.drop());

test("a page of changes is read by the indexes of its tables, in their order", async () => {
  const settings = ["enable_seqscan = off", "enable_bitmapscan = off", "enable_sort = off"];
  const plan = await changePlan(opened, viewerWith("partnerships:read"), NOUNS, settings);
  for (const index of changeIndexNames(NOUNS)) expect(plan).toContain(`Scan using ${index} on`);
});

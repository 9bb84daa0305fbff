import { runDaily } from "@inclusion/kernel/runtime";
import { openTestService, type TestService } from "@inclusion/kernel/testing";
import { service } from "@inclusion/partnership";
import { portalSweep } from "@inclusion/partnership/supplier-listing/portal-sweep.actions";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { fillListings } from "../bench/supplier-search.ts";

let opened: TestService;
beforeAll(async () => {
  opened = await openTestService(service, inject("postgres"));
});
afterAll(() => opened?.drop());

test("marks what was looked up too long ago, once", async () => {
  await fillListings(opened, 3, new Date().toISOString().slice(0, 10));
  const { database } = opened.service;
  expect(await runDaily(database, portalSweep)).toEqual({ stale: 0 });
  await opened.sql(
    `UPDATE partnership.supplier_listing SET rsv_checked_on = current_date - 120
     WHERE id IN (SELECT id FROM partnership.supplier_listing ORDER BY id LIMIT 2)`,
  );
  expect(await runDaily(database, portalSweep)).toEqual({ stale: 2 });
  expect(await runDaily(database, portalSweep)).toEqual({ stale: 0 });
  expect(
    await opened.sql("SELECT state, count(*)::int FROM partnership.supplier_listing GROUP BY 1 ORDER BY 1"),
  ).toEqual([
    { state: "PUBLISHED", count: 1 },
    { state: "STALE", count: 2 },
  ]);
});

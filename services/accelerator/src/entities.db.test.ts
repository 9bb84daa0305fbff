import { copyDatabase, mappedColumns, type TestDatabase, tableColumns } from "@inclusion/kernel/testing";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { service } from "./service.ts";

let copy: TestDatabase;
beforeAll(async () => {
  copy = await copyDatabase(inject("postgres"));
});
afterAll(() => copy?.drop());

test("every mapped column is the column that the migrations made", async () => {
  const mapped = mappedColumns(service.entities);
  expect(mapped.length).toBeGreaterThan(0);
  expect(await tableColumns(copy, "accelerator", mapped)).toEqual(mapped);
});

import { openTestService, type TestService, viewerWith, viewerWithin } from "@inclusion/kernel/testing";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { service } from "../service.ts";

let opened: TestService;
beforeAll(async () => {
  opened = await openTestService(service, inject("postgres"));
});
afterAll(() => opened?.drop());

const id = (number: number): string => `00000000-0000-7000-8000-${String(number).padStart(12, "0")}`;

const QUERY = `{ _entities(representations: [{ __typename: "Viewer", id: "viewer" }]) {
  ... on Viewer { id visibleGrants moneyRecordedUntil } } }`;

test("a viewer is told how many rows it sees, and without their scope nothing", async () => {
  const seen = await opened.ask(viewerWith("finance:read"), QUERY);
  expect(seen.data).toEqual({ _entities: [{ id: "viewer", visibleGrants: 0, moneyRecordedUntil: null }] });
  const blind = await opened.ask(viewerWith("public"), QUERY);
  expect(blind.data).toEqual({ _entities: [{ id: "viewer", visibleGrants: null, moneyRecordedUntil: null }] });
});

test("grants outside the token's limits do not count, although anyone may see their rows", async () => {
  await opened.sql(
    `INSERT INTO finance.programme_grant (id, programme_id, currency, eligible_total_minor, eligible_total_derived,
       eligible_from, eligible_to, read_on)
     SELECT ids.id, ids.id, 'DKK', 100, false, '2019-01-01', '2020-12-31', '2019-01-01' FROM unnest($1::uuid[]) AS ids (id)`,
    [[id(1), id(2), id(3)]],
  );
  const all = { municipalities: null, regions: null, organisations: null, courses: null };
  const countOf = async (limits: Readonly<{ grants: string[] | null; programmes: string[] | null }>) => {
    const { data } = await opened.ask(viewerWithin({ ...all, ...limits }, "finance:read"), QUERY);
    return (data as { _entities: [{ visibleGrants: number }] })._entities[0].visibleGrants;
  };
  expect(await countOf({ grants: null, programmes: null })).toBe(3);
  expect(await countOf({ grants: [id(1), id(2)], programmes: null })).toBe(2);
  expect(await countOf({ grants: [id(1), id(2)], programmes: [id(2), id(3)] })).toBe(1);
  expect(await countOf({ grants: [], programmes: null })).toBe(0);
});

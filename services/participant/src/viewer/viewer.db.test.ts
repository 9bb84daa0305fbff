import type { Viewer } from "@inclusion/kernel";
import { openTestService, type TestService, viewerWith } from "@inclusion/kernel/testing";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { service } from "../service.ts";

let opened: TestService;
beforeAll(async () => {
  opened = await openTestService(service, inject("postgres"));
});
afterAll(() => opened?.drop());

const QUERY = `{ _entities(representations: [{ __typename: "Viewer", id: "viewer" }]) {
  ... on Viewer { id visibleParticipations participationsRecordedUntil } } }`;

test("a viewer is told how many rows it sees, and without their scope nothing", async () => {
  const seen = await opened.ask(viewerWith("participations:read"), QUERY);
  expect(seen.data).toEqual({
    _entities: [{ id: "viewer", visibleParticipations: 0, participationsRecordedUntil: null }],
  });
  const blind = await opened.ask(viewerWith("public"), QUERY);
  expect(blind.data).toEqual({
    _entities: [{ id: "viewer", visibleParticipations: null, participationsRecordedUntil: null }],
  });
});

test("whoever may register numbers is told how many searches are left, and nobody else", async () => {
  const asked = `{ _entities(representations: [{ __typename: "Viewer", id: "viewer" }]) {
    ... on Viewer { numberLookups { perHour left nextAt } } } }`;
  const KIM = { ...viewerWith("identity:write"), subject: "kim" };
  const leftTo = async (viewer: Viewer) => {
    const { _entities: found } = (await opened.ask(viewer, asked)).data as { _entities: { numberLookups: unknown }[] };
    return found[0]?.numberLookups;
  };
  expect(await leftTo(KIM)).toEqual({ perHour: 300, left: 300, nextAt: null });
  await opened.sql(
    `INSERT INTO participant.cpr_lookup (actor, at, lookup) VALUES
       ('kim', clock_timestamp(), gen_random_uuid()), ('lee', clock_timestamp(), gen_random_uuid()),
       ('kim', clock_timestamp() - interval '61 minutes', gen_random_uuid())`,
  );
  expect(await leftTo(KIM)).toEqual({ perHour: 300, left: 299, nextAt: expect.any(String) });
  expect(await leftTo(viewerWith("participations:read"))).toBeNull();
});

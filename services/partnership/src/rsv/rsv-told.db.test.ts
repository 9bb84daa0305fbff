/** What the accelerator is told of registrations: their own days, whenever they begin, end or move. */
import { openTestService, type TestService } from "@inclusion/kernel/testing";
import { RsvSet } from "@inclusion/schema/facts";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { CRITERIA, codesOf, day, organisation, registered, run } from "../organisation/parties.fixture.ts";
import { service } from "../service.ts";

let opened: TestService;
beforeAll(async () => {
  opened = await openTestService(service, inject("postgres"));
});
afterAll(() => opened?.drop());

/** Each list that was told of an organisation, oldest first. */
async function told(organisationId: string) {
  const facts = await opened.sql<{ payload: unknown }>(
    "SELECT payload FROM partnership.fact WHERE type = 'RsvSet' AND subject = $1 ORDER BY position",
    [organisationId],
  );
  return facts.map(({ payload }) => {
    const list = RsvSet.parse(payload);
    expect(list.organisationId).toBe(organisationId);
    return list.registrations;
  });
}

const end = async (organisationId: string, until: string) =>
  expect(codesOf(await run(opened, "rsvDeregister", { organisationId, until, reason: "CEASED" }))).toEqual([]);
const begin = async (organisationId: string, since: string) => {
  const input = { organisationId, since, checkedOn: day(), source: "CVR", criteria: CRITERIA };
  expect(codesOf(await run(opened, "rsvRegister", input))).toEqual([]);
};

test("every beginning and end is told with the whole list, a look-up in the register and a refusal are not", async () => {
  const id = await registered(opened, "Begyndt og Endt");
  const first = { from: "2019-01-01", until: null };
  expect(await told(id)).toEqual([[first]]);
  expect(codesOf(await run(opened, "rsvCheck", { organisationId: id, checkedOn: day() }))).toEqual([]);
  expect(codesOf(await run(opened, "rsvDeregister", { organisationId: id, until: day(1), reason: "CEASED" }))).toEqual([
    "DATE_IN_FUTURE",
  ]);
  expect(await told(id)).toHaveLength(1);
  await end(id, day(-30));
  await begin(id, day(-10));
  const ended = { ...first, until: day(-30) };
  expect(await told(id)).toEqual([[first], [ended], [ended, { from: day(-10), until: null }]]);
});

test("a merge tells that the registrations are the survivor's now, and nothing where there are none", async () => {
  const gone = await registered(opened, "Overtaget");
  const survivor = await organisation(opened, "Overtager", { cvr: null });
  const other = await organisation(opened, "Uregistreret", { cvr: null });
  const merge = async (mergedId: string) =>
    expect(codesOf(await run(opened, "organisationMerge", { organisationId: survivor, mergedId }))).toEqual([]);
  await merge(gone);
  const list = [{ from: "2019-01-01", until: null }];
  expect([await told(survivor), await told(gone)]).toEqual([[list], [list, []]]);
  await merge(other);
  expect([await told(survivor), await told(other)]).toEqual([[list], []]);
});

test("registrations that were stored without telling are told once", async () => {
  const [silent, loud] = [await organisation(opened, "Stille"), await registered(opened, "Fortalt")];
  await opened.sql(
    `INSERT INTO partnership.rsv_registration (id, organisation_id, since, until, end_reason, source, checked_on, criteria)
     VALUES (gen_random_uuid(), $1, '2020-05-01', NULL, NULL, 'CVR', '2020-05-01', '[]'),
       (gen_random_uuid(), $1, '2018-01-01', '2019-12-31', 'CEASED', 'CVR', '2018-01-01', '[]')`,
    [silent],
  );
  for (const _ of ["once", "again"]) await opened.sql("SELECT partnership.tell_registrations()");
  expect(await told(silent)).toEqual([
    [
      { from: "2018-01-01", until: "2019-12-31" },
      { from: "2020-05-01", until: null },
    ],
  ]);
  expect(await told(loud)).toHaveLength(1);
});

import { addDays, dayOf, systemViewer, type Viewer } from "@inclusion/kernel";
import { unitOfWork } from "@inclusion/kernel/runtime";
import { openTestService, type TestService, viewerWith } from "@inclusion/kernel/testing";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { AARHUS, cprOf, EVERYWHERE, register } from "../identity/identity-rows.fixture.ts";
import { LOOKUPS_PER_HOUR } from "../identity/lookup-limit.repository.ts";
import { idOf, PROGRAMME, storeParticipation } from "../participation/participation-rows.fixture.ts";
import { service } from "../service.ts";
import { privacySweep } from "./retention.actions.ts";

let opened: TestService;
beforeAll(async () => {
  opened = await openTestService(service, inject("postgres"));
  for (const number of [101, 102, 103, 104, 105]) await storeParticipation(opened.service, number, "0751");
});
afterAll(() => opened?.drop());

const today = dayOf(new Date());
const dpo = viewerWith("dpo:restrict", "dpo:erase", "participations:read");
const operator: Viewer = { ...systemViewer("sweep"), scopes: ["system", "dpo:erase"] };
const RESTRICT = `mutation($input: PersonRestrictInput!) {
  personRestrict(input: $input) { participationIds refusals { code } } }`;
const LIFT = `mutation($input: PersonRestrictionLiftInput!) {
  personRestrictionLift(input: $input) { participationIds refusals { code } } }`;
const ERASE = `mutation($input: PersonEraseInput!) { personErase(input: $input) { participationIds refusals { code } } }`;

const lift = (number: number) => ({
  ...{ participationId: idOf(number), reason: "OBJECTION_DECIDED", informedOn: today },
});

const sweepOn = (day: typeof today, viewer = operator) =>
  unitOfWork(opened.service.database, viewer, "test", (tx) => privacySweep.work(tx, day)).then(({ result }) => result);

async function isSeen(id: string): Promise<boolean> {
  const { data } = await opened.ask(EVERYWHERE, `{ participation(id: "${id}") { id employments { id } } }`);
  return data?.participation !== null;
}

/** Tables that name the participation, with how many rows each. */
async function rowsOf(id: string): Promise<Record<string, number>> {
  const tables = await opened.sql<{ name: string; key: string }>(
    `SELECT c.table_name AS name, c.column_name AS key FROM information_schema.columns c
     JOIN information_schema.tables t USING (table_schema, table_name)
     WHERE c.table_schema = 'participant' AND t.table_type = 'BASE TABLE'
       AND (c.column_name = 'participation_id' OR c.column_name = 'id' AND c.table_name LIKE 'participation%'
         OR c.column_name = 'subject_id' AND c.table_name = 'measure_entry')`,
  );
  const counts: Record<string, number> = {};
  for (const { name, key } of tables) {
    const [row] = await opened.sql<{ n: number }>(
      `SELECT count(*)::int AS n FROM participant.${name} WHERE ${key}::text = $1`,
      [id],
    );
    if ((row?.n ?? 0) > 0) counts[name] = row?.n ?? 0;
  }
  return counts;
}

describe("lifting a restriction", () => {
  test("shows the person again, once, and leaves a line in both logs", async () => {
    await opened.ask(dpo, RESTRICT, { input: { participationId: idOf(101) } });
    expect(await isSeen(idOf(101))).toBe(false);
    const input = lift(101);
    const lifted = await opened.ask(dpo, LIFT, { input });
    expect(lifted.data?.personRestrictionLift).toEqual({ participationIds: [idOf(101)], refusals: [] });
    expect(await isSeen(idOf(101))).toBe(true);
    const again = await opened.ask(dpo, LIFT, { input });
    expect(again.data?.personRestrictionLift).toEqual({ participationIds: [], refusals: [{ code: "NOT_RESTRICTED" }] });
    const lines = await opened.sql(
      "SELECT field_group FROM participant.access_line WHERE $1 = ANY (participation_ids) AND purpose = 'DATA_SUBJECT_REQUEST'",
      [idOf(101)],
    );
    expect(lines).toHaveLength(2);
    const kept = await opened.sql(
      `SELECT lift_reason, informed_on::text, recorded_until IS NOT NULL AS is_over
       FROM participant.participation_restriction_history WHERE id = $1 AND lift_reason IS NOT NULL`,
      [idOf(101)],
    );
    expect(kept).toEqual([{ lift_reason: "OBJECTION_DECIDED", informed_on: today, is_over: true }]);
  });

  test("is told, so that others show again what they hid, and only of what was hidden", async () => {
    const told = () =>
      opened.sql<{ type: string; payload: unknown }>(
        "SELECT type, payload FROM participant.fact WHERE subject = $1 ORDER BY position",
        [idOf(103)],
      );
    await opened.ask(dpo, RESTRICT, { input: { participationId: idOf(103) } });
    await opened.ask(dpo, LIFT, { input: lift(103) });
    await opened.ask(dpo, LIFT, { input: lift(103) });
    const payload = { participationIds: [idOf(103)] };
    expect((await told()).filter(({ type }) => type.includes("Restrict"))).toEqual([
      { type: "RestrictPerson", payload },
      { type: "PersonRestrictionLifted", payload },
    ]);
  });

  test("wants that the person was told before it; every reason against it is given at once", async () => {
    await opened.ask(dpo, RESTRICT, { input: { participationId: idOf(104) } });
    const ahead = { ...lift(104), informedOn: addDays(today, 1) };
    const early = await opened.ask(dpo, LIFT, { input: ahead });
    expect(early.data).toMatchObject({ personRestrictionLift: { refusals: [{ code: "INFORMED_DAY_AHEAD" }] } });
    expect(await isSeen(idOf(104))).toBe(false);
    await opened.ask(dpo, LIFT, { input: lift(104) });
    const both = await opened.ask(dpo, LIFT, { input: ahead });
    expect(both.data).toMatchObject({
      personRestrictionLift: { refusals: [{ code: "INFORMED_DAY_AHEAD" }, { code: "NOT_RESTRICTED" }] },
    });
  });

  test("is not for who may not restrict, and knows only what the viewer may see", async () => {
    const denied = await opened.ask(EVERYWHERE, LIFT, { input: lift(101) });
    expect(denied.errors?.[0]?.extensions?.code).toBe("FORBIDDEN_FIELD");
    const missing = await opened.ask(dpo, LIFT, { input: lift(999) });
    expect(missing.errors?.[0]?.extensions?.code).toBe("NOT_FOUND");
  });

  test("gives nobody back who is erased", async () => {
    const input = { participationId: idOf(102), retentionEndsOn: addDays(today, 30) };
    await opened.ask(dpo, ERASE, { input });
    const { data } = await opened.ask(dpo, LIFT, { input: lift(102) });
    expect(data).toMatchObject({ personRestrictionLift: { refusals: [{ code: "ERASED" }] } });
    expect(await isSeen(idOf(102))).toBe(false);
  });
});

describe("the sweep", () => {
  test("deletes nothing until the last day to keep it is over, then everything but what is counted", async () => {
    await opened.sql(
      `INSERT INTO participant.owner (id, participation_id, programme_id, municipality_code, kind, caseworker_ref, from_on)
       SELECT gen_random_uuid(), id, programme_id, municipality_code, 'RESPONSIBLE', 'own', '2020-01-01'
       FROM participant.participation WHERE id = $1`,
      [idOf(102)],
    );
    const before = await rowsOf(idOf(102));
    expect(Object.keys(before)).toEqual(expect.arrayContaining(["course", "employment", "participation"]));
    expect(await sweepOn(addDays(today, 30))).toMatchObject({ participations: 0 });
    expect(await rowsOf(idOf(102))).toEqual(before);
    expect(await sweepOn(addDays(today, 31))).toMatchObject({ participations: 1 });
    const { measure_entry, ...left } = await rowsOf(idOf(102));
    expect(left).toEqual({});
    expect(measure_entry).toBe(before.measure_entry);
    const kept = await opened.sql("SELECT 1 FROM participant.access_line WHERE $1 = ANY (participation_ids)", [
      idOf(102),
    ]);
    expect(kept).not.toEqual([]);
    expect(await opened.sql("SELECT 1 FROM participant.person WHERE id = $1", [idOf(1_102)])).toEqual([]);
    expect(await opened.sql("SELECT 1 FROM participant.person_history WHERE id = $1", [idOf(1_102)])).toEqual([]);
    const [told] = await opened.sql<{ payload: unknown }>(
      "SELECT payload FROM participant.fact WHERE subject = $1 AND type = 'WorkHistorySet' ORDER BY position DESC LIMIT 1",
      [idOf(102)],
    );
    expect(told?.payload).toEqual({
      ...{ participationId: idOf(102), programmeId: PROGRAMME, municipalityCode: null },
      ...{ benefitAtEntry: null, seniorityWeeks: null, spells: [] },
    });
    expect(await sweepOn(addDays(today, 31))).toMatchObject({ participations: 0 });
    expect(await isSeen(idOf(103))).toBe(true);
  });

  test("keeps a person who is in another participation", async () => {
    await opened.sql("UPDATE participant.participation SET person_id = $1, left_on = '2019-12-31' WHERE id = $2", [
      ...[idOf(1_104), idOf(103)],
    ]);
    await opened.sql(
      `INSERT INTO participant.participation_restriction (id, participation_id, programme_id, municipality_code,
         restricted_on, erased_on, retention_ends_on)
       SELECT id, id, programme_id, municipality_code, '2020-01-01', '2020-01-01', '2020-12-31'
       FROM participant.participation WHERE id = $1`,
      [idOf(103)],
    );
    expect(await sweepOn(today)).toMatchObject({ participations: 1 });
    expect(await opened.sql("SELECT 1 FROM participant.person WHERE id = $1", [idOf(1_104)])).toHaveLength(1);
    expect(await isSeen(idOf(104))).toBe(true);
  });

  test("can do nothing for whoever may not erase", async () => {
    await opened.ask(dpo, RESTRICT, { input: { participationId: idOf(105) } });
    await opened.sql(
      "UPDATE participant.participation_restriction SET erased_on = '2020-01-01', retention_ends_on = '2020-12-31' WHERE id = $1",
      [idOf(105)],
    );
    await sweepOn(today, systemViewer("sweep")).catch(() => null);
    expect(await rowsOf(idOf(105))).toMatchObject({ participation: 1 });
  });

  test("forgets imports that nobody committed in time", async () => {
    const store = (number: number, state: string, expiresAt: string) =>
      opened.sql(
        `INSERT INTO participant.participant_import (id, programme_id, file_name, file_hash, created_by, state, row_count,
           error_count, warning_count, municipality_codes, cpr_ground, synthetic, created_at, expires_at, committed_at)
         VALUES ($1, $2, 'file.csv', repeat('a', 64), 'test', $3, 1, 0, 0, '{}', 'LAW', true, now(), $4::timestamptz,
           CASE WHEN $3 = 'COMMITTED' THEN now() END)`,
        [idOf(number), PROGRAMME, state, expiresAt],
      );
    await store(801, "VALIDATED", "2020-01-01");
    await store(802, "COMMITTED", "2020-01-01");
    await store(803, "VALIDATED", "2999-01-01");
    expect(await sweepOn(today)).toMatchObject({ imports: 1 });
    const left = await opened.sql<{ id: string }>("SELECT id FROM participant.participant_import ORDER BY id");
    expect(left.map(({ id }) => id)).toEqual([idOf(802), idOf(803)]);
  });
});

test("a token's searches by number end at the limit of an hour, and another token's do not", async () => {
  await storeParticipation(opened.service, 201, "0751");
  await opened.sql(
    `INSERT INTO participant.cpr_lookup (actor, lookup) SELECT $1, gen_random_uuid() FROM generate_series(1, $2)`,
    [AARHUS.subject, LOOKUPS_PER_HOUR],
  );
  const input = { participationId: idOf(201), cpr: cprOf(201), name: "Canary201 Fjordholt" };
  const refused = await register(opened, AARHUS, input);
  expect(JSON.stringify(refused)).toContain("TOO_MANY_LOOKUPS");
  expect(await opened.sql("SELECT 1 FROM participant.person_identity WHERE id = $1", [idOf(201)])).toEqual([]);
  await opened.sql("UPDATE participant.cpr_lookup SET at = at - interval '61 minutes'");
  expect(JSON.stringify(await register(opened, AARHUS, input))).not.toContain("TOO_MANY_LOOKUPS");
  expect(await opened.sql("SELECT 1 FROM participant.person_identity WHERE id = $1", [idOf(201)])).toHaveLength(1);
});

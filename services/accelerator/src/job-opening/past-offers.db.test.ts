/** What openings offered before they were changed: in the graph, and in a system that is brought up to it. */
import { copyDatabase, type TestDatabase, type TestService } from "@inclusion/kernel/testing";
import type { MigrationInterface, QueryRunner } from "typeorm";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { AARHUS, act, hear, idOf, lead, openRoom, PROGRAMME, participation, ready } from "../room/room.fixture.ts";
import { migrations } from "../service.ts";

let today = "2026-01-05T10:00:00Z";
let opened: TestService;
let copy: TestDatabase;
beforeAll(async () => {
  opened = await openRoom(inject("postgres"), () => new Date(today));
  copy = await copyDatabase(inject("postgres"));
  await copy.sql(`DROP SCHEMA accelerator CASCADE; CREATE SCHEMA accelerator AUTHORIZATION accelerator_owner;
    GRANT USAGE ON SCHEMA accelerator TO accelerator_app, accelerator_seed`);
});
afterAll(async () => {
  await opened?.drop();
  await copy?.drop();
});

test("a day in the past is matched and told as it was offered then, and today as it is offered now", async () => {
  await hear(opened, ready(1, { hoursPerWeek: 15, readyFrom: "2026-01-01", needs: ["CALM_SETTING"] }));
  const run = async (name: string, input: Record<string, unknown>) => {
    const { jobOpening, refusals } = await act(opened, lead, name, { fields: "jobOpening { id }", input });
    expect(refusals).toEqual([]);
    return jobOpening as Readonly<{ id: string }>;
  };
  const { id } = await run("jobOpeningDraft", {
    ...{ programmeId: PROGRAMME, organisationId: AARHUS, municipalityCode: "0751", form: "ORDINARY", axis: "AXIS_3B1" },
    ...{ hoursPerWeek: 15, seats: 1, opensOn: "2026-01-05", offers: ["CALM_SETTING"] },
  });
  await run("jobOpeningPublish", { id });
  today = "2026-02-02T10:00:00Z";
  await run("jobOpeningFill", { id, participationId: participation(1), filledOn: "2026-02-02" });
  today = "2026-03-02T10:00:00Z";
  await run("jobOpeningChange", { id, seats: 2, hoursPerWeek: 30, offers: [] });
  const query = `query($of: [_Any!]!, $id: ID!, $on: LocalDate!) {
    jobOpening(id: $id) { seats hoursPerWeek offerOn(on: $on) { on seats hoursPerWeek offers hasFreeSeat }
      candidates(on: $on) { hoursAbove needsMetCount } }
    _entities(representations: $of) { ... on Programme { jobOpenings(openOn: $on) { nodes { id } }
      matching(on: $on) { candidates { hoursAbove needsMetCount } } }
      ... on Participation { fittingOpenings(on: $on) { hoursAbove needsMetCount } } } }`;
  const on = async (day: string) => {
    const of = [
      { __typename: "Programme", id: PROGRAMME },
      { __typename: "Participation", id: participation(1) },
    ];
    const { data, errors } = await opened.ask(lead, query, { of, id, on: day });
    expect(errors).toBeUndefined();
    const { jobOpening, _entities: found } = data as {
      jobOpening: { offerOn: unknown; candidates: unknown };
      _entities: [
        { jobOpenings: { nodes: unknown[] }; matching: { candidates: unknown }[] },
        { fittingOpenings: unknown[] },
      ];
    };
    expect(jobOpening).toMatchObject({ seats: 2, hoursPerWeek: 30 });
    const ways = [
      found[0].matching.map(({ candidates }) => candidates),
      found[1].fittingOpenings.map((each) => [each]),
    ];
    const isFree = found[0].jobOpenings.nodes.length === 1;
    for (const way of ways) expect(way).toEqual(isFree ? [jobOpening.candidates] : []);
    return [jobOpening.offerOn, jobOpening.candidates];
  };
  const [then, now] = [[{ hoursAbove: 0, needsMetCount: 1 }], [{ hoursAbove: 15, needsMetCount: 0 }]];
  const before = { seats: 1, hoursPerWeek: 15, offers: ["CALM_SETTING"] };
  const after = { seats: 2, hoursPerWeek: 30, offers: [] };
  expect(await on("2026-01-12")).toEqual([{ on: "2026-01-12", ...before, hasFreeSeat: true }, then]);
  expect(await on("2026-02-09")).toEqual([{ on: "2026-02-09", ...before, hasFreeSeat: false }, then]);
  expect(await on("2026-03-01")).toEqual([{ on: "2026-03-01", ...before, hasFreeSeat: false }, then]);
  expect(await on("2026-03-02")).toEqual([{ on: "2026-03-02", ...after, hasFreeSeat: true }, now]);
});

/** Runs migrations in one transaction of the schema's owner, as the command does. */
async function migrate(migrations: readonly (new () => MigrationInterface)[]): Promise<void> {
  const statements: string[] = [];
  const runner = { query: async (sql: string) => void statements.push(sql) } as unknown as QueryRunner;
  for (const Migration of migrations) await new Migration().up(runner);
  await copy.sql(["SET ROLE accelerator_owner", "BEGIN", ...statements, "COMMIT", "RESET ROLE"].join(";\n"));
}

const OPENING = `programme_id, organisation_id, municipality_code, synthetic, form, axis, requirements, opens_on`;
const VALUES = `'${PROGRAMME}', '${AARHUS}', '0751', true, 'ORDINARY', 'AXIS_3B1', '{}', '2019-01-07'`;

/** A version of an opening, known from one instant until another. */
function version(id: string, at: number, terms: string, until: string | null): string {
  const [table, columns, values] =
    until === null
      ? ["job_opening", "recorded_at", ""]
      : ["job_opening_history", "recorded_at, recorded_until", `, '${until}'`];
  const [instant, ...offer] = terms.split(" ");
  const [state, hours, seats] = offer;
  const published = state === "DRAFT" ? "NULL" : "'2019-01-07'";
  return `INSERT INTO accelerator.${table} (${OPENING}, id, version, state, published_on, hours_per_week, seats, offers,
      taken, broken_off, ${until === null ? "" : "full_on, "}${columns})
    VALUES (${VALUES}, '${id}', ${at}, '${state}', ${published}, ${hours}, ${seats}, '{MENTOR}', 0, 0,
      ${until === null ? "" : "'{}', "}'${instant}'${values})`;
}

test("a system with changed openings knows what they offered before, and which programmes there are", async () => {
  const at = migrations.findIndex(({ name }) => name.startsWith("ToldDays"));
  await migrate(migrations.slice(0, at));
  const [changed, plain] = [idOf(701), idOf(702)];
  // Two changes on one day are one; of a draft nothing was offered; what is published and changed at once held no day.
  const versions = [
    "2019-01-06T09:00:00Z DRAFT 5 9",
    "2019-01-07T09:00:00Z PUBLISHED 8 9",
    "2019-01-07T10:00:00Z PUBLISHED 10 1",
    "2019-03-01T09:00:00Z PUBLISHED 12 1",
    "2019-03-01T12:00:00Z PUBLISHED 13 1",
    "2019-03-01T23:30:00Z PUBLISHED 15 1",
    "2019-05-01T09:00:00Z PUBLISHED 15 2",
  ];
  for (const [index, terms] of versions.entries()) {
    const until = versions[index + 1]?.split(" ")[0] ?? null;
    await copy.sql(version(changed, index + 1, terms, until));
  }
  await copy.sql(version(plain, 1, "2019-01-07T09:00:00Z PUBLISHED 20 1", null));
  await copy.sql(`UPDATE accelerator.job_opening SET full_on = '{[2019-02-01,)}' WHERE id = '${plain}'`);
  for (const [fill, filledOn] of [
    [idOf(711), "2019-02-01"],
    [idOf(712), "2019-06-01"],
  ]) {
    await copy.sql(
      `INSERT INTO accelerator.opening_fill (id, opening_id, programme_id, organisation_id, municipality_code, synthetic,
         fact_id, filled_on) VALUES ('${fill}', '${changed}', '${PROGRAMME}', '${AARHUS}', '0751', true, '${fill}', '${filledOn}')`,
    );
  }
  await migrate(migrations.slice(at));
  const stored = await copy.sql(
    `SELECT id, earlier_terms AS earlier, full_on::text AS full, version FROM accelerator.job_opening ORDER BY id`,
  );
  const terms = { requirements: [], offers: ["MENTOR"], targetGroup: null };
  expect(stored).toEqual([
    {
      ...{ id: changed, full: "{[2019-02-01,2019-05-01),[2019-06-01,)}", version: 7 },
      earlier: [
        { until: "2019-03-01", hoursPerWeek: 10, seats: 1, ...terms },
        { until: "2019-03-02", hoursPerWeek: 13, seats: 1, ...terms },
        { until: "2019-05-01", hoursPerWeek: 15, seats: 1, ...terms },
      ],
    },
    { id: plain, earlier: [], full: "{[2019-02-01,)}", version: 2 },
  ]);
  expect(await copy.sql("SELECT programme_id AS id FROM accelerator.known_programme")).toEqual([{ id: PROGRAMME }]);
});

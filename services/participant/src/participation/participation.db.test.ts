import { systemViewer, UNLIMITED, type Viewer } from "@inclusion/kernel";
import { unitOfWork } from "@inclusion/kernel/runtime";
import { afterRelease, openTestService, type TestService, viewerWith, viewerWithin } from "@inclusion/kernel/testing";
import { DataSource } from "typeorm";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { handlers } from "../facts.ts";
import { service } from "../service.ts";
import { COMPANY, idOf, MEMBERSHIP, PROGRAMME, storeParticipation } from "./participation-rows.fixture.ts";

const AARHUS = [101, 102, 103];
const ODENSE = [201, 202];
const TABLES = ["person", "participation", "course", "placement", "employment", "measure_entry"];

let opened: TestService;

beforeAll(async () => {
  opened = await openTestService(service, inject("postgres"), afterRelease);
  for (const number of AARHUS) await storeParticipation(opened.service, number, "0751");
  for (const number of ODENSE) await storeParticipation(opened.service, number, "0461");
});

afterAll(() => opened?.drop());

const lead = viewerWith("participations:read", "indicators:read");
const inOdense = { ...UNLIMITED, municipalities: ["0461"] };
const caseworker = viewerWithin(inOdense, "participations:read", "indicators:read");

type PageInfo = Readonly<{ hasNextPage: boolean; endCursor: string | null }>;
type Programme = Readonly<{
  participations?: Readonly<{ nodes: readonly Readonly<{ id: string }>[]; pageInfo: PageInfo }>;
  participantResults?: unknown;
}>;

/** What a viewer gets of the programme, and what it took. */
async function programmeAs(viewer: Viewer, fields: string) {
  const { data, statements } = await opened.ask(
    viewer,
    `query($of: [_Any!]!) { _entities(representations: $of) { ... on Programme { ${fields} } } }`,
    { of: [{ __typename: "Programme", id: PROGRAMME }] },
  );
  const [programme] = (data?._entities ?? []) as readonly Programme[];
  return { programme, statements };
}

describe("Participation", () => {
  test("comes with its lists and its stubs", async () => {
    const { data, errors } = await opened.ask(
      lead,
      `query($id: ID!) { participation(id: $id) {
         state entryGate enteredOn leftOn synthetic programme { id } municipality { code } partnership { id }
         courses { kind startedOn endedOn completion }
         placements { form hoursPerWeek company { id } } employments { form hoursPerWeek employer { id } } } }`,
      { id: idOf(101) },
    );
    expect(errors).toBeUndefined();
    expect(data?.participation).toEqual({
      state: "ENROLLED",
      entryGate: "REFERRAL",
      enteredOn: "2019-03-01",
      leftOn: null,
      synthetic: true,
      programme: { id: PROGRAMME },
      municipality: { code: "0751" },
      partnership: null,
      courses: [{ kind: "ENTRY", startedOn: "2019-03-04", endedOn: null, completion: null }],
      placements: [{ form: "WORK_TRIAL", hoursPerWeek: 18.5, company: { id: COMPANY } }],
      employments: [{ form: "ORDINARY", hoursPerWeek: 20, employer: { id: COMPANY } }],
    });
  });

  test("is nothing to whoever may not see it, and for what is no id", async () => {
    const query = "query($id: ID!) { participation(id: $id) { id } }";
    expect((await opened.ask(caseworker, query, { id: idOf(101) })).data).toEqual({ participation: null });
    expect((await opened.ask(lead, query, { id: "1' OR true" })).data).toEqual({ participation: null });
    const referred = async (id: string) =>
      (
        await opened.ask(
          viewerWith(),
          "query($of: [_Any!]!) { _entities(representations: $of) { ... on Participation { id enteredOn } } }",
          { of: [{ __typename: "Participation", id }] },
        )
      ).errors?.map(({ extensions }) => extensions.code);
    expect(await referred(idOf(101))).toEqual(["FORBIDDEN_FIELD"]);
    expect(await referred(idOf(199))).toEqual(["FORBIDDEN_FIELD"]);
  });

  test("needs six statements for four lists, of one and of many, begin and end of the transaction included", async () => {
    const fields = "nodes { id courses { id } placements { id } employments { id } followUps { id } }";
    const one = await programmeAs(lead, `participations(first: 1) { ${fields} }`);
    const many = await programmeAs(lead, `participations { ${fields} }`);
    expect([one.programme?.participations?.nodes.length, many.programme?.participations?.nodes.length]).toEqual([1, 5]);
    // The viewer's limits, the page, courses, work (placements and jobs together), follow-ups, and COMMIT.
    expect([one.statements, many.statements]).toEqual([6, 6]);
  });
});

describe("Programme.participations", () => {
  const pageAfter = (cursor: string | null) =>
    `participations(first: 2, after: ${JSON.stringify(cursor)}) { nodes { id } pageInfo { hasNextPage endCursor } }`;

  test("walks every row once", async () => {
    const seen: string[] = [];
    for (let after: string | null | undefined = null; after !== undefined; ) {
      const { programme } = await programmeAs(lead, pageAfter(after));
      seen.push(...(programme?.participations?.nodes ?? []).map(({ id }) => id));
      const pageInfo: PageInfo | undefined = programme?.participations?.pageInfo;
      after = pageInfo?.hasNextPage === true ? pageInfo.endCursor : undefined;
    }
    expect(seen).toEqual([...AARHUS, ...ODENSE].map(idOf));
  });

  test("gives a municipality its own", async () => {
    const { programme } = await programmeAs(caseworker, "participations { nodes { id } }");
    expect(programme?.participations?.nodes.map(({ id }) => id)).toEqual(ODENSE.map(idOf));
  });
});

describe("Programme.participantResults", () => {
  const results = "participantResults { code value { ... on ExactCount { count } ... on SuppressedCount { below } } }";
  const table = (value: object, none: object) => [
    { code: "3B.1", value },
    { code: "3B.2", value: none },
    { code: "3B.3", value },
    { code: "3B.4", value: none },
  ];

  test.for([
    { case: "the lead", viewer: lead, shown: table({ count: 5 }, { count: 0 }) },
    { case: "a municipality", viewer: caseworker, shown: table({ count: 2 }, { count: 0 }) },
    {
      case: "a municipality without rows",
      viewer: viewerWithin(inOdense, "indicators:read"),
      shown: table({ below: 5 }, { count: 0 }),
    },
  ])("count what $case may see", async ({ viewer, shown }) => {
    const { programme } = await programmeAs(viewer, results);
    expect(programme?.participantResults).toEqual(shown);
  });
});

describe("the database", () => {
  test("shows the app nothing without a viewer, and persons to nobody without the scope", async () => {
    const app = await new DataSource({ type: "postgres", url: opened.urlOf("participant_app") }).initialize();
    for (const table of [...TABLES, "accelerator_membership"]) {
      expect(await app.query(`SELECT 1 FROM participant.${table}`), table).toEqual([]);
    }
    await app.destroy();
    const partner = viewerWith("indicators:read");
    for (const table of TABLES.slice(0, -1)) {
      const rows = await opened.service.database.read(partner, ({ query }) =>
        query(`SELECT 1 FROM participant.${table}`),
      );
      expect(rows, table).toEqual([]);
    }
  });

  test("keeps what a row was", async () => {
    await storeParticipation(opened.service, 301, "0101");
    await opened.service.database.write(lead, ({ query }) =>
      query("UPDATE participant.participation SET state = 'EMPLOYED' WHERE id = $1", [idOf(301)]),
    );
    const [was] = await opened.sql("SELECT state, version FROM participant.participation_history WHERE id = $1", [
      idOf(301),
    ]);
    const [is] = await opened.sql("SELECT state, version FROM participant.participation WHERE id = $1", [idOf(301)]);
    expect([was, is]).toEqual([
      { state: "ENROLLED", version: 1 },
      { state: "EMPLOYED", version: 2 },
    ]);
    await opened.sql("DELETE FROM participant.measure_entry WHERE subject_id = $1", [idOf(301)]);
  });

  test.for([
    {
      case: "a course in another municipality than its participation",
      sql: `INSERT INTO participant.course (id, participation_id, programme_id, municipality_code, kind, axis,
              planned_weeks, started_on) VALUES ($1, $2, $3, '0461', 'ENTRY', 'AXIS_3B1', 12, '2019-03-04')`,
      constraint: "foreign key",
    },
    {
      case: "a second open participation of a person",
      sql: `INSERT INTO participant.participation SELECT $1, person_id, $3, municipality_code, partnership_id, entry_gate,
              previous_programme, state, entered_on, left_on, benefit, synthetic
            FROM participant.participation WHERE id = $2`,
      constraint: "participation_open",
    },
    {
      case: "an end before the start",
      sql: `INSERT INTO participant.employment (id, participation_id, programme_id, municipality_code, form, employer_id,
              started_on, ended_on, hours_per_week) VALUES ($1, $2, $3, '0751', 'ORDINARY', $1, '2019-03-04', '2019-03-03', 8)`,
      constraint: "check",
    },
  ])("refuses $case", async ({ sql, constraint }) => {
    await expect(opened.sql(sql, [idOf(999), idOf(101), PROGRAMME])).rejects.toThrow(constraint);
  });
});

test("CourseAccepted is stored, and again when it is told anew", async () => {
  const accepted = handlers.accelerator?.CourseAccepted;
  for (const acceptedOn of ["2018-09-03", "2018-10-01"]) {
    const fact = { position: "1", id: idOf(9), type: "CourseAccepted", version: 1, subject: MEMBERSHIP.courseId };
    await unitOfWork(opened.service.database, systemViewer("participant"), "test", async (tx) => {
      await accepted?.(tx, { ...fact, payload: { ...MEMBERSHIP, acceptedOn } });
    });
  }
  const rows = await opened.sql(
    `SELECT course_id AS "courseId", programme_id AS "programmeId", organisation_id AS "organisationId",
            accepted_on::text AS "acceptedOn" FROM participant.accelerator_membership`,
  );
  expect(rows).toEqual([{ ...MEMBERSHIP, acceptedOn: "2018-10-01" }]);
});

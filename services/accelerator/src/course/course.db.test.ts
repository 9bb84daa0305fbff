import { systemViewer, UNLIMITED, type Viewer } from "@inclusion/kernel";
import { unitOfWork } from "@inclusion/kernel/runtime";
import { afterRelease, openTestService, type TestService, viewerWith, viewerWithin } from "@inclusion/kernel/testing";
import { DataSource } from "typeorm";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { MetricSnapshotEntity } from "../growth/growth.entity.ts";
import { OrdinaryHireEntity } from "../ordinary-hire/ordinary-hire.entity.ts";
import { hireMeasures } from "../ordinary-hire/ordinary-hire.ts";
import { service } from "../service.ts";
import { TrainingPlaceEntity } from "../training-place/training-place.entity.ts";
import { placeMeasures } from "../training-place/training-place.ts";
import { CompanyCourseEntity } from "./course.entity.ts";
import { BASELINE, COURSE, HIRE, PLACE } from "./course.fixture.ts";
import { courseMeasures } from "./course-measures.ts";

const idOf = (number: number): string => `0190a000-0000-7000-8000-${String(number).padStart(12, "0")}`;
const PROGRAMME = idOf(1);
const companyOf = (number: number): string => idOf(number + 4_000);
const AARHUS = 101;
const ODENSE = 201;
const TABLES = ["company_course", "training_place", "ordinary_hire", "metric_snapshot", "measure_entry"];

let opened: TestService;

beforeAll(async () => {
  opened = await openTestService(service, inject("postgres"), afterRelease);
  await storeCourse(AARHUS, "0751");
  await storeCourse(ODENSE, "0461");
});

afterAll(() => opened?.drop());

const lead = viewerWith("companies:read", "indicators:read");
const mentor = viewerWithin({ ...UNLIMITED, courses: [idOf(ODENSE)] }, "companies:read", "indicators:read");
const inOdense = viewerWithin({ ...UNLIMITED, municipalities: ["0461"] }, "companies:read", "indicators:read");
const anybody = viewerWith("indicators:read");

/** Stores the course `idOf(number)` of a company with one row of everything, and what is counted of it. */
async function storeCourse(number: number, municipalityCode: string): Promise<void> {
  const course = {
    ...COURSE,
    id: idOf(number),
    organisationId: companyOf(number),
    programmeId: PROGRAMME,
    municipalityCode,
  };
  const ofCourse = { courseId: course.id, programmeId: PROGRAMME, municipalityCode };
  const { organisationId } = course;
  const place = { ...PLACE, ...ofCourse, organisationId, id: idOf(number + 1_000) };
  const hire = { ...HIRE, ...ofCourse, organisationId, id: idOf(number + 2_000) };
  const baseline = { ...BASELINE, ...ofCourse, id: idOf(number + 3_000) };
  await unitOfWork(opened.service.database, systemViewer("test"), "test", async ({ manager, measure }) => {
    await manager.insert(CompanyCourseEntity, course);
    await manager.insert(TrainingPlaceEntity, place);
    await manager.insert(OrdinaryHireEntity, hire);
    await manager.insert(MetricSnapshotEntity, baseline);
    measure(
      ...courseMeasures({ course, snapshots: [baseline], mergedInto: null }, []),
      ...placeMeasures({ place, bookings: [], version: 1 }),
      ...hireMeasures(hire),
    );
  });
}

async function entitiesAs(viewer: Viewer, typename: string, ids: readonly string[], fields: string) {
  const { data, statements } = await opened.ask(
    viewer,
    `query($of: [_Any!]!) { _entities(representations: $of) { ... on ${typename} { ${fields} } } }`,
    { of: ids.map((id) => ({ __typename: typename, id })) },
  );
  return { found: data?._entities, statements };
}

describe("CompanyCourse", () => {
  const fields = "id state acceptedOn endedOn synthetic organisation { id } programme { id } partnership { id }";

  test("comes with its stubs", async () => {
    const { found } = await entitiesAs(lead, "CompanyCourse", [idOf(AARHUS)], fields);
    expect(found).toEqual([
      {
        id: idOf(AARHUS),
        state: "IN_SPRINTS",
        acceptedOn: "2018-09-03",
        endedOn: null,
        synthetic: true,
        organisation: { id: companyOf(AARHUS) },
        programme: { id: PROGRAMME },
        partnership: null,
      },
    ]);
  });

  test.for([
    { case: "a mentor", viewer: mentor },
    { case: "a municipality", viewer: inOdense },
  ])("is shown to $case only within the limits", async ({ viewer }) => {
    const { found } = await entitiesAs(viewer, "CompanyCourse", [idOf(AARHUS), idOf(ODENSE), "none"], "id");
    expect(found).toEqual([null, { id: idOf(ODENSE) }, null]);
  });

  test("is found from companies by one statement", async () => {
    const companies = [AARHUS, ODENSE, 999].map(companyOf);
    const { found, statements } = await entitiesAs(lead, "Organisation", companies, "companyCourses { id }");
    expect(found).toEqual([
      { companyCourses: [{ id: idOf(AARHUS) }] },
      { companyCourses: [{ id: idOf(ODENSE) }] },
      { companyCourses: [] },
    ]);
    expect(statements).toBe(3);
  });
});

describe("Programme.acceleratorResults", () => {
  const results = "acceleratorResults { code value { ... on ExactCount { count } ... on SuppressedCount { below } } }";
  test.for([
    { case: "the lead", viewer: lead, value: { count: 2 } },
    { case: "a mentor", viewer: mentor, value: { count: 1 } },
    { case: "a municipality", viewer: inOdense, value: { count: 1 } },
    { case: "whoever may see no company", viewer: anybody, value: { below: 5 } },
  ])("count what $case may see", async ({ viewer, value }) => {
    const { found } = await entitiesAs(viewer, "Programme", [PROGRAMME], results);
    expect(found).toEqual([
      {
        acceleratorResults: [
          { code: "ACC_COMPANIES", value },
          { code: "ACC_GROWTH", value: { count: 0 } },
          { code: "TRAINING_PLACES", value },
          { code: "ORDINARY_HIRES", value },
          ...["INCLUSIVE_HIRES", "WORKPLACES_NEW", "WORKPLACES_RETAINED", "WORKPLACES_LOST"].map((code) => ({
            code,
            value: { count: 0 },
          })),
        ],
      },
    ]);
  });
});

describe("the database", () => {
  test("shows the app nothing without a viewer", async () => {
    const app = await new DataSource({ type: "postgres", url: opened.urlOf("accelerator_app") }).initialize();
    for (const table of TABLES) expect(await app.query(`SELECT 1 FROM accelerator.${table}`), table).toEqual([]);
    await app.destroy();
  });

  test("limits every table by course", async () => {
    for (const table of TABLES) {
      const rows = await opened.service.database.read(mentor, ({ query }) =>
        query<{ id: string }>(
          `SELECT DISTINCT ${table === "company_course" ? "id" : "course_id"} AS id FROM accelerator.${table}`,
        ),
      );
      expect(rows, table).toEqual([{ id: idOf(ODENSE) }]);
    }
  });

  test("keeps what a course was, and lets the app change no result", async () => {
    const { database } = opened.service;
    const graduate = "UPDATE accelerator.company_course SET state = 'GRADUATED', ended_on = '2019-09-02' WHERE id = $1";
    await database.write(mentor, ({ query }) => query(graduate, [idOf(ODENSE)]));
    const [was] = await opened.sql("SELECT state, version FROM accelerator.company_course_history");
    const [is] = await opened.sql("SELECT state, version FROM accelerator.company_course WHERE id = $1", [
      idOf(ODENSE),
    ]);
    expect([was, is]).toEqual([
      { state: "IN_SPRINTS", version: 1 },
      { state: "GRADUATED", version: 2 },
    ]);
    const change = database.write(lead, ({ query }) => query("DELETE FROM accelerator.training_place"));
    await expect(change).rejects.toThrow("permission denied");
  });

  test.for([
    {
      case: "a place of another company than its course",
      sql: `INSERT INTO accelerator.training_place (id, course_id, programme_id, organisation_id, municipality_code, kind,
              established_on, synthetic) VALUES ($1, $2, $3, $1, '0751', 'INTERNSHIP', '2019-01-07', true)`,
      constraint: "foreign key",
    },
    {
      case: "a second baseline",
      sql: `INSERT INTO accelerator.metric_snapshot (id, course_id, programme_id, municipality_code, kind, period_from,
              period_to, turnover_minor, fte_hundredths, synthetic)
            VALUES ($1, $2, $3, '0751', 'BASELINE', '2016-01-01', '2016-12-31', 1, 1, true)`,
      constraint: "metric_snapshot_baseline",
    },
    {
      case: "a second open course of a company",
      sql: `INSERT INTO accelerator.company_course SELECT $1, organisation_id, $3, partnership_id, municipality_code, state,
              accepted_on, ended_on, synthetic FROM accelerator.company_course WHERE id = $2`,
      constraint: "company_course_open",
    },
    {
      case: "acceptance without its day",
      sql: `INSERT INTO accelerator.company_course SELECT $1, $1, $3, partnership_id, municipality_code, state, NULL, NULL,
              synthetic FROM accelerator.company_course WHERE id = $2`,
      constraint: "check",
    },
  ])("refuses $case", async ({ sql, constraint }) => {
    await expect(opened.sql(sql, [idOf(999), idOf(AARHUS), PROGRAMME])).rejects.toThrow(constraint);
  });
});

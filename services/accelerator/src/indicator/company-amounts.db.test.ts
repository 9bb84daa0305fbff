import { localDate, type Viewer } from "@inclusion/kernel";
import { type Database, openDatabase, type Reader } from "@inclusion/kernel/runtime";
import { copyDatabase, type TestDatabase, viewerWithin } from "@inclusion/kernel/testing";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { findCompanyAmounts } from "./indicator.repository.ts";

const idOf = (number: number): string => `00000000-0000-7000-8000-${String(number).padStart(12, "0")}`;
const [PROGRAMME, OTHER] = [idOf(1), idOf(2)] as const;
const [ONE, TWO, BOUGHT] = [idOf(11), idOf(12), idOf(13)] as const;
const COURSE = idOf(21);
/** Indicator, amount, programme, place, company, course, day, instant, version. */
const ENTRIES = [
  ["A", 5, PROGRAMME, "0751", ONE, COURSE, "2024-01-10", "2024-01-11", 1],
  ["A", 2, PROGRAMME, "0461", ONE, null, "2024-02-10", "2024-02-11", 2],
  ["A", 3, PROGRAMME, "0751", BOUGHT, null, "2024-02-10", "2024-06-11", 1],
  ["A", 4, PROGRAMME, "0751", TWO, null, "2024-05-10", "2024-05-11", 1],
  ["A", 6, PROGRAMME, null, null, null, "2024-02-10", "2024-02-11", 1],
  ["B", 1, PROGRAMME, "0461", TWO, null, "2024-02-10", "2024-02-11", 1],
  ["B", -1, PROGRAMME, "0461", TWO, null, "2024-03-10", "2024-03-11", 1],
  ["B", 7, PROGRAMME, "0751", null, COURSE, "2024-02-10", "2024-02-11", 1],
  ["C", 1, PROGRAMME, "0751", ONE, null, "2024-02-10", "2024-02-11", 1],
  ["C", -1, PROGRAMME, "0751", ONE, null, "2024-02-10", "2024-02-12", 1],
  ["A", 9, OTHER, "0461", TWO, null, "2024-02-10", "2024-02-11", 1],
] as const;

let copy: TestDatabase;
let database: Database;
beforeAll(async () => {
  copy = await copyDatabase(inject("postgres"));
  await copy.sql("INSERT INTO accelerator.municipality_region VALUES ('0751', '1082', '2007-01-01', NULL)");
  for (const id of [ONE, TWO, BOUGHT]) {
    await copy.sql(
      "INSERT INTO accelerator.organisation_copy (id, kinds, rsv_registered, merged_into) VALUES ($1, '{}', false, $2)",
      [id, id === BOUGHT ? TWO : null],
    );
  }
  for (const entry of ENTRIES) {
    await copy.sql(
      `INSERT INTO accelerator.measure_entry (indicator, amount, programme_id, municipality_code, organisation_id,
         course_id, valid_on, recorded_at, definition_version, subject_id, cause, synthetic)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, gen_random_uuid(), 'test', true)`,
      entry,
    );
  }
  database = await openDatabase({
    ...{ schema: "accelerator", url: copy.urlOf("accelerator_app"), entities: [], head: "none", poolSize: 1 },
  });
});
afterAll(async () => {
  await database?.close();
  await copy?.drop();
});

type Amount = Readonly<{ programmeId: string; indicator: string; amount: number }>;

/** From the entries alone. */
function plainAmounts({ query }: Reader, asOf: string, knownAt: Date): Promise<Amount[]> {
  return query<Amount>(
    `SELECT e.programme_id AS "programmeId", indicator, sum(amount)::int AS amount
     FROM accelerator.measure_entry e LEFT JOIN accelerator.organisation_copy o ON o.id = e.organisation_id
     WHERE e.programme_id = ANY ($1::uuid[]) AND valid_on <= $2 AND e.recorded_at <= $3
     GROUP BY e.programme_id, indicator, coalesce(o.merged_into, e.organisation_id, e.course_id) HAVING sum(amount) <> 0`,
    [[PROGRAMME, OTHER], asOf, knownAt],
  );
}

const linesOf = (amounts: readonly Amount[]): string[] =>
  amounts.map(({ programmeId, indicator, amount }) => `${programmeId} ${indicator} ${amount}`).sort();

const everywhere = { programmes: null, municipalities: null, regions: null, organisations: null, courses: null };
const VIEWERS: readonly Viewer[] = [
  viewerWithin(everywhere),
  viewerWithin({ ...everywhere, municipalities: [], regions: ["1082"] }),
  viewerWithin({ ...everywhere, municipalities: ["0461"], regions: [] }),
  viewerWithin({ ...everywhere, programmes: [OTHER] }),
  viewerWithin({ ...everywhere, organisations: [ONE] }),
  viewerWithin({ ...everywhere, courses: [COURSE] }),
  viewerWithin({}),
];

test.for([
  { case: "when all lies before both clocks", asOf: "2024-12-31", knownAt: "2025-01-01", all: [6, 7, 7, 7, 9] },
  { case: "on an earlier day", asOf: "2024-02-29", knownAt: "2025-01-01", all: [1, 3, 6, 7, 7, 9] },
  { case: "as known earlier", asOf: "2024-12-31", knownAt: "2024-02-12", all: [1, 6, 7, 7, 9] },
])("what each company has is the sum of its entries, for each viewer, $case", async ({ asOf, knownAt, all }) => {
  const clocks = { asOf: localDate(asOf), knownAt: new Date(`${knownAt}T00:00:00Z`) };
  for (const [index, viewer] of [...VIEWERS, ...VIEWERS].entries()) {
    await database.read(viewer, async (reader) => {
      const found = await findCompanyAmounts(reader, [PROGRAMME, OTHER], clocks);
      const amounts = found.flatMap(({ amounts: each, ...of }) => each.map((amount) => ({ ...of, amount })));
      expect(linesOf(amounts)).toEqual(linesOf(await plainAmounts(reader, asOf, clocks.knownAt)));
      if (index === 0) expect(amounts.map(({ amount }) => amount).sort((a, b) => a - b)).toEqual(all);
    });
  }
});

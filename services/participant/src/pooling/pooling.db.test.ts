import { UNLIMITED, type Viewer } from "@inclusion/kernel";
import { afterRelease, openTestService, type TestService, viewerWith, viewerWithin } from "@inclusion/kernel/testing";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { PLACES, sampleFiles, storeFiles, storePlaces } from "../indicator/stored-files.fixture.ts";
import { PROGRAMME } from "../participation/participation-rows.fixture.ts";
import { service } from "../service.ts";

let opened: TestService;

beforeAll(async () => {
  opened = await openTestService(service, inject("postgres"), afterRelease);
  await storePlaces(opened.sql);
  await storeFiles(opened.service, sampleFiles(80, 11));
});

afterAll(() => opened?.drop());

const lead = viewerWith("participations:read", "indicators:read");
const partner = viewerWith("indicators:read");

// biome-ignore lint/suspicious/noExplicitAny: what a test asks for is known to the test alone
type Answered = any;

async function ask(viewer: Viewer, fields: string) {
  const { data, errors, statements } = await opened.ask(
    viewer,
    `query($of: [_Any!]!) { _entities(representations: $of) { ... on Programme { ${fields} } } }`,
    { of: [{ __typename: "Programme", id: PROGRAMME }] },
  );
  return { programme: (data as Answered)?._entities?.[0], errors, statements };
}

const TABLE = `indicator: "3B.3", rows: MUNICIPALITY, columns: SEX, asOf: "2024-12-31"`;
const POOLING = `municipalities { code } withheld recoverable { row { key } column { key } }
  hide { row { key } column { key } } isKept`;
const pooling = (viewer: Viewer, table: string, pooled: readonly string[]) =>
  ask(viewer, `participantPooling(input: { table: { ${table} }, pooled: ${JSON.stringify(pooled)} }) { ${POOLING} }`);

/** What everybody gets of the table by municipality: the codes, and whether each row's total is shown. */
async function publishedRows(): Promise<readonly Readonly<{ key: string; isHidden: boolean }>[]> {
  const { programme } = await ask(
    partner,
    `participantTable(input: { ${TABLE} }) { rows { key } rowTotals { __typename } cells { __typename } }`,
  );
  const { rows, cells, rowTotals } = programme.participantTable as Answered;
  return rows.map(({ key }: Answered, row: number) => ({
    key,
    isHidden: [...cells[row], rowTotals[row]].some(({ __typename }: Answered) => __typename === "SuppressedCount"),
  }));
}

describe("participantPooling", () => {
  test("names a withheld row whose figure is published as a pool of its own", async () => {
    const hidden = (await publishedRows()).filter(({ isHidden }) => isHidden).map(({ key }) => key);
    expect(hidden.length).toBeGreaterThan(1);
    const [first = ""] = hidden;
    const { programme, errors } = await pooling(partner, TABLE, [first]);
    expect(errors).toBeUndefined();
    const { recoverable, withheld, municipalities } = programme.participantPooling;
    expect(municipalities).toEqual([{ code: first }]);
    expect(withheld).toBeGreaterThan(0);
    expect(recoverable.map(({ row }: Answered) => row?.key)).toContain(first);
  });

  test("answers whoever sees rows as whoever does not, for it is about what is published", async () => {
    const codes = PLACES.map(({ code }) => code).slice(0, 2);
    expect((await pooling(lead, TABLE, codes)).programme).toEqual((await pooling(partner, TABLE, codes)).programme);
  });

  test("takes regions of the day, and tables by region, in the same number of statements", async () => {
    const byRegion = TABLE.replace("MUNICIPALITY", "REGION");
    const one = await pooling(partner, byRegion, ["1082"]);
    expect(one.errors).toBeUndefined();
    const more = await pooling(partner, byRegion, ["1082", "1083", ...PLACES.map(({ code }) => code)]);
    expect(more.statements).toBe(one.statements);
  });

  test.for([
    { case: "an unknown area", table: TABLE, pooled: ["9999"], reason: "AREA_UNKNOWN" },
    { case: "a municipality that is none", table: TABLE, pooled: ["0411"], reason: "AREA_UNKNOWN" },
    { case: "a region before its time", table: TABLE, pooled: ["OESTDANMARK"], reason: "AREA_UNKNOWN" },
    { case: "no area", table: TABLE, pooled: [], reason: "POOL_SIZE" },
    { case: "no places", table: `indicator: "3B.3", rows: SEX`, pooled: ["0751"], reason: "ROWS_NO_PLACES" },
    {
      case: "half a month",
      table: `${TABLE}, from: "2019-01-01", to: "2019-01-15"`,
      pooled: ["0751"],
      reason: "PERIOD_NOT_FIXED",
    },
  ])("is refused for $case", async ({ table, pooled, reason }) => {
    const { errors } = await pooling(partner, table, pooled);
    expect(errors?.[0]?.extensions).toMatchObject({ code: "BAD_USER_INPUT", reason });
  });

  test("is nothing without the scope, and of the viewer's places alone", async () => {
    const { errors } = await pooling(viewerWith("programmes:read"), TABLE, ["0751"]);
    expect(errors?.[0]).toMatchObject({ extensions: { code: "FORBIDDEN_FIELD" } });
    const nowhere = viewerWithin({ ...UNLIMITED, municipalities: [] }, "indicators:read");
    const { programme } = await pooling(nowhere, TABLE, ["0751"]);
    expect(programme.participantPooling).toMatchObject({ municipalities: [], withheld: 0, recoverable: [] });
  });
});

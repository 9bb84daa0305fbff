import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { localDate, systemViewer } from "../pure/index.ts";
import { copyDatabase, type TestDatabase } from "../testing/test-database.ts";
import { viewerWithin } from "../testing/test-viewer.ts";
import { type Database, openDatabase, type Reader } from "./database.ts";
import {
  type BreakdownAsked,
  breakdown,
  type CountedSubject,
  changesSince,
  entriesBehind,
  type FigureChange,
  type FigureKey,
  type FigurePage,
  freshness,
} from "./figure.ts";
import { readTotals, type TwoClocks } from "./measure-ledger.ts";
import {
  ledgerOf,
  type StoredEntry,
  someClocks,
  someInstant,
  someProgrammes,
  someViewer,
  storeEntries,
} from "./random-ledger.fixture.ts";

let copy: TestDatabase;
let app: Database;
let seed: Database;
beforeAll(async () => {
  copy = await copyDatabase(inject("postgres"));
  const open = (role: string) =>
    openDatabase({ schema: "participant", url: copy.urlOf(role), entities: [], head: "none", poolSize: 1 });
  app = await open("participant_app");
  seed = await open("participant_seed");
});
afterAll(async () => {
  await app?.close();
  await seed?.close();
  await copy?.drop();
});

const system = systemViewer("test");
const LATER = new Date("2030-01-01T00:00:00Z");

const store = (...entries: readonly StoredEntry[]): Promise<void> =>
  seed.write(system, (session) => storeEntries(session, "participant", [entries]));

const subject = (number: number): string => `00000000-0000-7000-8000-${String(number).padStart(12, "0")}`;

function one(programme_id: string, other: Partial<StoredEntry> & Readonly<Record<string, unknown>> = {}): StoredEntry {
  return {
    ...{ indicator: "A", amount: 1, programme_id, municipality_code: "0751", subject_id: subject(1) },
    ...{ valid_on: "2020-03-01", recorded_at: "2020-03-02T10:00:00Z", definition_version: 1 },
    ...{ cause: "test", synthetic: true, sex: "F", benefit: null },
    ...other,
  };
}

async function figureAt(reader: Reader, key: FigureKey, clocks: TwoClocks): Promise<number> {
  const totals = await readTotals(reader, "participant", [key.programmeId], clocks);
  const { indicator, definitionVersion } = key;
  return (
    totals.find((each) => each.indicator === indicator && each.definitionVersion === definitionVersion)?.count ?? 0
  );
}

/** All pages of a list. */
async function allPages<Row>(
  read: (page: FigurePage) => Promise<readonly Row[]>,
  keyOf: (row: Row) => string,
): Promise<Row[]> {
  const limit = 3;
  const rows: Row[] = [];
  for (let after: string | null = null; ; ) {
    const page: readonly Row[] = await read({ after, limit });
    rows.push(...page);
    const last = page.at(-1);
    if (page.length < limit || last === undefined) return rows;
    after = keyOf(last);
  }
}

const behindOf = (reader: Reader, asked: FigureKey & TwoClocks): Promise<CountedSubject[]> =>
  allPages(
    (page) => entriesBehind(reader, "participant", { ...asked, ...page }),
    ({ subjectId }) => subjectId,
  );
const changesOf = (reader: Reader, asked: FigureKey & TwoClocks & Readonly<{ since: Date }>): Promise<FigureChange[]> =>
  allPages(
    (page) => changesSince(reader, "participant", { ...asked, ...page }),
    ({ position }) => position,
  );

const sum = (rows: readonly Readonly<{ amount: number }>[]): number =>
  rows.reduce((all, { amount }) => all + amount, 0);

test("a figure is the sum of the rows behind it, and changes by the entries since", { timeout: 120_000 }, async () => {
  const programmes = someProgrammes();
  const [statements = []] = fc.sample(ledgerOf(programmes, false), { numRuns: 1, seed: 3 });
  const more = fc.sample(ledgerOf(programmes, false), { numRuns: 3, seed: 4 });
  await seed.write(system, (session) => storeEntries(session, "participant", [...statements, ...more.flat()]));
  const questions = fc.record({
    viewer: someViewer(programmes),
    clocks: someClocks,
    since: someInstant,
    key: fc.record({
      programmeId: fc.constantFrom(...programmes),
      indicator: fc.constantFrom("A", "B"),
      definitionVersion: fc.constantFrom(1, 2),
    }),
  });
  await fc.assert(
    fc.asyncProperty(questions, async ({ viewer, clocks, since, key }) => {
      await app.read(viewer, async (reader) => {
        const figure = await figureAt(reader, key, clocks);
        const behind = await behindOf(reader, { ...key, ...clocks });
        expect(sum(behind)).toBe(figure);
        expect(new Set(behind.map(({ subjectId }) => subjectId)).size).toBe(behind.length);
        expect(behind.every(({ amount }) => amount !== 0)).toBe(true);
        const changes = await changesOf(reader, { ...key, ...clocks, since });
        const earlier = await figureAt(reader, key, { ...clocks, knownAt: since });
        if (since <= clocks.knownAt) expect(sum(changes)).toBe(figure - earlier);
        else expect(changes).toEqual([]);
        expect(new Set(changes.map(({ position }) => position)).size).toBe(changes.length);
      });
    }),
    { numRuns: 150 },
  );
});

describe("what stands behind a figure", () => {
  const programmeId = subject(901);
  const key = { programmeId, indicator: "A", definitionVersion: 1 };
  const clocks = { asOf: localDate("2020-12-31"), knownAt: LATER };
  const mistake = { subject_id: subject(3), recorded_at: "2020-04-01T00:00:00Z" };

  beforeAll(() =>
    store(
      ...[1, 2, 3, 4, 5].map((number) => one(programmeId, { subject_id: subject(number) })),
      one(programmeId, { ...mistake, amount: -1, cause: "entered twice" }),
      one(programmeId, { subject_id: subject(6), valid_on: "2021-01-01" }),
      one(programmeId, { subject_id: subject(7), definition_version: 2 }),
      one(programmeId, { subject_id: subject(8), indicator: "B", municipality_code: null }),
    ),
  );

  test("is as many rows as the figure says where each counts once", async () => {
    await app.read(system, async (reader) => {
      const behind = await behindOf(reader, { ...key, ...clocks });
      expect(behind.map(({ subjectId }) => subjectId)).toEqual([1, 2, 4, 5].map(subject));
      expect(behind).toHaveLength(await figureAt(reader, key, clocks));
    });
  });

  test("includes a row as long as it was not known to be a mistake", async () => {
    const knownAt = new Date("2020-03-31T00:00:00Z");
    const behind = await app.read(system, (reader) => behindOf(reader, { ...key, ...clocks, knownAt }));
    expect(behind).toHaveLength(5);
  });

  test("explains a change by its entries", async () => {
    const since = new Date("2020-03-31T00:00:00Z");
    const asked = { ...key, ...clocks, since, after: null, limit: 10 };
    const changes = await app.read(system, (reader) => changesSince(reader, "participant", asked));
    expect(changes).toEqual([
      {
        position: expect.stringMatching(/^[1-9]\d*$/),
        ...{ subjectId: subject(3), amount: -1, validOn: "2020-03-01", cause: "entered twice" },
        recordedAt: new Date("2020-04-01T00:00:00Z"),
      },
    ]);
  });

  test("is nothing for a viewer of other places", async () => {
    const elsewhere = viewerWithin({ programmes: null, municipalities: ["0400"] });
    await app.read(elsewhere, async (reader) => {
      expect(await behindOf(reader, { ...key, ...clocks })).toEqual([]);
      expect(await changesOf(reader, { ...key, ...clocks, since: new Date(0) })).toEqual([]);
      expect(await freshness(reader, "participant", programmeId)).toBeNull();
    });
  });

  test("is as fresh as its newest entry", async () => {
    const newest = await app.read(system, (reader) => freshness(reader, "participant", programmeId));
    expect(newest).toEqual(new Date("2020-04-01T00:00:00Z"));
    expect(await app.read(system, (reader) => freshness(reader, "participant", subject(999)))).toBeNull();
  });

  test("is as fresh as the newest entry of all programmes that the viewer sees, when none is named", async () => {
    const newest = await app.read(system, (reader) => freshness(reader, "participant", null));
    expect(newest?.getTime()).toBeGreaterThanOrEqual(new Date("2020-04-01T00:00:00Z").getTime());
    const nowhere = viewerWithin({ programmes: [], municipalities: null });
    expect(await app.read(nowhere, (reader) => freshness(reader, "participant", null))).toBeNull();
  });

  test("is read by one statement each", async () => {
    const before = app.statements();
    await app.read(system, async (reader) => {
      await entriesBehind(reader, "participant", { ...key, ...clocks, after: subject(2), limit: 2 });
      await changesSince(reader, "participant", { ...key, ...clocks, since: new Date(0), after: "1", limit: 2 });
      await freshness(reader, "participant", programmeId);
      await breakdown(reader, "participant", [], asked(programmeId));
    });
    expect(app.statements() - before).toBe(2 + 4);
  });
});

function asked(programmeId: string, other: Partial<BreakdownAsked> = {}): BreakdownAsked {
  return {
    ...{ programmeIds: [programmeId], indicator: "A", definitionVersion: 1 },
    ...{ asOf: localDate("2021-12-31"), knownAt: LATER },
    ...{ rows: "municipality_code", columns: null, periodFrom: null, periodTo: null },
    ...other,
  };
}

describe("a breakdown", () => {
  const programmeId = subject(902);
  const OWN = ["sex", "benefit"];

  beforeAll(() =>
    store(
      one(programmeId, { valid_on: "2020-06-30" }),
      one(programmeId, { valid_on: "2020-07-01", sex: "M" }),
      one(programmeId, { valid_on: "2021-01-01", municipality_code: "0400", sex: "M" }),
      one(programmeId, { valid_on: "2021-01-01", municipality_code: null, sex: null, amount: 3 }),
      one(programmeId, { valid_on: "2021-02-01", municipality_code: "0101" }),
      one(programmeId, { valid_on: "2021-02-01", municipality_code: "0101", amount: -1 }),
    ),
  );

  test.for<[string, Partial<BreakdownAsked>, unknown]>([
    ["by one dimension", {}, { rows: ["0400", "0751", null], columns: [null], counts: [[1], [2], [3]] }],
    [
      "by two",
      { columns: "half_year" },
      {
        rows: ["0400", "0751", null],
        columns: ["2020-H1", "2020-H2", "2021-H1"],
        counts: [
          [0, 0, 1],
          [1, 1, 0],
          [0, 0, 3],
        ],
      },
    ],
    [
      "by the schema's own",
      { rows: "sex", columns: "municipality_code" },
      {
        rows: ["F", "M", null],
        columns: ["0400", "0751", null],
        counts: [
          [0, 1, 0],
          [1, 1, 0],
          [0, 0, 3],
        ],
      },
    ],
    [
      "within a period, both ends included",
      { periodFrom: localDate("2020-06-30"), periodTo: localDate("2020-07-01") },
      { rows: ["0751"], columns: [null], counts: [[2]] },
    ],
    ["until a day", { asOf: localDate("2020-06-30") }, { rows: ["0751"], columns: [null], counts: [[1]] }],
    ["of nothing", { indicator: "Z" }, { rows: [], columns: [], counts: [] }],
  ])("divides a figure %s", async ([, other, expected]) => {
    const found = await app.read(system, (reader) => breakdown(reader, "participant", OWN, asked(programmeId, other)));
    expect(found).toEqual(expected);
  });

  test("sums to the figure for a viewer of a part", async () => {
    const viewer = viewerWithin({ programmes: [programmeId], municipalities: ["0751", "0101"] });
    await app.read(viewer, async (reader) => {
      const { counts } = await breakdown(reader, "participant", OWN, asked(programmeId, { columns: "sex" }));
      expect(counts.flat().reduce((all, count) => all + count, 0)).toBe(
        await figureAt(reader, { ...asked(programmeId), programmeId }, asked(programmeId)),
      );
    });
  });

  test.each(["subject_id", "axis", "sex; DROP TABLE participant.person", "constructor", "__proto__", ""])(
    "refuses to divide by %j",
    async (name) => {
      for (const other of [{ rows: name }, { columns: name }]) {
        const read = app.read(system, (reader) => breakdown(reader, "participant", OWN, asked(programmeId, other)));
        await expect(read).rejects.toMatchObject({ code: "BAD_USER_INPUT" });
      }
    },
  );
});

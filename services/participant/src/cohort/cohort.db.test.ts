import { type LocalDate, localDate, shareOf, totalOf, type Viewer } from "@inclusion/kernel";
import { afterRelease, openTestService, type TestService, viewerWith } from "@inclusion/kernel/testing";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { PLACES, sampleFiles, storeFiles, storePlaces } from "../indicator/stored-files.fixture.ts";
import { ageOn } from "../participation/age.ts";
import { fileMeasures } from "../participation/file-measures.ts";
import type { ParticipationFile } from "../participation/participation-file.ts";
import { PROGRAMME } from "../participation/participation-rows.fixture.ts";
import { service } from "../service.ts";
import { halfYearOf } from "./period.ts";

const FILES = sampleFiles(80, 11);
const END = localDate("2024-12-31");

let opened: TestService;

beforeAll(async () => {
  opened = await openTestService(service, inject("postgres"), afterRelease);
  await storePlaces(opened.sql);
  await storeFiles(opened.service, FILES);
});

afterAll(() => opened?.drop());

const lead = viewerWith("participations:read", "indicators:read");
const partner = viewerWith("indicators:read");

// biome-ignore lint/suspicious/noExplicitAny: what a test asks for is known to the test alone
type Answered = any;
const COUNT = "{ ... on ExactCount { count } ... on SuppressedCount { below } }";

async function ask(viewer: Viewer, field: string) {
  const { data, errors, statements } = await opened.ask(
    viewer,
    `query($of: [_Any!]!) { _entities(representations: $of) { ... on Programme { ${field} } } }`,
    { of: [{ __typename: "Programme", id: PROGRAMME }] },
  );
  return { programme: (data as Answered)?._entities?.[0], errors, statements };
}

async function tableFor(viewer: Viewer, input: string) {
  const { programme, errors, statements } = await ask(
    viewer,
    `participantTable(input: { ${input} asOf: "${END}" }) { rows { key } columns { key } cells ${COUNT} rowTotals ${COUNT}
       columnTotals ${COUNT} grandTotal ${COUNT} }`,
  );
  return { table: programme?.participantTable, errors, statements };
}

/** The day of a mark in a file, or null. */
function dayOf(file: ParticipationFile, code: string): LocalDate | null {
  return fileMeasures(file).find(({ indicator, validOn }) => indicator === code && validOn <= END)?.validOn ?? null;
}

/** Dimensions as they follow from the files, without the ledger. */
const KEYS: Readonly<Record<string, (file: ParticipationFile) => string | null>> = {
  MUNICIPALITY: ({ participation }) => participation.municipalityCode,
  REGION: ({ participation }) => PLACES.find(({ code }) => code === participation.municipalityCode)?.region ?? null,
  PROGRAMME_AREA: ({ participation }) =>
    PLACES.find(({ code }) => code === participation.municipalityCode)?.area ?? null,
  SEX: ({ person }) => person.sex,
  BENEFIT: ({ participation }) => participation.benefit,
  AGE_BAND: ({ participation: { enteredOn }, person }) => {
    if (enteredOn === null) return null;
    const age = ageOn(person.birthDate, enteredOn);
    return age < 25 ? "BELOW_25" : age > 54 ? "FROM_55" : "25_TO_54";
  },
  START_HALF_YEAR: ({ participation: { enteredOn } }) => (enteredOn === null ? null : halfYearOf(enteredOn)),
  EXIT_HALF_YEAR: ({ participation: { leftOn } }) => (leftOn === null ? null : halfYearOf(leftOn)),
  MENTORED: (file) => (dayOf(file, "MENTORED") === null ? "NO" : "YES"),
};

const isCounted = (file: ParticipationFile, code: string): boolean =>
  totalOf(
    fileMeasures(file).filter(({ indicator }) => indicator === code),
    END,
  ) === 1;

function bruteForce(code: string, rows: string, columns: string, among: (file: ParticipationFile) => boolean) {
  const sums: Record<string, number> = {};
  for (const file of FILES) {
    if (!among(file) || !isCounted(file, code)) continue;
    const name = `${KEYS[rows]?.(file)} ${KEYS[columns]?.(file)}`;
    sums[name] = (sums[name] ?? 0) + 1;
  }
  return sums;
}

function flat({ rows, columns, cells }: Answered): Record<string, number> {
  return Object.fromEntries(
    rows
      .flatMap((row: Answered, i: number) =>
        columns.map((column: Answered, j: number) => [`${row.key} ${column.key}`, cells[i][j].count]),
      )
      .filter(([, count]: [string, number]) => count !== 0),
  );
}

const within = (day: LocalDate | null, from: string, to: string): boolean => day !== null && day >= from && day <= to;

describe("Programme.participantTable", () => {
  const pairs = Object.keys(KEYS).flatMap((rows) =>
    ["SEX", "BENEFIT", "START_HALF_YEAR"].filter((columns) => columns !== rows).map((columns) => ({ rows, columns })),
  );

  test.for(pairs)("counts by $rows and $columns what the files say, in one statement", async ({ rows, columns }) => {
    for (const code of ["TOTAL", "HIRED", "CO01", "LEFT"]) {
      const { table, errors, statements } = await tableFor(
        lead,
        `indicator: "${code}" rows: ${rows} columns: ${columns}`,
      );
      expect(errors).toBeUndefined();
      expect(flat(table)).toEqual(bruteForce(code, rows, columns, () => true));
      expect(statements).toBe(3);
    }
  });

  test.for([
    { axis: "START", dayOf: (file: ParticipationFile) => file.participation.enteredOn },
    { axis: "EXIT", dayOf: (file: ParticipationFile) => file.participation.leftOn },
    { axis: "EVENT", dayOf: (file: ParticipationFile) => dayOf(file, "HIRED") },
  ])("asks with the axis $axis about that day", async ({ axis, dayOf: on }) => {
    for (const [from, to] of [
      ["2019-07-01", "2019-12-31"],
      ["2019-03-05", "2019-10-17"],
    ] as const) {
      const { table } = await tableFor(
        lead,
        `indicator: "HIRED" rows: REGION columns: SEX axis: ${axis} from: "${from}" to: "${to}"`,
      );
      expect(flat(table)).toEqual(bruteForce("HIRED", "REGION", "SEX", (file) => within(on(file), from, to)));
    }
    const half = await tableFor(
      lead,
      `indicator: "HIRED" rows: REGION columns: SEX axis: ${axis} halfYear: { year: 2019, half: H2 }`,
    );
    expect(flat(half.table)).toEqual(
      bruteForce("HIRED", "REGION", "SEX", (file) => within(on(file), "2019-07-01", "2019-12-31")),
    );
  });

  test("asks with the axis KNOWN about the day of recording", async () => {
    const today = new Date().toISOString().slice(0, 10);
    const none = await tableFor(lead, `indicator: "TOTAL" rows: SEX axis: KNOWN from: "2019-01-01" to: "2019-12-31"`);
    expect(none.table.grandTotal).toEqual({ count: 0 });
    const some = await tableFor(
      lead,
      `indicator: "TOTAL" rows: SEX axis: KNOWN from: "${today.slice(0, 4)}-01-01" to: "${today.slice(0, 4)}-12-31"`,
    );
    expect(some.table.grandTotal.count).toBe(FILES.filter((file) => isCounted(file, "TOTAL")).length);
  });

  test("tells the share of each row, with its interval", async () => {
    const field = `participantTable(input: { indicator: "HIRED" rows: MENTORED asOf: "${END}" }) { rows { key } rowShares { basisPoints lowBp highBp } }`;
    const { programme, errors, statements } = await ask(lead, field);
    expect(errors).toBeUndefined();
    expect(statements).toBe(4);
    for (const [row, { key }] of programme.participantTable.rows.entries()) {
      const [hired, all] = ["HIRED", "TOTAL"].map(
        (code) => FILES.filter((file) => isCounted(file, code) && KEYS["MENTORED"]?.(file) === key).length,
      );
      expect(programme.participantTable.rowShares[row]).toEqual(shareOf(hired ?? 0, all ?? 0));
    }
  });

  test("hides small cells, and regions that would give municipalities away", async () => {
    for (const rows of ["MUNICIPALITY", "REGION", "PROGRAMME_AREA"]) {
      const { table } = await tableFor(partner, `indicator: "HIRED" rows: ${rows} columns: SEX`);
      const cells = [...table.cells.flat(), ...table.rowTotals, ...table.columnTotals, table.grandTotal];
      for (const { count } of cells) expect(count === undefined || count === 0 || count >= 5).toBe(true);
    }
    const finest = (await tableFor(partner, `indicator: "TOTAL" rows: MUNICIPALITY columns: BENEFIT`)).table;
    const regions = (await tableFor(partner, `indicator: "TOTAL" rows: REGION columns: BENEFIT`)).table;
    const turnedRegions = (await tableFor(partner, `indicator: "TOTAL" rows: BENEFIT columns: REGION`)).table;
    expect(regions.columnTotals).toEqual(finest.columnTotals);
    expect(turnedRegions.cells).toEqual(
      turnedRegions.rows.map((_: unknown, j: number) =>
        regions.rows.map((__: unknown, i: number) => regions.cells[i][j]),
      ),
    );
    const shown = (code: string, column: number) =>
      finest.cells[finest.rows.findIndex(({ key }: Answered) => key === code)]?.[column]?.count !== undefined;
    regions.rows.forEach(({ key }: Answered, row: number) => {
      regions.columns.forEach((_: unknown, column: number) => {
        const places = PLACES.filter(({ region }) => region === key).filter(({ code }) =>
          finest.rows.some((each: Answered) => each.key === code),
        );
        expect(regions.cells[row][column].count !== undefined).toBe(places.every(({ code }) => shown(code, column)));
      });
    });
  });

  test.for([
    { input: 'indicator: "CO99" rows: SEX', reason: "INDICATOR_UNKNOWN" },
    { input: 'indicator: "TOTAL" rows: SEX columns: SEX', reason: "DIMENSION_REPEATED" },
    { input: 'indicator: "TOTAL" rows: REGION columns: MUNICIPALITY', reason: "DIMENSION_REPEATED" },
    { input: 'indicator: "TOTAL" rows: SEX from: "2019-01-01"', reason: "PERIOD_INCOMPLETE" },
    { input: 'indicator: "TOTAL" rows: SEX from: "2019-01-02" to: "2019-01-31"', reason: "PERIOD_NOT_FIXED" },
  ])("refuses $input with $reason", async ({ input, reason }) => {
    const { errors } = await tableFor(partner, input);
    expect(errors?.[0]?.extensions).toMatchObject({ code: "BAD_USER_INPUT", reason });
  });
});

describe("Programme.participantFunnel", () => {
  const steps = `{ stage count ${COUNT} medianDays }`;
  const CODES = ["REFERRED", "ACCEPTED", "TOTAL", "PLACED", "HIRED", "AT_3_MONTHS", "AT_6_MONTHS", "AT_12_MONTHS"];

  test("counts stages by the half-year of entry, in one statement", async () => {
    const { programme, errors, statements } = await ask(
      lead,
      `participantFunnel(asOf: "${END}") { groups { key { key label } steps ${steps} } total ${steps} }`,
    );
    expect(errors).toBeUndefined();
    expect(statements).toBe(3);
    const { groups, total } = programme.participantFunnel;
    const brute = (among: (file: ParticipationFile) => boolean) =>
      CODES.map((code) => FILES.filter((file) => among(file) && isCounted(file, code)).length);
    const countsIn = (list: Answered[]) => list.map(({ count }) => count.count);
    expect(countsIn(total)).toEqual(brute(() => true));
    for (const { key, steps: reached } of groups) {
      expect(countsIn(reached), key.label).toEqual(brute((file) => KEYS["START_HALF_YEAR"]?.(file) === key.key));
      for (const { count, medianDays } of reached) if (count.count < 5) expect(medianDays).toBeNull();
    }
    expect(groups.at(-1).key).toEqual({ key: null, label: "Not started" });
  });

  test("hides small counts", async () => {
    const { programme } = await ask(
      partner,
      `participantFunnel(by: MUNICIPALITY, asOf: "${END}") { groups { key { municipality { code } } steps ${steps} } total ${steps} }`,
    );
    const all = [
      ...programme.participantFunnel.groups.flatMap((group: Answered) => group.steps),
      ...programme.participantFunnel.total,
    ];
    for (const { count } of all) expect(count.count === undefined || count.count === 0 || count.count >= 5).toBe(true);
    expect(programme.participantFunnel.groups[0].key.municipality.code).toMatch(/^\d{4}$/);
  });

  test.for(["MUNICIPALITY", "REGION", "AGE_BAND", "START_HALF_YEAR"])(
    "shows by %s no group that a table hides",
    async (by) => {
      const { programme, errors } = await ask(
        partner,
        `participantFunnel(by: ${by}, asOf: "${END}") { groups { key { key } steps ${steps} } }
       started: participantTable(input: { indicator: "TOTAL", rows: ${by}, asOf: "${END}" }) { rows { key } rowTotals ${COUNT} }
       hired: participantTable(input: { indicator: "HIRED", rows: ${by}, asOf: "${END}" }) { rows { key } rowTotals ${COUNT} }`,
      );
      expect(errors).toBeUndefined();
      for (const [stage, table] of [
        ["STARTED", programme.started],
        ["HIRED", programme.hired],
      ]) {
        const hidden = table.rows.filter((_: Answered, row: number) => table.rowTotals[row].count === undefined);
        for (const { key } of hidden) {
          const group = programme.participantFunnel.groups.find((each: Answered) => each.key.key === key);
          const step = group?.steps.find((each: Answered) => each.stage === stage);
          expect(step?.count.count).toBeUndefined();
        }
      }
    },
  );
});

test("Programme.participantDays measures by group, and by no indicator without days", async () => {
  const field = (codes: string) =>
    `participantDays(codes: ${codes}, by: MUNICIPALITY, asOf: "${END}") { key { key } indicators { code days { count ${COUNT} median p90 } } }`;
  const { programme, errors } = await ask(lead, field('["LEFT", "PLACED"]'));
  expect(errors).toBeUndefined();
  for (const { key, indicators } of programme.participantDays) {
    const days = FILES.filter(({ participation }) => participation.municipalityCode === key.key)
      .map(({ participation: { enteredOn, leftOn } }) =>
        enteredOn === null || leftOn === null ? null : (Date.parse(leftOn) - Date.parse(enteredOn)) / 86_400_000,
      )
      .filter((each) => each !== null)
      .sort((a, b) => a - b);
    const middle = (days.length - 1) / 2;
    const median = ((days[Math.floor(middle)] ?? 0) + (days[Math.ceil(middle)] ?? 0)) / 2;
    expect(indicators[0].days).toMatchObject({
      count: { count: days.length },
      median: days.length < 5 ? null : median,
    });
  }
  const refused = await ask(lead, field('["CO01"]'));
  expect(refused.errors?.[0]?.extensions).toMatchObject({ reason: "NOT_MEASURED_IN_DAYS" });
  expect((await ask(lead, field("[]"))).errors?.[0]?.extensions).toMatchObject({ reason: "CODES" });
});

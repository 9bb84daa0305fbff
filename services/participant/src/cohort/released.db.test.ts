import { type LocalDate, localDate, type Viewer } from "@inclusion/kernel";
import { afterRelease, openTestService, type TestService, viewerWith } from "@inclusion/kernel/testing";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { sampleFiles, storeFiles, storePlaces } from "../indicator/stored-files.fixture.ts";
import { PROGRAMME } from "../participation/participation-rows.fixture.ts";
import { service } from "../service.ts";

let opened: TestService;

beforeAll(async () => {
  opened = await openTestService(service, inject("postgres"), afterRelease);
  await storePlaces(opened.sql);
  await storeFiles(opened.service, sampleFiles(120, 23));
});

afterAll(() => opened?.drop());

const lead = viewerWith("participations:read", "indicators:read");
const partner = viewerWith("indicators:read");
/** Ends of quarters of the files' years, and one after everything. */
const DAYS = [2019, 2020, 2021].flatMap((year) =>
  ["03-31", "06-30", "09-30", "12-31"].map((end) => localDate(`${year}-${end}`)),
);
const CODES = ["TOTAL", "COMPLETE", "HIRED", "3B.3", "3B.4", "LEFT"];

// biome-ignore lint/suspicious/noExplicitAny: what a test asks for is known to the test alone
type Answered = any;
const COUNT = "{ ... on ExactCount { count } ... on SuppressedCount { below } }";

async function ask(viewer: Viewer, field: string) {
  const { data, errors, statements } = await opened.ask(
    viewer,
    `query($of: [_Any!]!) { _entities(representations: $of) { ... on Programme { ${field} } } }`,
    { of: [{ __typename: "Programme", id: PROGRAMME }] },
  );
  expect(errors).toBeUndefined();
  return { programme: (data as Answered)._entities[0], statements };
}

/** The figures of all codes on a day, by code; undefined for what is withheld. */
async function figuresOn(viewer: Viewer, day: LocalDate, field = "participantIndicators") {
  const codes = field === "participantIndicators" ? `codes: ${JSON.stringify(CODES)}, ` : "";
  const { programme, statements } = await ask(viewer, `${field}(${codes}asOf: "${day}") { code value ${COUNT} }`);
  const all = (programme[field] as Answered[]).map(({ code, value }): [string, number | undefined] => [
    code,
    value.count,
  ]);
  return { numbers: new Map(all), statements };
}

describe("figures of earlier days", () => {
  test("are true where they are told, none or at least five apart, and the same in results", async () => {
    const told = new Map<string, number[]>();
    let withheld = 0;
    for (const day of DAYS) {
      const [seen, truth, results] = [
        (await figuresOn(partner, day)).numbers,
        (await figuresOn(lead, day)).numbers,
        (await figuresOn(partner, day, "participantResults")).numbers,
      ];
      for (const code of CODES) {
        const count = seen.get(code);
        if (results.has(code)) expect(results.get(code)).toBe(count);
        if (count === undefined) withheld += 1;
        else {
          expect(count).toBe(truth.get(code));
          told.set(code, [...(told.get(code) ?? []), count]);
        }
      }
    }
    for (const numbers of told.values()) {
      const steps = numbers.map((count, at) => count - (numbers[at - 1] ?? 0));
      expect(steps.filter((step) => step > 0 && step < 5)).toEqual([]);
    }
    expect(withheld).toBeGreaterThan(5);
    expect([...told.values()].flat().filter((count) => count >= 5).length).toBeGreaterThan(5);
  });

  test("cost two statements of sums, whatever is asked for, and one to whoever sees rows", async () => {
    const day = localDate("2020-06-30");
    const base = (await figuresOn(lead, day)).statements;
    expect((await figuresOn(partner, day)).statements).toBe(base + 1);
  });
});

/** The rows of a table, by key; undefined for what is withheld. */
async function rowsOf(viewer: Viewer, input: string) {
  const { programme, statements } = await ask(
    viewer,
    `participantTable(input: { indicator: "TOTAL", ${input} }) { rows { key } rowTotals ${COUNT} grandTotal ${COUNT} }`,
  );
  const { rows, rowTotals } = programme.participantTable;
  return {
    rows: new Map<string, number | undefined>(
      rows.map(({ key }: Answered, row: number) => [key, rowTotals[row].count]),
    ),
    statements,
  };
}

describe("tables of a time", () => {
  test("tell of no group a few between two ends of quarters, and of half-years what their quarters tell", async () => {
    const told = new Map<string, number[]>();
    for (const day of DAYS) {
      const seen = (await rowsOf(partner, `rows: SEX, asOf: "${day}"`)).rows;
      const truth = (await rowsOf(lead, `rows: SEX, asOf: "${day}"`)).rows;
      for (const [key, count] of seen) {
        if (count === undefined) continue;
        expect(count).toBe(truth.get(key));
        told.set(key, [...(told.get(key) ?? []), count]);
      }
    }
    for (const numbers of told.values()) {
      const steps = numbers.map((count, at) => count - (numbers[at - 1] ?? 0));
      expect(steps.filter((step) => step > 0 && step < 5)).toEqual([]);
    }
    for (const year of [2019, 2020]) {
      const [first, second, half] = await Promise.all(
        [
          `from: "${year}-01-01", to: "${year}-03-31"`,
          `from: "${year}-04-01", to: "${year}-06-30"`,
          `halfYear: { year: ${year}, half: H1 }`,
        ].map(async (period) => (await rowsOf(partner, `rows: SEX, ${period}`)).rows),
      );
      for (const [key, whole] of half ?? []) {
        const parts = [
          first?.get(key) ?? (first?.has(key) ? null : 0),
          second?.get(key) ?? (second?.has(key) ? null : 0),
        ];
        if (parts.every((part) => part !== null)) expect(whole).toBe((parts[0] ?? 0) + (parts[1] ?? 0));
        else if (whole !== undefined) expect(parts).toEqual([null, null]);
      }
    }
  });

  test("are by half-years of the event as the half-years are by themselves", async () => {
    const { rows } = await rowsOf(partner, "rows: EVENT_HALF_YEAR");
    for (const [key, count] of rows) {
      const halfYear = `halfYear: { year: ${key.slice(0, 4)}, half: ${key.slice(5)} }`;
      const { programme } = await ask(
        partner,
        `participantTable(input: { indicator: "TOTAL", rows: SEX, ${halfYear} }) { grandTotal ${COUNT} }`,
      );
      expect(programme.participantTable.grandTotal.count).toBe(count);
    }
  });

  test("tell nothing by the day of recording", async () => {
    const { rows } = await rowsOf(partner, "rows: KNOWN_HALF_YEAR");
    expect(rows.size).toBeGreaterThan(0);
    expect([...rows.values()].every((count) => count === undefined)).toBe(true);
  });

  test("cost the same whatever the period is", async () => {
    const some = await rowsOf(partner, `rows: SEX, halfYear: { year: 2019, half: H1 }`);
    const other = await rowsOf(partner, `rows: SEX, from: "2020-04-01", to: "2020-06-30", asOf: "2020-12-31"`);
    expect(other.statements).toBe(some.statements);
    expect(some.statements).toBeLessThanOrEqual((await rowsOf(lead, "rows: SEX")).statements + 3);
  });
});

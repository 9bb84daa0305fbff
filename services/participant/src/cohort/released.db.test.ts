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

describe("tables of parts that are the whole", () => {
  const CUTS = ["MUNICIPALITY", "REGION", "SEX", "AGE_BAND", "BENEFIT", "START_HALF_YEAR"];
  const table = (code: string, input: string) =>
    `participantTable(input: { indicator: "${code}", ${input} }) {
       rows { key } cells ${COUNT} rowTotals ${COUNT} columnTotals ${COUNT} grandTotal ${COUNT} rowShares { basisPoints } }`;
  const numbersOf = ({ rows, rowTotals }: Answered): Map<string, number | undefined> =>
    new Map(rows.map(({ key }: Answered, row: number) => [key, rowTotals[row].count]));

  test.for(CUTS)("tell by %s no small number less each other", async (cut) => {
    const fields = ["HIRED", "3B.3", "3B.4"].map((code, at) => `t${at}: ${table(code, `rows: ${cut}`)}`).join(" ");
    const [seen, truth] = [(await ask(partner, fields)).programme, (await ask(lead, fields)).programme];
    const [hired, inside, outside] = ["t0", "t1", "t2"].map((name) => numbersOf(seen[name]));
    expect([...(inside?.keys() ?? [])]).toEqual([...(hired?.keys() ?? [])]);
    for (const name of ["t0", "t1", "t2"]) {
      for (const [key, count] of numbersOf(seen[name])) {
        if (count !== undefined) expect(count).toBe(numbersOf(truth[name]).get(key) ?? 0);
      }
    }
    for (const [key, all] of hired ?? []) {
      for (const [told, other] of [
        [inside?.get(key), outside?.get(key)],
        [outside?.get(key), inside?.get(key)],
      ]) {
        if (all === undefined || told === undefined || other !== undefined) continue;
        expect(all - told === 0 || all - told > 4).toBe(true);
      }
    }
  });

  test("tell nothing of their groups over time, and their sum as the figure does", async () => {
    const halfYear = "rows: SEX, halfYear: { year: 2019, half: H2 }";
    const { programme } = await ask(partner, `part: ${table("CO01", halfYear)} whole: ${table("TOTAL", halfYear)}`);
    expect(programme.part.rowTotals.every(({ count }: Answered) => count === undefined)).toBe(true);
    expect(programme.part.grandTotal.count).toBeGreaterThan(4);
    expect(programme.whole.rowTotals.some(({ count }: Answered) => count !== undefined)).toBe(true);
  });

  test("cost two statements more, and tell no share of a number that is withheld", async () => {
    const whole = await ask(
      partner,
      `participantTable(input: { indicator: "HIRED", rows: SEX }) { grandTotal ${COUNT} }`,
    );
    const part = await ask(
      partner,
      `participantTable(input: { indicator: "3B.4", rows: SEX }) { grandTotal ${COUNT} }`,
    );
    expect(part.statements).toBe(whole.statements + 2);
    for (const cut of CUTS.slice(0, -1)) {
      const { programme } = await ask(
        partner,
        `of: ${table("CO01", `rows: ${cut}`)} share: ${table("CO02", `rows: ${cut}`)}`,
      );
      const of = numbersOf(programme.of);
      programme.share.rows.forEach(({ key }: Answered, row: number) => {
        if (of.get(key) === undefined) expect(programme.share.rowShares[row]).toBeNull();
      });
    }
  });

  test("and the report of ESF tells of a sex no more than they do", async () => {
    const codes = ["COMPLETE", "INCOMPLETE", "CO01", "CO03", "CO05"];
    const fields = codes.map((code, at) => `t${at}: ${table(code, "rows: SEX")}`).join(" ");
    const report = `esfReport(period: { year: 2021, half: H2 }) { rows { code cumulative { women ${COUNT} men ${COUNT} } } }`;
    const { programme } = await ask(partner, `${fields} ${report}`);
    codes.forEach((code, at) => {
      const { cumulative } = programme.esfReport.rows.find((row: Answered) => row.code === code);
      for (const [key, count] of numbersOf(programme[`t${at}`])) {
        if (count === undefined) expect((key === "F" ? cumulative.women : cumulative.men).count).toBeUndefined();
      }
    });
  });
});

import { localDate } from "@inclusion/kernel";
import { expect, test } from "vitest";
import { citizen, HEADERS, lines, testCpr, CONDITIONS as USUAL } from "./participant-import.fixture.ts";
import { PLANTED, plantedFile } from "./planted-errors.fixture.ts";
import { readImport } from "./reading.ts";

const CONDITIONS = { ...USUAL, terms: { ...USUAL.terms, endsOn: localDate("2030-12-31") } };

test("all of 37 planted errors are reported where they stand, and no row with one is read", () => {
  expect(PLANTED).toHaveLength(37);
  const { findings, rows, rowCount } = readImport(new TextEncoder().encode(plantedFile()), CONDITIONS);
  expect(findings.map(({ line, column, columnNumber, code }) => ({ line, column, columnNumber, code }))).toEqual(
    PLANTED.map(({ at, code }, index) => ({
      line: index + 2,
      column: at,
      columnNumber: at === null ? null : HEADERS.indexOf(at) + 1,
      code,
    })),
  );
  expect(findings.map(({ suggestion }) => suggestion)).toEqual(PLANTED.map(({ suggestion }) => suggestion ?? null));
  expect(new Set(findings.map(({ severity }) => severity))).toEqual(new Set(["ERROR"]));
  expect([rowCount, rows.length]).toEqual([37, 0]);
});

test("no finding repeats a CPR number or a whole name", () => {
  const said = JSON.stringify(readImport(new TextEncoder().encode(plantedFile()), CONDITIONS).findings);
  expect(said).not.toMatch(/\d{6}-?\d{4}/);
  expect(said).not.toContain("Opdigtet");
  expect(said).not.toContain(testCpr(1));
});

test("the file is read when its errors are mended", () => {
  const mended = [HEADERS, ...PLANTED.map((_, index) => HEADERS.map((name) => citizen(index + 1)[name]))];
  const { findings, rows } = readImport(new TextEncoder().encode(lines(mended, ";").join("\n")), CONDITIONS);
  expect([findings, rows.length]).toEqual([[], 37]);
});

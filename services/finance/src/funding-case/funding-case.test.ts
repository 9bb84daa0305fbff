import { fraction, sumMinor } from "@inclusion/kernel";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DISCOUNT_RATE } from "../present-value/present-value.ts";
import { answersOf, type CaseYear, incomeStatement, NO_SUPPORT, totalOfYears } from "./funding-case.ts";

const V36: readonly CaseYear[] = [
  { year: 2018, costMinor: 400_000_000n, municipalityMinor: 20_000_000n, stateMinor: 15_000_000n, regionMinor: 0n },
  {
    year: 2019,
    costMinor: 800_000_000n,
    municipalityMinor: 150_000_000n,
    stateMinor: 70_000_000n,
    regionMinor: 3_000_000n,
  },
  {
    year: 2020,
    costMinor: 900_000_000n,
    municipalityMinor: 420_000_000n,
    stateMinor: 160_000_000n,
    regionMinor: 9_000_000n,
  },
  {
    year: 2021,
    costMinor: 800_000_000n,
    municipalityMinor: 610_000_000n,
    stateMinor: 220_000_000n,
    regionMinor: 14_000_000n,
  },
  {
    year: 2022,
    costMinor: 515_280_900n,
    municipalityMinor: 680_000_000n,
    stateMinor: 240_000_000n,
    regionMinor: 16_000_000n,
  },
];
const HALF = fraction(1n, 2n);

describe("V36", () => {
  const statement = incomeStatement(V36, HALF);

  test("has a public result and a support of its own each year", () => {
    expect(statement.map(({ publicResultMinor }) => publicResultMinor)).toEqual([
      -365_000_000n,
      -577_000_000n,
      -311_000_000n,
      44_000_000n,
      420_719_100n,
    ]);
    expect(statement.map(({ supportMinor }) => supportMinor)).toEqual([
      200_000_000n,
      400_000_000n,
      450_000_000n,
      400_000_000n,
      257_640_400n,
    ]);
    expect(totalOfYears(statement).publicResultMinor).toBe(-788_280_900n);
  });

  test("has three answers, and no one of them is another", () => {
    expect(answersOf(statement, DISCOUNT_RATE)).toMatchObject({
      publicNpvMinor: -806_491_882n,
      isPublicGain: false,
      municipalityAloneNpvMinor: -1_483_930_394n,
      municipalityWithSupportNpvMinor: 107_918_657n,
      coverage: { bp: 5339, isSelfFinancing: false },
    });
  });
});

const amount = fc.bigInt(0n, 10n ** 11n);
const years = fc.array(
  fc.record({ costMinor: amount, municipalityMinor: amount, stateMinor: amount, regionMinor: amount }),
  { minLength: 1, maxLength: 15 },
);
const withYear = (rows: readonly Omit<CaseYear, "year">[]): CaseYear[] =>
  rows.map((row, index) => ({ ...row, year: 2018 + index }));

test("support never passes its share of the cost, and is paid in whole kroner", () => {
  fc.assert(
    fc.property(years, fc.bigInt(0n, 1000n), (rows, permille) => {
      const rate = fraction(permille, 1000n);
      const statement = incomeStatement(withYear(rows), rate);
      const support = sumMinor(statement.map(({ supportMinor }) => supportMinor));
      const cost = sumMinor(rows.map(({ costMinor }) => costMinor));
      expect(support % 100n).toBe(0n);
      expect(support * 1000n <= cost * permille && cost * permille - support * 1000n < 100n * 1000n).toBe(true);
    }),
  );
});

test("support moves the municipality's answer alone", () => {
  fc.assert(
    fc.property(years, (rows) => {
      const [none, half] = [NO_SUPPORT, HALF].map((rate) =>
        answersOf(incomeStatement(withYear(rows), rate), DISCOUNT_RATE),
      );
      expect(half?.publicNpvMinor).toBe(none?.publicNpvMinor);
      expect(half?.municipalityAloneNpvMinor).toBe(none?.municipalityAloneNpvMinor);
      expect(none?.municipalityWithSupportNpvMinor).toBe(none?.municipalityAloneNpvMinor);
    }),
  );
});

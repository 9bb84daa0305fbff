import { describe, expect, test } from "vitest";
import { tellsOfOne, withoutSingleCompanies } from "./single-company.ts";

const places = (...amounts: readonly number[]) => amounts.map((amount) => ({ indicator: "TRAINING_PLACES", amount }));

describe("a number", () => {
  test.for([
    { case: "of nothing", parts: places(), told: true },
    { case: "of one company", parts: places(9), told: false },
    { case: "of two companies", parts: places(9, 9), told: false },
    { case: "of three companies", parts: places(9, 9, 9), told: true },
    { case: "of which one company has 85 %", parts: places(85, 8, 7), told: true },
    { case: "of which one company has more than 85 %", parts: places(86, 7, 7), told: false },
    { case: "of three companies, one of which has none", parts: places(9, 9, 0), told: false },
    { case: "of another indicator", parts: [{ indicator: "ORDINARY_HIRES", amount: 9 }], told: true },
  ])("$case is told: $told", ({ parts, told }) => {
    expect(tellsOfOne(parts, "TRAINING_PLACES")).toBe(!told);
  });

  test("that is withheld leaves the others as they are", () => {
    const rows = [
      { code: "TRAINING_PLACES", value: { kind: "exact", count: 9 } as const },
      { code: "ACC_COMPANIES", value: { kind: "exact", count: 7 } as const },
    ];
    expect(withoutSingleCompanies(rows, places(9))).toEqual([
      { code: "TRAINING_PLACES", value: { kind: "suppressed", below: 5 } },
      rows[1],
    ]);
  });
});

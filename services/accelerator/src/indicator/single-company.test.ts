import { describe, expect, test } from "vitest";
import { protectFigure, tellsOfOne, withoutSingleCompanies } from "./single-company.ts";

const places = (...amounts: readonly number[]) => [{ indicator: "TRAINING_PLACES", amounts }];

describe("a number", () => {
  test.for([
    { case: "of nothing", parts: places(), told: true },
    { case: "of one company", parts: places(9), told: false },
    { case: "of two companies", parts: places(9, 9), told: false },
    { case: "of three companies", parts: places(9, 9, 9), told: true },
    { case: "of which one company has 85 %", parts: places(85, 8, 7), told: true },
    { case: "of which one company has more than 85 %", parts: places(86, 7, 7), told: false },
    { case: "of three companies, one of which has none", parts: places(9, 9, 0), told: false },
    { case: "of another indicator", parts: [{ indicator: "ORDINARY_HIRES", amounts: [9] }], told: true },
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

describe("a figure", () => {
  const exact = (count: number) => ({ kind: "exact", count }) as const;
  const hidden = { kind: "suppressed", below: 5 };
  const figure = {
    ...{ code: "OPENINGS_FILLED", value: exact(12), denominator: exact(40) },
    share: { basisPoints: 3_000, lowBp: 1_800, highBp: 4_500 },
    excluded: [{ reason: "STILL_OPEN" as const, count: exact(20) }],
  };
  const parts = (indicator: string, ...amounts: readonly number[]) => [{ indicator, amounts }];
  const spread = [...parts("OPENINGS_FILLED", 4, 4, 4), ...parts("OPENINGS_PUBLISHED", 14, 13, 13)];

  test("of many companies is told as it is", () => {
    expect(protectFigure(figure, [...spread, ...parts("OPENINGS_OPEN", 7, 7, 6)])).toEqual(figure);
  });

  test("of one is told by nothing: not by its share of a population that is told, either", () => {
    const told = protectFigure(figure, [...parts("OPENINGS_FILLED", 12), ...parts("OPENINGS_PUBLISHED", 14, 13, 13)]);
    expect(told).toMatchObject({ value: hidden, share: null, denominator: exact(40) });
  });

  test("does not tell of one by its population, nor by whom it leaves out", () => {
    const population = [...parts("OPENINGS_FILLED", 4, 4, 4), ...parts("OPENINGS_PUBLISHED", 38, 1, 1)];
    expect(protectFigure(figure, population)).toMatchObject({ value: exact(12), denominator: hidden, share: null });
    const left = protectFigure(figure, [...spread, ...parts("OPENINGS_OPEN", 20)]);
    expect(left).toMatchObject({ value: exact(12), excluded: [{ reason: "STILL_OPEN", count: hidden }] });
  });
});

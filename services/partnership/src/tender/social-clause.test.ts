import { localDate } from "@inclusion/kernel";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { clauseSums } from "./clause-sums.ts";
import { balanceOfClause } from "./delivery.ts";
import { clauseMandatory, mayWinReserved, WORKS_THRESHOLDS, worksThreshold } from "./social-clause.ts";

const FIVE_MILLION = 500_000_000n;

describe("clauseMandatory", () => {
  test.for([
    ["SERVICES", 6, FIVE_MILLION, "2022-07-01", "MANDATORY"],
    ["SERVICES", 6, FIVE_MILLION, "2022-06-30", "COMPLY_OR_EXPLAIN"],
    ["SERVICES", 6, FIVE_MILLION - 1n, "2022-07-01", "NONE"],
    ["SERVICES", 5, FIVE_MILLION, "2022-07-01", "NONE"],
    ["SERVICES", 5, FIVE_MILLION, "2022-06-30", "NONE"],
    ["WORKS", 6, 4_010_074_401n, "2022-07-01", "MANDATORY"],
    ["WORKS", 6, 4_010_074_400n, "2022-07-01", "NONE"],
    ["WORKS", 6, 4_010_074_401n, "2022-06-30", "COMPLY_OR_EXPLAIN"],
    ["WORKS", 5, 9_999_999_999n, "2022-07-01", "NONE"],
    ["WORKS", 12, FIVE_MILLION, "2022-07-01", "NONE"],
    ["WORKS", 12, 4_010_074_400n, "2021-12-31", "COMPLY_OR_EXPLAIN"],
    ["SUPPLIES", 24, 99_999_999_999n, "2023-01-01", "NONE"],
  ] as const)("of %s for %i months worth %i øre on %s", ([kind, months, minor, day, duty]) => {
    expect(clauseMandatory(kind, months, minor, localDate(day))).toBe(duty);
  });

  test("takes the threshold of the day, and the first before all", () => {
    expect(worksThreshold(localDate("2015-01-01"))).toBe(WORKS_THRESHOLDS[0]?.minor);
    expect(worksThreshold(localDate("2019-12-31"))).toBe(4_130_541_500n);
    expect(worksThreshold(localDate("2020-01-01"))).toBe(3_988_478_500n);
  });

  test("asks for no less of a larger or longer contract", () => {
    const rank = { NONE: 0, COMPLY_OR_EXPLAIN: 1, MANDATORY: 2 };
    const kinds = fc.constantFrom("WORKS" as const, "SERVICES" as const, "SUPPLIES" as const);
    fc.assert(
      fc.property(kinds, fc.nat(60), fc.bigInt(0n, 10_000_000_000n), fc.nat(24), (kind, months, minor, more) => {
        const day = localDate("2022-07-01");
        const larger = clauseMandatory(kind, months + more, minor + BigInt(more), day);
        expect(rank[larger]).toBeGreaterThanOrEqual(rank[clauseMandatory(kind, months, minor, day)]);
      }),
    );
  });
});

describe("mayWinReserved", () => {
  test.for([
    [9, 30, true],
    [8, 27, false],
    [3, 10, true],
    [0, 0, false],
    [2_999, 10_000, false],
  ] as const)("with %i of %i says %s", ([disadvantaged, total, may]) => {
    expect(mayWinReserved({ total, disadvantaged })).toBe(may);
  });
});

test("hours add up and places are those of the best month", () => {
  const deliveries = [
    { month: "2023-01", hours: 40, places: 2 },
    { month: "2023-02", hours: 60, places: 3 },
    { month: "2023-03", hours: 500, places: 9 },
  ];
  expect(balanceOfClause({ promisedHours: 150, promisedPlaces: 2 }, deliveries, localDate("2023-02-01"))).toEqual({
    ...{ promisedHours: 150, deliveredHours: 100, shortfallHours: 50 },
    ...{ promisedPlaces: 2, deliveredPlaces: 3, shortfallPlaces: 0 },
  });
  expect(balanceOfClause({ promisedHours: null, promisedPlaces: null }, [], localDate("2023-02-01"))).toMatchObject({
    ...{ shortfallHours: null, shortfallPlaces: null },
  });
});

describe("clauseSums", () => {
  const clocks = { asOf: localDate("2023-01-01"), knownAt: new Date(0) };
  const part = (buyerId: string, minor: string) => ({
    ...{ programmeId: "p", kind: "LABOUR_CLAUSE" as const, currency: "DKK" as const, buyerId, minor },
    ...{ clauses: 2, synthetic: false },
  });

  test.for([
    { case: "two buyers", minors: ["100", "100"], isTold: false },
    { case: "three equal buyers", minors: ["100", "100", "100"], isTold: true },
    { case: "one with 85 per cent", minors: ["850", "75", "75"], isTold: true },
    { case: "one with more", minors: ["851", "75", "74"], isTold: false },
  ])("of $case are told: $isTold", ({ minors, isTold }) => {
    const parts = minors.map((minor, index) => part(`buyer ${index}`, minor));
    const [sum] = clauseSums(parts, clocks, false);
    expect(sum?.value.kind).toBe(isTold ? "exact" : "suppressed");
    expect(sum?.clauses.kind).toBe(isTold ? "exact" : "suppressed");
    expect(clauseSums(parts, clocks, true)[0]).toMatchObject({ clauses: { count: minors.length * 2 } });
  });
});

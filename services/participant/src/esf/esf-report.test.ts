import { type Count, suppressTable } from "@inclusion/kernel";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { INDICATOR_CODES } from "../indicator/definitions.ts";
import { ESF_CODES, excessOf, INEQUALITIES, REPORT_CODES } from "./esf-rules.ts";
import { publishEsfTable, type SexSum, totalsOf } from "./esf-table.ts";
import { brokenGrid, findingsOfRows, findingsOfSums } from "./findings.ts";
import { partsOf, publishResponse, type StratumSum } from "./response.ts";

const exact = (count: number): Count => ({ kind: "exact", count });
const HIDDEN: Count = { kind: "suppressed", below: 5 };

describe("the rules", () => {
  test("speak of codes that are counted", () => {
    expect(ESF_CODES.filter((code) => !INDICATOR_CODES.includes(code as never))).toEqual([]);
    expect(REPORT_CODES).toHaveLength(3 + 17 + 9);
  });

  test.for([
    { case: "sums that agree", totals: { COMPLETE: 10, CO01: 5, CO03: 3, CO05: 2, CR04: 8, LEFT: 8 }, rules: [] },
    { case: "an output too few", totals: { COMPLETE: 10, CO01: 5, CO03: 3 }, rules: ["CO_TOTAL_MISMATCH 2"] },
    { case: "an output too many", totals: { COMPLETE: 7, CO01: 5, CO03: 3 }, rules: ["CO_TOTAL_MISMATCH 1"] },
    { case: "a part above its whole", totals: { COMPLETE: 1, CO01: 1, CO02: 3 }, rules: ["PART_EXCEEDS_WHOLE 2"] },
    {
      case: "a result above its reference",
      totals: { COMPLETE: 3, CO01: 3, CR04: 4, LEFT: 4 },
      rules: ["RESULT_EXCEEDS_REFERENCE 1"],
    },
    { case: "CR01 without CO03", totals: { CR01: 1, LEFT: 1 }, rules: ["CR01_NOT_INACTIVE_AT_ENTRY 1"] },
    { case: "CR07 without CO05", totals: { CR07: 1, LEFT: 1 }, rules: ["CR07_NOT_EMPLOYED_AT_ENTRY 1"] },
    {
      case: "a result of more than have left",
      totals: { COMPLETE: 9, CO01: 9, CR03: 6, LEFT: 5 },
      rules: ["RESULT_WITHOUT_EXIT 1"],
    },
  ])("judge $case", ({ totals, rules }) => {
    const found = findingsOfSums(new Map(Object.entries(totals)), "all");
    expect(found.map(({ rule, count }) => `${rule} ${count.kind === "exact" ? count.count : "?"}`)).toEqual(rules);
  });

  test("name who can mend what, and hide how many", () => {
    const incomplete = INEQUALITIES.findIndex(({ rule }) => rule === "ENTRY_FACTS_INCOMPLETE");
    const broken = ["0751", "0751", "0461"].map((municipalityCode, index) => ({
      inequality: incomplete,
      participationId: `p${index}`,
      municipalityCode,
    }));
    const grid = brokenGrid(broken);
    const found = findingsOfRows(broken, grid, suppressTable(grid.counts).cells);
    expect(found).toMatchObject([
      {
        rule: "ENTRY_FACTS_INCOMPLETE",
        severity: "WARNING",
        municipalityCode: "0461",
        participationIds: ["p2"],
        count: HIDDEN,
      },
      { rule: "ENTRY_FACTS_INCOMPLETE", municipalityCode: "0751", participationIds: ["p0", "p1"], count: HIDDEN },
    ]);
    expect(excessOf(INEQUALITIES[incomplete] as (typeof INEQUALITIES)[number], new Map([["INCOMPLETE", 3]]))).toBe(3);
  });
});

describe("publishEsfTable", () => {
  const sum = (code: string, sex: string, inPeriod: number, cumulative: number): SexSum => ({
    code,
    sex,
    inPeriod,
    cumulative,
  });
  const rowOf = (sums: readonly SexSum[], code: string, sight: "all" | "none") =>
    publishEsfTable(sums, sight).find((row) => row.code === code);

  test("adds the sexes", () => {
    const sums = [sum("TOTAL", "F", 2, 30), sum("TOTAL", "M", 7, 41)];
    expect(rowOf(sums, "TOTAL", "all")).toEqual({
      code: "TOTAL",
      inPeriod: { women: exact(2), men: exact(7), total: exact(9) },
      cumulative: { women: exact(30), men: exact(41), total: exact(71) },
    });
    expect(totalsOf(sums)).toEqual(new Map([["TOTAL", 71]]));
    expect(totalsOf(sums, "F")).toEqual(new Map([["TOTAL", 30]]));
  });

  test("lets no number from 1 to 4 follow from the sexes or from the report before", () => {
    const sums = fc.array(
      fc.record({
        code: fc.constantFrom(...REPORT_CODES),
        sex: fc.constantFrom("F", "M"),
        inPeriod: fc.nat(12),
        more: fc.nat(12),
      }),
      { maxLength: 20 },
    );
    fc.assert(
      fc.property(sums, (given) => {
        const unique = [...new Map(given.map((each) => [`${each.code} ${each.sex}`, each])).values()];
        const rows = publishEsfTable(
          unique.map(({ more, ...each }) => ({ ...each, cumulative: each.inPeriod + more })),
          "none",
        );
        for (const { inPeriod, cumulative } of rows) {
          for (const { women, men, total } of [inPeriod, cumulative]) {
            const hidden = [women, men, total].filter(({ kind }) => kind === "suppressed");
            expect(hidden.length).not.toBe(1);
            for (const count of [women, men, total]) {
              if (count.kind === "exact") expect(count.count === 0 || count.count >= 5).toBe(true);
            }
          }
          for (const sex of ["women", "men", "total"] as const) {
            const [now, ever] = [inPeriod[sex], cumulative[sex]];
            if (now.kind === "exact" && ever.kind === "exact") {
              const earlier = ever.count - now.count;
              expect(earlier === 0 || earlier >= 5).toBe(true);
            }
          }
        }
      }),
    );
  });
});

describe("publishResponse", () => {
  const strata: readonly StratumSum[] = [
    { sex: "F", band: "1", due: 40, reached: 20, employed: 10 },
    { sex: "M", band: "1", due: 60, reached: 40, employed: 10 },
    { sex: "M", band: "2", due: 3, reached: 0, employed: 0 },
  ];
  const publish = (sums: readonly StratumSum[], isExact: boolean) => {
    const counts = sums.map((each) => [...partsOf(each)]);
    const cells = isExact ? counts.map((row) => row.map(exact)) : suppressTable(counts).cells;
    const sumOf = (column: number) => exact(counts.reduce((all, row) => all + (row[column] ?? 0), 0));
    const table = isExact
      ? { cells, rowTotals: [], columnTotals: [0, 1, 2].map(sumOf), grandTotal: exact(0) }
      : suppressTable(counts);
    return publishResponse(sums, table, isExact);
  };

  test("weights strata by their size, and says how many calls are missing", () => {
    const response = publish(strata, true);
    expect(response).toMatchObject({
      due: exact(103),
      reached: exact(60),
      rate: { basisPoints: 5825 },
      weightedEmployedBp: 3500,
      answersMissing: 22,
      callsMissing: 38,
    });
    expect(response.strata.map(({ weight, employedShare }) => [weight, employedShare?.basisPoints ?? null])).toEqual([
      [2, 5000],
      [1.5, 2500],
      [null, null],
    ]);
  });

  test("hides a small stratum", () => {
    const { strata: published } = publish(strata, false);
    expect(published[2]).toMatchObject({ due: HIDDEN, rate: null, weight: null });
  });

  test("of nobody is nothing", () => {
    expect(publish([], true)).toMatchObject({
      due: exact(0),
      reached: exact(0),
      rate: null,
      answersMissing: 0,
      callsMissing: null,
    });
  });
});

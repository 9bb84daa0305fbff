import { localDate, sumMinor } from "@inclusion/kernel";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type CostFacts, type CostTerms, reasonsAgainst, reasonsAgainstClaiming } from "./eligibility.ts";
import { type CostMethod, flatRateOf, isInsideFlatRate } from "./flat-rates.ts";
import {
  costOfHours,
  hourlyRateOf,
  hoursUnder,
  STANDARD_MONTH_HOURS,
  STANDARD_RATE_MINOR,
  YEAR_HOURS,
} from "./hourly-rate.ts";

describe("flat rates", () => {
  const lines = [
    { kind: "STAFF", minor: 123_456_789n },
    { kind: "EXTERNAL", minor: 20_000_000n },
  ] as const;
  test.for<[CostMethod, bigint]>([
    ["REAL_COST", 0n],
    ["FLAT_15", 18_518_518n],
    ["FLAT_40", 49_382_716n],
    ["DANISH_18", 22_222_222n],
    ["STAFF_20", 4_000_000n],
  ])("%s adds %s", ([method, added]) => {
    expect(flatRateOf(method, lines)).toBe(added);
  });

  test("the Danish rate counts audit as well, and none counts itself", () => {
    expect(flatRateOf("DANISH_18", [{ kind: "AUDIT", minor: 1_000n }])).toBe(180n);
    expect(flatRateOf("DANISH_18", [{ kind: "FLAT_RATE", minor: 1_000n }])).toBe(0n);
  });

  test("totals are those of the sheet of examples", () => {
    const external = 20_000_000n;
    expect(sumMinor(lines.map(({ minor }) => minor)) + flatRateOf("FLAT_15", lines)).toBe(161_975_307n);
    expect(sumMinor(lines.map(({ minor }) => minor)) - external + flatRateOf("FLAT_40", lines)).toBe(172_839_505n);
    expect(isInsideFlatRate("FLAT_40", "EXTERNAL")).toBe(true);
    expect(isInsideFlatRate("FLAT_15", "EXTERNAL")).toBe(false);
  });
});

describe("hours", () => {
  test("at a person's own rate, capped by the year", () => {
    const rate = hourlyRateOf(51_234_567n);
    expect(rate).toBe(29_788n);
    expect(costOfHours(13_750n, rate)).toBe(4_095_850n);
    const declared = hoursUnder(YEAR_HOURS, 0n, 180_000n);
    expect(declared).toEqual({ accepted: 172_000n, refused: 8_000n });
    expect(costOfHours(declared.accepted, rate)).toBe(51_235_360n);
  });

  test("at the standard rate, capped by the month", () => {
    expect(costOfHours(12_025n, STANDARD_RATE_MINOR)).toBe(3_006_250n);
    const { accepted } = hoursUnder(STANDARD_MONTH_HOURS, 0n, 16_500n);
    expect(accepted).toBe(16_033n);
    expect(costOfHours(accepted, STANDARD_RATE_MINOR)).toBe(4_008_250n);
  });

  test("are never accepted above the ceiling, however they come", () => {
    fc.assert(
      fc.property(fc.array(fc.bigInt(0n, 60_000n)), (all) => {
        let declared = 0n;
        for (const hours of all) {
          const { accepted, refused } = hoursUnder(YEAR_HOURS, declared, hours);
          expect(accepted + refused).toBe(hours);
          declared += accepted;
        }
        expect(declared <= YEAR_HOURS).toBe(true);
      }),
    );
  });
});

describe("eligibility", () => {
  const terms: CostTerms = {
    ...{ eligibleFrom: localDate("2018-02-06"), eligibleTo: localDate("2022-09-30") },
    ...{ costMethod: "FLAT_15", currency: "DKK" },
  };
  const cost: CostFacts = {
    ...{ kind: "EXTERNAL", minor: 2_999_999n, invoicedOn: localDate("2020-05-01"), paidOn: localDate("2020-05-20") },
    ...{ isAdditional: true, hasMarketCheck: false, hours: null, stateAid: null },
  };
  const hours = { kind: "OWN_RATE", staffRef: "S1", hours: 1_000n, rateMinor: 29_788n, declaredBefore: 0n } as const;
  const staff: Partial<CostFacts> = { kind: "STAFF", minor: 297_880n, hours };
  test.for<[string, Partial<CostFacts>, readonly string[]]>([
    ["eligible cost", {}, []],
    ["the last day of the grant", { paidOn: localDate("2022-09-30") }, []],
    ["a day after the grant", { paidOn: localDate("2022-10-01") }, ["COST_OUTSIDE_PERIOD"]],
    ["an unpaid invoice", { paidOn: null }, []],
    ["paid before it was invoiced", { paidOn: localDate("2020-04-30") }, ["DATE_ORDER"]],
    ["ordinary operation", { isAdditional: false }, ["COST_NOT_ADDITIONAL"]],
    ["cost that the flat rate covers", { kind: "INDIRECT" }, ["LINE_INSIDE_FLAT_RATE"]],
    ["a flat rate by hand", { kind: "FLAT_RATE" }, ["LINE_INSIDE_FLAT_RATE"]],
    ["nothing", { minor: 0n }, ["AMOUNT_NOT_POSITIVE"]],
    ["a large purchase", { minor: 3_000_000n }, ["MARKET_CHECK_MISSING"]],
    ["a large purchase with its papers", { minor: 3_000_000n, hasMarketCheck: true }, []],
    [
      "an early purchase",
      { minor: 1_000_000n, invoicedOn: localDate("2018-08-31"), paidOn: null },
      ["MARKET_CHECK_MISSING"],
    ],
    ["aid to nobody", { stateAid: { kind: "DE_MINIMIS", beneficiaryId: null } }, ["STATE_AID_BENEFICIARY_MISSING"]],
    ["aid to a company", { stateAid: { kind: "DE_MINIMIS", beneficiaryId: "a company" } }, []],
    ["hours at their rate", staff, []],
    ["hours beyond the year", { ...staff, hours: { ...hours, declaredBefore: 171_001n } }, ["HOURS_ABOVE_CEILING"]],
    ["another amount than the hours'", { ...staff, minor: 297_881n }, ["AMOUNT_NOT_OF_HOURS"]],
    ["several at once", { isAdditional: false, minor: -1n }, ["AMOUNT_NOT_POSITIVE", "COST_NOT_ADDITIONAL"]],
  ])("%s", ([, differs, codes]) => {
    const found = reasonsAgainst(terms, { ...cost, ...differs }, localDate("2022-12-31"));
    expect(found.map(({ code }) => code)).toEqual(codes);
  });

  test("knows the days that are still to come", () => {
    const codes = (differs: Partial<CostFacts>) =>
      reasonsAgainst(terms, { ...cost, ...differs }, localDate("2020-05-10")).map(({ code }) => code);
    expect(codes({})).toEqual(["COST_NOT_PAID"]);
    expect(codes({ paidOn: null })).toEqual([]);
    expect(codes({ paidOn: null, invoicedOn: localDate("2020-05-11") })).toEqual(["DATE_IN_FUTURE"]);
  });

  test("only what was paid by the end of the period can be claimed", () => {
    const codes = (paidOn: string | null) =>
      reasonsAgainstClaiming(paidOn === null ? null : localDate(paidOn), localDate("2020-08-31")).map(
        ({ code }) => code,
      );
    expect([codes(null), codes("2020-08-31"), codes("2020-09-01")]).toEqual([["COST_NOT_PAID"], [], ["COST_NOT_PAID"]]);
  });
});

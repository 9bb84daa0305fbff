import { fraction, roundHalfAway, sumMinor } from "@inclusion/kernel";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { areSharesWhole, negated, type PayerShare, priceOfCount, splitAmongPayers } from "./split.ts";

const payers = ["MUNICIPALITY", "STATE", "REGION", "EU", "OTHER"] as const;

function sharesOf(...weights: readonly (number | bigint)[]): readonly PayerShare[] {
  return weights.map((weight, index) => ({
    payer: payers[index % payers.length] ?? "OTHER",
    organisationId: `organisation ${index}`,
    weight: BigInt(weight),
  }));
}

describe("splitAmongPayers", () => {
  test.for([
    { total: 10_000_001n, weights: [5, 3, 1], parts: [5_555_556n, 3_333_334n, 1_111_111n] },
    { total: 100n, weights: [1, 1, 1], parts: [34n, 33n, 33n] },
    { total: -100n, weights: [1, 1, 1], parts: [-34n, -33n, -33n] },
    { total: 0n, weights: [2, 1], parts: [0n, 0n] },
    { total: 1n, weights: [1, 1], parts: [1n, 0n] },
    { total: 7n, weights: [1], parts: [7n] },
  ])("gives $parts of $total by $weights", ({ total, weights, parts }) => {
    expect(splitAmongPayers(total, sharesOf(...weights)).map(({ minor }) => minor)).toEqual(parts);
  });

  test("sums to the amount, is never a minor unit off its exact share, and negates exactly", () => {
    const weights = fc.array(fc.bigInt(1n, 10_000n), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(fc.bigInt(-(10n ** 15n), 10n ** 15n), weights, (total, given) => {
        const parts = splitAmongPayers(total, sharesOf(...given)).map(({ minor }) => minor);
        expect(sumMinor(parts)).toBe(total);
        const all = sumMinor(given);
        for (const [index, part] of parts.entries()) {
          const off = part * all - total * (given[index] as bigint);
          expect(off < all && off > -all).toBe(true);
        }
        expect(splitAmongPayers(-total, sharesOf(...given)).map(({ minor }) => -minor)).toEqual(parts);
      }),
      { numRuns: 2_000 },
    );
  });
});

test("parts are taken back exactly", () => {
  const parts = splitAmongPayers(10_000_001n, sharesOf(5, 3, 1));
  expect(sumMinor([...parts, ...negated(parts)].map(({ minor }) => minor))).toBe(0n);
  expect(negated(parts).map(({ minor }) => minor)).toEqual([-5_555_556n, -3_333_334n, -1_111_111n]);
});

test.for([
  { case: "nobody", shares: [], whole: false },
  { case: "one payer", shares: sharesOf(1), whole: true },
  { case: "a weight of 0", shares: sharesOf(1, 0), whole: false },
  { case: "a weight below 0", shares: sharesOf(2, -1), whole: false },
  { case: "a payer twice", shares: [...sharesOf(1), ...sharesOf(1)], whole: false },
])("shares of $case stand on a contract: $whole", ({ shares, whole }) => {
  expect(areSharesWhole(shares)).toBe(whole);
});

test.for([
  [201n, 2n, 101n],
  [-201n, 2n, -101n],
  [1_004_999n, 10_000n, 100n],
  [-1n, 2n, -1n],
] as const)("%s/%s is posted as %s", ([numerator, denominator, minor]) => {
  expect(roundHalfAway(numerator, denominator)).toBe(minor);
  expect(priceOfCount(fraction(numerator, denominator), 1n)).toBe(minor);
});

import { type Fraction, fraction, sumMinor } from "@inclusion/kernel";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { claimPaymentOf } from "../claim/claim-payment.ts";
import { isRate, rateOfSheet, supportOf } from "./support-rate.ts";

const HALF = fraction(1, 2);

describe("the rate of a grant", () => {
  test("is one half when half, rounded down to kroner, is the support", () => {
    expect(rateOfSheet(3_415_280_900n, 1_707_640_400n)).toEqual(HALF);
    expect(supportOf(3_415_280_900n, HALF)).toBe(1_707_640_400n);
  });

  test("is else the amounts' own ratio, which gives the support to the krone", () => {
    const rate = rateOfSheet(2_610_329_800n, 1_495_536_100n) as Fraction;
    expect(rate).toEqual(fraction(1_495_536_100n, 2_610_329_800n));
    expect(supportOf(2_610_329_800n, rate)).toBe(1_495_536_100n);
    expect(supportOf(2_610_329_800n, fraction(5_729, 10_000))).not.toBe(1_495_536_100n);
  });

  test("is not known when the sheet lacks an amount", () => {
    expect([rateOfSheet(null, 1n), rateOfSheet(1n, null), rateOfSheet(0n, 0n)]).toEqual([null, null, null]);
  });

  test.for([
    [fraction(0), false],
    [fraction(1), true],
    [fraction(5_729, 10_000), true],
    [fraction(101, 100), false],
    [fraction(-1, 2), false],
  ] as const)("%o can be one: %s", ([rate, can]) => {
    expect(isRate(rate)).toBe(can);
  });
});

describe("claimPaymentOf", () => {
  test.for([
    {
      case: "three claims at one half",
      accepted: [1_000_000_100n, 1_234_567_900n, 1_180_712_900n],
      paid: [500_000_000n, 617_284_000n, 590_356_400n],
    },
    {
      case: "a correction in between",
      accepted: [1_000_000_100n, -2_500_000n, 1_182_512_900n],
      paid: [500_000_000n, -1_250_000n, 591_256_500n],
    },
  ])("gives $paid for $case", ({ accepted, paid }) => {
    const found = accepted.map((_, at) => claimPaymentOf(HALF, accepted.slice(0, at + 1), paid.slice(0, at)));
    expect(found).toEqual(paid);
  });

  test("pays in all the rounded-down rate of all that was accepted, whole kroner each time", () => {
    const rate = fc.tuple(fc.bigInt(1n, 99n), fc.bigInt(100n, 10_000n)).map(([top, bottom]) => fraction(top, bottom));
    fc.assert(
      fc.property(fc.array(fc.bigInt(-(10n ** 9n), 10n ** 11n), { maxLength: 12 }), rate, (accepted, given) => {
        const paid: bigint[] = [];
        for (const at of accepted.keys()) paid.push(claimPaymentOf(given, accepted.slice(0, at + 1), paid));
        expect(paid.every((each) => each % 100n === 0n)).toBe(true);
        const exact = sumMinor(accepted) * given.numerator;
        const over = sumMinor(paid) * given.denominator;
        expect(over <= exact && exact - over < 100n * given.denominator).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  basisPoints,
  decimalOf,
  floorToWhole,
  fraction,
  parseDecimal,
  roundHalfAway,
  splitByWeights,
  sumMinor,
  timesRate,
} from "./money.ts";

const amount = fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n });
const positive = fc.bigInt({ min: 1n, max: 10n ** 12n });
const half = fraction(1, 2);

describe("fraction", () => {
  it("keeps the sign in the numerator", () => {
    expect(fraction(1, -2)).toEqual({ numerator: -1n, denominator: 2n });
    expect(fraction(-1n, -2n)).toEqual({ numerator: 1n, denominator: 2n });
    expect(fraction(3)).toEqual({ numerator: 3n, denominator: 1n });
  });

  it("has no denominator 0", () => {
    expect(() => fraction(1, 0)).toThrow("Broken invariant");
  });
});

describe("roundHalfAway", () => {
  it.each<[bigint, bigint, bigint]>([
    [0n, 7n, 0n],
    [1n, 2n, 1n],
    [-1n, 2n, -1n],
    [1n, -2n, -1n],
    [-1n, -2n, 1n],
    [49n, 100n, 0n],
    [50n, 100n, 1n],
    [-49n, 100n, 0n],
    [-50n, 100n, -1n],
    [3n, 2n, 2n],
    [5n, 2n, 3n],
    [-5n, 2n, -3n],
    [1n, 3n, 0n],
    [2n, 3n, 1n],
  ])("rounds %d / %d to %d", (numerator, denominator, rounded) => {
    expect(roundHalfAway(numerator, denominator)).toBe(rounded);
  });

  it("is the nearest whole number, and at a half the one farther from 0", () => {
    fc.assert(
      fc.property(amount, positive, (numerator, denominator) => {
        const twiceError = 2n * (roundHalfAway(numerator, denominator) * denominator - numerator);
        const size = twiceError < 0n ? -twiceError : twiceError;
        const awayFromZero = numerator < 0n ? twiceError < 0n : twiceError > 0n;
        expect(size < denominator || (size === denominator && awayFromZero)).toBe(true);
        expect(roundHalfAway(-numerator, denominator)).toBe(-roundHalfAway(numerator, denominator));
      }),
    );
  });
});

describe("timesRate", () => {
  it.each<[string, bigint, readonly [number, number], bigint]>([
    ["15 % of direct staff costs", 123_456_789n, [15, 100], 18_518_518n],
    ["40 % of direct staff costs", 123_456_789n, [40, 100], 49_382_716n],
    ["18 % of direct staff costs", 123_456_789n, [18, 100], 22_222_222n],
    ["half of an odd amount", 101n, [1, 2], 51n],
    ["half of an odd debt", -101n, [1, 2], -51n],
  ])("computes %s", (_, minor, [top, bottom], expected) => {
    expect(timesRate(minor, fraction(top, bottom))).toBe(expected);
  });
});

describe("floorToWhole", () => {
  it.each<[bigint, bigint]>([
    [0n, 0n],
    [99n, 0n],
    [100n, 100n],
    [101n, 100n],
    [199n, 100n],
    [-1n, -100n],
    [-99n, -100n],
    [-100n, -100n],
    [-101n, -200n],
    [1_707_640_450n, 1_707_640_400n],
  ])("takes %d down to %d", (minor, whole) => {
    expect(floorToWhole(minor)).toBe(whole);
  });

  it("is the largest whole amount that is not above", () => {
    fc.assert(
      fc.property(amount, (minor) => {
        const whole = floorToWhole(minor);
        expect(whole % 100n).toBe(0n);
        expect(whole <= minor && minor < whole + 100n).toBe(true);
      }),
    );
  });

  it("pays claims of odd amounts in whole kroner without losing one, when computed from the sum so far", () => {
    let [accepted, paid] = [0n, 0n];
    const payments = [1_000_000_100n, 1_234_567_900n, 1_180_712_900n].map((claim) => {
      accepted += claim;
      const payment = floorToWhole(timesRate(accepted, half)) - paid;
      paid += payment;
      return payment;
    });
    expect(payments).toEqual([500_000_000n, 617_284_000n, 590_356_400n]);
    expect(paid).toBe(1_707_640_400n);
  });
});

describe("basisPoints", () => {
  it.each<[bigint, bigint, number | null]>([
    [1_495_536_100n, 2_610_329_800n, 5729],
    [451_284_500n, 2_610_329_800n, 1729],
    [663_509_200n, 2_610_329_800n, 2542],
    [1_707_640_400n, 3_415_280_900n, 5000],
    [0n, 1n, 0],
    [1n, 20_000n, 1],
    [1n, 20_001n, 0],
    [-1n, 20_000n, -1],
    [0n, 0n, null],
    [5n, 0n, null],
  ])("shows %d of %d as %j", (part, whole, expected) => {
    expect(basisPoints(part, whole)).toBe(expected);
  });
});

describe("splitByWeights", () => {
  it.each<[string, bigint, bigint[], bigint[]]>([
    ["largest remainders", 10_000_001n, [5n, 3n, 1n], [5_555_556n, 3_333_334n, 1_111_111n]],
    ["ties to the earlier", 2n, [1n, 1n, 1n], [1n, 1n, 0n]],
    ["a debt", -2n, [1n, 1n, 1n], [-1n, -1n, 0n]],
    ["nothing to a weight of 0", 100n, [0n, 1n, 0n], [0n, 100n, 0n]],
    ["nothing", 0n, [1n, 2n], [0n, 0n]],
    ["all to one", 7n, [3n], [7n]],
  ])("gives %s", (_, minor, weights, parts) => {
    expect(splitByWeights(minor, weights)).toEqual(parts);
  });

  it.each<[string, bigint[]]>([
    ["no weights", []],
    ["only zeros", [0n, 0n]],
    ["a negative weight", [2n, -1n]],
  ])("does not split by %s", (_, weights) => {
    expect(() => splitByWeights(1n, weights)).toThrow("Broken invariant");
  });

  it("always sums to the whole, with no part a unit away from its exact share", () => {
    const weights = fc
      .array(fc.bigInt({ min: 0n, max: 10n ** 9n }), { minLength: 1, maxLength: 12 })
      .filter((list) => sumMinor(list) > 0n);
    fc.assert(
      fc.property(amount, weights, (minor, list) => {
        const parts = splitByWeights(minor, list);
        const total = sumMinor(list);
        expect(sumMinor(parts)).toBe(minor);
        for (const [index, part] of parts.entries()) {
          const error = part * total - minor * (list[index] as bigint);
          expect(-total < error && error < total).toBe(true);
        }
      }),
    );
  });
});

describe("decimals", () => {
  it.each<[bigint, string]>([
    [2_610_329_800n, "26103298.00"],
    [0n, "0.00"],
    [5n, "0.05"],
    [-5n, "-0.05"],
    [50n, "0.50"],
    [-100n, "-1.00"],
    [-12_345n, "-123.45"],
  ])("writes %d as %s", (minor, text) => {
    expect(decimalOf(minor)).toBe(text);
  });

  it.each<[string, bigint]>([
    ["26103298", 2_610_329_800n],
    ["-0.5", -50n],
    ["0.05", 5n],
    ["-0", 0n],
    ["007.10", 710n],
    ["999999999999999.99", 99_999_999_999_999_999n],
  ])("reads %s", (text, minor) => {
    expect(parseDecimal(text)).toBe(minor);
  });

  it.each([
    "",
    "-",
    ".5",
    "5.",
    "1.005",
    "1,5",
    "+1",
    " 1",
    "1 ",
    "1\n",
    "1e3",
    "0x10",
    "--1",
    "1.-5",
    "١",
    "1".repeat(16),
  ])("reads no amount from %j", (text) => {
    expect(parseDecimal(text)).toBeNull();
  });

  it("come back as they were", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 17n) + 1n, max: 10n ** 17n - 1n }), (minor) => {
        expect(parseDecimal(decimalOf(minor))).toBe(minor);
      }),
    );
  });
});

import { fraction, timesRate } from "@inclusion/kernel";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compare } from "../exact/fraction.ts";
import { additionalToBaseline, differenceInDifferences } from "./counterfactual.ts";

const PRICE = 8_000_000n;

describe("additionalToBaseline", () => {
  test("V09: 18 % of 148 would have come anyway", () => {
    const found = additionalToBaseline(148, 83, fraction(18n, 100n));
    expect(compare(found.expected, fraction(2664n, 100n))).toBe(0);
    expect(compare(found.additional, fraction(5636n, 100n))).toBe(0);
    expect(found.deadweight && timesRate(10_000n, found.deadweight)).toBe(3210n);
    expect(timesRate(PRICE, found.additional)).toBe(450_880_000n);
  });

  test("no outcome has no deadweight share", () => {
    expect(additionalToBaseline(10, 0, fraction(1n, 10n)).deadweight).toBeNull();
  });

  test("a higher baseline never leaves more", () => {
    const permille = fc.integer({ min: 0, max: 1000 });
    fc.assert(
      fc.property(fc.nat(1000), fc.nat(1000), permille, permille, (started, outcomes, a, b) => {
        const left = (baseline: number) => additionalToBaseline(started, outcomes, fraction(baseline, 1000)).additional;
        expect(compare(left(Math.max(a, b)), left(Math.min(a, b)))).toBeLessThanOrEqual(0);
      }),
    );
  });
});

describe("differenceInDifferences", () => {
  test("V10", () => {
    const found = differenceInDifferences(
      { persons: 148, employedBefore: 4, employedAfter: 83 },
      { persons: 150, employedBefore: 6, employedAfter: 24 },
    );
    expect(found).toEqual({ effect: fraction(1531n, 3700n), additional: fraction(1531n, 25n) });
    expect(timesRate(PRICE, found.additional)).toBe(489_920_000n);
  });

  test("two groups that move alike show no effect", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 500 }),
        fc.nat(500),
        fc.nat(500),
        (persons, employedBefore, employedAfter) => {
          const group = { persons, employedBefore, employedAfter };
          expect(differenceInDifferences(group, group).effect.numerator).toBe(0n);
        },
      ),
    );
  });
});

import { fraction } from "@inclusion/kernel";
import fc from "fast-check";
import { expect, test } from "vitest";
import { ceiling, compare, floored, minus, over, parseRatio, plus, power, ratioText, times } from "./fraction.ts";

const anyFraction = fc
  .tuple(fc.bigInt(-(10n ** 9n), 10n ** 9n), fc.bigInt(1n, 10n ** 6n))
  .map(([top, bottom]) => fraction(top, bottom));

test.for([
  ["35/1000", 35n, 1000n],
  ["0.035", 35n, 1000n],
  ["-1.5", -3n, 2n],
  ["14955361/26103298", 14_955_361n, 26_103_298n],
  ["1", 1n, 1n],
] as const)("%s is read", ([text, top, bottom]) => {
  expect(compare(parseRatio(text) ?? fraction(-9n), fraction(top, bottom))).toBe(0);
});

test.for(["", "1/0", "x", "3,5", "1e3", "0.", ".5", "1/2/3", "NaN", " 1"])("%j is not read", (text) => {
  expect(parseRatio(text)).toBeNull();
});

test("what is written is read back", () => {
  fc.assert(fc.property(anyFraction, (value) => compare(parseRatio(ratioText(value)) ?? fraction(0n), value) === 0));
});

test("sums, products and quotients undo each other", () => {
  fc.assert(
    fc.property(anyFraction, anyFraction, (a, b) => {
      expect(compare(minus(plus(a, b), b), a)).toBe(0);
      if (b.numerator !== 0n) expect(compare(over(times(a, b), b), a)).toBe(0);
      expect(compare(power(a, 3), times(a, times(a, a)))).toBe(0);
    }),
  );
});

test("floor and ceiling lie one whole number around what is between", () => {
  fc.assert(
    fc.property(anyFraction, (value) => {
      const [low, high] = [floored(value), ceiling(value)];
      expect(compare(fraction(low), value) <= 0 && compare(fraction(high), value) >= 0 && high - low <= 1n).toBe(true);
    }),
  );
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readCvr } from "./cvr.ts";

const WEIGHTS = [2, 7, 6, 5, 4, 3, 2, 1];
const FIELD = ["input", "cvr"];
const codeOf = (text: string) => {
  const read = readCvr(text, FIELD);
  return read.ok ? read.value : read.refusals[0].code;
};

describe("readCvr", () => {
  test.for([
    ["10150817", "10150817"],
    ["DK 10 15 08 17", "10150817"],
    ["dk10150817", "10150817"],
    ["10150818", "CVR_CHECK_DIGIT"],
    ["1015081", "CVR_SHAPE"],
    ["101508170", "CVR_SHAPE"],
    ["00000000", "CVR_SHAPE"],
    ["1015O817", "CVR_SHAPE"],
    ["", "CVR_SHAPE"],
    ["١٠١٥٠٨١٧", "CVR_SHAPE"],
  ] as const)("reads %s as %s", ([text, expected]) => {
    expect(codeOf(text)).toBe(expected);
  });

  test("takes exactly the numbers whose weighted digits sum to a multiple of 11", () => {
    fc.assert(
      fc.property(fc.integer({ min: 10_000_000, max: 99_999_999 }), (number) => {
        const text = String(number);
        const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(text[at]), 0);
        expect(codeOf(text)).toBe(sum % 11 === 0 ? text : "CVR_CHECK_DIGIT");
      }),
      { numRuns: 2_000 },
    );
  });

  test("finds every single mistyped digit", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 7 }), fc.integer({ min: 1, max: 9 }), (at, by) => {
        const digits = [..."10150817"].map(Number);
        digits[at] = ((digits[at] as number) + by) % 10;
        expect(codeOf(digits.join(""))).not.toBe(digits.join(""));
      }),
    );
  });
});

import { describe, expect, it } from "vitest";
import { suppressCount, suppressMoney, suppressRate } from "./suppression.ts";

const hidden = { kind: "suppressed", below: 5 };
const shown = (count: number) => ({ kind: "exact", count });

describe("suppressCount", () => {
  it.each<[number, number | undefined, object]>([
    [0, undefined, shown(0)],
    [1, undefined, hidden],
    [4, undefined, hidden],
    [5, undefined, shown(5)],
    [5, 10, { kind: "suppressed", below: 10 }],
    [9, 10, { kind: "suppressed", below: 10 }],
    [10, 10, shown(10)],
  ])("publishes %d at threshold %j", (count, threshold, published) => {
    expect(suppressCount(count, threshold)).toEqual(published);
  });

  it.each([4, 3, 0, -5, 5.5, Number.NaN, Number.POSITIVE_INFINITY])("takes no threshold of %d", (threshold) => {
    expect(() => suppressCount(7, threshold)).toThrow("Broken invariant");
    expect(() => suppressRate(7, 14, threshold)).toThrow("Broken invariant");
  });

  it.each([-1, 1.5, Number.NaN])("takes no count of %d", (count) => {
    expect(() => suppressCount(count)).toThrow("Broken invariant");
  });
});

describe("suppressRate", () => {
  it.each<[string, number, number, object]>([
    ["a rate of nobody", 0, 0, hidden],
    ["too few asked about", 0, 4, hidden],
    ["none of just enough", 0, 5, { kind: "exact", basisPoints: 0 }],
    ["all of just enough", 5, 5, { kind: "exact", basisPoints: 10_000 }],
    ["few who did", 4, 20, hidden],
    ["few who did not", 16, 20, hidden],
    ["enough of both", 5, 10, { kind: "exact", basisPoints: 5000 }],
    ["a third, rounded", 5, 15, { kind: "exact", basisPoints: 3333 }],
    ["two thirds, rounded", 10, 15, { kind: "exact", basisPoints: 6667 }],
  ])("publishes or hides %s", (_, numerator, denominator, rate) => {
    expect(suppressRate(numerator, denominator)).toEqual(rate);
  });

  it("hides more at a higher threshold, and takes no part larger than the whole", () => {
    expect(suppressRate(9, 20, 10)).toEqual({ kind: "suppressed", below: 10 });
    expect(() => suppressRate(6, 5)).toThrow("Broken invariant");
  });
});

describe("suppressMoney", () => {
  it.each<[string, bigint[], bigint | null]>([
    ["nobody", [], 0n],
    ["one company", [100n], null],
    ["two companies", [50n, 50n], null],
    ["three companies", [50n, 50n, 50n], 150n],
    ["a company without a part, which is no third", [50n, 50n, 0n], null],
    ["companies without any part", [0n, 0n, 0n], null],
    ["one with exactly 85 %", [85n, 10n, 5n], 100n],
    ["one just over 85 %", [8501n, 1000n, 499n], null],
    ["one with most of it last", [1n, 1n, 98n], null],
    ["corrections by their size", [-40n, 60n, 30n], 50n],
    ["a correction that nearly cancels", [-100n, 99n, 1n], 0n],
    ["one correction over 85 %", [-900n, 50n, 50n], null],
  ])("publishes or hides the sum of %s", (_, parts, minor) => {
    expect(suppressMoney(parts)).toEqual(minor === null ? { kind: "suppressed" } : { kind: "exact", minor });
  });
});

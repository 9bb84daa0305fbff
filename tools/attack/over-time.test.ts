import { describe, expect, test } from "vitest";
import { attackFigures, marksOf } from "./figures.ts";
import { attackHires, hiresOf } from "./hires.ts";
import { attackOverTime } from "./tables-over-time.ts";

const seeds = (count: number): number[] => Array.from({ length: count }, (_, at) => at + 1);
/** The solver's work grows with the municipalities, and what time tells of a group does not depend on how many there are. */
const PLACES = 6;

describe("a reader of every figure at every release", () => {
  test("finds no small number out", () => {
    const found = seeds(6).map((seed) => ({ seed, ...attackFigures(marksOf(seed)).published }));
    expect(found.flatMap(({ seed, determined }) => determined.map((number) => `seed ${seed}: ${number}`))).toEqual([]);
    expect(found.every(({ hidden }) => hidden > 100)).toBe(true);
  });

  test("finds many where each release is hidden for itself, so that the reader can find", () => {
    for (const seed of seeds(2)) expect(attackFigures(marksOf(seed)).apart().determined.length).toBeGreaterThan(100);
  });
});

describe("a reader of every table of every time", () => {
  test("finds no small number out", () => {
    const found = seeds(4).map((seed) => ({ seed, ...attackOverTime(seed, PLACES).published }));
    expect(found.flatMap(({ seed, determined }) => determined.map((number) => `seed ${seed}: ${number}`))).toEqual([]);
    expect(found.every(({ hidden }) => hidden > 1_000)).toBe(true);
  });

  test("finds many where each table is hidden for itself, so that the reader can find", () => {
    for (const seed of seeds(1)) expect(attackOverTime(seed, PLACES).apart().determined.length).toBeGreaterThan(100);
  });
});

describe("a reader of hires by month and by timing beside their figures at every release", () => {
  test("finds no small number out", () => {
    const found = seeds(25).map((seed) => ({ seed, ...attackHires(hiresOf(seed)).published }));
    expect(found.flatMap(({ seed, determined }) => determined.map((number) => `seed ${seed}: ${number}`))).toEqual([]);
    expect(found.reduce((sum, { hidden }) => sum + hidden, 0)).toBeGreaterThan(200);
  });

  test("finds some where each table is hidden for itself, so that the reader can find", () => {
    expect(seeds(10).flatMap((seed) => attackHires(hiresOf(seed)).apart().determined).length).toBeGreaterThan(10);
  });
});

import { describe, expect, test } from "vitest";
import { attack, populationOf } from "./populations.ts";

const SEEDS = Array.from({ length: 20 }, (_, at) => at + 1);

describe("a reader of every table of a population", () => {
  test("finds no small number out", () => {
    const found = SEEDS.map((seed) => ({ seed, ...attack(seed).published }));
    expect(found.flatMap(({ seed, determined }) => determined.map((number) => `seed ${seed}: ${number}`))).toEqual([]);
    expect(found.reduce((sum, { hidden }) => sum + hidden, 0)).toBeGreaterThan(SEEDS.length);
  });

  test("finds some where each table is hidden for itself, so that the reader can find", () => {
    expect(SEEDS.slice(0, 4).some((seed) => attack(seed).apart().determined.length > 0)).toBe(true);
  });
});

test("a seed is always the same population, of 60 to 400", () => {
  expect(populationOf(7)).toEqual(populationOf(7));
  expect(populationOf(7)).not.toEqual(populationOf(8));
  for (const seed of SEEDS) {
    expect(populationOf(seed).length).toBeGreaterThanOrEqual(60);
    expect(populationOf(seed).length).toBeLessThanOrEqual(400);
  }
});

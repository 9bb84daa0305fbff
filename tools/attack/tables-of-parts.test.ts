import { describe, expect, test } from "vitest";
import { attackParts } from "./tables-of-parts.ts";

const seeds = (count: number): number[] => Array.from({ length: count }, (_, at) => at + 1);
/** Most municipalities, so that some are large enough for a table of two cuts. */
const PLACES = 8;

describe("a reader of every table of a whole and of its parts", () => {
  test("finds no small number out", () => {
    const found = seeds(20).map((seed) => ({ seed, ...attackParts(seed, PLACES).published }));
    expect(found.flatMap(({ seed, determined }) => determined.map((number) => `seed ${seed}: ${number}`))).toEqual([]);
    expect(found.every(({ hidden, told }) => hidden > 100 && told > 100)).toBe(true);
  });

  test("finds many where the tables of each indicator are hidden by themselves, so that the reader can find", () => {
    for (const seed of seeds(3)) expect(attackParts(seed, PLACES).apart().determined.length).toBeGreaterThan(20);
  });
});

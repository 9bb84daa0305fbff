import { publishTable } from "@inclusion/kernel";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bandOf, bandsOf, countOutcomes, type Outcome, publishBands } from "./score-outcome.ts";

const FIVE_STEPS = { scale: { lowest: 1, highest: 5 } };

describe("bandOf", () => {
  test.for<readonly [number, number, number | null]>([
    [9, 9, 0],
    [17, 9, 0],
    [18, 9, 1],
    [26, 9, 1],
    [27, 9, 2],
    [36, 9, 3],
    [45, 9, 3],
    [0, 0, null],
  ])("sum %i of %i answers", ([scoreSum, answered, band]) => {
    expect(bandOf(FIVE_STEPS, 4, { scoreSum, answered })).toBe(band);
  });

  test("is null without a measurement", () => {
    expect(bandOf(FIVE_STEPS, 4, { scoreSum: null, answered: null })).toBeNull();
  });

  test("is where the bands say that the mean lies", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 11 }),
        fc.integer({ min: 2, max: 9 }),
        (scores, count) => {
          const scoreSum = scores.reduce((sum, score) => sum + score, 0);
          const at = bandOf(FIVE_STEPS, count, { scoreSum, answered: scores.length }) as number;
          const { from, to } = bandsOf(FIVE_STEPS, count)[at] as ReturnType<typeof bandsOf>[number];
          const [sum, answers] = [BigInt(scoreSum), BigInt(scores.length)];
          expect(sum * from.denominator >= from.numerator * answers).toBe(true);
          const isBelow = sum * to.denominator < to.numerator * answers;
          expect(isBelow || at === count - 1).toBe(true);
        },
      ),
    );
  });
});

/** So many people of one score and outcome. */
function people(count: number, score: number | null, outcome: Outcome) {
  return Array.from({ length: count }, () => ({ scoreSum: score, answered: score === null ? null : 1, outcome }));
}

const EVERYONE = [
  ...people(2, 1, "EMPLOYED"),
  ...people(20, 1, "NOT_EMPLOYED"),
  ...people(9, 3, "EMPLOYED"),
  ...people(11, 3, "NOT_EMPLOYED"),
  ...people(12, 5, "EMPLOYED"),
  ...people(6, 5, "NOT_EMPLOYED"),
  ...people(8, null, "NOT_KNOWN"),
];

describe("publishBands", () => {
  const counts = countOutcomes(FIVE_STEPS, 4, EVERYONE);
  const bands = bandsOf(FIVE_STEPS, 4);

  test("counts everyone once, those without a score on the last line", () => {
    expect(counts).toEqual([
      [2, 20, 0],
      [0, 0, 0],
      [9, 11, 0],
      [12, 6, 0],
      [0, 0, 8],
    ]);
  });

  test("tells whoever sees rows every share", () => {
    const published = publishBands(bands, counts, publishTable(true, counts), true);
    expect(published.map(({ share }) => share?.basisPoints ?? null)).toEqual([909, null, 4500, 6667, null]);
  });

  test("hides a small number, what would give it away, and every share made of them", () => {
    const table = publishTable(false, counts);
    const published = publishBands(bands, counts, table, false);
    const hidden = published.flatMap(({ employed, notEmployed }) => [employed, notEmployed]);
    expect(published[0]?.employed.kind).toBe("suppressed");
    expect(published[0]?.share).toBeNull();
    expect(hidden.filter(({ kind }) => kind === "suppressed").length).toBeGreaterThanOrEqual(4);
    for (const { employed, notEmployed, share } of published) {
      if (share !== null) expect([employed.kind, notEmployed.kind]).toEqual(["exact", "exact"]);
    }
  });
});

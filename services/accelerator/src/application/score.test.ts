import { localDate } from "@inclusion/kernel";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ApplicationReview } from "./application.ts";
import { scoreOf } from "./score.ts";

const CALL = {
  criteria: [
    [{ code: "OLD", label: "Før", weight: 1 }],
    [
      { code: "IMPACT", label: "Effekt", weight: 2 },
      { code: "MARKET", label: "Marked", weight: 1 },
    ],
  ],
};

const review = (reviewer: string, impact: number, market: number): ApplicationReview => ({
  ...{ id: reviewer, courseId: "course", programmeId: "programme", municipalityCode: "0751", reviewer },
  ...{ criteriaVersion: 2, scoredOn: localDate("2018-04-01"), conflictOn: null, conflictReason: null },
  scores: [
    { criterion: "IMPACT", score: impact },
    { criterion: "MARKET", score: market },
  ],
});
const NOBODY = {
  ...{ reviewersCount: 0, meanHundredths: null, lowestHundredths: null, highestHundredths: null },
  spreadHundredths: null,
};

describe("scoreOf", () => {
  test("rounds each figure once, from the exact sums", () => {
    expect(scoreOf(CALL, [review("a", 4, 5), review("b", 2, 2)])).toEqual({
      ...{ reviewersCount: 2, meanHundredths: 317, lowestHundredths: 200, highestHundredths: 433 },
      spreadHundredths: 233,
    });
  });

  test.for([
    { case: "without reviewers", reviews: [] },
    {
      case: "with a conflict",
      reviews: [{ ...review("a", 5, 5), conflictOn: localDate("2018-04-02"), conflictReason: "ejer" }],
    },
    { case: "by earlier criteria", reviews: [{ ...review("a", 5, 5), criteriaVersion: 1 }] },
  ])("counts nothing $case", ({ reviews }) => {
    expect(scoreOf(CALL, reviews)).toEqual(NOBODY);
  });

  test("does not depend on the order of reviewers, and lies between lowest and highest", () => {
    const points = fc.tuple(fc.nat(5), fc.nat(5));
    fc.assert(
      fc.property(fc.array(points, { minLength: 1, maxLength: 6 }), (all) => {
        const reviews = all.map(([impact, market], index) => review(String(index), impact, market));
        const score = scoreOf(CALL, reviews);
        expect(scoreOf(CALL, reviews.toReversed())).toEqual(score);
        expect(score.meanHundredths).toBeGreaterThanOrEqual(score.lowestHundredths as number);
        expect(score.meanHundredths).toBeLessThanOrEqual(score.highestHundredths as number);
      }),
    );
  });
});

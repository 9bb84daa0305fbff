import { describe, expect, test } from "vitest";
import { answersFor, shareOf } from "./wilson.ts";

describe("shareOf", () => {
  test.for([
    { hits: 0, trials: 0, share: null },
    { hits: 3, trials: 2, share: null },
    { hits: 0, trials: 10, share: { basisPoints: 0, lowBp: 0, highBp: 2775 } },
    { hits: 10, trials: 10, share: { basisPoints: 10_000, lowBp: 7225, highBp: 10_000 } },
    { hits: 83, trials: 148, share: { basisPoints: 5608, lowBp: 4803, highBp: 6382 } },
  ])("gives $hits of $trials its interval", ({ hits, trials, share }) => {
    expect(shareOf(hits, trials)).toEqual(share);
  });
});

describe("answersFor", () => {
  test.for([
    { population: 0, answers: 0 },
    { population: 10, answers: 10 },
    { population: 148, answers: 108 },
    { population: 100_000, answers: 383 },
  ])("asks for $answers of $population within 5 points", ({ population, answers }) => {
    expect(answersFor(0.05, population)).toBe(answers);
  });
});

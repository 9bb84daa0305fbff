import { localDate } from "@inclusion/kernel";
import { describe, expect, test } from "vitest";
import { rankingAsked, weekOf } from "./asked.ts";

describe("a week", () => {
  test.for([
    { day: "2019-06-03", from: "2019-06-03", to: "2019-06-09" },
    { day: "2019-06-09", from: "2019-06-03", to: "2019-06-09" },
    { day: "2020-01-01", from: "2019-12-30", to: "2020-01-05" },
    { day: "2017-12-31", from: "2017-12-25", to: "2017-12-31" },
  ])("of $day is $from to $to", ({ day, from, to }) => {
    expect(weekOf(localDate(day))).toEqual({ on: day, from, to });
  });
});

describe("a question about matches", () => {
  test("has defaults", () => {
    expect(rankingAsked({}, 20)).toMatchObject({
      ok: true,
      value: { first: 20, withinKm: null, weights: { version: 1 } },
    });
  });

  test.for([
    { asked: { first: 0 }, code: "PAGE_SIZE" },
    { asked: { first: 101 }, code: "PAGE_SIZE" },
    { asked: { withinKm: -1 }, code: "DISTANCE_OUT_OF_RANGE" },
    { asked: { withinKm: 1_001 }, code: "DISTANCE_OUT_OF_RANGE" },
    { asked: { weightsVersion: 3 }, code: "WEIGHTS_UNKNOWN" },
  ])("is refused as $code", ({ asked, code }) => {
    expect(rankingAsked(asked, 20)).toMatchObject({ ok: false, refusals: [{ code }] });
  });

  test("is taken at its bounds", () => {
    for (const asked of [{ first: 1 }, { first: 100 }, { withinKm: 0 }, { withinKm: 1_000 }, { weightsVersion: 2 }]) {
      expect(rankingAsked(asked, 20).ok).toBe(true);
    }
  });
});

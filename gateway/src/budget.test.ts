import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { costBuckets } from "./budget.ts";

describe("costBuckets", () => {
  test("grants until it is empty, tells when to ask again, and fills up evenly", () => {
    const ask = costBuckets(6_000);
    expect(ask("a", 5_000, 0)).toEqual({ granted: true, perMinute: 6_000, remaining: 1_000, resetSeconds: 50 });
    expect(ask("a", 2_000, 0)).toEqual({ granted: false, perMinute: 6_000, remaining: 1_000, resetSeconds: 10 });
    expect(ask("b", 2_000, 0).granted).toBe(true);
    expect(ask("a", 2_000, 10_000)).toEqual({ granted: true, perMinute: 6_000, remaining: 0, resetSeconds: 60 });
    expect(ask("a", 6_000, 1_000_000)).toMatchObject({ granted: true, remaining: 0 });
  });

  test("grants in no minute more than two buckets, whatever is asked and when", () => {
    fc.assert(
      fc.property(fc.array(fc.record({ cost: fc.nat(2_000), wait: fc.nat(5_000) }), { maxLength: 100 }), (asked) => {
        const ask = costBuckets(1_000);
        let now = 0;
        const granted = asked.flatMap(({ cost, wait }) => {
          now += wait;
          return ask("a", cost, now).granted ? [{ at: now, cost }] : [];
        });
        for (const { at } of granted) {
          const inMinute = granted.filter((each) => each.at >= at && each.at < at + 60_000);
          expect(inMinute.reduce((sum, { cost }) => sum + cost, 0)).toBeLessThanOrEqual(2_000);
        }
      }),
    );
  });

  test("does not gain by a clock that goes back", () => {
    const ask = costBuckets(1_000);
    ask("a", 1_000, 100_000);
    expect(ask("a", 1, 0).granted).toBe(false);
  });
});

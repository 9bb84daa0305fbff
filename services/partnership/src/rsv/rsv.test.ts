import { localDate } from "@inclusion/kernel";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dividendCeiling, isFresh, type Registration, rsvOn } from "./rsv.ts";

describe("dividendCeiling", () => {
  test.each([
    { dividend: 1_635n, rate: 135n, capital: 10_000n, most: 1_635n, allowed: true },
    { dividend: 1_636n, rate: 135n, capital: 10_000n, most: 1_635n, allowed: false },
    { dividend: 1_440n, rate: -60n, capital: 10_000n, most: 1_440n, allowed: true },
    { dividend: 1n, rate: -1_600n, capital: 10_000n, most: 0n, allowed: false },
    { dividend: 3_501n, rate: 9_000n, capital: 10_000n, most: 10_500n, allowed: false },
  ])("lets $capital yield $most at $rate", ({ dividend, rate, capital, most, allowed }) => {
    const payout = {
      resultMinor: 10_000n,
      dividendMinor: dividend,
      capitalMinor: capital,
      discountRateHundredths: rate,
    };
    expect(dividendCeiling(payout)).toMatchObject({ yieldCeilingMinor: most, isAllowed: allowed });
  });

  test.for([
    { result: 84_321_750n, dividend: 29_512_612n, ceiling: 29_512_612n, allowed: true },
    { result: 84_321_750n, dividend: 29_512_613n, ceiling: 29_512_612n, allowed: false },
    { result: 100n, dividend: 35n, ceiling: 35n, allowed: true },
    { result: -5_000n, dividend: 0n, ceiling: 0n, allowed: true },
    { result: -5_000n, dividend: 1n, ceiling: 0n, allowed: false },
    { result: 1_000n, dividend: null, ceiling: 350n, allowed: null },
  ])("lets $dividend of $result out: $allowed", ({ result, dividend, ceiling, allowed }) => {
    expect(dividendCeiling({ resultMinor: result, dividendMinor: dividend })).toEqual({
      ...{ ceilingMinor: ceiling, yieldCeilingMinor: null, isAllowed: allowed },
    });
  });

  test("allows the ceiling and not one øre more", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), (result) => {
        const { ceilingMinor } = dividendCeiling({ resultMinor: result, dividendMinor: null });
        expect(dividendCeiling({ resultMinor: result, dividendMinor: ceilingMinor }).isAllowed).toBe(true);
        expect(dividendCeiling({ resultMinor: result, dividendMinor: ceilingMinor + 1n }).isAllowed).toBe(false);
      }),
    );
  });
});

test.for([
  { checkedOn: "2026-01-01", on: "2026-04-01", fresh: true },
  { checkedOn: "2026-01-01", on: "2026-04-02", fresh: false },
])("a look-up of $checkedOn on $on: fresh is $fresh", ({ checkedOn, on, fresh }) => {
  expect(isFresh(localDate(checkedOn), localDate(on))).toBe(fresh);
});

describe("rsvOn", () => {
  const version = (more: Partial<Registration>): Registration => ({
    ...{ id: "r", organisationId: "o", since: localDate("2020-01-01"), until: null, endReason: null, source: "CVR" },
    ...{ checkedOn: localDate("2020-02-01"), criteria: [], knownFrom: "2020-02-01T10:00:00.000Z", knownUntil: null },
    ...more,
  });
  const first = version({ knownUntil: "2021-05-01T10:00:00.000Z" });
  const ended = version({
    ...{ until: localDate("2021-04-30"), endReason: "BY_AUTHORITY", checkedOn: localDate("2021-03-01") },
    knownFrom: "2021-05-01T10:00:00.000Z",
  });
  const on = (asOf: string, knownAt = "9999") => rsvOn([ended, first], localDate(asOf), knownAt);

  test.for([
    { case: "before it began", asOf: "2019-12-31", knownAt: "9999", status: null },
    {
      case: "on the first day",
      asOf: "2020-01-01",
      knownAt: "9999",
      status: { registered: true, checkedOn: "2020-01-01" },
    },
    { case: "on the last day", asOf: "2021-04-30", knownAt: "9999", status: { registered: true, until: "2021-04-30" } },
    {
      case: "the day after",
      asOf: "2021-05-01",
      knownAt: "9999",
      status: { registered: false, checkedOn: "2021-03-01" },
    },
    {
      case: "the day after, before the end was known",
      asOf: "2021-05-01",
      knownAt: "2021-04-01T00:00:00.000Z",
      status: { registered: true, until: null, checkedOn: "2020-02-01" },
    },
    { case: "before anything was known", asOf: "2021-05-01", knownAt: "2020-01-31T00:00:00.000Z", status: null },
  ])("$case", ({ asOf, knownAt, status }) => {
    const found = on(asOf, knownAt);
    if (status === null) expect(found).toBeNull();
    else expect(found).toMatchObject(status);
  });
});

import { fraction, roundHalfAway, sumMinor } from "@inclusion/kernel";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compare, over, rounded } from "../exact/fraction.ts";
import {
  breakEvenPersons,
  breakEvenShare,
  coverageOf,
  DISCOUNT_RATE,
  discountedYears,
  npvOfMonths,
  npvOfYears,
  paybackMonth,
  presentValue,
} from "./present-value.ts";

const V12 = [-3_415_280_900n, 500_000_000n, 1_100_000_000n, 1_100_000_000n, 900_000_000n, 700_000_000n];
const months = (lastSaving: number): bigint[] => [
  -12_000_000n,
  0n,
  0n,
  0n,
  ...Array.from({ length: lastSaving - 3 }, () => 756_000n),
];
const NONE = fraction(0n);

describe("yearly flows", () => {
  test.for([
    [NONE, 884_719_100n],
    [fraction(35n, 1000n), 460_488_856n],
    [fraction(40n, 1000n), 405_068_906n],
    [fraction(100n, 1000n), -175_841_219n],
  ] as const)("V12 at %o", ([rate, npv]) => {
    expect(npvOfYears(V12, rate)).toBe(npv);
    expect(
      rounded(
        presentValue(
          V12.map((flow) => fraction(flow)),
          rate,
        ),
      ),
    ).toBe(npv);
  });

  test("V12: lines for display", () => {
    expect(discountedYears(V12, DISCOUNT_RATE)).toEqual([
      -3_415_280_900n,
      483_091_787n,
      1_026_861_770n,
      992_136_976n,
      784_298_005n,
      589_381_217n,
    ]);
  });

  test("no flow is worth nothing, one flow is worth itself", () => {
    expect(npvOfYears([], DISCOUNT_RATE)).toBe(0n);
    expect(npvOfYears([-7n], DISCOUNT_RATE)).toBe(-7n);
  });
});

describe("monthly flows", () => {
  test("V13: present value and both paybacks", () => {
    expect(sumMinor(months(24))).toBe(3_876_000n);
    expect(npvOfMonths(months(24), DISCOUNT_RATE)).toBe(3_253_732n);
    expect([paybackMonth(months(24), NONE), paybackMonth(months(24), DISCOUNT_RATE)]).toEqual([19, 20]);
  });

  test("V14: an outlay that does not come back has no month", () => {
    expect(npvOfMonths(months(18), DISCOUNT_RATE)).toBe(-1_011_180n);
    expect([paybackMonth(months(18), NONE), paybackMonth(months(18), DISCOUNT_RATE)]).toEqual([null, null]);
  });

  test("a year later to the minor unit is the month in which it has come back", () => {
    const flows = [-100_000n, ...Array.from({ length: 11 }, () => 0n), 103_500n];
    expect(paybackMonth(flows, DISCOUNT_RATE)).toBe(12);
    expect(paybackMonth([...flows.slice(0, -1), 103_499n], DISCOUNT_RATE)).toBeNull();
  });

  const flow = fc.bigInt(-(10n ** 12n), 10n ** 12n);
  const rate = fc.integer({ min: 0, max: 300 }).map((permille) => fraction(permille, 1000));

  test("at 0 per cent they are worth their sum", () => {
    fc.assert(fc.property(fc.array(flow, { minLength: 1 }), (flows) => npvOfMonths(flows, NONE) === sumMinor(flows)));
  });

  test("whole years apart they are worth what yearly flows are", () => {
    fc.assert(
      fc.property(fc.array(flow, { minLength: 1, maxLength: 10 }), rate, (flows, discount) => {
        const spread = flows.flatMap((each) => [each, ...Array.from({ length: 11 }, () => 0n)]);
        expect(npvOfMonths(spread, discount)).toBe(npvOfYears(flows, discount));
      }),
    );
  });

  test("a higher rate or a higher outlay never pays back sooner", () => {
    const gains = fc.array(fc.bigInt(0n, 1_000_000n), { minLength: 1, maxLength: 60 });
    const outlay = fc.bigInt(0n, 20_000_000n);
    fc.assert(
      fc.property(gains, outlay, outlay, rate, (flows, less, more, discount) => {
        const month = (minor: bigint, each = discount) =>
          paybackMonth([-minor, ...flows], each) ?? Number.POSITIVE_INFINITY;
        expect(month(less)).toBeLessThanOrEqual(month(less + more));
        expect(month(less, NONE)).toBeLessThanOrEqual(month(less));
      }),
    );
  });
});

describe("break-even", () => {
  test("V15: persons are rounded up", () => {
    const found = breakEvenPersons(3_415_280_900n, 9_500_000n);
    expect(found?.persons).toBe(360n);
    expect(found?.exact).toEqual(fraction(34_152_809n, 95_000n));
    expect(83n * 9_500_000n - 3_415_280_900n).toBe(-2_626_780_900n);
  });

  test("is nothing when a person in work saves nothing", () => {
    expect(breakEvenPersons(100n, 0n)).toBeNull();
    expect(breakEvenPersons(100n, -1n)).toBeNull();
  });

  test("the number suffices, and one person less does not", () => {
    const positive = fc.bigInt(1n, 10n ** 12n);
    fc.assert(
      fc.property(positive, positive, (cost, saving) => {
        const persons = breakEvenPersons(cost, saving)?.persons ?? 0n;
        expect(persons * saving >= cost && (persons - 1n) * saving < cost).toBe(true);
      }),
    );
  });

  test("a share lies between none and all, or is nothing", () => {
    expect(breakEvenShare(fraction(0n), fraction(100n), fraction(25n))).toEqual(fraction(1n, 4n));
    expect(breakEvenShare(fraction(30n), fraction(100n), fraction(25n))).toEqual(fraction(0n));
    expect(breakEvenShare(fraction(0n), fraction(20n), fraction(25n))).toBeNull();
  });
});

describe("coverageOf", () => {
  test("V16", () => {
    expect(coverageOf(1_540_000_000n, 1_707_640_500n)).toEqual({
      bp: 9018,
      isSelfFinancing: false,
      gapMinor: 167_640_500n,
    });
  });

  test("compares amounts, not what is shown of them", () => {
    expect(coverageOf(999_999n, 1_000_000n)).toEqual({ bp: 10_000, isSelfFinancing: false, gapMinor: 1n });
    expect(coverageOf(1n, 0n)).toEqual({ bp: null, isSelfFinancing: true, gapMinor: 0n });
  });
});

test("a root is right to far more digits than a minor unit needs", () => {
  const yearly = over(fraction(1n), fraction(1035n, 1000n));
  const scale = 10n ** 40n;
  const twelve = npvOfMonths([...Array.from({ length: 12 }, () => 0n), scale], DISCOUNT_RATE);
  expect(compare(fraction(twelve), fraction(roundHalfAway(scale * yearly.numerator, yearly.denominator)))).toBe(0);
});

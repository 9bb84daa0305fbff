import { sumMinor } from "@inclusion/kernel";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { computeSimulation } from "../simulation-worker.ts";
import { addGroups, drawPoints, emptySums, spreadOf } from "./monte-carlo.ts";
import { newStream, nextBits, placeStream, triangular } from "./random-stream.ts";
import {
  canonicalInputs,
  canonicalText,
  DEFAULT_ASSUMPTIONS,
  fromCanonicalText,
  midPoint,
  type SimulationInputs,
} from "./simulation-inputs.ts";
import { modelOf } from "./simulation-model.ts";
import { resultOf, type SimulationResult } from "./simulation-result.ts";
import { outcomeAt, scopeOf } from "./simulation-scope.ts";

function inputs(more: Partial<SimulationInputs> = {}): SimulationInputs {
  const group = (municipalityCode: string, persons: number, startMonth: number, seniorityWeeks: number) => ({
    ...{ municipalityCode, persons, startMonth, seniorityWeeks },
    ...{ monthlyBenefitMinor: 1_155_400n, monthlyBenefitLeftMinor: 0n },
  });
  return canonicalInputs({
    ...{ programmeId: "programme", firstMonth: "2019-04", programmeMonths: 24, monthsAfter: 60 },
    ...{ discountRate: "7/200", supportRate: "1/2", effectsSource: "invented", scenarios: [], seed: 42, draws: 40 },
    costs: [2019, 2020, 2021].map((year) => ({ year, minor: 100_000_000n })),
    groups: [group("0751", 30, 0, 10), group("0461", 12, 5, 300), group("0751", 8, 11, 52)],
    effects: {
      ...{ activationPerYearMinor: 150_000n, stateTaxPerMonthMinor: 120_000n },
      ...{ municipalTaxPerMonthMinor: 210_000n, regionHealthPerYearMinor: 225_000n },
    },
    assumptions: DEFAULT_ASSUMPTIONS,
    ...more,
  });
}

const model = modelOf(inputs());
const result = resultOf(model, null);

describe("the deterministic base", () => {
  test("spends the whole cost and pays half of it back as support", () => {
    expect(sumMinor(result.statement.map(({ costMinor }) => costMinor))).toBe(300_000_000n);
    expect(sumMinor(result.statement.map(({ supportMinor }) => supportMinor))).toBe(150_000_000n);
  });

  test("says the same by quarter as by year, for every purse", () => {
    for (const key of ["costMinor", "municipalityMinor", "stateMinor", "regionMinor", "supportMinor"] as const) {
      expect(sumMinor(result.quarters.map((each) => each[key]))).toBe(
        sumMinor(result.statement.map((each) => each[key])),
      );
    }
    expect(result.quarters.map(({ quarter }) => quarter).slice(0, 4)).toEqual([
      "2019-Q2",
      "2019-Q3",
      "2019-Q4",
      "2020-Q1",
    ]);
  });

  test("divides the cost between municipalities without a rest", () => {
    expect(sumMinor(result.municipalities.map(({ costMinor }) => costMinor))).toBe(300_000_000n);
    expect(result.municipalities.map(({ municipalityCode, persons }) => [municipalityCode, persons])).toEqual([
      ["0461", 12],
      ["0751", 38],
    ]);
  });

  test("is what one person saves, when one person surely works for ever", () => {
    const sure = DEFAULT_ASSUMPTIONS.map((assumption) => {
      const share =
        { EMPLOYMENT_RATE: 1e6, SUSTAINED_RATE: 1e6, COST_FACTOR: 1e6, SAVING_FACTOR: 1e6 }[String(assumption.key)] ??
        0;
      return { ...assumption, low: share, mid: share, high: share };
    });
    const one = inputs({
      ...{ assumptions: sure, firstMonth: "2019-01", programmeMonths: 12, monthsAfter: 12, draws: 5 },
      costs: [{ year: 2019, minor: 0n }],
      groups: [
        {
          ...{ municipalityCode: null, persons: 1, startMonth: 0, seniorityWeeks: 104 },
          ...{ monthlyBenefitMinor: 1_587_400n, monthlyBenefitLeftMinor: 0n },
        },
      ],
    });
    const text = computeSimulation(canonicalText(one), () => {});
    const found = fromCanonicalText<SimulationResult>(text);
    const total = (key: "municipalityMinor" | "stateMinor" | "regionMinor") =>
      sumMinor(found.statement.map((each) => each[key]));
    // V11, whose region saves 4,500 over the two years.
    expect([total("municipalityMinor"), total("stateMinor"), total("regionMinor")]).toEqual([
      35_818_080n,
      10_499_520n,
      450_000n,
    ]);
    expect(found.monteCarlo?.years.at(-1)).toMatchObject({
      p5Minor: 46_767_600n,
      p95Minor: 46_767_600n,
      gainMillionths: 1e6,
    });
  });

  test("at the rate that breaks even the savings pay, and a millionth below they do not", () => {
    const mid = midPoint(model.inputs.assumptions);
    const scope = scopeOf(model, model.inputs.groups);
    const rate = result.breakEvenRates.find(({ question }) => question === "MUNICIPALITY_ALONE")?.employment ?? 0;
    const npvAt = (value: number) => outcomeAt(scope, { ...mid, EMPLOYMENT_RATE: value }).municipalityAloneNpvMinor;
    expect(npvAt(rate + 1) >= 0n).toBe(true);
    expect(npvAt(rate - 1) < 0n).toBe(true);
  });

  test("more deadweight never gains more, and more work kept never less", () => {
    const mid = midPoint(model.inputs.assumptions);
    const scope = scopeOf(model, model.inputs.groups);
    const share = fc.integer({ min: 0, max: 1_000_000 });
    fc.assert(
      fc.property(share, share, share, (a, b, other) => {
        const [less, more] = [Math.min(a, b), Math.max(a, b)];
        const at = (DEADWEIGHT: number, SUSTAINED_RATE: number) =>
          outcomeAt(scope, { ...mid, DEADWEIGHT, SUSTAINED_RATE }).publicNpvMinor;
        expect(at(more, other) <= at(less, other)).toBe(true);
        expect(at(other, more) >= at(other, less)).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  test("the tornado is ordered, and its ends are scenarios of one assumption", () => {
    const widths = result.tornado.map(({ low, high }) => Math.abs(Number(high.publicNpvMinor - low.publicNpvMinor)));
    expect(widths).toEqual([...widths].sort((a, b) => b - a));
    const [worst, mid, best] = result.scenarios.map(({ publicNpvMinor }) => Number(publicNpvMinor)) as [
      number,
      number,
      number,
    ];
    expect(worst < mid && mid < best).toBe(true);
    expect(Number(result.answers[0]?.publicNpvMinor)).toBe(mid);
  });
});

describe("draws", () => {
  test("are the same bytes however the work is divided", () => {
    const text = canonicalText(inputs());
    const whole = computeSimulation(text, () => {});
    expect(computeSimulation(text, () => {}, 1)).toBe(whole);
    expect(computeSimulation(text, () => {})).toBe(whole);
    expect(computeSimulation(canonicalText(inputs({ seed: 43 })), () => {})).not.toBe(whole);
  });

  test("come to the deterministic base on average, where only fates are drawn", () => {
    const fixed = DEFAULT_ASSUMPTIONS.map((assumption) => ({
      ...assumption,
      low: assumption.mid,
      high: assumption.mid,
    }));
    const many = modelOf(inputs({ assumptions: fixed, draws: 3_000 }));
    const sums = emptySums(many);
    addGroups(many, drawPoints(many), { from: 0, to: many.inputs.groups.length }, sums);
    const drawn = sums.reduce((sum, each) => sum + each, 0) / 3_000;
    const base = resultOf(many, null).statement.reduce(
      (sum, each) => sum + Number(each.municipalityMinor + each.stateMinor + each.regionMinor),
      0,
    );
    expect(Math.abs(drawn / base - 1)).toBeLessThan(0.01);
  });

  test("equal inputs have one text, whatever the order they were written in", () => {
    const given = inputs();
    const split = given.groups.flatMap((group) => [
      { ...group, persons: 1 },
      { ...group, persons: group.persons - 1 },
    ]);
    expect(canonicalText(canonicalInputs({ ...given, groups: split.reverse() }))).toBe(canonicalText(given));
  });

  test("hundredths are values that were drawn", () => {
    expect(spreadOf(BigInt64Array.of(3n, -1n, 2n))).toEqual({
      p5Minor: -1n,
      p50Minor: 2n,
      p95Minor: 3n,
      gainMillionths: 666_667,
    });
    expect(spreadOf(new BigInt64Array())).toEqual({ p5Minor: 0n, p50Minor: 0n, p95Minor: 0n, gainMillionths: 0 });
  });
});

describe("a stream", () => {
  const stream = newStream();
  const first = (seed: number, draw: number, group: number): number => {
    placeStream(stream, seed, draw, group);
    return nextBits(stream);
  };

  test("is the same for the same pair, and spreads evenly over others", () => {
    expect(first(1, 2, 3)).toBe(first(1, 2, 3));
    const values = Array.from(
      { length: 40_000 },
      (_, index) => first(7, index % 200, Math.floor(index / 200)) / 2 ** 32,
    );
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(Math.abs(mean - 0.5)).toBeLessThan(0.01);
    const buckets = Array.from(
      { length: 16 },
      (_, bucket) => values.filter((value) => Math.floor(value * 16) === bucket).length,
    );
    for (const count of buckets) expect(Math.abs(count - 2_500)).toBeLessThan(250);
    expect(new Set(values).size).toBeGreaterThan(39_900);
  });

  test("takes a value between the ends, whatever the bits", () => {
    const whole = fc.integer({ min: 0, max: 1_000_000 });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 32 - 1 }), whole, whole, whole, (bits, a, b, c) => {
        const [low, mid, high] = [a, b, c].sort((x, y) => x - y) as [number, number, number];
        const value = triangular(bits, low, mid, high);
        expect(value >= low && value <= high && Number.isInteger(value)).toBe(true);
      }),
    );
  });
});

import { sumMinor } from "@inclusion/kernel";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Persons, perPerson, publishSpend, spendByMunicipality } from "./spend.ts";

const persons = (municipalityCode: string, started: number, completed: number, employed: number): Persons => ({
  ...{ municipalityCode, started, completed, employed },
});

describe("spend by municipality", () => {
  test("is a municipality's own money and its part of what all share", () => {
    const found = spendByMunicipality(
      [persons("0461", 30, 20, 10), persons("0751", 60, 40, 30)],
      [
        { municipalityCode: null, minor: 100n },
        { municipalityCode: "0461", minor: 7n },
      ],
      false,
    );
    expect(found.map(({ municipalityCode, spendMinor }) => [municipalityCode, spendMinor])).toEqual([
      ["0461", 40n],
      ["0751", 67n],
    ]);
  });

  test("pools the small ones, never one alone", () => {
    const all = [persons("0101", 50, 40, 30), persons("0461", 30, 20, 3), persons("0751", 60, 40, 30)];
    const found = spendByMunicipality(all, [], true);
    expect(found.map(({ municipalityCode, codes, employed }) => [municipalityCode, codes.length, employed])).toEqual([
      ["0751", 1, 30],
      [null, 2, 33],
    ]);
    expect(spendByMunicipality(all, [], false)).toHaveLength(3);
  });

  test("keeps every øre and every person, pooled or not, and shows no small count beside a pool", () => {
    const place = fc.record({
      ...{ municipalityCode: fc.constantFrom("0101", "0461", "0561", "0751", "0851"), started: fc.nat(40) },
      ...{ completed: fc.nat(20), employed: fc.nat(10) },
    });
    const money = fc.array(
      fc.record({ municipalityCode: fc.option(fc.constantFrom("0101", "0461")), minor: fc.bigInt(0n, 10n ** 9n) }),
    );
    fc.assert(
      fc.property(
        fc.uniqueArray(place, { selector: (each) => each.municipalityCode, minLength: 1 }),
        money,
        (given, spent) => {
          const [whole, pooled] = [spendByMunicipality(given, spent, false), spendByMunicipality(given, spent, true)];
          const total = (lines: typeof whole): bigint => sumMinor(lines.map(({ spendMinor }) => spendMinor));
          const started = (lines: typeof whole): number => lines.reduce((sum, line) => sum + line.started, 0);
          expect([total(pooled), started(pooled)]).toEqual([total(whole), started(whole)]);
          const shown = pooled.filter(({ municipalityCode }) => municipalityCode !== null);
          const isSmall = (count: number): boolean => count > 0 && count < 5;
          expect(shown.some(({ started: a, completed: b, employed: c }) => [a, b, c].some(isSmall))).toBe(false);
        },
      ),
    );
  });
});

test.for([
  [100n, 3, true, 33n],
  [100n, 0, true, null],
  [100n, 3, false, null],
] as const)("%s øre over %s persons, shown %s, is %s each", ([minor, count, isShown, each]) => {
  expect(perPerson(minor, count, isShown)).toBe(each);
});

describe("spend as it is told", () => {
  const hidden = { kind: "suppressed", below: 5 };
  const exact = (count: number) => ({ kind: "exact", count });
  const money = [{ municipalityCode: null, minor: 900n }];
  const now = [persons("0101", 50, 40, 30), persons("0461", 30, 20, 3), persons("0751", 60, 40, 30)];
  const numbers = (then: readonly Persons[], newest: readonly Persons[] | null) =>
    publishSpend(then, money, newest).map(({ spend: { municipalityCode, codes }, counts }) => [
      ...[municipalityCode, codes.length, counts.started, counts.completed, counts.employed],
    ]);

  test("is as it is for whoever sees rows", () => {
    expect(numbers(now, null)[1]).toEqual(["0461", 1, exact(30), exact(20), exact(3)]);
  });

  test("has the pools of the newest release, and the numbers that it counts the same", () => {
    expect(numbers(now, now)).toEqual([
      ["0751", 1, exact(60), exact(40), exact(30)],
      [null, 2, exact(80), exact(60), exact(33)],
    ]);
    const then = [persons("0101", 50, 40, 30), persons("0461", 30, 20, 12), persons("0751", 60, 39, 30)];
    expect(numbers(then, now)).toEqual([
      ["0751", 1, exact(60), hidden, exact(30)],
      [null, 2, exact(80), exact(60), hidden],
    ]);
  });

  test("is one line without numbers where others have started since, whose part of the money would tell how many", () => {
    const then = [persons("0101", 49, 40, 30), persons("0751", 60, 40, 30)];
    expect(numbers(then, now)).toEqual([[null, 2, hidden, hidden, hidden]]);
    expect(publishSpend(then, money, now)[0]?.spend.spendMinor).toBe(900n);
    expect(publishSpend([], [], now)).toEqual([]);
  });
});

import { sumMinor } from "@inclusion/kernel";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Persons, perPerson, spendByMunicipality } from "./spend.ts";

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
    expect(
      found.map(({ municipalityCode, municipalities, employed }) => [municipalityCode, municipalities, employed]),
    ).toEqual([
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

import { differenceOf, localDate, type MeasureEntry } from "@inclusion/kernel";
import fc from "fast-check";
import { expect, test } from "vitest";
import { growthEntries, type ToldGrowth } from "./other-actor-growth.ts";

const told = (sign: 1 | -1, partnershipId: string, day = "2020-12-31"): ToldGrowth => ({
  ...{ sign, programmeId: "p", partnershipId, organisationId: `actor of ${partnershipId}`, municipalityCode: "0751" },
  ...{ grownOn: localDate(day), synthetic: false },
});
const subjects = (facts: readonly ToldGrowth[]) => growthEntries(facts).map(({ subjectId }) => subjectId);

test("one growth counts for a municipality, the earliest", () => {
  expect(subjects([told(1, "b"), told(1, "a", "2019-12-31")])).toEqual(["a"]);
  expect(subjects([told(1, "b"), told(1, "a", "2019-12-31"), told(-1, "a", "2019-12-31")])).toEqual(["b"]);
});

test("what is taken back before it is told is none", () => {
  expect(subjects([told(-1, "a")])).toEqual([]);
  expect(subjects([told(-1, "a"), told(1, "a")])).toEqual([]);
  expect(subjects([told(1, "a"), told(-1, "a"), told(1, "a")])).toEqual(["a"]);
});

test("the ledger says the same whatever the order in which it was told", () => {
  const fact = fc.record({ sign: fc.constantFrom(1 as const, -1 as const), id: fc.constantFrom("a", "b", "c") });
  fc.assert(
    fc.property(fc.array(fact, { maxLength: 8 }), fc.infiniteStream(fc.nat()), (facts, noise) => {
      const one = facts.map(({ sign, id }) => told(sign, id));
      const other = one
        .map((each) => ({ each, at: noise.next().value ?? 0 }))
        .sort((a, b) => a.at - b.at)
        .map(({ each }) => each);
      expect(sums(ledgerOf(one))).toEqual(sums(ledgerOf(other)));
      expect(Math.max(0, ...sums(ledgerOf(one)).map(([, amount]) => amount))).toBeLessThanOrEqual(1);
    }),
  );
});

function ledgerOf(facts: readonly ToldGrowth[]): readonly MeasureEntry[] {
  let written: readonly MeasureEntry[] = [];
  for (let count = 1; count <= facts.length; count += 1) {
    written = [...written, ...differenceOf(written, growthEntries(facts.slice(0, count)), "told")];
  }
  return written;
}

function sums(entries: readonly MeasureEntry[]): [string, number][] {
  const lines = Map.groupBy(entries, ({ subjectId, validOn }) => `${subjectId} ${validOn}`);
  return [...lines]
    .map(([line, of]): [string, number] => [line, of.reduce((sum, { amount }) => sum + amount, 0)])
    .filter(([, amount]) => amount !== 0)
    .sort();
}

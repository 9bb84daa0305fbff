import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Division, hiddenNames } from "./hiding.ts";

const partly = (whole: string, ...parts: string[]): Division => ({ whole, parts, isComplete: false });
const complete = (whole: string, ...parts: string[]): Division => ({ whole, parts, isComplete: true });

function hidden(numbers: Record<string, number>, divisions: readonly Division[], published: readonly string[] = []) {
  return [...hiddenNames(new Map(Object.entries(numbers)), divisions, new Set(published))].sort();
}

describe("hiddenNames", () => {
  test.for([
    { case: "small numbers", numbers: { a: 4, b: 5, c: 0 }, divisions: [], names: ["a"] },
    { case: "a part whose rest is small", numbers: { all: 20, a: 17 }, divisions: [partly("all", "a")], names: ["a"] },
    { case: "no part whose rest is none", numbers: { all: 20, a: 20 }, divisions: [partly("all", "a")], names: [] },
    {
      case: "a second part, where one would follow from the others",
      numbers: { all: 30, a: 3, b: 12, c: 15 },
      divisions: [complete("all", "a", "b", "c")],
      names: ["a", "b"],
    },
    {
      case: "no second part where a rest stands in for it",
      numbers: { all: 100, a: 3, b: 20 },
      divisions: [partly("all", "a", "b")],
      names: ["a"],
    },
    {
      case: "one more where two small parts sum to a small number",
      numbers: { all: 20, a: 1, b: 2, c: 17 },
      divisions: [complete("all", "a", "b", "c")],
      names: ["a", "b", "c"],
    },
    {
      case: "a part where the hidden whole would follow from its parts",
      numbers: { most: 24, all: 20, a: 8, b: 12 },
      divisions: [partly("most", "all"), complete("all", "a", "b")],
      names: ["a", "all"],
    },
    {
      case: "the whole where the parts are published elsewhere",
      numbers: { all: 22, a: 20, b: 2 },
      divisions: [complete("all", "a", "b")],
      published: ["a", "b"],
      names: ["all", "b"],
    },
  ])("hides $case", ({ numbers, divisions, names, ...rest }) => {
    expect(
      hidden(numbers as unknown as Record<string, number>, divisions, "published" in rest ? rest.published : []),
    ).toEqual(names);
  });

  test("lets no division by itself tell a number from 1 to 4", () => {
    const parts = fc.array(fc.nat(12), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(parts, fc.nat(9), fc.boolean(), (counts, rest, isComplete) => {
        const names = counts.map((_, index) => `p${index}`);
        const whole = counts.reduce((sum, count) => sum + count, isComplete ? 0 : rest);
        const numbers = new Map([["all", whole], ...names.map((name, index) => [name, counts[index] ?? 0] as const)]);
        const gone = hiddenNames(numbers, [{ whole: "all", parts: names, isComplete }]);
        for (const [name, count] of numbers) if (count > 0 && count < 5) expect(gone.has(name)).toBe(true);
        if (gone.has("all")) return;
        const unseen = names.filter((name) => gone.has(name));
        const told =
          whole - names.filter((name) => !gone.has(name)).reduce((sum, name) => sum + (numbers.get(name) ?? 0), 0);
        if (isComplete) expect(unseen.length).not.toBe(1);
        expect(told > 0 && told < 5).toBe(false);
      }),
    );
  });
});

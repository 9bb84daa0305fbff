import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { publishFigures, type Sight } from "./figure.ts";
import { counted, type IndicatorCatalogue } from "./indicator.ts";

const CODES = ["all", "a", "b", "c"];
const CATALOGUE: IndicatorCatalogue = {
  ...{ schema: "test", rowScope: "rows:read", sensitiveScope: "sensitive:read", publishedElsewhere: new Set() },
  definitions: {
    all: counted("Everybody."),
    a: counted("Some.", { of: ["all"] }),
    b: counted("Others.", { of: ["all"], sensitive: true }),
    c: counted("The rest."),
  },
  divisions: [{ whole: "all", parts: ["a", "b", "c"], isComplete: true }],
};

function figures(parts: readonly number[], codes: readonly string[], sight: Sight) {
  const [a = 0, b = 0, c = 0] = parts;
  const totals = new Map(Object.entries({ all: a + b + c, a, b, c }));
  return publishFigures(CATALOGUE, codes, totals, { sight });
}
const shown = (parts: readonly number[], codes: readonly string[], sight: Sight) =>
  codes.map((code) => {
    const value = figures(parts, codes, sight).get(code)?.value;
    return value?.kind === "exact" ? value.count : null;
  });

describe("figures side by side", () => {
  test("are hidden for each other's sake from whoever sees no rows, and shown to whoever sees all", () => {
    expect(shown([3, 12, 15], CODES, "none")).toEqual([30, null, null, 15]);
    expect(shown([3, 12, 15], CODES, "not-sensitive")).toEqual([30, 3, null, 15]);
    expect(shown([3, 12, 15], CODES, "all")).toEqual([30, 3, 12, 15]);
  });

  test("are the same whichever of them are asked for together", () => {
    const parts = fc.tuple(fc.nat(12), fc.nat(12), fc.nat(12));
    fc.assert(
      fc.property(parts, fc.subarray(CODES), (counts, codes) => {
        const all = figures(counts, CODES, "none");
        const some = figures(counts, codes, "none");
        for (const code of codes) expect(some.get(code)).toEqual(all.get(code));
      }),
    );
  });
});

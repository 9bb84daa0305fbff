import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Division, localDate } from "../pure/index.ts";
import { viewerWith } from "../testing/test-viewer.ts";
import { clocksOf } from "./measure-ledger.ts";
import { measureLoaders } from "./measure-loaders.ts";
import { type IndicatorActual, resultsLoader } from "./results.ts";

const now = new Date("2026-03-15T10:00:00Z");
const today = localDate("2026-03-15");

describe("results", () => {
  const divisions: readonly Division[] = [
    { whole: "STARTED", parts: ["COMPLETED"], isComplete: false },
    { whole: "HIRED", parts: ["HERE", "THERE"], isComplete: true },
    { whole: "STARTED", parts: ["HIRED"], isComplete: false },
  ];
  const codes = ["STARTED", "COMPLETED", "HIRED", "HERE", "THERE"];
  const definitions = Object.fromEntries(codes.map((code) => [code, { version: 1 }]));
  const catalogue = { schema: "x", definitions, divisions, publishedElsewhere: new Set<string>(), rowScope: "x:read" };

  /** Asks the loader, which gets the sums from a reader that has them. */
  function publish(numbers: Readonly<Record<string, number>>, scopes: readonly string[]): Promise<IndicatorActual[]> {
    const rows = Object.entries(numbers).map(([indicator, count]) => {
      return { programmeId: "p", indicator, definitionVersion: 1, count, synthetic: false };
    });
    const reader = { query: async <Row>() => rows as Row[] };
    const context = { today, now, viewer: viewerWith(...scopes) };
    const load = resultsLoader(
      catalogue,
      codes,
      context,
      measureLoaders(catalogue, { ...context, reader: async () => reader }),
    );
    return load("p", clocksOf({ ...context, rowScope: "x:read" }, {}));
  }

  test("tell nobody a small number by subtraction, whatever the numbers are", async () => {
    const few = fc.nat({ max: 12 });
    await fc.assert(
      fc.asyncProperty(few, few, few, few, async (here, there, others, completed) => {
        const hired = here + there;
        const started = hired + others;
        const numbers = {
          STARTED: started,
          COMPLETED: Math.min(completed, started),
          HIRED: hired,
          HERE: here,
          THERE: there,
        };
        const shown = new Map(
          (await publish(numbers, [])).map(({ code, value }) => [code, value.kind === "exact" ? value.count : null]),
        );
        const isSmall = (count: number): boolean => count > 0 && count < 5;
        for (const count of shown.values()) expect(isSmall(count ?? 0)).toBe(false);
        for (const { whole, parts, isComplete } of divisions) {
          const total = shown.get(whole) ?? null;
          const seen = parts.map((part) => shown.get(part) ?? null);
          const rest = (total ?? 0) - seen.reduce<number>((sum, part) => sum + (part ?? 0), 0);
          const hidden = seen.filter((part) => part === null).length;
          if (total !== null && (!isComplete || hidden > 0)) expect(isSmall(rest)).toBe(false);
          if (total !== null && isComplete) expect(hidden).not.toBe(1);
          if (total === null && isComplete) expect(hidden).toBeGreaterThan(0);
        }
      }),
      { numRuns: 500 },
    );
  });

  test("are as they are for whoever sees the rows", async () => {
    const found = await publish({ STARTED: 3, COMPLETED: 1 }, ["x:read"]);
    expect(found.map(({ value }) => value)).toEqual([3, 1, 0, 0, 0].map((count) => ({ kind: "exact", count })));
  });
});

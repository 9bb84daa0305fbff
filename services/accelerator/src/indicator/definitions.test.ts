import { publishFigures } from "@inclusion/kernel";
import { describe, expect, test } from "vitest";
import { CATALOGUE, DEFINITIONS, RESULTS } from "./definitions.ts";

describe("definitions", () => {
  test("speak of codes that are defined, and in sentences", () => {
    const known = new Set(Object.keys(DEFINITIONS));
    for (const { text, of, excluded, days } of Object.values(DEFINITIONS)) {
      const named = [...of, ...excluded.flatMap(({ plus, minus }) => [...plus, ...minus])];
      if (days !== null) named.push("from" in days ? days.from : days.in);
      expect(named.filter((code) => !known.has(code))).toEqual([]);
      expect(text).toMatch(/^[A-Z].*\.$/);
    }
    expect(
      CATALOGUE.divisions.flatMap(({ whole, parts }) => [whole, ...parts]).filter((code) => !known.has(code)),
    ).toEqual([]);
    expect(Object.keys(RESULTS)).toEqual([
      ...["ACC_COMPANIES", "ACC_GROWTH", "TRAINING_PLACES", "ORDINARY_HIRES", "INCLUSIVE_HIRES"],
      ...["WORKPLACES_NEW", "WORKPLACES_RETAINED", "WORKPLACES_LOST"],
    ]);
  });

  test("hide from who sees no companies what would tell of few", () => {
    const totals = new Map([
      ["ACC_COMPANIES", 18],
      ["ACC_GRADUATED", 12],
      ["ACC_EXITED", 3],
      ["OPENINGS_PUBLISHED", 40],
      ["OPENINGS_OPEN", 30],
      ["OPENINGS_FILLED", 9],
    ]);
    const seen = publishFigures(CATALOGUE, Object.keys(DEFINITIONS), totals, { sight: "none" });
    expect(seen.get("ACC_EXITED")?.value.kind).toBe("suppressed");
    const all = publishFigures(CATALOGUE, ["ACC_GRADUATED"], totals, { sight: "all" }).get("ACC_GRADUATED");
    expect(all).toMatchObject({
      value: { count: 12 },
      denominator: { count: 18 },
      excluded: [
        { reason: "STILL_IN_COURSE", count: { count: 3 } },
        { reason: "LEFT_EARLY", count: { count: 3 } },
      ],
    });
  });
});

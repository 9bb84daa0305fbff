import { publishFigures, sightOf } from "@inclusion/kernel";
import { describe, expect, test } from "vitest";
import { CATALOGUE, DEFINITIONS, definitionOf, INDICATOR_CODES } from "./definitions.ts";
import { DIVISIONS } from "./divisions.ts";

const TOTALS = new Map([
  ["TOTAL", 148],
  ["COMPLETE", 140],
  ["INCOMPLETE", 8],
  ["CO01", 90],
  ["CO03", 48],
  ["CO05", 2],
  ["CO16", 20],
  ["DISADVANTAGED", 40],
  ["SENSITIVE_REFUSED_DISABILITY", 6],
  ["LEFT", 100],
  ["CR04", 33],
]);
const exact = (count: number) => ({ kind: "exact", count });
const HIDDEN = { kind: "suppressed", below: 5 };
const of = (code: string, sight: "all" | "not-sensitive" | "none") =>
  publishFigures(CATALOGUE, [code], TOTALS, { sight }).get(code);

describe("definitions", () => {
  test("speak of codes that are defined, and in sentences", () => {
    const known = new Set<string>(INDICATOR_CODES);
    for (const { text, of: population, excluded, days, version } of Object.values(DEFINITIONS)) {
      const named = [...population, ...excluded.flatMap(({ plus, minus }) => [...plus, ...minus])];
      if (days !== null) named.push("from" in days ? days.from : days.in);
      expect(named.filter((code) => !known.has(code))).toEqual([]);
      expect(text).toMatch(/^[A-Z].*\.$/);
      expect(version).toBeGreaterThan(0);
    }
    const divided = DIVISIONS.flatMap(({ whole, parts }) => [whole, ...parts]);
    expect(divided.filter((code) => !known.has(code))).toEqual([]);
    expect(definitionOf("constructor")).toBeNull();
  });
});

describe("publishFigures", () => {
  test("gives everything to whoever sees everything", () => {
    expect(of("CO05", "all")).toEqual({
      value: exact(2),
      denominator: exact(140),
      share: { basisPoints: 143, lowBp: 39, highBp: 506 },
      excluded: [{ reason: "INCOMPLETE_RECORD", count: exact(8) }],
    });
    expect(of("CO16", "all")?.excluded).toEqual([
      { reason: "INCOMPLETE_RECORD", count: exact(8) },
      { reason: "REFUSED", count: exact(6) },
      { reason: "UNKNOWN", count: exact(0) },
      { reason: "MISSING", count: exact(0) },
    ]);
    expect(of("CR04", "all")?.denominator).toEqual(exact(138));
  });

  test("hides a small number, its share, and the number that would give it away", () => {
    expect(of("CO05", "none")).toMatchObject({ value: HIDDEN, denominator: exact(140), share: null });
    expect(of("CO03", "none")).toMatchObject({ value: HIDDEN, share: null });
    expect(of("CO01", "none")).toMatchObject({ value: exact(90) });
    expect(of("CR04", "none")).toMatchObject({ denominator: HIDDEN });
  });

  test("hides by all numbers, whichever are asked for", () => {
    const together = publishFigures(CATALOGUE, INDICATOR_CODES, TOTALS, { sight: "none" });
    for (const code of INDICATOR_CODES) expect(of(code, "none")).toEqual(together.get(code));
  });

  test.for([
    { scopes: [], sight: "none" },
    { scopes: ["sensitive:read"], sight: "none" },
    { scopes: ["participations:read"], sight: "not-sensitive" },
    { scopes: ["participations:read", "sensitive:read"], sight: "all" },
  ])("sees $sight with $scopes", ({ scopes, sight }) => {
    expect(sightOf(CATALOGUE, { scopes })).toBe(sight);
  });
});

test("a figure is hidden beside which two small ones of different divisions would follow from their sum", () => {
  const totals = new Map([
    ["TOTAL", 60],
    ["COMPLETE", 59],
    ["INCOMPLETE", 1],
    ["CO01", 58],
    ["CO03", 1],
  ]);
  const figures = publishFigures(CATALOGUE, ["TOTAL", "COMPLETE", "INCOMPLETE", "CO01", "CO03"], totals, {
    sight: "none",
  });
  expect([...figures].filter(([, { value }]) => value.kind === "exact").map(([code]) => code)).toEqual(["TOTAL"]);
});

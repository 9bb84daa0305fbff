import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { MUNICIPALITY_SEATS } from "./coordinates.ts";
import { distanceKm, isMunicipality, MUNICIPALITY_CODES } from "./distance.ts";

const code = fc.constantFrom(...MUNICIPALITY_CODES);
const km = (from: string, to: string): number => distanceKm(from, to) as number;

describe("distances between municipalities", () => {
  test("know all 98, each on Danish ground", () => {
    expect(MUNICIPALITY_CODES).toHaveLength(98);
    for (const [north, east] of Object.values(MUNICIPALITY_SEATS)) {
      expect(north).toBeGreaterThan(54.5);
      expect(north).toBeLessThan(57.8);
      expect(east).toBeGreaterThan(8);
      expect(east).toBeLessThan(15.3);
    }
    expect(new Set(Object.values(MUNICIPALITY_SEATS).map(String)).size).toBe(98);
  });

  test.for([
    { from: "0101", to: "0751", about: 157, what: "København and Aarhus" },
    { from: "0461", to: "0101", about: 140, what: "Odense and København" },
    { from: "0400", to: "0101", about: 149, what: "Rønne and København" },
    { from: "0851", to: "0751", about: 101, what: "Aalborg and Aarhus" },
    { from: "0561", to: "0621", about: 64, what: "Esbjerg and Kolding" },
    { from: "0101", to: "0265", about: 31, what: "København and Roskilde" },
    { from: "0860", to: "0376", about: 320, what: "Hjørring and Nykøbing Falster" },
  ])("are about $about km between $what", ({ from, to, about }) => {
    expect(Math.abs(km(from, to) - about)).toBeLessThanOrEqual(4);
  });

  test("are none to an unknown place", () => {
    for (const unknown of ["0411", "101", "", "9999"]) {
      expect(isMunicipality(unknown)).toBe(false);
      expect(distanceKm("0101", unknown)).toBeNull();
      expect(distanceKm(unknown, "0101")).toBeNull();
    }
  });

  test("are symmetric, zero only to the same place, and never longer straight than over a third one", () => {
    fc.assert(
      fc.property(code, code, code, (a, b, c) => {
        expect(km(a, b)).toBe(km(b, a));
        expect(km(a, b) === 0).toBe(a === b);
        expect(km(a, c)).toBeLessThanOrEqual(km(a, b) + km(b, c));
      }),
    );
  });
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { AREAS, geographyWarnings, groupsOf } from "./programme-geography.ts";

const codes = (areas: Parameters<typeof geographyWarnings>[0]) => geographyWarnings(areas).map(({ code }) => code);

describe("geographyWarnings", () => {
  test.for([
    { case: "none stated", areas: null, warned: ["AREAS_NOT_STATED"] },
    { case: "one area", areas: ["NORDJYLLAND"], warned: ["AREAS_INCOMPLETE"] },
    { case: "half a region", areas: ["FYN"], warned: ["AREAS_INCOMPLETE", "AREAS_NOT_REGIONS"] },
    { case: "the whole country", areas: AREAS, warned: ["AREAS_OVERLAP", "AREAS_NOT_REGIONS"] },
  ] as const)("says of $case: $warned", ({ areas, warned }) => {
    expect(codes(areas)).toEqual(warned);
  });

  test("names Sjælland and Bornholm as missing from Rummelig Genstart", () => {
    const stated = ["NORDJYLLAND", "MIDTJYLLAND", "SYDJYLLAND", "FYN", "HOVEDSTADEN"] as const;
    const missing = geographyWarnings(stated).find(({ code }) => code === "AREAS_INCOMPLETE");
    expect(missing?.areas).toEqual(["SJAELLAND", "BORNHOLM"]);
  });
});

test("groupsOf counts every programme and every øre once, in whatever order labels stand", () => {
  const amount = fc.record({
    areas: fc.shuffledSubarray([...AREAS]),
    minor: fc.option(fc.bigInt({ min: 0n, max: 10n ** 12n })),
  });
  fc.assert(
    fc.property(fc.array(amount), (amounts) => {
      const groups = groupsOf(amounts);
      const stated = amounts.filter(({ minor }) => minor !== null);
      expect(groups.reduce((sum, { minor }) => sum + minor, 0n)).toBe(
        stated.reduce((sum, { minor }) => sum + (minor ?? 0n), 0n),
      );
      expect(groups.reduce((sum, { programmes }) => sum + programmes, 0)).toBe(stated.length);
      expect(new Set(groups.map(({ areas }) => areas.join())).size).toBe(groups.length);
    }),
  );
});

import { describe, expect, test } from "vitest";
import { InputError } from "./input-error.ts";
import { type CreateOptions, inputOf, isSlug, made, rowOf, warningsOf } from "./token-words.ts";

const NOW = new Date("2026-11-22T12:00:00.000Z");
const OPTIONS: CreateOptions = {
  ...{ label: "Region Midtjylland", scope: ["indicators:read"], programme: [], municipality: [], region: [] },
  ...{ organisation: [], course: [], grant: [], expires: "90d" },
};
const limits = (changes: Partial<CreateOptions>) => inputOf({ ...OPTIONS, ...changes }, NOW).limits;

describe("inputOf", () => {
  test("makes nothing of what is left out, and everything of all", () => {
    expect(inputOf({ ...OPTIONS, programme: ["all"], region: ["1082"] }, NOW)).toEqual({
      ...{ label: "Region Midtjylland", scopes: ["indicators:read"], purpose: null, organisationId: null },
      ...{ documentsOnly: true, fixedPeriodsOnly: true, expiresAt: "2027-02-20T12:00:00.000Z" },
      limits: {
        ...{ programmes: null, municipalities: [], regions: ["1082"] },
        ...{ organisations: [], courses: [], grants: [] },
      },
    });
  });

  test.for<[Partial<CreateOptions>, readonly string[] | null, readonly string[] | null]>([
    [{ municipality: ["all"] }, null, null],
    [{ region: ["all"] }, null, null],
    [{ municipality: ["all"], region: ["all"] }, null, null],
    [{ municipality: ["0751"] }, ["0751"], []],
    [{ municipality: ["all"], region: ["1082"] }, null, ["1082"]],
    [{}, [], []],
  ])("of the places %o", ([changes, municipalities, regions]) => {
    expect(limits(changes)).toMatchObject({ municipalities, regions });
  });

  test.for([
    ["90d", "2027-02-20T12:00:00.000Z"],
    ["12h", "2026-11-23T00:00:00.000Z"],
    ["2027-06-30", "2027-06-30T23:59:59.999Z"],
  ] as const)("of the time %s", ([expires, expiresAt]) => {
    expect(inputOf({ ...OPTIONS, expires }, NOW)).toMatchObject({ expiresAt });
  });

  test.for(["", "soon", "90", "-1d", "2027-13-01", "2027-6-1", "1.5d"])("refuses the time %j", (expires) => {
    expect(() => inputOf({ ...OPTIONS, expires }, NOW)).toThrow(InputError);
  });

  test.for<[Partial<CreateOptions>, boolean, boolean]>([
    [{}, true, true],
    [{ documentsOnly: true, fixedPeriods: true }, true, true],
    [{ documentsOnly: false }, false, true],
    [{ fixedPeriods: false }, true, false],
  ])("is free in what it asks only where that is said: %o", ([options, documentsOnly, fixedPeriodsOnly]) => {
    expect(inputOf({ ...OPTIONS, ...options }, NOW)).toMatchObject({ documentsOnly, fixedPeriodsOnly });
  });

  test("refuses all beside a name", () => {
    expect(() => limits({ programme: ["all", "x"] })).toThrow(InputError);
  });
});

test("isSlug tells a name from an id and from all", () => {
  expect(["rummelig-genstart", "all", "0190a000-0000-7000-8000-000000000101"].map(isSlug)).toEqual([
    true,
    false,
    false,
  ]);
});

describe("a token in words", () => {
  const token = {
    ...{ id: "1", label: "Aarhus", scopes: ["programmes:read"], documentsOnly: true, fixedPeriodsOnly: false },
    ...{ state: "ACTIVE", expiresAt: "2027-02-20T12:00:00.000Z", lastUsedAt: null, revokedAt: null },
    limits: { programmes: null, municipalities: ["0751"], regions: [], organisations: [] },
  };
  test("shows the secret first and what it sees", () => {
    const text = made({ ...token, token: "igt_test_x" });
    expect(text.split("\n")[0]).toBe("igt_test_x");
    expect(text).toContain("programmes all; municipalities 0751; regions none");
  });
  test("stands on a line without the secret", () => {
    expect(rowOf(token)).toBe("1  ACTIVE   until 2027-02-20  never used             Aarhus  (programmes:read)");
  });
  test("warns of what sees nothing", () => {
    expect(warningsOf(token)).toEqual([]);
    expect(warningsOf({ scopes: [], limits: { programmes: [], municipalities: [], regions: [] } })).toHaveLength(3);
  });
});

import { type Limits, NOTHING, UNLIMITED, type Viewer } from "@inclusion/kernel";
import { viewerWith, viewerWithin } from "@inclusion/kernel/testing";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type GivenToken, issueToken, type Known, type Maker, type NewToken, stateOf } from "./access-token.ts";
import { nearestName } from "./nearest-name.ts";

const NOW = new Date("2026-11-22T12:00:00.000Z");
const inDays = (days: number, ms = 0): Date => new Date(NOW.getTime() + days * 86_400_000 + ms);
const idOf = (digit: number): string => `00000000-0000-7000-8000-00000000000${digit}`;

const SCOPES = ["indicators:read", "programmes:read", "participations:read", "tokens:write", "finance:read"];
const REGION_OF: Readonly<Record<string, string>> = { "0101": "1084", "0751": "1082", "0461": "1083" };
const KNOWN: Known = {
  now: NOW,
  scopes: new Set(SCOPES),
  programmes: new Set([idOf(1), idOf(2)]),
  organisations: new Set([idOf(1), idOf(2)]),
  municipalities: new Set(Object.keys(REGION_OF)),
  regions: new Set(Object.values(REGION_OF)),
};

const OPERATOR: Maker = { viewer: viewerWith("tokens:admin"), expiresAt: null, generation: 0 };
const PARTNER_LIMITS: Limits = { ...NOTHING, programmes: [idOf(1)], regions: ["1082"], grants: null };
const PARTNER: Maker = {
  viewer: {
    ...viewerWithin(PARTNER_LIMITS, "tokens:write", "indicators:read"),
    ...{ documentsOnly: true, fixedPeriodsOnly: true },
  },
  expiresAt: inDays(30),
  generation: 1,
};
const GIVEN: GivenToken = {
  ...{ label: "Region Midtjylland", scopes: ["indicators:read"], expiresAt: inDays(30) },
  limits: { programmes: [idOf(1)], regions: ["1082"] },
};

const codes = (maker: Maker, changes: Partial<GivenToken>): readonly string[] => {
  const decided = issueToken({ ...GIVEN, ...changes }, maker, KNOWN);
  return decided.ok ? [] : decided.refusals.map(({ code }) => code);
};

describe("what an operator may give", () => {
  test.for<[string, Partial<GivenToken>, readonly string[]]>([
    ["what is asked for", {}, []],
    ["no scope", { scopes: [] }, []],
    ["every scope there is", { scopes: SCOPES }, []],
    ["a scope twice", { scopes: ["indicators:read", "indicators:read"] }, []],
    ["a scope that is none", { scopes: ["indicator:read"] }, ["SCOPE_UNKNOWN"]],
    ["a scope of everything", { scopes: ["*"] }, ["SCOPE_UNKNOWN"]],
    ["two scopes in one", { scopes: ["indicators:read programmes:read"] }, ["SCOPE_UNKNOWN"]],
    ["a scope of our processes", { scopes: ["system"] }, ["SCOPE_RESERVED"]],
    ["its own", { scopes: ["tokens:admin"] }, ["SCOPE_RESERVED"]],
    ["what every token has", { scopes: ["public", "signed-in"] }, ["SCOPE_RESERVED", "SCOPE_RESERVED"]],
    ["everything on purpose", { limits: UNLIMITED }, []],
    [
      "all municipalities and some regions",
      { limits: { municipalities: null, regions: ["1082"] } },
      ["PLACES_HALF_OPEN"],
    ],
    ["all regions and no municipality said", { limits: { regions: null } }, ["PLACES_HALF_OPEN"]],
    ["an id that is none", { limits: { grants: ["g1"] } }, ["LIMIT_SHAPE"]],
    ["an id in capitals", { limits: { courses: [idOf(1).replace("7000", "7A00")] } }, ["LIMIT_SHAPE"]],
    ["a place that is none", { limits: { municipalities: ["751"] } }, ["LIMIT_SHAPE"]],
    ["a place that is not there", { limits: { municipalities: ["9999"] } }, ["LIMIT_UNKNOWN"]],
    ["a programme that is not there", { limits: { programmes: [idOf(3)] } }, ["LIMIT_UNKNOWN"]],
    ["a grant, which others keep", { limits: { grants: [idOf(3)] } }, []],
    [
      "more ids than there is room for",
      {
        limits: {
          grants: Array.from({ length: 1_001 }, (_, at) => `${idOf(1).slice(0, -4)}${String(at).padStart(4, "0")}`),
        },
      },
      ["LIMIT_SHAPE"],
    ],
    ["the longest time", { expiresAt: inDays(366) }, []],
    ["a moment more", { expiresAt: inDays(366, 1) }, ["EXPIRY_TOO_LATE"]],
    ["an end that is now", { expiresAt: NOW }, ["EXPIRY_TOO_EARLY"]],
    ["the shortest time", { expiresAt: inDays(0, 1) }, []],
    ["no label", { label: "  " }, ["TEXT_MISSING"]],
    ["a long label", { label: "x".repeat(101) }, ["TEXT_TOO_LONG"]],
    ["a person's number", { purpose: "for 640580-1234" }, ["CPR_IN_TEXT"]],
    ["freedoms", { documentsOnly: false, fixedPeriodsOnly: false }, []],
  ])("%s", ([, changes, expected]) => {
    expect(codes(OPERATOR, changes)).toEqual(expected);
  });
});

describe("what a partner's administrator may give", () => {
  test.for<[string, Partial<GivenToken>, readonly string[]]>([
    ["what it has itself", {}, []],
    ["less", { scopes: [], limits: {} }, []],
    ["its own scope to give", { scopes: ["tokens:write"] }, []],
    ["a scope it has not", { scopes: ["finance:read"] }, ["SCOPE_WIDER"]],
    ["a scope nobody knows", { scopes: ["nothing:here"] }, ["SCOPE_UNKNOWN", "SCOPE_WIDER"]],
    ["an operator's scope", { scopes: ["tokens:admin"] }, ["SCOPE_RESERVED"]],
    ["everything where it has everything", { limits: { grants: null } }, []],
    ["some of everything", { limits: { grants: [idOf(7)] } }, []],
    ["everything where it has some", { limits: { programmes: null } }, ["LIMIT_WIDER"]],
    ["something where it has nothing", { limits: { organisations: [idOf(1)] } }, ["LIMIT_WIDER"]],
    ["something else than it has", { limits: { programmes: [idOf(1), idOf(2)] } }, ["LIMIT_WIDER"]],
    ["a municipality of its region", { limits: { municipalities: ["0751"] } }, ["LIMIT_WIDER"]],
    ["all places", { limits: { municipalities: null, regions: null } }, ["LIMIT_WIDER", "LIMIT_WIDER"]],
    ["documents that are not registered", { documentsOnly: false }, ["FREEDOM_WIDER"]],
    ["days of choice", { fixedPeriodsOnly: false }, ["FREEDOM_WIDER"]],
    ["its own end", { expiresAt: inDays(30) }, []],
    ["a moment more", { expiresAt: inDays(30, 1) }, ["EXPIRY_TOO_LATE"]],
    ["more than anybody", { expiresAt: inDays(367) }, ["EXPIRY_TOO_LATE", "EXPIRY_TOO_LATE"]],
  ])("%s", ([, changes, expected]) => {
    expect(codes(PARTNER, changes)).toEqual(expected);
  });

  test("is told nothing of what is there outside of its limits", () => {
    const ofUnknown = issueToken({ ...GIVEN, limits: { programmes: [idOf(3)] } }, PARTNER, KNOWN);
    const ofKnown = issueToken({ ...GIVEN, limits: { programmes: [idOf(2)] } }, PARTNER, KNOWN);
    const asText = (decided: unknown): string => JSON.stringify(decided).replaceAll(idOf(3), idOf(2));
    expect(asText(ofUnknown)).toBe(asText(ofKnown));
  });

  test.for([
    [4, []],
    [5, ["TOKEN_LINE_TOO_LONG"]],
  ] as const)("as the last of a line of %d", ([generation, expected]) => {
    expect(codes({ ...PARTNER, generation }, {})).toEqual(expected);
  });

  test("does not get around its places by one of them that is left open", () => {
    const viewer = viewerWithin({ municipalities: null, regions: ["1082"] }, "tokens:write");
    const maker = { ...PARTNER, viewer };
    expect(codes(maker, { scopes: [], limits: { municipalities: ["0101"] } })).toEqual(["LIMIT_WIDER"]);
  });
});

/** A row that may concern every limit; the place is a municipality. */
type Row = Readonly<{ programme: string; place: string; organisation: string; course: string; grant: string }>;

const sees = ({ limits }: Readonly<{ limits: Limits }>, row: Row): boolean => {
  const { programmes, municipalities, regions, organisations, courses, grants } = limits;
  const isIn = (limit: readonly string[] | null, id: string): boolean => limit === null || limit.includes(id);
  const all = municipalities === null && regions === null;
  const place = (municipalities ?? []).includes(row.place) || (regions ?? []).includes(REGION_OF[row.place] ?? "");
  return (
    (all || place) &&
    isIn(programmes, row.programme) &&
    isIn(organisations, row.organisation) &&
    isIn(courses, row.course) &&
    isIn(grants, row.grant)
  );
};

const ids = fc.constantFrom(idOf(1), idOf(2));
const limitOf = <Id>(one: fc.Arbitrary<Id>) => fc.option(fc.uniqueArray(one, { maxLength: 2 }), { nil: null });
const limits: fc.Arbitrary<Limits> = fc.record({
  programmes: limitOf(ids),
  municipalities: limitOf(fc.constantFrom(...Object.keys(REGION_OF))),
  regions: limitOf(fc.constantFrom(...Object.values(REGION_OF))),
  organisations: limitOf(ids),
  courses: limitOf(ids),
  grants: limitOf(ids),
});
const scopes = fc.subarray(SCOPES);
const freedoms = { documentsOnly: fc.boolean(), fixedPeriodsOnly: fc.boolean() };
const viewers: fc.Arbitrary<Viewer> = fc
  .record({ limits, scopes, ...freedoms })
  .map((given) => ({ ...viewerWith(), ...given, scopes: ["public", "signed-in", ...given.scopes] }));
const rows: readonly Row[] = [idOf(1), idOf(2)].flatMap((programme) =>
  Object.keys(REGION_OF).flatMap((place) =>
    [idOf(1), idOf(2)].flatMap((organisation) =>
      [idOf(1), idOf(2)].flatMap((course) =>
        [idOf(1), idOf(2)].map((grant) => ({ programme, place, organisation, course, grant })),
      ),
    ),
  ),
);

/** The same wish with a part of it taken from what the maker has, so that some wishes are granted. */
function nearTo(viewer: Viewer, wish: Partial<Limits>, keep: readonly boolean[]): Limits {
  const names = Object.keys(viewer.limits) as (keyof Limits)[];
  const near = names.map((name, at) => [name, keep[at] ? viewer.limits[name] : (wish[name] ?? [])]);
  return Object.fromEntries(near) as Limits;
}

describe("a token made from another", () => {
  test("sees, asks and lasts at most as the one that it was made from", () => {
    let granted = 0;
    const keep = fc.array(fc.boolean(), { minLength: 6, maxLength: 6 });
    const wish = fc.record({ limits, scopes, keep, ...freedoms, days: fc.integer({ min: 1, max: 366 }) });
    fc.assert(
      fc.property(viewers, wish, fc.integer({ min: 1, max: 366 }), (viewer, asked, days) => {
        const maker: Maker = { viewer, expiresAt: inDays(days), generation: 1 };
        const isModest = asked.keep[0] === true;
        const given: GivenToken = {
          ...{ label: "x", limits: nearTo(viewer, asked.limits, asked.keep), expiresAt: inDays(asked.days) },
          scopes: isModest ? asked.scopes.filter((scope) => viewer.scopes.includes(scope)) : asked.scopes,
          documentsOnly: asked.documentsOnly || isModest,
          fixedPeriodsOnly: asked.fixedPeriodsOnly || isModest,
        };
        const decided = issueToken(given, maker, KNOWN);
        if (!decided.ok) return;
        granted += 1;
        const child: NewToken = decided.value;
        for (const row of rows) expect(sees(child, row) && !sees(viewer, row)).toBe(false);
        for (const scope of child.scopes) expect(viewer.scopes).toContain(scope);
        expect(!child.documentsOnly && viewer.documentsOnly).toBe(false);
        expect(!child.fixedPeriodsOnly && viewer.fixedPeriodsOnly).toBe(false);
        expect(new Date(child.expiresAt) <= inDays(days)).toBe(true);
      }),
      { numRuns: 3_000 },
    );
    expect(granted).toBeGreaterThan(30);
  });
});

test.for([
  ["2026-11-22T12:00:00.001Z", null, "ACTIVE"],
  ["2026-11-22T12:00:00.000Z", null, "EXPIRED"],
  ["2026-11-22T12:00:00.001Z", "2026-11-22T11:00:00.000Z", "REVOKED"],
] as const)("a token that ends at %s and was revoked at %s is %s", ([expiresAt, revokedAt, state]) => {
  expect(stateOf({ expiresAt, revokedAt }, NOW)).toBe(state);
});

test.for([
  ["indicator:read", "indicators:read"],
  ["Indicators:Read", "indicators:read"],
  ["finance:raed", "finance:read"],
  ["something:else", null],
  ["", null],
  ["x".repeat(10_000), null],
] as const)("the name nearest to %s is %s", ([text, near]) => {
  expect(nearestName(text, SCOPES)).toBe(near);
});

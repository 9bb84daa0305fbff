import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  ANYONE,
  allows,
  holdsScope,
  type Limit,
  type Limits,
  NOTHING,
  narrower,
  systemViewer,
  UNLIMITED,
  type Viewer,
  viewerKey,
} from "./access.ts";

const ids = fc.constantFrom("a", "b", "c", "d");
const limit: fc.Arbitrary<Limit> = fc.option(fc.array(ids, { maxLength: 4 }));
const limits: fc.Arbitrary<Limits> = fc.record({
  programmes: limit,
  municipalities: limit,
  regions: limit,
  organisations: limit,
  courses: limit,
  grants: limit,
});
const policy = fc.array(fc.array(ids, { maxLength: 3 }), { maxLength: 3 });

function viewer(change: Partial<Viewer>): Viewer {
  return { ...ANYONE, subject: "s", name: "S", documentsOnly: false, ...change };
}

describe("holdsScope", () => {
  it.each<[string, string[], string[][], boolean]>([
    ["holds one scope", ["a"], [["a"]], true],
    ["misses one scope", ["b"], [["a"]], false],
    ["needs all of a list", ["a"], [["a", "b"]], false],
    ["holds all of a list", ["b", "a", "c"], [["a", "b"]], true],
    ["needs one of the lists", ["c"], [["a", "b"], ["c"]], true],
    ["never holds no list at all", ["a"], [], false],
    ["always holds an empty list", [], [[]], true],
    ["tells case apart", ["A"], [["a"]], false],
    ["does not take a part of a scope", ["ab"], [["a"]], false],
  ])("%s", (_, scopes, anyOf, holds) => {
    expect(holdsScope(viewer({ scopes }), anyOf)).toBe(holds);
  });

  it("loses nothing by one more scope", () => {
    fc.assert(
      fc.property(fc.array(ids), ids, policy, (scopes, more, anyOf) => {
        return !holdsScope(viewer({ scopes }), anyOf) || holdsScope(viewer({ scopes: [...scopes, more] }), anyOf);
      }),
    );
  });
});

describe("allows", () => {
  it.each<[string, Limit, string | null, boolean]>([
    ["lets the unlimited see a row", null, "a", true],
    ["lets the unlimited see a row without an id", null, null, true],
    ["shows a listed row", ["a", "b"], "b", true],
    ["hides another row", ["a"], "b", false],
    ["hides a row without an id from the limited", ["a"], null, false],
    ["shows nothing to an empty limit", [], "a", false],
    ["shows not even a row without an id to an empty limit", [], null, false],
  ])("%s", (_, list, id, sees) => {
    expect(allows(list, id)).toBe(sees);
  });
});

describe("narrower", () => {
  it("allows exactly what both allow", () => {
    fc.assert(
      fc.property(limits, limits, fc.option(ids), (a, b, id) => {
        const both = narrower(a, b);
        for (const name of Object.keys(UNLIMITED) as (keyof Limits)[]) {
          expect(allows(both[name], id)).toBe(allows(a[name], id) && allows(b[name], id));
        }
      }),
    );
  });

  it("leaves limits as they are beside none, and nothing beside nothing", () => {
    fc.assert(
      fc.property(limits, (some) => {
        expect(narrower(some, UNLIMITED)).toEqual(some);
        expect(narrower(UNLIMITED, some)).toEqual(some);
        expect(narrower(NOTHING, some)).toEqual(NOTHING);
      }),
    );
  });
});

describe("the viewers of our own", () => {
  it("shows the caller without a token no row", () => {
    expect(ANYONE.scopes).toEqual(["public"]);
    expect(Object.values(ANYONE.limits)).toEqual([[], [], [], [], [], []]);
  });

  it("lets a job of ours see every row and name itself", () => {
    const job = systemViewer("fact-reader");
    expect(Object.values(job.limits)).toEqual([null, null, null, null, null, null]);
    expect(job).toMatchObject({ subject: "system:fact-reader", name: "fact-reader", scopes: ["system"] });
    expect(holdsScope(job, [["public"]])).toBe(false);
  });
});

describe("viewerKey", () => {
  const base = viewer({ roles: ["r", "q"], scopes: ["x", "y"], limits: { ...NOTHING, regions: ["1", "2"] } });

  it.each<[string, Partial<Viewer>]>([
    ["order of roles", { roles: ["q", "r"] }],
    ["order of scopes", { scopes: ["y", "x"] }],
    ["a repeated scope", { scopes: ["x", "y", "x"] }],
    ["order within a limit", { limits: { ...base.limits, regions: ["2", "1"] } }],
    ["order of the limits", { limits: Object.fromEntries(Object.entries(base.limits).reverse()) as Limits }],
    ["the name", { name: "Somebody else" }],
    ["the expiry", { expiresAt: "2026-01-01T00:00:00Z" }],
  ])("does not mind %s", (_, change) => {
    expect(viewerKey({ ...base, ...change })).toBe(viewerKey(base));
  });

  it.each<[string, Partial<Viewer>]>([
    ["the subject", { subject: "t" }],
    ["a role", { roles: ["r"] }],
    ["a scope", { scopes: ["x", "y", "z"] }],
    ["a limit", { limits: { ...base.limits, regions: ["1"] } }],
    ["no limit instead of an empty one", { limits: { ...base.limits, courses: null } }],
    ["the same ids in another limit", { limits: { ...NOTHING, grants: ["1", "2"] } }],
    ["two ids that look like one", { limits: { ...base.limits, regions: ["1,2"] } }],
    ["stored operations only", { documentsOnly: true }],
    ["free periods", { fixedPeriodsOnly: false }],
  ])("minds %s", (_, change) => {
    expect(viewerKey({ ...base, ...change })).not.toBe(viewerKey(base));
  });
});

import { describe, expect, test } from "vitest";
import { conditions, filterKey } from "./conditions.ts";

describe("conditions", () => {
  test("add up with their parameters, and leave out what is not asked", () => {
    const where = conditions("programme");
    where.when("0751", (at) => `place = ${at}`);
    where.when(null, (at) => `never = ${at}`);
    where.whether(false, "open");
    where.whether(undefined, "never");
    expect(where.sql()).toBe("place = $2 AND NOT (open)");
    expect(where.parameters).toEqual(["programme", "0751"]);
  });

  test("hold for everything when nothing is asked, and for nothing when an id is none", () => {
    expect(conditions().sql()).toBe("true");
    const where = conditions();
    where.whenId("'; DROP TABLE x", (at) => `id = ${at}`);
    expect(where.sql()).toBe("false");
    expect(where.parameters).toEqual([]);
  });
});

describe("filterKey", () => {
  test.for([
    { case: "the order of the parts", a: { x: 1, y: "a" }, b: { y: "a", x: 1 }, same: true },
    { case: "what is null or left out", a: { x: null }, b: {}, same: true },
    { case: "the order of a list", a: { x: ["b", "a"] }, b: { x: ["a", "b"] }, same: true },
    { case: "another value", a: { x: "a" }, b: { x: "b" }, same: false },
    { case: "a number and its text", a: { x: 1 }, b: { x: "1" }, same: false },
    { case: "a value under another part", a: { x: { y: true } }, b: { y: { x: true } }, same: false },
    { case: "none and an empty one", a: null, b: undefined, same: true },
  ])("minds $case as it should", ({ a, b, same }) => {
    expect(filterKey(a) === filterKey(b)).toBe(same);
  });
});

import { describe, expect, test } from "vitest";
import { localDate } from "../pure/index.ts";
import { viewerWith } from "../testing/test-viewer.ts";
import { clocksOf } from "./measure-ledger.ts";

const now = new Date("2026-03-15T10:00:00Z");
const free = { viewer: viewerWith(), today: localDate("2026-03-15"), now };
const fixed = { ...free, viewer: { ...viewerWith(), fixedPeriodsOnly: true } };

describe("clocksOf", () => {
  test.for([
    { case: "today and now when nothing is asked", by: free, asOf: null, found: "2026-03-15" },
    { case: "any day for a free viewer", by: free, asOf: "2020-02-11", found: "2020-02-11" },
    { case: "the last whole month for a viewer of fixed periods", by: fixed, asOf: null, found: "2026-02-28" },
    { case: "a month's last day for a viewer of fixed periods", by: fixed, asOf: "2020-02-29", found: "2020-02-29" },
  ])("gives $case", ({ by, asOf, found }) => {
    expect(clocksOf(by, { asOf: asOf === null ? null : localDate(asOf) })).toEqual({ asOf: found, knownAt: now });
  });

  test.for(["2020-02-28", "2020-03-01", "2026-03-15"])("refuses %s to a viewer of fixed periods", (day) => {
    expect(() => clocksOf(fixed, { asOf: localDate(day) })).toThrow("whole months");
  });
});

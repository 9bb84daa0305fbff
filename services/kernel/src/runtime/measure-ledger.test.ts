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
    expect(clocksOf(by, { asOf: asOf === null ? null : localDate(asOf) }).asOf).toBe(found);
  });

  test.for(["2020-02-28", "2020-03-01", "2026-03-15"])("refuses %s to a viewer of fixed periods", (day) => {
    expect(() => clocksOf(fixed, { asOf: localDate(day) })).toThrow("whole months");
  });

  test.for([
    { case: "now", by: free, asked: null, found: "2026-03-15T10:00:00.000Z" },
    { case: "any instant", by: free, asked: "2024-05-06T07:08:09.010Z", found: "2024-05-06T07:08:09.010Z" },
    { case: "the end of the last month", by: fixed, asked: null, found: "2026-03-01T00:00:00.000Z" },
    { case: "a month's end", by: fixed, asked: "2024-01-01T00:00:00.000Z", found: "2024-01-01T00:00:00.000Z" },
    { case: "the same", by: fixed, asked: "2023-12-31T23:59:59.999Z", found: "2024-01-01T00:00:00.000Z" },
    { case: "the same", by: fixed, asked: "2023-12-31T23:59:59.000Z", found: "2024-01-01T00:00:00.000Z" },
  ])("is known at $case for $asked", ({ by, asked, found }) => {
    const knownAt = asked === null ? null : new Date(asked);
    expect(clocksOf(by, { knownAt }).knownAt.toISOString()).toBe(found);
  });

  test.for([
    ...["2024-01-01T00:00:00.001Z", "2024-01-15T00:00:00.000Z", "2023-12-31T23:59:58.999Z", "2026-03-15T10:00:00.000Z"],
  ])("refuses to say to a viewer of fixed periods what was known at %s", (instant) => {
    expect(() => clocksOf(fixed, { knownAt: new Date(instant) })).toThrow("2026-03-01T00:00:00.000Z");
  });

  test("tells a viewer of fixed periods nothing that two instants of a month could be subtracted for", () => {
    const answers = new Set<number>();
    for (let ms = Date.parse("2023-12-31T23:00:00Z"); ms <= Date.parse("2024-01-01T01:00:00Z"); ms += 250) {
      try {
        answers.add(clocksOf(fixed, { knownAt: new Date(ms) }).knownAt.getTime());
      } catch {
        // Refused, and so nothing is told.
      }
    }
    expect([...answers]).toEqual([Date.parse("2024-01-01T00:00:00Z")]);
  });
});

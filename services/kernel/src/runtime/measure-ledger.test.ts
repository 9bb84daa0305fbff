import { describe, expect, test } from "vitest";
import { localDate } from "../pure/index.ts";
import { viewerWith } from "../testing/test-viewer.ts";
import { clocksOf } from "./measure-ledger.ts";

const now = new Date("2026-03-15T10:00:00Z");
const free = { viewer: viewerWith("x:read"), today: localDate("2026-03-15"), now, rowScope: "x:read" };
const fixed = { ...free, viewer: { ...free.viewer, fixedPeriodsOnly: true } };
const rowless = { ...free, viewer: viewerWith("y:read") };

describe("clocksOf", () => {
  test.for([
    { case: "today and now when nothing is asked", by: free, asOf: null, found: "2026-03-15" },
    { case: "any day for a free viewer", by: free, asOf: "2020-02-11", found: "2020-02-11" },
    { case: "the last whole month for a viewer of fixed periods", by: fixed, asOf: null, found: "2026-02-28" },
    { case: "a month's last day for a viewer of fixed periods", by: fixed, asOf: "2020-02-29", found: "2020-02-29" },
    { case: "the last whole quarter for whoever sees no rows", by: rowless, asOf: null, found: "2025-12-31" },
    { case: "a quarter's last day for whoever sees no rows", by: rowless, asOf: "2020-09-30", found: "2020-09-30" },
  ])("gives $case", ({ by, asOf, found }) => {
    expect(clocksOf(by, { asOf: asOf === null ? null : localDate(asOf) }).asOf).toBe(found);
  });

  test.for(["2020-02-28", "2020-03-01", "2026-03-15"])("refuses %s to a viewer of fixed periods", (day) => {
    expect(() => clocksOf(fixed, { asOf: localDate(day) })).toThrow("whole months");
  });

  test.for(["2020-02-29", "2020-03-30", "2020-04-01", "2026-03-15"])("refuses %s to whoever sees no rows", (day) => {
    expect(() => clocksOf(rowless, { asOf: localDate(day) })).toThrow("whole quarters");
  });

  test("asks for another scope where other rows are counted, and for none where no rows are", () => {
    const day = { asOf: localDate("2026-03-15") };
    expect(clocksOf(rowless, day, "y:read").asOf).toBe(day.asOf);
    expect(clocksOf(rowless, day, null).asOf).toBe(day.asOf);
    expect(() => clocksOf(free, day, "y:read")).toThrow("whole quarters");
  });

  test("gives nobody a free day where no scope shows rows", () => {
    expect(() => clocksOf({ ...free, rowScope: null }, { asOf: localDate("2026-03-15") })).toThrow("whole quarters");
  });

  test.for([
    { case: "now", by: free, asked: null, found: "2026-03-15T10:00:00.000Z" },
    { case: "any instant", by: free, asked: "2024-05-06T07:08:09.010Z", found: "2024-05-06T07:08:09.010Z" },
    { case: "the end of the last month", by: fixed, asked: null, found: "2026-03-01T00:00:00.000Z" },
    { case: "a month's end", by: fixed, asked: "2024-01-01T00:00:00.000Z", found: "2024-01-01T00:00:00.000Z" },
    { case: "the same", by: fixed, asked: "2023-12-31T23:59:59.999Z", found: "2024-01-01T00:00:00.000Z" },
    { case: "the same", by: fixed, asked: "2023-12-31T23:59:59.000Z", found: "2024-01-01T00:00:00.000Z" },
    { case: "the end of the last quarter", by: rowless, asked: null, found: "2026-01-01T00:00:00.000Z" },
    { case: "a quarter's end", by: rowless, asked: "2023-09-30T23:59:59.999Z", found: "2023-10-01T00:00:00.000Z" },
  ])("is known at $case for $asked", ({ by, asked, found }) => {
    const knownAt = asked === null ? null : new Date(asked);
    expect(clocksOf(by, { knownAt }).knownAt.toISOString()).toBe(found);
  });

  test.for([
    ...["2024-01-01T00:00:00.001Z", "2024-01-15T00:00:00.000Z", "2023-12-31T23:59:58.999Z", "2026-03-15T10:00:00.000Z"],
  ])("refuses to say to a viewer of fixed periods what was known at %s", (instant) => {
    expect(() => clocksOf(fixed, { knownAt: new Date(instant) })).toThrow("2026-03-01T00:00:00.000Z");
  });

  test.for([
    { by: fixed, asked: "2026-04-01T00:00:00.000Z", last: "2026-03-01" },
    { by: rowless, asked: "2026-04-01T00:00:00.000Z", last: "2026-01-01" },
    { by: rowless, asked: "2026-03-01T00:00:00.000Z", last: "2026-01-01" },
  ])("refuses what is known at $asked, which is not released", ({ by, asked, last }) => {
    expect(() => clocksOf(by, { knownAt: new Date(asked) })).toThrow(`${last}T00:00:00.000Z at the latest`);
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

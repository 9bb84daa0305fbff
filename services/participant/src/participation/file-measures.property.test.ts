import { addMonths, differenceOf, type LocalDate, type MeasureEntry, totalOf } from "@inclusion/kernel";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DEFINITIONS } from "../indicator/definitions.ts";
import { DIVISIONS } from "../indicator/divisions.ts";
import { dayAt, files, fileUntil, LAST_DAY } from "../indicator/files.fixture.ts";
import { fileMeasures } from "./file-measures.ts";

/** Days long after everything, and the days that matter on the way. */
const DAYS: readonly LocalDate[] = [30, 90, 200, 350, 500, LAST_DAY].map(dayAt);
const LATER = addMonths(dayAt(LAST_DAY), 60);

function totalsOn(entries: readonly MeasureEntry[], day: LocalDate): ReadonlyMap<string, number> {
  return new Map(
    [...Map.groupBy(entries, ({ indicator }) => indicator)].map(([code, list]) => [code, totalOf(list, day)]),
  );
}

describe("fileMeasures", () => {
  test("counts a participation once or not at all, on every day", () => {
    fc.assert(
      fc.property(files, (file) => {
        const entries = fileMeasures(file);
        for (const day of [...DAYS, LATER]) {
          for (const [code, total] of totalsOn(entries, day)) {
            if (code === "DAYS_TO_REEMPLOYMENT") expect(total).toBeGreaterThanOrEqual(0);
            else expect([0, 1], `${code} on ${day}`).toContain(total);
          }
        }
      }),
    );
  });

  test("makes the parts of every division sum to no more than the whole, and to it where they are all of it", () => {
    fc.assert(
      fc.property(files, (file) => {
        const entries = fileMeasures(file);
        for (const day of [...DAYS, LATER]) {
          const totals = totalsOn(entries, day);
          const of = (code: string): number => totals.get(code) ?? 0;
          for (const { whole, parts, isComplete } of DIVISIONS) {
            if (whole === "REFERRED") continue; // a referral from before our records may be missing
            const sum = parts.reduce((all, part) => all + of(part), 0);
            if (isComplete) expect(sum, `${whole} on ${day}`).toBe(of(whole));
            else if (!parts.includes("3B.1"))
              expect(sum, `${parts} of ${whole} on ${day}`).toBeLessThanOrEqual(of(whole));
          }
        }
      }),
    );
  });

  test("never counts more in a result than in the outputs that it refers to", () => {
    fc.assert(
      fc.property(files, (file) => {
        const totals = totalsOn(fileMeasures(file), LATER);
        const of = (codes: readonly string[]): number => codes.reduce((sum, code) => sum + (totals.get(code) ?? 0), 0);
        expect(of(["CO01", "CO03", "CO05"])).toBe(of(["COMPLETE"]));
        expect(of(["CO02"])).toBeLessThanOrEqual(of(["CO01"]));
        for (const [code, definition] of Object.entries(DEFINITIONS)) {
          if (code.startsWith("CR")) expect(of([code]), code).toBeLessThanOrEqual(of(definition.of));
        }
        if (of(["INCOMPLETE"]) === 1) {
          const counted = [...totals].filter(([code, total]) => total !== 0 && /^C[OR]\d/.test(code));
          expect(counted).toEqual([]);
        }
      }),
    );
  });

  test("never changes the totals of a day by what happens later", () => {
    fc.assert(
      fc.property(files, fc.nat(LAST_DAY), (file, offset) => {
        const until = dayAt(offset);
        const known = fileMeasures(fileUntil(file, until));
        const all = fileMeasures(file);
        const written = differenceOf(known, all, "later");
        for (const day of DAYS.filter((each) => each <= until)) {
          for (const [code, total] of totalsOn(all, day)) {
            expect(totalsOn(known, day).get(code) ?? 0, `${code} on ${day}`).toBe(total);
          }
        }
        expect(written.filter(({ validOn }) => validOn <= until)).toEqual([]);
      }),
    );
  });

  test("depends on no order of rows, and a second run writes nothing", () => {
    fc.assert(
      fc.property(files, (file) => {
        const turned = Object.fromEntries(
          Object.entries(file).map(([name, list]) => [name, Array.isArray(list) ? list.toReversed() : list]),
        ) as typeof file;
        const entries = fileMeasures(file);
        expect(differenceOf(entries, fileMeasures(turned), "again")).toEqual([]);
      }),
    );
  });
});

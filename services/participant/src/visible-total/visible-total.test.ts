import { UNLIMITED } from "@inclusion/kernel";
import { viewerWith, viewerWithin } from "@inclusion/kernel/testing";
import fc from "fast-check";
import { expect, test } from "vitest";
import { CATALOGUE } from "../indicator/definitions.ts";
import { visibleTotals } from "./visible-total.ts";

const CODES = ["3B.1", "3B.2", "3B.3", "3B.4"];
const places = { ...UNLIMITED, municipalities: [], regions: ["1082"] };
const PARTNER = { ...viewerWithin(places, "indicators:read"), fixedPeriodsOnly: true };
const numbers = (started: number, completed: number) =>
  new Map([
    ["3B.1", started],
    ["3B.2", completed],
  ]);
const shown = (own: number, whole: number, viewer = PARTNER) => {
  const [total] = visibleTotals(CATALOGUE, CODES, { visible: numbers(own, 0), programme: numbers(whole, 0) }, viewer);
  const [visible, programme] = [total?.visible, total?.programme].map((count) =>
    count?.kind === "exact" ? count.count : null,
  );
  return { visible, programme, reasons: total?.reasons };
};

test.for([
  { own: 87, whole: 110, found: { visible: 87, programme: 110, reasons: ["PLACES", "WHOLE_MONTHS"] } },
  {
    own: 106,
    whole: 110,
    found: { visible: 106, programme: null, reasons: ["PLACES", "SMALL_NUMBERS", "WHOLE_MONTHS"] },
  },
  { own: 110, whole: 110, found: { visible: 110, programme: 110, reasons: ["PLACES", "WHOLE_MONTHS"] } },
  {
    own: 3,
    whole: 110,
    found: { visible: null, programme: 110, reasons: ["PLACES", "SMALL_NUMBERS", "WHOLE_MONTHS"] },
  },
])("a partner that counts $own of $whole is told $found", ({ own, whole, found }) => {
  expect(shown(own, whole)).toEqual(found);
});

test("a caseworker of one place sees the own small number and not that of the others", () => {
  const worker = viewerWithin({ ...UNLIMITED, municipalities: ["0751"] }, "participations:read");
  expect(shown(3, 5, worker)).toMatchObject({ visible: 3, programme: null });
  expect(shown(3, 5, viewerWith("participations:read"))).toMatchObject({ visible: 3, programme: 5 });
});

test("no difference of two shown totals is a small number, nor a difference of such differences", () => {
  const few = fc.nat({ max: 14 });
  fc.assert(
    fc.property(few, few, few, few, (own, others, ownDone, othersDone) => {
      const visible = numbers(own, Math.min(own, ownDone));
      const rest = Math.min(others, othersDone);
      const programme = numbers(own + others, Math.min(own, ownDone) + rest);
      const totals = visibleTotals(CATALOGUE, ["3B.1", "3B.2"], { visible, programme }, PARTNER);
      const outside = totals.map((total) =>
        total.visible.kind === "exact" && total.programme.kind === "exact"
          ? total.programme.count - total.visible.count
          : null,
      );
      const [started = null, done = null] = outside;
      const small = (count: number): boolean => count > 0 && count < 5;
      for (const count of outside) expect(small(count ?? 0)).toBe(false);
      if (started !== null && done !== null) expect(small(started - done)).toBe(false);
    }),
    { numRuns: 2_000 },
  );
});

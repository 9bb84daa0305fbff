import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, localDate } from "./local-date.ts";
import { differenceOf, type MeasureEntry, reversalOf, totalOf } from "./measure.ts";

const started: MeasureEntry = {
  indicator: "entered",
  amount: 1,
  programmeId: "p1",
  municipalityCode: "0851",
  subjectId: "s1",
  validOn: localDate("2021-03-15"),
  definitionVersion: 1,
  cause: "fact-1",
  dimensions: { gate: "open", age: null },
  synthetic: true,
};

const day = fc.integer({ min: 0, max: 4 }).map((days) => addDays(localDate("2021-02-27"), days));
const entry: fc.Arbitrary<MeasureEntry> = fc.record({
  indicator: fc.constantFrom("entered", "left"),
  amount: fc.integer({ min: -3, max: 3 }).map((amount) => amount + 0),
  programmeId: fc.constant("p1"),
  municipalityCode: fc.constantFrom("0851", null),
  subjectId: fc.constantFrom("s1", "s2"),
  validOn: day,
  definitionVersion: fc.constantFrom(1, 2),
  cause: fc.constantFrom("c1", "c2"),
  dimensions: fc.constantFrom({}, { gate: null }, { gate: "open", age: "young" }, { age: "young", gate: "open" }),
  synthetic: fc.boolean(),
});
const ledger = fc.array(entry, { maxLength: 12 });

describe("reversalOf", () => {
  it("negates the entry on its own day and names its own cause", () => {
    expect(reversalOf(started, "fact-2")).toEqual({ ...started, amount: -1, cause: "fact-2" });
  });

  it("ends an entry on a later day when one is given", () => {
    const both = [started, reversalOf(started, "fact-2", localDate("2021-04-01"))];
    expect(["2021-03-14", "2021-03-15", "2021-03-31", "2021-04-01"].map((on) => totalOf(both, localDate(on)))).toEqual([
      0, 1, 1, 0,
    ]);
  });

  it("sums to 0 with its entry on every day, and never to minus 0", () => {
    fc.assert(
      fc.property(entry, day, (some, asOf) => {
        const reversal = reversalOf(some, "c");
        expect(totalOf([some, reversal], asOf)).toBe(0);
        expect(Object.is(reversal.amount, -0)).toBe(false);
      }),
    );
  });
});

describe("totalOf", () => {
  it("counts from the valid day on", () => {
    expect(totalOf([started], localDate("2021-03-14"))).toBe(0);
    expect(totalOf([started], localDate("2021-03-15"))).toBe(1);
    expect(totalOf([], localDate("2021-03-15"))).toBe(0);
  });
});

describe("differenceOf", () => {
  it("writes nothing when all is right, whatever the causes and the order of dimensions", () => {
    const same = { ...started, cause: "other", dimensions: { age: null, gate: "open" } };
    expect(differenceOf([started], [same], "c")).toEqual([]);
  });

  it("takes back first and then adds", () => {
    const moved = { ...started, validOn: localDate("2021-03-16"), cause: "fact-2" };
    expect(differenceOf([started], [moved], "fact-2")).toEqual([{ ...started, amount: -1, cause: "fact-2" }, moved]);
  });

  it("does not take back twice", () => {
    expect(differenceOf([started, reversalOf(started, "c")], [], "c")).toEqual([]);
  });

  it("writes again what was taken back", () => {
    const again = { ...started, cause: "fact-3" };
    expect(differenceOf([started, reversalOf(started, "c")], [again], "c")).toEqual([again]);
  });

  it("tells a missing dimension from an unknown one", () => {
    const unknown = { ...started, dimensions: { gate: "open" } };
    expect(differenceOf([started], [unknown], "c")).toHaveLength(2);
  });

  it("makes every total what it is to be, in each part of the ledger", () => {
    fc.assert(
      fc.property(ledger, ledger, day, (before, after, asOf) => {
        const written = [...before, ...differenceOf(before, after, "c")];
        const parts = [(some: MeasureEntry) => some.synthetic, (some: MeasureEntry) => some.dimensions.gate === null];
        expect(totalOf(written, asOf)).toBe(totalOf(after, asOf));
        for (const part of parts) expect(totalOf(written.filter(part), asOf)).toBe(totalOf(after.filter(part), asOf));
      }),
    );
  });

  it("has nothing to write the second time", () => {
    fc.assert(
      fc.property(ledger, ledger, (before, after) => {
        const written = [...before, ...differenceOf(before, after, "c")];
        expect(differenceOf(written, after, "c")).toEqual([]);
      }),
    );
  });

  it("puts every reversal before every addition", () => {
    fc.assert(
      fc.property(ledger, ledger, (before, after) => {
        const additions = differenceOf(before, after, "reversal").map(({ cause }) => cause !== "reversal");
        expect(additions).toEqual([...additions].sort((a, b) => Number(a) - Number(b)));
      }),
    );
  });
});

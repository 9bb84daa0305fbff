import { basisPoints, fraction, localDate, publishTable, suppressTable } from "@inclusion/kernel";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Instrument, instrumentOf, itemsOf } from "./instruments.ts";
import type { Measurement, Scores } from "./measurement.ts";
import { changeBetween, progressOfMany, progressOfOne, publishProgress, type ScorePair } from "./progress.ts";

const BELONGING = instrumentOf("BELONGING", 1) as Instrument;
const STAR = instrumentOf("STAR", 1) as Instrument;
const SERIES = { instrument: "BELONGING", instrumentVersion: 1, rater: "PARTICIPANT" } as const;
const FIRST: Scores = { KNOWS_COLLEAGUES: 3, IS_NEEDED: 2, CAN_ASK: 1 };
const LATEST: Scores = { KNOWS_COLLEAGUES: 4, IS_NEEDED: 2, CAN_ASK: 3 };

function measurement(day: string, scores: Scores, changes: Partial<Measurement> = {}): Measurement {
  const owned = { participationId: "participation", programmeId: "programme", municipalityCode: "0751" };
  return { ...SERIES, ...owned, id: day, measuredOn: localDate(day), scores, ...changes };
}

describe("changeBetween", () => {
  test("gives the changes of the worked example", () => {
    const decided = changeBetween(measurement("2019-03-04", FIRST), measurement("2019-06-04", LATEST));
    const change = decided.ok ? decided.value : null;
    expect(change?.items.map((item) => item.change)).toEqual([1, 0, 2]);
    expect(change?.items.map(({ direction }) => direction)).toEqual(["IMPROVED", "SAME", "IMPROVED"]);
    expect(change?.meanChange).toEqual(fraction(3, 3));
    expect([change?.improvedItems, change?.comparedItems]).toEqual([2, 3]);
    expect(basisPoints(2n, 3n)).toBe(6_667);
  });

  test("leaves out what was not answered both times", () => {
    const first = measurement("2019-03-04", { ...FIRST, IS_NEEDED: null });
    const decided = changeBetween(first, measurement("2019-06-04", { ...LATEST, CAN_ASK: null }));
    expect(decided.ok && decided.value).toMatchObject({ comparedItems: 1, meanChange: fraction(1, 1) });
    expect(decided.ok && decided.value.items[1]).toMatchObject({
      first: null,
      latest: 2,
      change: null,
      direction: null,
    });
  });

  test("has no mean of nothing", () => {
    const decided = changeBetween(measurement("2019-03-04", {}), measurement("2019-06-04", LATEST));
    expect(decided.ok && decided.value).toMatchObject({ comparedItems: 0, meanChange: null });
  });

  test.for<{ what: string; changes: Partial<Measurement> }>([
    { what: "instrument", changes: { instrument: "BIP" } },
    { what: "version", changes: { instrumentVersion: 2 } },
    { what: "rater", changes: { rater: "CASEWORKER" } },
  ])("does not compare with another $what", ({ changes }) => {
    const decided = changeBetween(measurement("2019-03-04", FIRST), measurement("2019-06-04", LATEST, changes));
    expect(!decided.ok && decided.refusals[0].code).toBe("NOT_COMPARABLE");
  });
});

describe("a step", () => {
  test.for([
    { instrument: BELONGING, change: 1, direction: "IMPROVED" },
    { instrument: BELONGING, change: 0, direction: "SAME" },
    { instrument: BELONGING, change: -1, direction: "WORSE" },
    { instrument: STAR, change: 2, direction: "IMPROVED" },
    { instrument: STAR, change: 1, direction: "SAME" },
    { instrument: STAR, change: -1, direction: "SAME" },
    { instrument: STAR, change: -2, direction: "WORSE" },
  ])("of $change in $instrument.code is $direction", ({ instrument, change, direction }) => {
    const [item] = itemsOf(instrument, "PARTICIPANT");
    const code = item?.code ?? "";
    const of = { instrument: instrument.code };
    const decided = changeBetween(
      measurement("2019-03-04", { [code]: 3 }, of),
      measurement("2019-06-04", { [code]: 3 + change }, of),
    );
    expect(decided.ok && decided.value.items[0]?.direction).toBe(direction);
  });
});

describe("progressOfOne", () => {
  const [first, latest] = [measurement("2019-03-04", FIRST), measurement("2019-09-04", LATEST)];
  const between = measurement("2019-06-04", { KNOWS_COLLEAGUES: 1 });

  test("takes the first and the latest, in whatever order they come", () => {
    const progress = progressOfOne([latest, first, between], SERIES);
    expect(progress).toMatchObject({
      status: "COMPARABLE",
      change: { firstOn: "2019-03-04", latestOn: "2019-09-04", meanChange: fraction(3, 3) },
    });
  });

  test.for<{ case: string; measurements: readonly Measurement[]; status: string }>([
    { case: "no measurement", measurements: [], status: "NOT_MEASURED" },
    { case: "one", measurements: [first], status: "MEASURED_ONCE" },
    { case: "one by the other rater", measurements: [{ ...first, rater: "CASEWORKER" }], status: "NOT_MEASURED" },
    { case: "two by two raters", measurements: [first, { ...latest, rater: "CASEWORKER" }], status: "NOT_COMPARABLE" },
    {
      case: "two in two versions",
      measurements: [first, { ...latest, instrumentVersion: 2 }],
      status: "NOT_COMPARABLE",
    },
    {
      case: "one beside another instrument",
      measurements: [first, { ...latest, instrument: "BIP" }],
      status: "MEASURED_ONCE",
    },
  ])("says of $case: $status", ({ measurements, status }) => {
    expect(progressOfOne(measurements, SERIES)).toEqual({ status, change: null });
  });
});

const pair = (first: Scores, latest: Scores): ScorePair => ({ measured: 2, first, latest });
const once: ScorePair = { measured: 1, first: FIRST, latest: FIRST };
const never: ScorePair = { measured: 0, first: null, latest: null };

describe("progressOfMany", () => {
  test("counts each item, and coverage apart", () => {
    const back = pair(LATEST, { ...FIRST, CAN_ASK: null });
    const progress = progressOfMany(BELONGING, "PARTICIPANT", [pair(FIRST, LATEST), back, once, never, never]);
    expect(progress).toMatchObject({ notMeasured: 2, measuredOnce: 1, compared: 2 });
    expect(progress.items).toMatchObject([
      { improved: 1, same: 0, worse: 1, unanswered: 0, meanChange: fraction(0, 2) },
      { improved: 0, same: 2, worse: 0, unanswered: 0, meanChange: fraction(0, 2) },
      { improved: 1, same: 0, worse: 0, unanswered: 1, meanChange: fraction(2, 1) },
    ]);
  });

  const score = fc.option(fc.integer({ min: 1, max: 5 }), { nil: null });
  const scores = fc.record({ KNOWS_COLLEAGUES: score, IS_NEEDED: score, CAN_ASK: score });
  const pairs = fc.array(
    fc.oneof(
      fc.constant(once),
      fc.constant(never),
      fc.tuple(scores, scores).map(([a, b]) => pair(a, b)),
    ),
  );

  test("counts everyone compared once in each item, and everyone once in the coverage", () => {
    fc.assert(
      fc.property(pairs, (all) => {
        const progress = progressOfMany(BELONGING, "PARTICIPANT", all);
        expect(progress.notMeasured + progress.measuredOnce + progress.compared).toBe(all.length);
        for (const { improved, same, worse, unanswered, meanChange } of progress.items) {
          expect(improved + same + worse + unanswered).toBe(progress.compared);
          expect(Number(meanChange?.denominator ?? 0n)).toBe(improved + same + worse);
        }
      }),
    );
  });

  test("never shows a small count, nor a share or mean beside a hidden one", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(scores, scores), { maxLength: 30 }), (all) => {
        const progress = progressOfMany(
          BELONGING,
          "PARTICIPANT",
          all.map(([a, b]) => pair(a, b)),
        );
        const published = publishProgress(progress, (counts) => suppressTable(counts));
        for (const { item: _item, improvedBp, sameBp, worseBp, meanChange, ...counts } of published.items ?? []) {
          const cells = Object.values(counts);
          for (const cell of cells) expect(cell.kind === "exact" && cell.count > 0 && cell.count < 5).toBe(false);
          const anyHidden = cells.some(({ kind }) => kind === "suppressed");
          if (anyHidden) expect([improvedBp, sameBp, worseBp, meanChange]).toEqual([null, null, null, null]);
        }
      }),
    );
  });
});

describe("publishProgress", () => {
  const many = (pairs: readonly ScorePair[]) => progressOfMany(BELONGING, "PARTICIPANT", pairs);
  const copies = (count: number, one: ScorePair): readonly ScorePair[] => Array.from({ length: count }, () => one);
  const seen = (counts: readonly (readonly number[])[]) => publishTable(true, counts);
  const unseen = (counts: readonly (readonly number[])[]) => publishTable(false, counts);

  test("shows whoever sees the rows everything", () => {
    const { items } = publishProgress(many([pair(FIRST, LATEST), pair(FIRST, LATEST), pair(LATEST, FIRST)]), seen);
    expect(items?.[0]).toMatchObject({
      improved: { kind: "exact", count: 2 },
      worse: { kind: "exact", count: 1 },
      improvedBp: 6_667,
      sameBp: 0,
      worseBp: 3_333,
      meanChange: fraction(1, 3),
    });
  });

  test("hides a small number of those compared, and every item with it", () => {
    const { compared, items } = publishProgress(many(copies(4, pair(FIRST, LATEST))), unseen);
    expect([compared, items]).toEqual([{ kind: "suppressed", below: 5 }, null]);
    const hidden = publishProgress(many([...copies(9, pair(FIRST, LATEST)), never]), unseen);
    expect([hidden.compared.kind, hidden.items]).toEqual(["suppressed", null]);
  });

  test("shows shares and mean of items without a small count, and withholds those of others", () => {
    const five = [...copies(10, pair(FIRST, LATEST)), ...copies(5, pair(LATEST, FIRST))];
    const shown = publishProgress(many(five), unseen).items?.[0];
    expect(shown).toMatchObject({ improvedBp: 6_667, worseBp: 3_333, meanChange: fraction(5, 15) });
    const four = [...copies(10, pair(FIRST, LATEST)), ...copies(4, pair(LATEST, FIRST))];
    expect(publishProgress(many(four), unseen).items?.[0]).toMatchObject({
      worse: { kind: "suppressed", below: 5 },
      improvedBp: null,
      meanChange: null,
    });
  });
});

import { localDate } from "@inclusion/kernel";
import { describe, expect, test } from "vitest";
import { atJune, ENTERED, fileWith } from "../participation/entered-file.fixture.ts";
import { INSTRUMENTS, instrumentOf, itemsOf } from "./instruments.ts";
import { type Measurement, type Scored, type Series, warningsFor } from "./measurement.ts";
import { correctMeasurement, recordMeasurement } from "./record-measurement.ts";

const SERIES: Series = { instrument: "BELONGING", instrumentVersion: 1, rater: "PARTICIPANT" };
const SCORED: Scored = {
  measuredOn: localDate("2019-03-04"),
  scores: [
    { item: "KNOWS_COLLEAGUES", score: 3 },
    { item: "IS_NEEDED", score: 2 },
  ],
};

function measurement(id: string, changes: Partial<Measurement> = {}): Measurement {
  return {
    ...SERIES,
    id,
    participationId: "participation",
    programmeId: "programme",
    municipalityCode: "0751",
    measuredOn: SCORED.measuredOn,
    scores: { KNOWS_COLLEAGUES: 3, IS_NEEDED: 2, CAN_ASK: null },
    ...changes,
  };
}

describe("instruments", () => {
  test("have each version once, each item once, and scores in order", () => {
    const versions = INSTRUMENTS.map(({ code, version }) => `${code} ${version}`);
    expect(new Set(versions).size).toBe(versions.length);
    for (const { items, scale, countedSteps } of INSTRUMENTS) {
      expect(new Set(items.map(({ code }) => code)).size).toBe(items.length);
      expect(items.every(({ raters, label }) => raters.length > 0 && label !== "")).toBe(true);
      expect(scale.lowest).toBeLessThan(scale.highest);
      expect(countedSteps).toBe(scale.highest > 5 ? 2 : 1);
    }
  });

  test.for([
    { code: "BIP", participant: 9, caseworker: 11 },
    { code: "STAR", participant: 7, caseworker: 0 },
    { code: "BELONGING", participant: 3, caseworker: 3 },
  ])("$code asks $participant and $caseworker questions", ({ code, participant, caseworker }) => {
    const instrument = instrumentOf(code, 1);
    const counts = (["PARTICIPANT", "CASEWORKER"] as const).map(
      (rater) => instrument && itemsOf(instrument, rater).length,
    );
    expect(counts).toEqual([participant, caseworker]);
  });
});

describe("recordMeasurement", () => {
  test("stores what was not answered as null", () => {
    const decided = recordMeasurement(SERIES, SCORED)(ENTERED, atJune());
    expect(decided).toEqual({ ok: true, value: { ...ENTERED, measurements: [measurement("new 1")] } });
  });

  test.for<{ case: string; series?: Partial<Series>; scored?: Partial<Scored>; codes: readonly string[] }>([
    { case: "an unknown instrument", series: { instrument: "OTHER" }, codes: ["INSTRUMENT_VERSION_UNKNOWN"] },
    { case: "an unknown version", series: { instrumentVersion: 2 }, codes: ["INSTRUMENT_VERSION_UNKNOWN"] },
    {
      case: "a rater who is not asked",
      series: { instrument: "STAR", rater: "CASEWORKER" },
      codes: ["RATER_NOT_ALLOWED"],
    },
    { case: "the day of entry", scored: { measuredOn: localDate("2019-03-01") }, codes: [] },
    { case: "the day before", scored: { measuredOn: localDate("2019-02-28") }, codes: ["MEASUREMENT_BEFORE_ENTRY"] },
    { case: "tomorrow", scored: { measuredOn: localDate("2019-06-02") }, codes: ["DATE_IN_FUTURE"] },
    { case: "the lowest score", scored: { scores: [{ item: "CAN_ASK", score: 1 }] }, codes: [] },
    { case: "the highest score", scored: { scores: [{ item: "CAN_ASK", score: 5 }] }, codes: [] },
    { case: "a score below", scored: { scores: [{ item: "CAN_ASK", score: 0 }] }, codes: ["SCORE_OUT_OF_RANGE"] },
    { case: "a score above", scored: { scores: [{ item: "CAN_ASK", score: 6 }] }, codes: ["SCORE_OUT_OF_RANGE"] },
    { case: "half a score", scored: { scores: [{ item: "CAN_ASK", score: 2.5 }] }, codes: ["SCORE_OUT_OF_RANGE"] },
    { case: "no scores", scored: { scores: [] }, codes: ["SCORES_MISSING"] },
    { case: "no answers", scored: { scores: [{ item: "CAN_ASK", score: null }] }, codes: ["SCORES_MISSING"] },
    { case: "an unknown item", scored: { scores: [{ item: "WORK", score: 1 }] }, codes: ["ITEM_UNKNOWN"] },
    {
      case: "the caseworker's item to the participant",
      series: { instrument: "BIP" },
      scored: { scores: [{ item: "CASEWORKER_BELIEVES_IN_JOB", score: 1 }] },
      codes: ["ITEM_UNKNOWN"],
    },
    {
      case: "an item twice, one out of range",
      scored: { scores: [...SCORED.scores, { item: "IS_NEEDED", score: 9 }] },
      codes: ["ITEM_REPEATED", "SCORE_OUT_OF_RANGE"],
    },
  ])("judges $case", ({ series = {}, scored = {}, codes }) => {
    const decided = recordMeasurement({ ...SERIES, ...series }, { ...SCORED, ...scored })(ENTERED, atJune());
    expect(codesOf(decided)).toEqual(codes);
  });

  test("names the score at fault", () => {
    const scores = [...SCORED.scores, { item: "CAN_ASK", score: 6 }];
    const decided = recordMeasurement(SERIES, { ...SCORED, scores })(ENTERED, atJune());
    expect(!decided.ok && decided.refusals[0].field).toEqual(["input", "scores", "2", "score"]);
  });

  test("needs a participation that has begun", () => {
    const decided = recordMeasurement(SERIES, SCORED)(fileWith({ enteredOn: null }), atJune());
    expect(codesOf(decided)).toEqual(["MEASUREMENT_BEFORE_ENTRY"]);
  });

  test("is once a day for a rater, and takes another rater on the same day", () => {
    const file = { ...ENTERED, measurements: [measurement("m")] };
    expect(codesOf(recordMeasurement(SERIES, SCORED)(file, atJune()))).toEqual(["ALREADY_MEASURED"]);
    expect(codesOf(recordMeasurement({ ...SERIES, rater: "CASEWORKER" }, SCORED)(file, atJune()))).toEqual([]);
  });
});

describe("correctMeasurement", () => {
  const file = { ...ENTERED, measurements: [measurement("m")] };

  test("puts the right scores in the place of the wrong ones, on the same day or another", () => {
    const scores = [{ item: "CAN_ASK", score: 4 }];
    const decided = correctMeasurement("m", { measuredOn: localDate("2019-03-05"), scores })(file, atJune());
    expect(decided.ok && decided.value.measurements).toEqual([
      measurement("m", {
        measuredOn: localDate("2019-03-05"),
        scores: { KNOWS_COLLEAGUES: null, IS_NEEDED: null, CAN_ASK: 4 },
      }),
    ]);
    expect(correctMeasurement("m", SCORED)(file, atJune()).ok).toBe(true);
  });

  test("knows the participation's own only", () => {
    expect(codesOf(correctMeasurement("n", SCORED)(file, atJune()))).toEqual(["ROW_UNKNOWN"]);
  });
});

describe("warningsFor", () => {
  test.for([
    { case: "none for the first", on: [], codes: [] },
    { case: "none on the earliest day in time", on: ["2018-12-18"], codes: [] },
    { case: "one a day sooner", on: ["2018-12-19"], codes: ["TOO_EARLY"] },
    { case: "one for each near neighbour", on: ["2019-02-01", "2019-04-01"], codes: ["TOO_EARLY", "TOO_EARLY"] },
    { case: "none for what is not next to it", on: ["2018-11-01", "2018-10-30"], codes: [] },
  ])("gives $case", ({ on, codes }) => {
    const others = on.map((day) => measurement(day, { measuredOn: localDate(day) }));
    const warnings = warningsFor(measurement("m"), [measurement("m"), ...others]);
    expect(warnings.map(({ code }) => code)).toEqual(codes);
  });

  test("looks at the same series only", () => {
    const near = { measuredOn: localDate("2019-03-01") };
    expect(warningsFor(measurement("m"), [measurement("n", { ...near, rater: "CASEWORKER" })])).toEqual([]);
    expect(warningsFor(measurement("m"), [measurement("n", near)])[0]?.message).toContain("2019-05-18");
  });
});

function codesOf(decision: ReturnType<ReturnType<typeof recordMeasurement>>): readonly string[] {
  return decision.ok ? [] : decision.refusals.map(({ code }) => code);
}

import { addDays, localDate, totalOf } from "@inclusion/kernel";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { counted, type JobOpening, type OpeningFile, type OpeningFill } from "./job-opening.ts";
import { openingMeasures } from "./opening-measures.ts";

const FIRST = localDate("2019-04-01");
const COMPANY = {
  ...{ programmeId: "programme", organisationId: "company", courseId: "course", partnershipId: null },
  ...{ municipalityCode: "0751", synthetic: true },
};
const OPENING: JobOpening = {
  ...COMPANY,
  ...{ id: "opening", state: "PUBLISHED", form: "SMALL_JOB", axis: "AXIS_3B2", hoursPerWeek: 12.5, seats: 1 },
  ...{ requirements: [], offers: [], targetGroup: null, opensOn: FIRST, closesOn: null, publishedOn: FIRST },
  ...{ earlierTerms: [], taken: 0, brokenOff: 0, fullOn: "{}" },
};

function fill(id: string, from: number, until: number | null = null): OpeningFill {
  const endedOn = until === null ? null : addDays(FIRST, until);
  return {
    ...COMPANY,
    ...{ id, openingId: "opening", participationId: null, factId: id, filledOn: addDays(FIRST, from) },
    ...{ endedOn, endReason: endedOn === null ? null : "ended" },
  };
}

const fileOf = (fills: readonly OpeningFill[], parts: Partial<JobOpening> = {}): OpeningFile =>
  counted({ opening: { ...OPENING, ...parts }, fills, version: 1 });
const linesOf = (file: OpeningFile) =>
  openingMeasures(file).map(
    ({ indicator, amount, validOn, subjectId }) => `${indicator} ${amount} ${validOn} ${subjectId}`,
  );

describe("what an opening counts", () => {
  test("is nothing for a draft", () => {
    expect(linesOf(fileOf([], { state: "DRAFT" }))).toEqual([]);
  });

  test("is open until it is filled, and open again when a seat is given back", () => {
    expect(linesOf(fileOf([fill("a", 9, 30)], { closesOn: localDate("2019-05-31") }))).toEqual([
      "OPENINGS_PUBLISHED 1 2019-04-01 opening",
      "OPENINGS_OPEN 1 2019-04-01 opening",
      "OPENINGS_OPEN -1 2019-04-10 opening",
      "OPENINGS_FILLED 1 2019-04-10 opening",
      "OPENINGS_FILLED -1 2019-05-01 opening",
      "OPENINGS_OPEN 1 2019-05-01 opening",
      "OPENINGS_OPEN -1 2019-06-01 opening",
      "SEATS_FILLED 1 2019-04-10 a",
      "SEATS_FILLED -1 2019-05-01 a",
      "SEATS_EVER_FILLED 1 2019-04-01 a",
    ]);
  });

  test("took no days for a hire before its first day", () => {
    const lines = linesOf(fileOf([fill("a", -3)])).filter((line) => line.startsWith("SEATS"));
    expect(lines).toEqual(["SEATS_FILLED 1 2019-03-29 a", "SEATS_EVER_FILLED 1 2019-03-29 a"]);
  });

  const fills = fc.array(fc.record({ from: fc.integer({ min: -3, max: 30 }), days: fc.option(fc.nat(20)) }), {
    maxLength: 5,
  });

  test("is on each day what the seats say", () => {
    fc.assert(
      fc.property(fills, fc.integer({ min: 1, max: 3 }), fc.option(fc.nat(40)), (given, seats, lasts) => {
        const rows = given.map(({ from, days }, index) => fill(`f${index}`, from, days === null ? null : from + days));
        const closesOn = lasts === null ? null : addDays(FIRST, lasts);
        const entries = openingMeasures(fileOf(rows, { seats, closesOn }));
        for (let at = -5; at < 60; at += 1) {
          const day = addDays(FIRST, at);
          const taken = rows.filter(({ filledOn, endedOn }) => filledOn <= day && (endedOn === null || day < endedOn));
          const sum = (indicator: string) =>
            totalOf(
              entries.filter((entry) => entry.indicator === indicator),
              day,
            );
          const runs = at >= 0 && (closesOn === null || day <= closesOn);
          expect(sum("SEATS_FILLED")).toBe(taken.length);
          expect(sum("OPENINGS_FILLED")).toBe(Number(taken.length >= seats));
          expect(sum("OPENINGS_OPEN")).toBe(Number(runs && taken.length < seats));
          expect(sum("OPENINGS_PUBLISHED")).toBe(Number(at >= 0));
        }
      }),
    );
  });

  test("never loses a hire: filled and overbooked are all that is taken", () => {
    fc.assert(
      fc.property(fills, fc.integer({ min: 1, max: 3 }), (given, seats) => {
        const rows = given.map(({ from, days }, index) => fill(`f${index}`, from, days === null ? null : from + days));
        const { opening } = fileOf(rows, { seats });
        expect(opening.taken + opening.brokenOff).toBe(rows.length);
      }),
    );
  });
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { MUNICIPALITY_CODES } from "./distance.ts";
import {
  distanceFit,
  formsFit,
  hoursFit,
  isMet,
  needsFit,
  type OpeningNeeds,
  type ReadyParticipation,
} from "./factors.ts";
import { compare, rankForOpening, rankForParticipation, tableOfReady } from "./ranking.ts";
import { FACTORS, MATCHING_WEIGHTS, type MatchingWeights, weightsOf } from "./weights.ts";

const WEIGHTS = weightsOf(1) as MatchingWeights;
const OPENING: OpeningNeeds = {
  id: "opening",
  municipalityCode: "0751",
  hoursPerWeek: 15,
  form: "SMALL_JOB",
  requirements: ["HEAVY_LIFTING"],
  offers: ["CALM_SETTING", "MENTOR"],
};
const READY: ReadyParticipation = {
  participationId: "p",
  municipalityCode: "0751",
  hoursPerWeek: 15,
  needs: ["CALM_SETTING"],
  earlierForms: ["SMALL_JOB"],
};

const codes = fc.subarray(["CALM_SETTING", "MENTOR", "NO_HEAVY_LIFTING", "SHORT_DAYS"]);
const forms = fc.subarray(["SMALL_JOB", "WORK_TRIAL", "ORDINARY"]);
const place = fc.constantFrom(...MUNICIPALITY_CODES.slice(0, 20), "0411");
const hours = fc.integer({ min: 1, max: 37 });
const ready = fc.record({
  participationId: fc.stringMatching(/^[a-d]{1,3}$/),
  municipalityCode: place,
  hoursPerWeek: hours,
  needs: codes,
  earlierForms: forms,
});
const opening = fc.record({
  id: fc.stringMatching(/^[a-d]{1,3}$/),
  municipalityCode: place,
  hoursPerWeek: hours,
  form: fc.constantFrom("SMALL_JOB", "WORK_TRIAL"),
  requirements: fc.subarray(["HEAVY_LIFTING", "DRIVING_LICENCE"]),
  offers: codes,
});
const manyReady = fc.uniqueArray(ready, { maxLength: 40, selector: ({ participationId }) => participationId });
const weights = fc.constantFrom(...MATCHING_WEIGHTS);
const how = fc.record({
  weights,
  withinKm: fc.option(fc.integer({ min: 0, max: 200 })),
  first: fc.integer({ min: 1, max: 50 }),
});

describe("factors", () => {
  test.for([
    { offered: 15, wanted: 15, fit: 10_000 },
    { offered: 10, wanted: 15, fit: 7_500 },
    { offered: 20, wanted: 15, fit: 5_000 },
    { offered: 37, wanted: 15, fit: 0 },
    { offered: 1, wanted: 37, fit: 0 },
  ])("$offered hours for $wanted fit by $fit", ({ offered, wanted, fit }) => {
    expect(hoursFit(offered, wanted, WEIGHTS)).toBe(fit);
  });

  test("say what is met, and what share of it", () => {
    expect(isMet("CALM_SETTING", OPENING)).toBe(true);
    expect(isMet("SHORT_DAYS", OPENING)).toBe(false);
    expect(isMet("NO_HEAVY_LIFTING", OPENING)).toBe(false);
    expect(isMet("NO_NIGHT_WORK", OPENING)).toBe(true);
    expect([needsFit(0, 0), needsFit(0, 2), needsFit(1, 3), needsFit(2, 2)]).toEqual([10_000, 0, 3_333, 10_000]);
  });

  test("fall with the distance, and are none to an unknown place", () => {
    expect([0, 25, 100, 400, null].map((km) => distanceFit(km, WEIGHTS))).toEqual([10_000, 7_500, 0, 0, 0]);
  });

  test("ask for earlier forms", () => {
    expect([["SMALL_JOB"], ["ORDINARY"], []].map((had) => formsFit("SMALL_JOB", had))).toEqual([10_000, 5_000, 0]);
  });

  test("weigh a hundred percent in every version", () => {
    for (const { percent } of MATCHING_WEIGHTS) {
      expect(FACTORS.reduce((sum, factor) => sum + percent[factor], 0)).toBe(100);
    }
    expect(MATCHING_WEIGHTS.map(({ version }) => version)).toEqual([1, 2]);
    expect(weightsOf(9)).toBeNull();
  });
});

describe("a ranking", () => {
  const asked = { weights: WEIGHTS, first: 10, withinKm: null };

  test("explains each pair", () => {
    expect(rankForOpening(OPENING, tableOfReady([{ ...READY, needs: ["CALM_SETTING", "SHORT_DAYS"] }]), asked)).toEqual(
      [
        {
          openingId: "opening",
          participationId: "p",
          points: 825_000,
          fits: { HOURS: 10_000, NEEDS: 5_000, DISTANCE: 10_000, EARLIER_FORMS: 10_000 },
          km: 0,
          hoursAbove: 0,
          needsMet: ["CALM_SETTING"],
          needsUnmet: ["SHORT_DAYS"],
          hadForm: true,
        },
      ],
    );
  });

  test("is empty for nobody, and for nothing asked", () => {
    expect(rankForOpening(OPENING, tableOfReady([]), asked)).toEqual([]);
    expect(rankForOpening(OPENING, tableOfReady([READY]), { ...asked, first: 0 })).toEqual([]);
    expect(rankForParticipation(READY, [], asked)).toEqual([]);
  });

  test("is the same as comparing all pairs and sorting them", () => {
    fc.assert(
      fc.property(opening, manyReady, how, (job, people, by) => {
        const all = people
          .map((each) => compare(job, each, by.weights))
          .filter(({ km }) => by.withinKm === null || (km !== null && km <= by.withinKm))
          .sort((a, b) => b.points - a.points || (a.participationId < b.participationId ? -1 : 1));
        expect(rankForOpening(job, tableOfReady(people), by)).toEqual(all.slice(0, by.first));
      }),
    );
  });

  test("does not depend on the order of what is ranked", () => {
    fc.assert(
      fc.property(opening, manyReady, weights, (job, people, by) => {
        const rank = (rows: readonly ReadyParticipation[]) =>
          rankForOpening(job, tableOfReady(rows), { weights: by, first: 100, withinKm: null });
        expect(rank([...people].reverse())).toEqual(rank(people));
      }),
    );
  });

  test("never puts what is better in one factor and equal in the others lower", () => {
    fc.assert(
      fc.property(
        opening,
        fc.tuple(ready, ready),
        weights,
        fc.constantFrom(...FACTORS),
        (job, [one, other], by, factor) => {
          const better: ReadyParticipation = {
            ...one,
            ...(factor === "HOURS" && { hoursPerWeek: other.hoursPerWeek }),
            ...(factor === "NEEDS" && { needs: other.needs }),
            ...(factor === "DISTANCE" && { municipalityCode: other.municipalityCode }),
            ...(factor === "EARLIER_FORMS" && { earlierForms: other.earlierForms }),
          };
          const [a, b] = [compare(job, one, by), compare(job, better, by)];
          fc.pre(a.fits[factor] <= b.fits[factor]);
          expect(b.points).toBeGreaterThanOrEqual(a.points);
          const two = tableOfReady([
            { ...one, participationId: "2" },
            { ...better, participationId: "1" },
          ]);
          const [best] = rankForOpening(job, two, { weights: by, first: 2, withinKm: null });
          expect(best?.participationId).toBe("1");
        },
      ),
    );
  });

  test("is the same pair from both sides", () => {
    fc.assert(
      fc.property(opening, ready, how, (job, person, by) => {
        expect(rankForParticipation(person, [job], by)).toEqual(rankForOpening(job, tableOfReady([person]), by));
      }),
    );
  });

  test("gives equal openings in order of id", () => {
    const jobs = ["c", "a", "b"].map((id) => ({ ...OPENING, id }));
    expect(rankForParticipation(READY, jobs, asked).map(({ openingId }) => openingId)).toEqual(["a", "b", "c"]);
  });
});

import { localDate } from "@inclusion/kernel";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { breakOffFill, fillOpening, takeToldFill } from "./fill.ts";
import { filledOf, type OfCompany, type OpeningFile, overbookedOf } from "./job-opening.ts";
import { changeOpening, closeOpening, draftOpening, type OpeningDraft, publishOpening } from "./offer.ts";

const COMPANY: OfCompany = {
  ...{ id: "opening", programmeId: "programme", organisationId: "company", courseId: null, partnershipId: null },
  ...{ municipalityCode: "0751", synthetic: true },
};
const DRAFT: OpeningDraft = {
  ...{ form: "SMALL_JOB", axis: "AXIS_3B2", hoursPerWeek: 12.5, seats: 2, requirements: [], offers: [] },
  ...{ targetGroup: null, opensOn: localDate("2019-04-01"), closesOn: localDate("2019-12-31") },
};
let ids = 0;
const AT = {
  today: localDate("2020-06-01"),
  newId: () => {
    ids += 1;
    return `id ${ids}`;
  },
};

function published(parts: Partial<OpeningDraft> = {}): OpeningFile {
  const draft = draftOpening(COMPANY, { ...DRAFT, ...parts });
  const done = draft.ok ? publishOpening(draft.value, AT) : draft;
  if (!done.ok) throw new Error(done.refusals[0].message);
  return done.value;
}

const codesOf = (
  decided: Readonly<{ ok: boolean; refusals?: readonly Readonly<{ code: string; field?: unknown }>[] }>,
) => (decided.refusals ?? []).map(({ code }) => code);

describe("an offer", () => {
  test.for([
    { case: "no hours", parts: { hoursPerWeek: 0 }, codes: ["VALUE_OUT_OF_RANGE"] },
    { case: "too many hours", parts: { hoursPerWeek: 60.1 }, codes: ["VALUE_OUT_OF_RANGE"] },
    { case: "the most hours", parts: { hoursPerWeek: 60 }, codes: [] },
    { case: "hundredths of hours", parts: { hoursPerWeek: 12.55 }, codes: ["VALUE_OUT_OF_RANGE"] },
    { case: "no number of hours", parts: { hoursPerWeek: Number.NaN }, codes: ["VALUE_OUT_OF_RANGE"] },
    { case: "no seat", parts: { seats: 0 }, codes: ["VALUE_OUT_OF_RANGE"] },
    { case: "half a seat", parts: { seats: 1.5 }, codes: ["VALUE_OUT_OF_RANGE"] },
    { case: "the most seats", parts: { seats: 500 }, codes: [] },
    { case: "too many seats", parts: { seats: 501 }, codes: ["VALUE_OUT_OF_RANGE"] },
    { case: "a code twice", parts: { offers: ["MENTOR", "MENTOR"] }, codes: ["CODE_MALFORMED"] },
    { case: "a code in words", parts: { requirements: ["heavy lifting"] }, codes: ["CODE_MALFORMED"] },
    { case: "a group in words", parts: { targetGroup: "young" }, codes: ["CODE_MALFORMED"] },
    {
      case: "too many codes",
      parts: { offers: Array.from({ length: 31 }, (_, index) => `CODE_${index}`) },
      codes: ["VALUE_OUT_OF_RANGE"],
    },
    { case: "an end before the start", parts: { closesOn: localDate("2019-03-31") }, codes: ["DATE_ORDER"] },
    { case: "one day", parts: { closesOn: localDate("2019-04-01") }, codes: [] },
    { case: "an open end", parts: { closesOn: null }, codes: [] },
  ])("of $case gives $codes", ({ parts, codes }) => {
    expect(codesOf(draftOpening(COMPANY, { ...DRAFT, ...parts } as OpeningDraft))).toEqual(codes);
  });

  test("is published from a draft alone, and closed when it is published", () => {
    const file = published();
    expect(codesOf(publishOpening(file, AT))).toEqual(["ILLEGAL_TRANSITION"]);
    expect(codesOf(closeOpening(file, localDate("2019-03-31"), AT))).toEqual(["DATE_ORDER"]);
    expect(codesOf(closeOpening(file, localDate("2020-06-02"), AT))).toEqual(["DATE_IN_FUTURE"]);
    const closed = closeOpening(file, localDate("2019-05-31"), AT);
    expect(closed).toMatchObject({ ok: true, value: { opening: { state: "CLOSED", closesOn: "2019-05-31" } } });
    if (closed.ok) expect(codesOf(changeOpening(closed.value, { seats: 3 }, AT))).toEqual(["ILLEGAL_TRANSITION"]);
    const draft = draftOpening(COMPANY, DRAFT);
    if (draft.ok)
      expect(codesOf(closeOpening(draft.value, localDate("2019-05-31"), AT))).toEqual(["ILLEGAL_TRANSITION"]);
  });

  test("keeps what a change leaves out", () => {
    const { opening } = published();
    const changed = changeOpening(published(), { seats: null, hoursPerWeek: 20 }, AT);
    expect(changed).toMatchObject({ ok: true, value: { opening: { ...opening, hoursPerWeek: 20 } } });
  });
});

describe("seats", () => {
  const steps = fc.array(
    fc.record({
      kind: fc.constantFrom("confirm", "told", "breakOff"),
      who: fc.integer({ min: 1, max: 5 }),
      day: fc.integer({ min: 1, max: 9 }),
    }),
    { maxLength: 20 },
  );

  test("are never confirmed beyond their number, and no hire that was told is lost", () => {
    fc.assert(
      fc.property(steps, fc.integer({ min: 1, max: 3 }), (all, seats) => {
        let file = published({ seats });
        const told = new Set<string>();
        for (const { kind, who, day } of all) {
          const on = localDate(`2019-04-0${day}`);
          const takenBefore = file.opening.taken;
          if (kind === "told") {
            const factId = `fact ${who} ${day}`;
            told.add(factId);
            file = takeToldFill(file, { factId, filledOn: on }, AT.newId);
            expect(takeToldFill(file, { factId, filledOn: on }, AT.newId)).toBe(file);
          } else if (kind === "confirm") {
            const done = fillOpening(file, { participationId: `p${who}`, filledOn: on }, AT);
            if (done.ok) expect(done.value.opening.taken).toBeLessThanOrEqual(Math.max(seats, takenBefore));
            if (done.ok) file = done.value;
          } else {
            const fillId = file.fills[who]?.id ?? "none";
            const done = breakOffFill(file, { fillId, endedOn: localDate("2019-05-01"), reason: "ended" }, AT);
            if (done.ok) file = done.value;
          }
          const { opening, fills } = file;
          expect(opening.taken + opening.brokenOff).toBe(fills.length);
          expect(filledOf(opening) + overbookedOf(opening)).toBe(opening.taken);
        }
        expect(new Set(file.fills.flatMap(({ factId }) => factId ?? []))).toEqual(told);
        const inWork = file.fills
          .filter(({ endedOn }) => endedOn === null)
          .flatMap((fill) => fill.participationId ?? []);
        expect(new Set(inWork).size).toBe(inWork.length);
      }),
    );
  });
});

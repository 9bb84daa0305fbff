/** What an opening offered on a day in the past, beside what is found by going through its days one by one. */
import { addDays, type LocalDate, localDate, totalOf } from "@inclusion/kernel";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { breakOffFill, takeToldFill } from "./fill.ts";
import { openingFacts } from "./job-opening.facts.ts";
import { hasFreeSeat, type OpeningFile, type OpeningTerms, takenOn, termsOn } from "./job-opening.ts";
import { changeOpening, closeOpening, draftOpening, type OpeningDraft, publishOpening } from "./offer.ts";
import { openingMeasures } from "./opening-measures.ts";

const FIRST = localDate("2019-01-01");
const day = (at: number): LocalDate => addDays(FIRST, at);
const COMPANY = {
  ...{ id: "opening", programmeId: "programme", organisationId: "company", courseId: null, partnershipId: null },
  ...{ municipalityCode: "0751", synthetic: true },
};
const DRAFT: OpeningDraft = {
  ...{ form: "ORDINARY", axis: "AXIS_3B1", hoursPerWeek: 10, seats: 1, requirements: [], offers: [] },
  ...{ targetGroup: null, opensOn: FIRST, closesOn: null },
};

let made = 0;
const at = (today: LocalDate) => ({ today, newId: () => `new ${++made}` });

function must(decided: ReturnType<typeof draftOpening>): OpeningFile {
  if (decided.ok) return decided.value;
  throw new Error(JSON.stringify(decided.refusals));
}

const published = (today = FIRST): OpeningFile => must(publishOpening(must(draftOpening(COMPANY, DRAFT)), at(today)));

type Step = Readonly<{ on: number; kind: "fill" | "free" | "change" }> &
  Partial<Pick<OpeningTerms, "hoursPerWeek" | "seats">>;

const steps: fc.Arbitrary<readonly Step[]> = fc
  .array(
    fc.record({
      on: fc.integer({ min: 0, max: 60 }),
      kind: fc.constantFrom("fill", "free", "change"),
      seats: fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined }),
      hoursPerWeek: fc.option(fc.constantFrom(10, 15, 20), { nil: undefined }),
    }),
    { maxLength: 10 },
  )
  .map((list) => list.toSorted((a, b) => a.on - b.on) as Step[]);

/** Lets one thing after the other happen on its own day; gives every state of the offer by the last of each day. */
function happen(list: readonly Step[]): Readonly<{ file: OpeningFile; offered: ReadonlyMap<number, OpeningTerms> }> {
  let file = published();
  const offered = new Map<number, OpeningTerms>([[0, file.opening]]);
  for (const { on, kind, seats, hoursPerWeek } of list) {
    if (kind === "fill") file = takeToldFill(file, { factId: `fact ${++made}`, filledOn: day(on) }, at(day(on)).newId);
    const open = file.fills.find(({ endedOn }) => endedOn === null);
    if (kind === "free" && open !== undefined) {
      file = must(breakOffFill(file, { fillId: open.id, endedOn: day(on), reason: "Ended." }, at(day(on))));
    }
    if (kind === "change") {
      const decided = changeOpening(file, { seats, hoursPerWeek }, at(day(on)));
      if (decided.ok) file = decided.value;
    }
    offered.set(on, file.opening);
  }
  return { file, offered };
}

describe("an offer that is changed", () => {
  test("is on each day what it was at the end of that day, and its seats are free by that", () => {
    let changed = 0;
    let full = 0;
    fc.assert(
      fc.property(steps, (list) => {
        const { file, offered } = happen(list);
        const { opening, fills } = file;
        const entries = openingMeasures(file);
        let expected: OpeningTerms = offered.get(0) as OpeningTerms;
        for (let on = 0; on <= 61; on += 1) {
          expected = offered.get(on) ?? expected;
          const { seats, hoursPerWeek } = termsOn(opening, day(on));
          expect([on, seats, hoursPerWeek]).toEqual([on, expected.seats, expected.hoursPerWeek]);
          const isFree = takenOn(fills, day(on)) < expected.seats;
          expect([on, hasFreeSeat(opening, day(on))]).toEqual([on, isFree]);
          const filled = entries.filter(({ indicator }) => indicator === "OPENINGS_FILLED");
          expect([on, totalOf(filled, day(on))]).toEqual([on, Number(!isFree)]);
          full += Number(!isFree);
        }
        changed += opening.earlierTerms.length;
        expect(opening.earlierTerms.map(({ until }) => until)).toEqual(
          [...new Set(opening.earlierTerms.map(({ until }) => until))].sort(),
        );
      }),
    );
    expect(changed).toBeGreaterThan(0);
    expect(full).toBeGreaterThan(0);
  });

  test("is put right where it was published or changed on the same day, and left where nothing is other", () => {
    const today = must(changeOpening(published(), { hoursPerWeek: 20 }, at(FIRST)));
    expect(today.opening.earlierTerms).toEqual([]);
    const later = must(changeOpening(today, { hoursPerWeek: 25 }, at(day(5))));
    const again = must(changeOpening(later, { hoursPerWeek: 30 }, at(day(5))));
    expect(again.opening.earlierTerms).toMatchObject([{ until: day(5), hoursPerWeek: 20 }]);
    const same = must(changeOpening(again, { hoursPerWeek: 30, closesOn: day(90) }, at(day(9))));
    expect(same.opening.earlierTerms).toHaveLength(1);
    const draft = must(changeOpening(must(draftOpening(COMPANY, DRAFT)), { seats: 2 }, at(day(9))));
    expect(draft.opening.earlierTerms).toEqual([]);
  });

  test("with fewer seats is told as full from the day of the change, not from that of the last hire", () => {
    const wide = must(changeOpening(published(), { seats: 3 }, at(FIRST)));
    const one = takeToldFill(wide, { factId: "fact", filledOn: day(2) }, at(day(2)).newId);
    const narrow = must(changeOpening(one, { seats: 1 }, at(day(20))));
    const closed = openingFacts(one, narrow).find(({ type }) => type === "JobOpeningClosed");
    expect(closed?.payload).toMatchObject({ closesOn: day(20) });
    expect([day(19), day(20)].map((on) => hasFreeSeat(narrow.opening, on))).toEqual([true, false]);
  });

  test("runs from its first to its last day, and up to the day on which it was taken back", () => {
    const ending = must(changeOpening(published(), { closesOn: day(10) }, at(FIRST)));
    expect([-1, 0, 10, 11].map((on) => hasFreeSeat(ending.opening, day(on)))).toEqual([false, true, true, false]);
    const closed = must(closeOpening(published(), day(10), at(day(20))));
    expect([9, 10].map((on) => hasFreeSeat(closed.opening, day(on)))).toEqual([true, false]);
    expect(hasFreeSeat(must(draftOpening(COMPANY, DRAFT)).opening, FIRST)).toBe(false);
  });
});

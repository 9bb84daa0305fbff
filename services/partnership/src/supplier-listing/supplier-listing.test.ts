import { localDate } from "@inclusion/kernel";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { snippetOf } from "./snippet.ts";
import { type ListingState, type ListingStep, stateOn, stepTo } from "./supplier-listing.ts";

const STATES: readonly ListingState[] = ["DRAFT", "SUBMITTED", "PUBLISHED", "STALE", "REMOVED"];
const LEGAL: Readonly<Record<ListingStep, Partial<Record<ListingState, ListingState>>>> = {
  correct: { DRAFT: "DRAFT", SUBMITTED: "SUBMITTED", PUBLISHED: "PUBLISHED", STALE: "STALE" },
  submit: { DRAFT: "SUBMITTED" },
  publish: { SUBMITTED: "PUBLISHED", STALE: "PUBLISHED" },
  remove: { DRAFT: "REMOVED", SUBMITTED: "REMOVED", PUBLISHED: "REMOVED", STALE: "REMOVED" },
};

const every = STATES.flatMap((state) => (Object.keys(LEGAL) as ListingStep[]).map((step) => ({ state, step })));
test.for(every)("$step from $state", ({ state, step }) => {
  const to = LEGAL[step][state];
  const decided = stepTo(state, step);
  if (to === undefined) expect(decided).toMatchObject({ ok: false, refusals: [{ code: "ILLEGAL_TRANSITION" }] });
  else expect(decided).toEqual({ ok: true, value: to });
});

test.for([
  { stored: "PUBLISHED", on: "2026-04-01", state: "PUBLISHED" },
  { stored: "PUBLISHED", on: "2026-04-02", state: "STALE" },
  { stored: "DRAFT", on: "2027-01-01", state: "DRAFT" },
  { stored: "REMOVED", on: "2027-01-01", state: "REMOVED" },
] as const)("$stored, looked up on 1 January, is $state on $on", ({ stored, on, state }) => {
  expect(stateOn(stored, localDate("2026-01-01"), localDate(on))).toBe(state);
});

describe("snippetOf", () => {
  test("marks what was found, in the spelling of the text", () => {
    expect(snippetOf("Vi laver Møbler og kontormøbler.", "moebler")).toEqual([
      { text: "Vi laver ", isHit: false },
      { text: "Møbler", isHit: true },
      { text: " og ", isHit: false },
      { text: "kontormøbler", isHit: true },
      { text: ".", isHit: false },
    ]);
  });

  test("is a piece of the text, however long it is and whatever is searched for", () => {
    const text = fc
      .array(fc.constantFrom("møbler", "og", "<b>", "rengøring,", "a".repeat(90)))
      .map((words) => words.join(" "));
    fc.assert(
      fc.property(text, fc.string(), (whole, search) => {
        for (const sought of [search, "møbler", "gøring"]) {
          const piece = snippetOf(whole, sought)
            .map((part) => part.text)
            .join("");
          expect(whole).toContain(piece);
          expect(piece.length).toBeLessThanOrEqual(240);
        }
      }),
    );
  });
});

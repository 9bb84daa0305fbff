import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { docsOf, ERRORS, isErrorCode } from "./error-catalogue.ts";
import { inDanish, phrasebookOf } from "./language.ts";

const find = phrasebookOf({
  "Add lines first.": "Tilføj først linjer.",
  "{} is before {} ({}): correct one of the two.": "{1} ligger før {2} ({3}): ret en af de to.",
  "the first day": "den første dag",
  "The step is {}; it follows from {}.": "Trinnet er {1}; det følger efter {2}.",
  "{!} has the number {}: use it.": "{1} har nummeret {2}: brug den.",
  "from {} to {}": "fra {1} til {2}",
  "It is open {}.": "Den er åben {1}.",
  "Give {} to {}.": "Angiv {2} ned til {1}.",
});

describe("phrasebookOf", () => {
  test.for([
    { what: "a whole sentence", en: "Add lines first.", da: "Tilføj først linjer." },
    {
      what: "days, and words that have a Danish of their own",
      en: "2021-02-01 is before the first day (2021-03-01): correct one of the two.",
      da: "2021-02-01 ligger før den første dag (2021-03-01): ret en af de to.",
    },
    {
      what: "a list of codes",
      en: "The step is PAID; it follows from OPEN, IN_WORK or LATE_1.",
      da: "Trinnet er PAID; det følger efter OPEN, IN_WORK eller LATE_1.",
    },
    {
      what: "sets of scopes",
      en: "The step is a:b + c-d:e or f:g; it follows from OPEN.",
      da: "Trinnet er a:b + c-d:e eller f:g; det følger efter OPEN.",
    },
    {
      what: "a name as it stands",
      en: "The First of Many has the number 12345674: use it.",
      da: "The First of Many har nummeret 12345674: brug den.",
    },
    {
      what: "a phrase within a phrase",
      en: "It is open from 2021-01-01 to 2021-02-01.",
      da: "Den er åben fra 2021-01-01 til 2021-02-01.",
    },
    { what: "values in another order", en: "Give 1 to 10.", da: "Angiv 10 ned til 1." },
    { what: "a value that holds what looks like a hole", en: "Give 1.5 to {2}9.", da: null },
    { what: "English in the place of a value", en: "The step is soon done; it follows from OPEN.", da: null },
    { what: "an unknown sentence", en: "Add lines last.", da: null },
    { what: "a part of a sentence", en: "Add lines first. Then wait.", da: null },
  ])("finds $what", ({ en, da }) => {
    expect(find(en)).toBe(da);
  });

  test("never lets an unknown English word through", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("soon", "the day", "a step", "done or open"),
        fc.constantFrom("OPEN", "2021-01-01"),
        (word, value) => {
          for (const text of [`The step is ${word}; it follows from ${value}.`, `It is open ${word}.`]) {
            expect(inDanish(find, text, "Trinnet følger ikke.")).not.toContain(word);
          }
        },
      ),
    );
  });
});

describe("inDanish", () => {
  test.for([
    { en: "Nothing known.", da: "Dagen er forkert." },
    {
      en: 'Unknown "Hus 4" on 2021-02-01, CASE_ONE, 12 times, again 2021-02-01.',
      da: 'Dagen er forkert ("Hus 4", 2021-02-01, CASE_ONE, 12).',
    },
    {
      en: "Go on with 018f2b6c-1111-7000-8000-00000000abcd please.",
      da: "Dagen er forkert (018f2b6c-1111-7000-8000-00000000abcd).",
    },
  ])("gives the text of the code with the values of $en", ({ en, da }) => {
    expect(inDanish(find, en, "Dagen er forkert.")).toBe(da);
  });
});

describe("the catalogue of errors", () => {
  test.for(Object.entries(ERRORS))("says %s in both languages", ([code, { status, meaning, hint }]) => {
    expect(isErrorCode(code)).toBe(true);
    for (const { da, en } of [meaning, hint]) {
      expect(da).not.toBe(en);
      expect([da, en].every((text) => text.endsWith("."))).toBe(true);
    }
    expect(status).toBeGreaterThanOrEqual(200);
  });

  test("has an address for each code, and knows no other", () => {
    expect(docsOf("NOT_FOUND")).toBe("/docs/errors#NOT_FOUND");
    expect(["CONFLICT", "constructor", 5, null].some(isErrorCode)).toBe(false);
  });
});

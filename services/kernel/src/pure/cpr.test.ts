import { describe, expect, test } from "vitest";
import { birthYearOf, isWrittenAsCpr, looksLikeCpr } from "./cpr.ts";

// Numbers in tests have 60 added to the day, so that they belong to nobody.
describe("birthYearOf", () => {
  test.for([
    { seventh: 0, twoDigits: 7, year: 1907 },
    { seventh: 3, twoDigits: 99, year: 1999 },
    { seventh: 4, twoDigits: 36, year: 2036 },
    { seventh: 4, twoDigits: 37, year: 1937 },
    { seventh: 5, twoDigits: 57, year: 2057 },
    { seventh: 8, twoDigits: 58, year: 1858 },
    { seventh: 9, twoDigits: 36, year: 2036 },
    { seventh: 9, twoDigits: 37, year: 1937 },
    { seventh: 6, twoDigits: 0, year: 2000 },
  ])("gives $year for year $twoDigits and digit $seventh", ({ seventh, twoDigits, year }) => {
    expect(birthYearOf(twoDigits, seventh)).toBe(year);
  });
});

describe("looksLikeCpr", () => {
  test.for([
    { text: "640580-1234", looks: true },
    { text: "ring 6405801234 i morgen", looks: true },
    { text: "cpr_640580 1234", looks: true },
    { text: "640580\u20111234", looks: true },
    { text: "640580\u00a01234", looks: true },
    { text: "994580-1234", looks: false },
    { text: "+45 12345678", looks: false },
    { text: "+6405801234", looks: false },
    { text: "CVR 12345678-01", looks: false },
    { text: "16405801234", looks: false },
    { text: "0190a000-0000-7000-8000-000000000101", looks: false },
    { text: "Anna Sørensen", looks: false },
  ])("of $text is $looks", ({ text, looks }) => {
    expect(looksLikeCpr(text)).toBe(looks);
  });
});

describe("isWrittenAsCpr", () => {
  test.for([
    { text: "640580-1234", is: true },
    { text: "faktura 640580 1234", is: true },
    { text: "6405801234", is: false },
    { text: "641380-1234", is: false },
  ])("of $text is $is", ({ text, is }) => {
    expect(isWrittenAsCpr(text)).toBe(is);
  });
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { birthDateOf, type Cpr, maskedCpr, readCpr, sexOf } from "./cpr.ts";

// Numbers in tests have 60 added to the day, so that they belong to nobody.
const read = (text: string, allowReplacement = true) => {
  const decided = readCpr(text, allowReplacement);
  return decided.ok ? decided.value : decided.refusals[0].code;
};

describe("readCpr", () => {
  test.for([
    { text: "640580-1234", is: "6405801234" },
    { text: " 6405801234 ", is: "6405801234" },
    { text: "640580 1234", is: "6405801234" },
    { text: "890200-4000", is: "8902004000" },
    { text: "890200-0000", is: "CPR_DATE" },
    { text: "910480-1234", is: "CPR_DATE" },
    { text: "601280-1234", is: "CPR_DATE" },
    { text: "641380-1234", is: "CPR_DATE" },
    { text: "640580-123", is: "CPR_SHAPE" },
    { text: "64.05.80-1234", is: "CPR_SHAPE" },
    { text: "640580--1234", is: "CPR_SHAPE" },
    { text: "", is: "CPR_SHAPE" },
    { text: "６４０５８０1234", is: "CPR_SHAPE" },
  ])("reads $text", ({ text, is }) => {
    expect(read(text)).toBe(is);
  });

  test("takes replacement numbers only where they are allowed", () => {
    expect(read("640580-1234", false)).toBe("CPR_DATE");
  });

  test("says the day, the sex, and half of it to most", () => {
    const cpr = "6405801234" as Cpr;
    expect([birthDateOf(cpr), sexOf(cpr), maskedCpr(cpr)]).toEqual(["1980-05-04", "F", "640580-xxxx"]);
    expect(sexOf("6405801235" as Cpr)).toBe("M");
  });

  test("never repeats what it refuses", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9]{5,11}-?[0-9]{1,4}$/), (text) => {
        const decided = readCpr(text, true);
        if (decided.ok) return;
        for (const { message } of decided.refusals) expect(message).not.toContain(text);
      }),
    );
  });
});

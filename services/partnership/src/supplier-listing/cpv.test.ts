import { describe, expect, test } from "vitest";
import { CPV_DIVISIONS, cpvCheckDigit, divisionOf, readCpv } from "./cpv.ts";

const codeOf = (text: string) => {
  const read = readCpv(text, ["input", "cpv"]);
  return read.ok ? read.value : read.refusals[0].code;
};

describe("readCpv", () => {
  test.for([
    "03000000-1",
    "03111100-3",
    "30192000-1",
    "45000000-7",
    "55520000-1",
    "72000000-5",
    "77310000-6",
    "79530000-8",
    "85312000-9",
    "90910000-9",
    "98310000-9",
  ])("takes the published code %s with its check digit", (code) => {
    expect(codeOf(code)).toBe(code.slice(0, 8));
    expect(cpvCheckDigit(code.slice(0, 8))).toBe(code.slice(9));
  });

  test.for([
    ["90910000", "90910000"],
    ["90910000-8", "CPV_CHECK_DIGIT"],
    ["90190000-9", "CPV_CHECK_DIGIT"],
    ["9091000", "CPV_SHAPE"],
    ["90910000-", "CPV_SHAPE"],
    ["9091OOOO", "CPV_SHAPE"],
    ["", "CPV_SHAPE"],
    ["99000000", "CPV_DIVISION_UNKNOWN"],
    ["00000000", "CPV_DIVISION_UNKNOWN"],
  ] as const)("reads %s as %s", ([text, expected]) => {
    expect(codeOf(text)).toBe(expected);
  });
});

test("there are 45 divisions, each found by its codes", () => {
  expect(CPV_DIVISIONS).toHaveLength(45);
  for (const division of CPV_DIVISIONS) expect(divisionOf(`${division.code}000000`)).toBe(division);
});

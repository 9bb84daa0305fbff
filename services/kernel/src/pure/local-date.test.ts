import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addDays,
  addMonths,
  dayOf,
  daysBetween,
  type LocalDate,
  localDate,
  localDateOf,
  parseLocalDate,
} from "./local-date.ts";

const daysOfAges = fc
  .integer({ min: 0, max: daysBetween(localDate("0001-01-01"), localDate("9999-12-31")) })
  .map((days) => addDays(localDate("0001-01-01"), days));
const middleDays = daysOfAges.filter((day) => day > "1000" && day < "9000");

/** Days since 1 March of year 0 by whole-number arithmetic, as a second opinion that uses no Date. */
function civilDay(day: LocalDate): number {
  const [year, month, dayOfMonth] = day.split("-").map(Number) as [number, number, number];
  const [shiftedYear, shiftedMonth] = month > 2 ? [year, month - 3] : [year - 1, month + 9];
  const leapDays = Math.floor(shiftedYear / 4) - Math.floor(shiftedYear / 100) + Math.floor(shiftedYear / 400);
  return shiftedYear * 365 + leapDays + Math.floor((153 * shiftedMonth + 2) / 5) + dayOfMonth - 1;
}

describe("parseLocalDate", () => {
  it.each(["2021-03-31", "2020-02-29", "2000-02-29", "0001-01-01", "9999-12-31", "0096-02-29"])("reads %s", (text) => {
    expect(parseLocalDate(text)).toBe(text);
  });

  it.each([
    "",
    "2021-02-29",
    "1900-02-29",
    "2100-02-29",
    "0100-02-29",
    "2021-04-31",
    "2021-00-10",
    "2021-13-01",
    "2021-01-00",
    "2021-01-32",
    "0000-01-01",
    "2021-1-1",
    "21-01-01",
    "12021-01-01",
    "-2021-01-01",
    "2021-01-01T00:00:00Z",
    " 2021-01-01",
    "2021-01-01\n",
    "2021/01/01",
    "٢٠٢١-٠١-٠١",
  ])("reads no day from %j", (text) => {
    expect(parseLocalDate(text)).toBeNull();
  });

  it("is strict for texts of our own", () => {
    expect(() => localDate("2021-02-30")).toThrow("2021-02-30 is a calendar day");
  });
});

describe("localDateOf", () => {
  it.each<[number, number, number, string | null]>([
    [7, 3, 1, "0007-03-01"],
    [2024, 2, 29, "2024-02-29"],
    [2023, 2, 29, null],
    [0, 1, 1, null],
    [10_000, 1, 1, null],
    [2021, 0, 1, null],
    [2021, 13, 1, null],
    [Number.NaN, 1, 1, null],
  ])("makes %d, %d, %d to %j", (year, month, day, expected) => {
    expect(localDateOf(year, month, day)).toBe(expected);
  });

  it.each([
    [2021.5, 1, 1],
    [2021, 1.5, 1],
    [2021, 1, 1.5],
  ])("knows no broken parts %d, %d, %d", (year, month, day) => {
    expect(localDateOf(year, month, day)).toBeNull();
  });
});

describe("dayOf", () => {
  it.each<[string, string, string]>([
    ["winter, before midnight", "2021-01-31T22:59:59.999Z", "2021-01-31"],
    ["winter, midnight", "2021-01-31T23:00:00Z", "2021-02-01"],
    ["summer, before midnight", "2021-06-30T21:59:59.999Z", "2021-06-30"],
    ["summer, midnight", "2021-06-30T22:00:00Z", "2021-07-01"],
    ["the night summer time begins, midnight", "2021-03-27T23:00:00Z", "2021-03-28"],
    ["the end of the day summer time began", "2021-03-28T21:59:59Z", "2021-03-28"],
    ["after the day summer time began", "2021-03-28T22:00:00Z", "2021-03-29"],
    ["before the day summer time ends", "2021-10-30T21:59:59Z", "2021-10-30"],
    ["the day summer time ends", "2021-10-30T22:00:00Z", "2021-10-31"],
    ["the end of the day of 25 hours", "2021-10-31T22:59:59Z", "2021-10-31"],
    ["after the day of 25 hours", "2021-10-31T23:00:00Z", "2021-11-01"],
    ["new year", "2020-12-31T23:00:00Z", "2021-01-01"],
    ["leap day", "2024-02-28T23:00:00Z", "2024-02-29"],
  ])("knows the day in Copenhagen at %s", (_, instant, day) => {
    expect(dayOf(new Date(instant))).toBe(day);
  });
});

describe("addDays and daysBetween", () => {
  it.each<[string, number, string]>([
    ["2021-03-15", 28, "2021-04-12"],
    ["2021-08-31", 28, "2021-09-28"],
    ["2020-12-24", 28, "2021-01-21"],
    ["2020-02-28", 1, "2020-02-29"],
    ["1900-02-28", 1, "1900-03-01"],
    ["2000-02-28", 1, "2000-02-29"],
    ["2021-01-01", -1, "2020-12-31"],
    ["2021-03-27", 2, "2021-03-29"],
    ["0099-12-31", 1, "0100-01-01"],
    ["2021-05-05", 0, "2021-05-05"],
  ])("moves %s by %d to %s", (from, days, to) => {
    expect(addDays(localDate(from), days)).toBe(to);
    expect(daysBetween(localDate(from), localDate(to))).toBe(days);
  });

  it("lead there and back, as whole-number arithmetic says", () => {
    fc.assert(
      fc.property(middleDays, fc.integer({ min: -300_000, max: 300_000 }), (day, days) => {
        const moved = addDays(day, days);
        expect(addDays(moved, -days)).toBe(day);
        expect(daysBetween(day, moved)).toBe(days);
        expect(civilDay(moved) - civilDay(day)).toBe(days);
        expect(moved > day).toBe(days > 0);
      }),
    );
  });

  it("do not leave the years that exist", () => {
    expect(() => addDays(localDate("9999-12-31"), 1)).toThrow("Broken invariant");
    expect(() => addDays(localDate("0001-01-01"), -1)).toThrow("Broken invariant");
  });
});

describe("addMonths", () => {
  it.each<[string, number, string]>([
    ["2021-03-15", 6, "2021-09-15"],
    ["2021-08-31", 6, "2022-02-28"],
    ["2020-12-24", 6, "2021-06-24"],
    ["2019-08-31", 6, "2020-02-29"],
    ["2020-01-31", -1, "2019-12-31"],
    ["2020-01-31", 1, "2020-02-29"],
    ["2021-01-31", 1, "2021-02-28"],
    ["2020-02-29", 12, "2021-02-28"],
    ["2020-02-29", 48, "2024-02-29"],
    ["1896-02-29", 48, "1900-02-28"],
    ["1996-02-29", 48, "2000-02-29"],
    ["2021-12-31", 1, "2022-01-31"],
    ["2021-12-31", 12, "2022-12-31"],
    ["2021-01-31", -12, "2020-01-31"],
    ["2021-01-31", -13, "2019-12-31"],
    ["2021-03-31", -1, "2021-02-28"],
    ["0099-12-31", 2, "0100-02-28"],
    ["0004-03-31", -1, "0004-02-29"],
    ["2021-05-31", 0, "2021-05-31"],
  ])("moves %s by %d to %s", (from, months, to) => {
    expect(addMonths(localDate(from), months)).toBe(to);
  });

  it("comes back to the month, and to the day when the month has it", () => {
    fc.assert(
      fc.property(middleDays, fc.integer({ min: -6000, max: 6000 }), (day, months) => {
        const back = addMonths(addMonths(day, months), -months);
        expect(back.slice(0, 7)).toBe(day.slice(0, 7));
        expect(back <= day).toBe(true);
        if (day.slice(8) <= "28") expect(back).toBe(day);
      }),
    );
  });

  it("does not leave the years that exist", () => {
    expect(() => addMonths(localDate("9999-12-01"), 1)).toThrow("Broken invariant");
    expect(() => addMonths(localDate("0001-01-01"), -1)).toThrow("Broken invariant");
  });
});

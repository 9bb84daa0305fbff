import { addDays, daysBetween, isId, localDate } from "@inclusion/kernel";
import { expect, test } from "vitest";
import { daysFrom, movedBy, startOf, weekdayOf } from "./days.ts";
import { mondayFrom, randomOf } from "./random.ts";

const DAY = localDate("2020-02-27");

test("draws the same for the same number, on every platform", () => {
  const random = randomOf(1);
  expect(Array.from({ length: 8 }, () => random.below(1_000))).toEqual([91, 506, 888, 487, 434, 507, 746, 665]);
  expect(randomOf(2).below(1_000_000)).not.toBe(randomOf(1).below(1_000_000));
});

test("draws every number between two and no other", () => {
  const random = randomOf(3);
  const drawn = new Set(Array.from({ length: 500 }, () => random.between(4, 9)));
  expect([...drawn].sort()).toEqual([4, 5, 6, 7, 8, 9]);
});

test("keeps all items when it shuffles them", () => {
  const items = Array.from({ length: 40 }, (_, index) => index);
  const shuffled = randomOf(4).shuffle(items);
  expect(shuffled).not.toEqual(items);
  expect(shuffled.sort((a, b) => a - b)).toEqual(items);
});

test("gives a fork of its own whatever was drawn before", () => {
  const [fresh, used] = [randomOf(5), randomOf(5)];
  used.below(10);
  expect(used.fork("people").below(1_000_000)).toBe(fresh.fork("people").below(1_000_000));
  expect(fresh.fork("people").below(1_000_000)).not.toBe(fresh.fork("places").below(1_000_000));
});

test("makes ids whose time lies in the day, and no two alike", () => {
  const random = randomOf(6);
  const ids = Array.from({ length: 5_000 }, () => random.id(DAY));
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) {
    const day = new Date(Number.parseInt(id.replace("-", "").slice(0, 12), 16)).toISOString().slice(0, 10);
    expect([isId(id), id[14], day]).toEqual([true, "7", DAY]);
  }
});

test("counts days as the kernel does", () => {
  const random = randomOf(7);
  for (let round = 0; round < 500; round += 1) {
    const [day, days] = [addDays(DAY, random.between(-9_000, 5_000)), random.between(-900, 900)];
    expect(movedBy(day, days)).toBe(addDays(day, days));
    expect(daysFrom(DAY, day)).toBe(daysBetween(DAY, day));
    expect(startOf(day)).toBe(Date.parse(`${day}T00:00:00Z`));
    expect(weekdayOf(day)).toBe((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7);
  }
  expect(() => movedBy(localDate("2039-12-31"), 1)).toThrow("cannot be moved");
});

test.each([
  ["2020-03-02", "2020-03-02"],
  ["2020-03-03", "2020-03-09"],
  ["2020-03-08", "2020-03-09"],
])("finds the Monday from %s on", (day, monday) => {
  expect(mondayFrom(localDate(day))).toBe(monday);
});

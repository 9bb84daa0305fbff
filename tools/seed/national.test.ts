import { createHash } from "node:crypto";
import { localDate } from "@inclusion/kernel";
import { expect, test } from "vitest";
import municipalities from "../../services/partnership/data/municipalities.json" with { type: "json" };
import { nationalPeople } from "./national.ts";
import { nationalPlaces } from "./national-places.ts";
import { randomOf } from "./random.ts";
import type { ParticipantRows } from "./rows.ts";
import { sharesOf } from "./seed-national.ts";

const span = {
  programmeId: "00000000-0000-7000-8000-000000000003",
  startsOn: localDate("2018-01-01"),
  endsOn: localDate("2023-12-31"),
};

async function portionsOf(seed: number, count: number): Promise<ParticipantRows[]> {
  const places = nationalPlaces(randomOf(seed), span, municipalities);
  const portions: ParticipantRows[] = [];
  for await (const portion of nationalPeople(randomOf(seed), span, places, count)) portions.push(portion);
  return portions;
}

test("tells as many people as it was asked for, in portions", async () => {
  const portions = await portionsOf(1, 4_500);
  expect(portions.map(({ participation }) => participation.length)).toEqual([2_000, 2_000, 500]);
  const all = portions.flatMap(({ participation }) => participation.map(({ row }) => row));
  expect(new Set(all.map(({ id }) => id)).size).toBe(4_500);
  expect(new Set(all.map(({ municipalityCode }) => municipalityCode)).size).toBe(98);
  expect(all.filter(({ synthetic }) => !synthetic)).toEqual([]);
});

test.for([
  [3_000, { first: 3_000, times: 0, more: 0 }],
  [50_001, { first: 25_000, times: 1, more: 1 }],
  [100_000, { first: 50_000, times: 1, more: 0 }],
  [1_000_000, { first: 62_500, times: 15, more: 0 }],
] as const)("of %i people so many are told, told again and told besides: %j", ([count, shares]) => {
  expect(sharesOf(count)).toEqual(shares);
});

test("of some is not known what reports ask, and some refused to say or did not know", async () => {
  const [rows] = (await portionsOf(4, 2_000)) as [ParticipantRows];
  const sum = (indicator: string): number =>
    rows.measure_entry.reduce((total, { row }) => total + (row.indicator === indicator ? row.amount : 0), 0);
  expect(sum("TOTAL")).toBe(sum("COMPLETE") + sum("INCOMPLETE"));
  const shares = ["INCOMPLETE", "SENSITIVE_MISSING_DISABILITY", "SENSITIVE_REFUSED_OTHER", "SENSITIVE_UNKNOWN_MIGRANT"];
  for (const share of shares) {
    expect(sum(share), share).toBeGreaterThan(40);
    expect(sum(share), share).toBeLessThan(300);
  }
  for (const code of ["REFERRED", "ACCEPTED", "CO02", "CO09", "CO12", "CR04", "CR06", "FOLLOW_UP_6M_REACHED"]) {
    expect(sum(code), code).toBeGreaterThan(100);
  }
});

test("is plausible: most complete, under half find work, and placements are more than people", async () => {
  const [rows] = (await portionsOf(2, 2_000)) as [ParticipantRows];
  const share = (count: number): number => count / 2_000;
  const sum = (indicator: string): number =>
    rows.measure_entry
      .filter(({ row }) => row.indicator === indicator)
      .reduce((total, { row }) => total + row.amount, 0);
  expect(share(rows.placement.length)).toBeGreaterThan(1.15);
  expect(share(rows.placement.length)).toBeLessThan(1.45);
  expect(share(rows.employment.length)).toBeGreaterThan(0.4);
  expect(share(rows.employment.length)).toBeLessThan(0.5);
  expect(share(sum("3B.1"))).toBeGreaterThan(0.95);
  expect(share(sum("3B.2"))).toBeGreaterThan(0.6);
  expect(sum("3B.3")).toBeGreaterThan(100);
  expect(sum("3B.4")).toBeGreaterThan(100);
});

test("happens within the programme", async () => {
  const [rows] = (await portionsOf(3, 1_500)) as [ParticipantRows];
  const stays = [...rows.course, ...rows.placement, ...rows.employment].map(({ row }) => row);
  const outside = stays.filter(
    ({ startedOn, endedOn }) =>
      startedOn < span.startsOn || startedOn > span.endsOn || (endedOn ?? startedOn) > span.endsOn,
  );
  expect(outside).toEqual([]);
});

test("is the same to the last byte for the same number", async () => {
  const hash = async (seed: number): Promise<string> =>
    createHash("sha256")
      .update(JSON.stringify(await portionsOf(seed, 700)))
      .digest("hex");
  expect(await hash(4)).toBe(await hash(4));
  expect(await hash(4)).not.toBe(await hash(5));
});

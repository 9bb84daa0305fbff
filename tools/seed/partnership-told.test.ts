import { localDate } from "@inclusion/kernel";
import { describe, expect, test } from "vitest";
import { growthStory } from "./cohort.ts";
import { pathwaysOf } from "./partnership-told.ts";
import { randomOf } from "./random.ts";
import type { TableRows } from "./tables.ts";

const SPAN = {
  programmeId: "00000000-0000-7000-8000-000000000001",
  startsOn: localDate("2018-02-06"),
  endsOn: localDate("2022-09-30"),
};
const story = growthStory(randomOf(11), SPAN, new Map());

/** Rows of a table by the names of its columns; the last version of each. */
function rowsOf(tables: readonly TableRows[], name: string): readonly Readonly<Record<string, unknown>>[] {
  const rows = tables
    .filter(({ table }) => table === name)
    .flatMap(({ columns, rows: told }) =>
      told.map(
        ({ id, values }) => [id, Object.fromEntries(columns.map((column, at) => [column, values[at]]))] as const,
      ),
    );
  return [...new Map(rows).values()];
}

const partnership = (name: string) => rowsOf(story.besides ?? [], name);
const total = (indicator: string) =>
  story.participant.measure_entry
    .filter(({ row }) => row.indicator === indicator)
    .reduce((sum, { row }) => sum + row.amount, 0);

describe("what partnership is told", () => {
  test("of participations fits what the participant service counts of them", () => {
    const steps = partnership("pathway_step");
    expect(steps).toHaveLength(pathwaysOf(story.participant).length);
    expect(steps.filter(({ started_on }) => started_on !== null)).toHaveLength(total("3B.1"));
    expect(steps.filter(({ completed_on }) => completed_on !== null).length).toBe(total("3B.2"));
  });

  test("of training places fits the accelerator's", () => {
    const places = partnership("room").filter(({ kind }) => kind === "TRAINING_PLACE");
    expect(places.map(({ room_id }) => room_id).sort()).toEqual(
      story.accelerator.training_place.map(({ row }) => row.id).sort(),
    );
  });
});

describe("the partnerships", () => {
  test("are eighteen with a published case, one that is a draft and one of another kind with a case that waits", () => {
    const states = Map.groupBy(partnership("partnership_case"), ({ state }) => state);
    expect([states.get("PUBLISHED")?.length, states.get("DRAFT")?.length]).toEqual([18, 1]);
    const kinds = Map.groupBy(partnership("partnership"), ({ kind, state }) => `${kind} ${state === "DRAFTED"}`);
    expect(Object.fromEntries([...kinds].map(([kind, rows]) => [kind, rows.length]))).toEqual({
      "GROWTH false": 18,
      "GROWTH true": 1,
      "PUBLIC_PRIVATE_SOCIAL false": 1,
    });
  });

  test("lost a party twice, and once another came", () => {
    const left = partnership("partnership_party").filter(({ left_on }) => left_on !== null);
    expect(left.map(({ left_on }) => left_on).sort()).toEqual(["2020-03-31", "2021-05-31"]);
    expect(partnership("agreement").filter(({ is_addendum }) => is_addendum)).toHaveLength(1);
  });

  test("count for the other actors of twelve municipalities", () => {
    expect(new Set(partnership("other_actor_growth").map((row) => row.municipality_code)).size).toBe(12);
  });
});

test("listings stand in every state, and the register knows who is published", () => {
  const listings = partnership("supplier_listing");
  expect(listings.length).toBeGreaterThanOrEqual(12);
  expect(new Set(listings.map(({ state }) => state))).toEqual(
    new Set(["DRAFT", "SUBMITTED", "PUBLISHED", "STALE", "REMOVED"]),
  );
  const registered = new Set(
    partnership("rsv_registration").flatMap(({ until, organisation_id }) => (until === null ? [organisation_id] : [])),
  );
  const shown = listings.filter(({ state }) => state !== "REMOVED");
  expect(shown.filter(({ organisation_id }) => !registered.has(organisation_id))).toEqual([]);
});

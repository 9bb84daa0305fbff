/** Which openings were open with a seat free on a day in the past, beside what is found by going through all of them. */
import { addDays, type LocalDate, localDate } from "@inclusion/kernel";
import type { TestService } from "@inclusion/kernel/testing";
import fc from "fast-check";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { AARHUS, act, hear, lead, openRoom, PROGRAMME, ready, roomViewer, toldFact } from "../room/room.fixture.ts";
import { weekOf } from "./asked.ts";

/** Sees what is published, and nothing of who fills it: the work lies in another municipality. */
const elsewhere = roomViewer({ municipalities: ["0461"] }, ["matching:read"]);
const FIRST = localDate("2019-01-01");
const day = (at: number): LocalDate => addDays(FIRST, at);

let opened: TestService;
beforeAll(async () => {
  opened = await openRoom(inject("postgres"));
  await hear(opened, ready(1, { municipalityCode: "0461" }));
});
afterAll(() => opened?.drop());

type Filled = Readonly<{ id: string; filledOn: string; endedOn: string | null }>;
type Fill = Readonly<{ at: number; days: number | null }>;
type Plan = Readonly<{ seats: number; from: number; length: number | null; isClosed: boolean; fills: readonly Fill[] }>;

const plans: fc.Arbitrary<Plan> = fc.record({
  seats: fc.integer({ min: 1, max: 2 }),
  from: fc.integer({ min: 0, max: 30 }),
  length: fc.option(fc.integer({ min: 0, max: 60 })),
  isClosed: fc.boolean(),
  fills: fc.array(
    fc.record({ at: fc.integer({ min: 0, max: 90 }), days: fc.option(fc.integer({ min: 0, max: 30 })) }),
    { maxLength: 4 },
  ),
});

/** Lets all of it happen: hires are told, as they happen beyond the seats as well. */
async function happen({ seats, from, length, isClosed, fills }: Plan): Promise<string> {
  const fields = "jobOpening { id fills { id filledOn endedOn } }";
  const run = async (name: string, input: Record<string, unknown>) => {
    const { jobOpening, refusals } = await act(opened, lead, name, { fields, input });
    expect(refusals).toEqual([]);
    return jobOpening as Readonly<{ id: string }>;
  };
  const closesOn = length === null || isClosed ? null : day(from + length);
  const { id } = await run("jobOpeningDraft", {
    ...{ programmeId: PROGRAMME, organisationId: AARHUS, municipalityCode: "0751", form: "ORDINARY", axis: "AXIS_3B1" },
    ...{ hoursPerWeek: 20, seats, opensOn: day(from), closesOn },
  });
  await run("jobOpeningPublish", { id });
  for (const { at, days } of fills) {
    await hear(opened, toldFact("OpeningFilled", { openingId: id, filledOn: day(at) }));
    if (days === null) continue;
    const asked = await opened.ask(lead, `query($id: ID!) { jobOpening(id: $id) { ${fields.slice(13, -2)} } }`, { id });
    const found = asked.data?.jobOpening as Readonly<{ fills: readonly Filled[] }> | undefined;
    const fill = found?.fills.find(({ filledOn, endedOn }) => filledOn === day(at) && endedOn === null);
    await run("jobOpeningBreakOff", { id, fillId: fill?.id, endedOn: day(at + days), reason: "Ended." });
  }
  if (isClosed && length !== null) await run("jobOpeningClose", { id, closesOn: day(from + length) });
  return id;
}

/** The same by the words of the schema. */
function isFree({ seats, from, length, isClosed, fills }: Plan, on: LocalDate): boolean {
  const week = weekOf(on);
  const last = length === null ? null : day(from + length);
  const runs = day(from) <= week.to && (last === null || last >= week.from);
  const isTakenBack = isClosed && last !== null && last <= on;
  const taken = fills.filter(({ at, days }) => day(at) <= on && (days === null || on < day(at + days))).length;
  return runs && !isTakenBack && taken < seats;
}

test("an opening is proposed on each day as it then was, also to who may not see who filled it", async () => {
  const answers = new Set<boolean>();
  await fc.assert(
    fc.asyncProperty(
      plans,
      fc.array(fc.integer({ min: 0, max: 120 }), { minLength: 6, maxLength: 6 }),
      async (plan, at) => {
        const id = await happen(plan);
        for (const on of at.map(day)) {
          const query = `query($of: [_Any!]!, $on: LocalDate) { _entities(representations: $of) { ... on Programme {
          matching(on: $on, first: 500) { opening { id } } } } }`;
          const { data, errors } = await opened.ask(elsewhere, query, {
            of: [{ __typename: "Programme", id: PROGRAMME }],
            on,
          });
          expect(errors).toBeUndefined();
          const [found] = (data?._entities ?? []) as { matching: { opening: { id: string } }[] }[];
          const isProposed = found?.matching.some(({ opening }) => opening.id === id) ?? false;
          expect([on, isProposed]).toEqual([on, isFree(plan, on)]);
          answers.add(isProposed);
        }
        await opened.sql("DELETE FROM accelerator.opening_fill");
        await opened.sql("DELETE FROM accelerator.job_opening");
      },
    ),
    { numRuns: 25 },
  );
  expect(answers).toEqual(new Set([true, false]));
}, 120_000);

import type { Fact } from "@inclusion/kernel/runtime";
import type { TestService } from "@inclusion/kernel/testing";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { AARHUS, COURSE_AARHUS, hear, idOf, ledgerSum, openRoom, PROGRAMME, toldFact } from "../room/room.fixture.ts";

let opened: TestService;
beforeAll(async () => {
  opened = await openRoom(inject("postgres"));
});
afterAll(() => opened?.drop());

let people = 5_000;
const person = (): string => {
  people += 1;
  return idOf(people);
};

const told = (type: "HireCounted" | "HireVoided", participationId: string, hiredOn: string, cause = "employment") =>
  toldFact(type, {
    ...{ programmeId: PROGRAMME, participationId, organisationId: AARHUS, municipalityCode: "0751", hiredOn, cause },
  });

/** The ledger's lines of a participation that do not cancel out. */
const linesOf = (participationId: string) =>
  opened.sql(
    `SELECT valid_on::text AS on, sum(amount)::int AS amount, course_id FROM accelerator.measure_entry
     WHERE subject_id = $1 GROUP BY valid_on, course_id HAVING sum(amount) <> 0`,
    [participationId],
  );

describe("INCLUSIVE_HIRES", () => {
  test("follow what is told, step by step", async () => {
    const id = person();
    await hear(opened, told("HireCounted", id, "2019-06-03"));
    expect(await linesOf(id)).toEqual([{ on: "2019-06-03", amount: 1, course_id: COURSE_AARHUS }]);
    await hear(opened, told("HireVoided", id, "2019-06-03"), told("HireCounted", id, "2019-07-01"));
    expect(await linesOf(id)).toEqual([{ on: "2019-07-01", amount: 1, course_id: COURSE_AARHUS }]);
    await hear(opened, told("HireVoided", id, "2019-07-01"));
    expect(await linesOf(id)).toEqual([]);
  });

  test("take a hire and its taking-back in one page for what they are", async () => {
    const id = person();
    await hear(
      opened,
      ...[told("HireCounted", id, "2019-06-03"), told("HireVoided", id, "2019-06-03")],
      ...[told("HireCounted", id, "2019-06-03"), told("HireVoided", id, "2019-06-03")],
      told("HireCounted", id, "2019-06-03"),
    );
    expect(await linesOf(id)).toMatchObject([{ on: "2019-06-03", amount: 1 }]);
  });

  test("come out the same in every order and by any repetition", async () => {
    const ways = fc.record({
      days: fc.array(fc.option(fc.constantFrom("2019-06-03", "2019-07-01")), { minLength: 1, maxLength: 4 }),
      seed: fc.array(fc.nat(1_000), { minLength: 16, maxLength: 16 }),
      size: fc.integer({ min: 1, max: 4 }),
    });
    await fc.assert(
      fc.asyncProperty(ways, async ({ days, seed, size }) => {
        const id = person();
        const facts: Fact[] = [];
        let now: string | null = null;
        for (const day of days) {
          if (now !== null && day !== now) facts.push(told("HireVoided", id, now));
          if (day !== null && day !== now) facts.push(told("HireCounted", id, day));
          now = day;
        }
        const delivered = [...facts, ...facts.filter((_, index) => (seed[index] ?? 0) % 2 === 0)]
          .map((fact, index) => ({ fact, key: seed[(index * 7) % seed.length] ?? 0 }))
          .sort((a, b) => a.key - b.key)
          .map(({ fact }) => fact);
        for (let from = 0; from < delivered.length; from += size) {
          await hear(opened, ...delivered.slice(from, from + size));
        }
        expect(await linesOf(id)).toEqual(now === null ? [] : [{ on: now, amount: 1, course_id: COURSE_AARHUS }]);
      }),
      { numRuns: 25 },
    );
  }, 60_000);

  test("keep a hire by a company whose course is not known", async () => {
    const before = await ledgerSum(opened, "INCLUSIVE_HIRES");
    const id = person();
    await hear(
      opened,
      toldFact("HireCounted", {
        ...{ programmeId: PROGRAMME, participationId: id, organisationId: idOf(77), municipalityCode: null },
        ...{ hiredOn: "2019-06-03", cause: "employment" },
      }),
    );
    expect(await linesOf(id)).toEqual([{ on: "2019-06-03", amount: 1, course_id: null }]);
    expect(await ledgerSum(opened, "INCLUSIVE_HIRES")).toBe(before + 1);
  });
});

import { type LocalDate, localDate } from "@inclusion/kernel";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type HireFact, hireMeasures } from "./inclusive-hire.ts";

const COURSE = { id: "course", acceptedOn: localDate("2018-09-03"), synthetic: true };
const courseOf = (organisationId: string) => (organisationId === "company" ? COURSE : null);

function fact(position: number, sign: 1 | -1, parts: Partial<HireFact> = {}): HireFact {
  return {
    ...{ factId: `f${position}`, position: BigInt(position), sign, programmeId: "programme", participationId: "p" },
    ...{ organisationId: "company", municipalityCode: "0751", hiredOn: localDate("2019-06-03"), cause: `c${position}` },
    ...parts,
  };
}

/** What the participant service's own count does: at each step it takes back what it had, and counts another day or none. */
const steps = fc.array(
  fc.option(
    fc.record({
      hiredOn: fc.constantFrom(...["2019-06-03", "2019-07-01", "2020-01-06"].map((day) => localDate(day))),
      organisationId: fc.constantFrom("company", "other"),
      municipalityCode: fc.constantFrom("0751", "0461"),
    }),
  ),
  { maxLength: 8 },
);

type Step = Readonly<{ hiredOn: LocalDate; organisationId: string; municipalityCode: string }> | null;

function factsOf(way: readonly Step[]): HireFact[][] {
  let now: Step = null;
  let position = 0;
  return way.map((next) => {
    const told: HireFact[] = [];
    const same = JSON.stringify(next) === JSON.stringify(now);
    if (now !== null && !same) told.push(fact(++position, -1, now));
    if (next !== null && !same) told.push(fact(++position, 1, next));
    now = next;
    return told;
  });
}

const lineOf = (facts: readonly HireFact[]) =>
  hireMeasures(facts, courseOf).map(({ validOn, municipalityCode, dimensions }) => [
    validOn,
    municipalityCode,
    dimensions.course_id,
  ]);
const wanted = (step: Step) =>
  step === null ? [] : [[step.hiredOn, step.municipalityCode, step.organisationId === "company" ? "course" : null]];

describe("an inclusive hire", () => {
  test("is one entry, with the company's course", () => {
    expect(hireMeasures([fact(1, 1)], courseOf)).toEqual([
      {
        ...{ indicator: "INCLUSIVE_HIRES", amount: 1, programmeId: "programme", municipalityCode: "0751" },
        ...{ subjectId: "p", validOn: "2019-06-03", definitionVersion: 1, cause: "c1", synthetic: true },
        dimensions: { course_id: "course", organisation_id: "company" },
      },
    ]);
    expect(hireMeasures([fact(1, 1), fact(2, -1)], courseOf)).toEqual([]);
    expect(hireMeasures([fact(2, -1)], courseOf)).toEqual([]);
    expect(hireMeasures([], courseOf)).toEqual([]);
  });

  test("agrees with what was told after every step", () => {
    fc.assert(
      fc.property(steps, (way) => {
        const facts = factsOf(way);
        way.forEach((step, index) => {
          expect(lineOf(facts.slice(0, index + 1).flat())).toEqual(wanted(step));
        });
      }),
    );
  });

  test("agrees in the end whatever the order in which facts come, and however often", () => {
    const shuffled = steps.chain((way) => {
      const facts = factsOf(way).flat();
      const again = fc.subarray(facts);
      return fc.tuple(
        fc.constant(way),
        again.chain((more) => fc.shuffledSubarray([...facts, ...more], { minLength: facts.length + more.length })),
      );
    });
    fc.assert(
      fc.property(shuffled, ([way, facts]) => {
        expect(lineOf(facts)).toEqual(wanted(way.at(-1) ?? null));
      }),
    );
  });

  test("never counts a participation twice on the way", () => {
    fc.assert(
      fc.property(steps, fc.nat(), (way, seed) => {
        const facts = factsOf(way).flat();
        const some = facts.filter((_, index) => (seed >> (index % 30)) % 2 === 0);
        expect(hireMeasures(some, courseOf).length).toBeLessThanOrEqual(1);
      }),
    );
  });
});

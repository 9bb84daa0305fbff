/** What the participant service tells of hires, brought to the accelerator in every order and more than once. */
import { handlers } from "@inclusion/accelerator/facts";
import { service as accelerator } from "@inclusion/accelerator/service";
import { systemViewer } from "@inclusion/kernel";
import { type Fact, unitOfWork } from "@inclusion/kernel/runtime";
import { openTestService, type TestService } from "@inclusion/kernel/testing";
import { service as participant } from "@inclusion/participant";
import {
  COMPANY,
  EMPLOYER,
  JOB,
  openWays,
  PROGRAMME,
  type Ways,
} from "@inclusion/participant/pathway/pathway-ways.fixture";
import fc from "fast-check";
import { afterAll, beforeAll, expect, inject, test } from "vitest";

const idOf = (number: number): string => `0190b000-0000-7000-8000-${String(number).padStart(12, "0")}`;

let told: TestService;
let follower: TestService;
let ways: Ways;

beforeAll(async () => {
  told = await openTestService(participant, inject("postgres"));
  follower = await openTestService(accelerator, inject("postgres"));
  ways = await openWays(told);
});
afterAll(async () => {
  await told?.drop();
  await follower?.drop();
});

/** What happens to one job: it is corrected, and the companies come into the accelerator, leave it and become one. */
const STEPS = {
  laterDay: { startedOn: "2019-11-04" },
  earlierDay: { startedOn: "2019-10-07" },
  subsidised: { form: "WAGE_SUBSIDY" },
  ordinary: { form: "ORDINARY" },
  fewHours: { hoursPerWeek: 4 },
  enoughHours: { hoursPerWeek: 20 },
} as const;
const FACTS = ["acceptedFirst", "acceptedOther", "exitedFirst", "mergedFirst", "aloneFirst"] as const;
const steps = fc.array(
  fc.oneof(
    fc.constantFrom(...(Object.keys(STEPS) as (keyof typeof STEPS)[])),
    fc.constantFrom("firstEmployer" as const, "otherEmployer" as const),
    fc.constantFrom(...FACTS),
  ),
  { minLength: 2, maxLength: 7 },
);
type Step = keyof typeof STEPS | "firstEmployer" | "otherEmployer" | (typeof FACTS)[number];

/** A hire that is counted, and taken back for another day: chance alone need not make one. */
const TAKEN_BACK: Step[] = ["acceptedFirst", "laterDay"];

let number = 0;

/** An organisation as the partnership service tells it. */
function tellOrganisation(organisationId: string, mergedInto: string | null): Promise<void> {
  return ways.tell("partnership", "OrganisationSet", {
    ...{ organisationId, cvr: null, kinds: ["ORDINARY_COMPANY"], sizeClass: null, municipalityCode: null },
    ...{ rsvRegistered: false, mergedInto },
  });
}

/** Lets all of it happen through the participant service; the participation. */
async function lived(way: readonly Step[]): Promise<string> {
  number += 10;
  const [first, other] = [idOf(number), idOf(number + 1)];
  const course = (index: number, organisationId: string) => {
    return { programmeId: PROGRAMME, courseId: idOf(number + 5 + index), organisationId };
  };
  for (const organisationId of [COMPANY, EMPLOYER, first, other]) await tellOrganisation(organisationId, null);
  const { id } = await ways.at("COMPLETED");
  const { employments } = await ways.done("employmentStart", { ...JOB, employerId: first, participationId: id });
  const correct = (change: object) =>
    ways.send("employmentCorrect", {
      ...{ participationId: id, employmentId: employments[0]?.id, reasonCode: "WRONG_FACT" },
      ...change,
    });
  for (const step of way) {
    if (step === "acceptedFirst") {
      await ways.tell("accelerator", "CourseAccepted", { ...course(0, first), acceptedOn: "2019-06-03" });
    } else if (step === "acceptedOther") {
      await ways.tell("accelerator", "CourseAccepted", { ...course(1, other), acceptedOn: "2019-10-15" });
    } else if (step === "mergedFirst" || step === "aloneFirst") {
      await tellOrganisation(first, step === "mergedFirst" ? other : null);
    } else if (step === "exitedFirst") {
      await ways.tell("accelerator", "CourseExited", { ...course(0, first), exitedOn: "2019-10-21" });
    } else if (step === "firstEmployer" || step === "otherEmployer") {
      await correct({ employerId: step === "firstEmployer" ? first : other });
    } else {
      await correct(STEPS[step]);
    }
  }
  return id;
}

const LEDGER = `SELECT valid_on::text AS on, municipality_code AS place, sum(amount)::int AS amount FROM $schema.measure_entry
  WHERE subject_id = $1 AND indicator = $2 GROUP BY 1, 2 HAVING sum(amount) <> 0`;

function ledgerOf(opened: TestService, schema: string, id: string, indicator: string) {
  return opened.sql(LEDGER.replace("$schema", schema), [id, indicator]);
}

/** Brings facts to the accelerator, a page of them in one transaction. */
async function bring(facts: readonly Fact[], size: number): Promise<void> {
  for (let from = 0; from < facts.length; from += size) {
    await unitOfWork(follower.service.database, systemViewer("accelerator"), "facts", async (tx) => {
      for (const fact of facts.slice(from, from + size)) await handlers.participant?.[fact.type]?.(tx, fact);
    });
  }
}

test("the accelerator counts what 3B.3 counts, whatever the order in which the facts come and however often", async () => {
  let counted = 0;
  let taken = 0;
  const delivery = fc.record({
    way: steps,
    keys: fc.array(fc.nat(), { minLength: 32, maxLength: 32 }),
    size: fc.integer({ min: 1, max: 5 }),
  });
  await fc.assert(
    fc.asyncProperty(delivery, async ({ way, keys, size }) => {
      const id = await lived(way);
      const facts = await told.sql<Fact>(
        `SELECT position::text, id, type, version, subject, payload FROM participant.fact
         WHERE payload->>'participationId' = $1 AND type IN ('HireCounted', 'HireVoided') ORDER BY participant.fact.position`,
        [id],
      );
      const key = (index: number): number => keys[index % keys.length] ?? 0;
      const delivered = [...facts, ...facts.filter((_, index) => key(index) % 2 === 0)]
        .map((fact, index) => ({ fact, key: key(index + 7) }))
        .sort((a, b) => a.key - b.key)
        .map(({ fact }) => fact);
      await bring(delivered, size);
      const theirs = await ledgerOf(told, "participant", id, "3B.3");
      expect(await ledgerOf(follower, "accelerator", id, "INCLUSIVE_HIRES")).toEqual(theirs);
      counted += theirs.length;
      taken += facts.filter(({ type }) => type === "HireVoided").length;
    }),
    { numRuns: 20, examples: [[{ way: TAKEN_BACK, keys: Array.from({ length: 32 }, (_, at) => at), size: 2 }]] },
  );
  expect(counted).toBeGreaterThan(0);
  expect(taken).toBeGreaterThan(0);
}, 120_000);

test("and agrees after each single step, where facts come as they are told", async () => {
  const way: readonly Step[] = ["acceptedFirst", "laterDay", "exitedFirst", "earlierDay", "subsidised", "ordinary"];
  for (let length = 1; length <= way.length; length += 1) {
    const id = await lived(way.slice(0, length));
    const facts = await told.sql<Fact>(
      `SELECT position::text, id, type, version, subject, payload FROM participant.fact
       WHERE payload->>'participationId' = $1 AND type IN ('HireCounted', 'HireVoided') ORDER BY participant.fact.position`,
      [id],
    );
    await bring(facts, 1);
    const theirs = await ledgerOf(told, "participant", id, "3B.3");
    expect(await ledgerOf(follower, "accelerator", id, "INCLUSIVE_HIRES")).toEqual(theirs);
  }
}, 60_000);

test("a job that an ordinary company opened gives 3B.4 and never 3B.3, until the company is in the accelerator", async () => {
  const way: readonly Step[] = ["laterDay", "mergedFirst", "aloneFirst", "fewHours", "enoughHours"];
  const sumOf = async (opened: TestService, schema: string, id: string, indicator: string) =>
    (await ledgerOf(opened, schema, id, indicator)).length;
  for (let length = 0; length <= way.length; length += 1) {
    const openingId = idOf(800_000 + length);
    const id = await lived(way.slice(0, length));
    const [job] = await told.sql<{ employer: string; hours: number }>(
      "SELECT employer_id AS employer, hours_per_week::float8 AS hours FROM participant.employment WHERE participation_id = $1",
      [id],
    );
    await ways.tell("accelerator", "JobOpeningPublished", {
      ...{ openingId, programmeId: PROGRAMME, organisationId: job?.employer, municipalityCode: "0751" },
      ...{ form: "ORDINARY", hoursPerWeek: 20, opensOn: "2019-09-02" },
    });
    const facts = await told.sql<Fact>(
      `SELECT position::text, id, type, version, subject, payload FROM participant.fact
       WHERE payload->>'participationId' = $1 AND type IN ('HireCounted', 'HireVoided') ORDER BY participant.fact.position`,
      [id],
    );
    await bring([...facts, ...facts], 2);
    const numbers = [
      await sumOf(told, "participant", id, "3B.3"),
      await sumOf(told, "participant", id, "3B.4"),
      await sumOf(follower, "accelerator", id, "INCLUSIVE_HIRES"),
    ];
    expect(numbers).toEqual([0, (job?.hours ?? 0) >= 8 ? 1 : 0, 0]);
  }
}, 60_000);

/** Merges that are told after growth was counted, in every order and more than once. */
import { systemViewer } from "@inclusion/kernel";
import { type Fact, unitOfWork } from "@inclusion/kernel/runtime";
import { openTestService, type TestService } from "@inclusion/kernel/testing";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import {
  company,
  idOf,
  lead,
  openCall,
  PROGRAMME,
  run,
  submit,
  TO_ACCEPTED,
  told,
  walk,
  year,
} from "./course/course-rows.fixture.ts";
import { handlers } from "./facts.ts";
import { service } from "./service.ts";

const SURVIVOR = idOf(900);
let opened: TestService;
let callId: string;

beforeAll(async () => {
  opened = await openTestService(service, inject("postgres"));
  callId = await openCall(opened, "2018-1", { capacity: 90 });
});
afterAll(() => opened?.drop());

/** A company that has grown, by its number. */
async function grown(number: number): Promise<string> {
  await company(opened, number);
  const id = (await submit(opened, callId, number)).course?.id ?? "";
  await walk(opened, id, TO_ACCEPTED);
  await walk(opened, id, [["snapshotRecord", { kind: "FOLLOW_UP", month: 12, ...year(2018, "9000000.00", "9.00") }]]);
  return id;
}

const amounts = async (subject: string) =>
  (
    await opened.sql<{ amount: number }>(
      `SELECT amount FROM accelerator.measure_entry WHERE subject_id = $1 AND indicator = 'ACC_GROWTH' ORDER BY position`,
      [subject],
    )
  ).map(({ amount }) => amount);

let position = 1_000_000;

/** The company as it is told: part of another, or standing for itself. */
function fact(number: number, isMerged: boolean): Fact {
  position += 1;
  const payload = {
    ...{ organisationId: idOf(number), cvr: null, kinds: ["SOCIAL_ENTERPRISE"], sizeClass: "SMALL" },
    ...{ municipalityCode: "0751", rsvRegistered: false, mergedInto: isMerged ? SURVIVOR : null },
  };
  return { position: String(position), id: idOf(position), type: "OrganisationSet", version: 1, subject: "", payload };
}

async function bring(facts: readonly Fact[], size: number): Promise<void> {
  for (let from = 0; from < facts.length; from += size) {
    await unitOfWork(opened.service.database, systemViewer("accelerator"), "facts", async (tx) => {
      for (const each of facts.slice(from, from + size)) await handlers.partnership?.[each.type]?.(tx, each);
    });
  }
}

describe("growth of a company that has become part of another", () => {
  test("is taken back by a reversal on its own day, and comes back when it stands for itself after all", async () => {
    const id = await grown(201);
    expect(await amounts(id)).toEqual([1]);
    await bring([fact(201, true)], 1);
    expect(await amounts(id)).toEqual([1, -1]);
    const days = await opened.sql(
      "SELECT count(DISTINCT valid_on)::int AS days FROM accelerator.measure_entry WHERE subject_id = $1 AND indicator = 'ACC_GROWTH'",
      [id],
    );
    expect(days).toEqual([{ days: 1 }]);
    await bring([fact(201, false)], 1);
    expect(await amounts(id)).toEqual([1, -1, 1]);
  });

  test("stays taken back by a new rule and by a correction, and other numbers of the course stay", async () => {
    const id = await grown(202);
    await bring([fact(202, true)], 1);
    const rule = { programmeId: PROGRAMME, countsFrom: "2018-01-01", turnoverAboveBp: 100, needsBoth: false };
    const { errors } = await opened.ask(
      lead,
      "mutation($input: GrowthRuleSetInput!) { growthRuleSet(input: $input) { refusals { code } } }",
      { input: rule },
    );
    expect(errors).toBeUndefined();
    expect(await amounts(id)).toEqual([1, -1]);
    const others = await opened.sql(
      "SELECT indicator, amount FROM accelerator.measure_entry WHERE subject_id = $1 AND indicator <> 'ACC_GROWTH'",
      [id],
    );
    expect(others).toEqual([{ indicator: "ACC_COMPANIES", amount: 1 }]);
    const more = { courseId: id, kind: "FOLLOW_UP", ...year(2019, "9000000.00", "9.00") };
    expect((await run(opened, lead, "snapshotRecord", more)).codes).toEqual(["COMPANY_MERGED"]);
  });

  test("sums up to the same for every order, repetition and page of what was told", async () => {
    const id = await grown(203);
    const ways = fc.record({
      merged: fc.array(fc.boolean(), { minLength: 1, maxLength: 6 }),
      keys: fc.array(fc.nat(), { minLength: 16, maxLength: 16 }),
      size: fc.integer({ min: 1, max: 4 }),
    });
    let mergedAtLast = 0;
    await fc.assert(
      fc.asyncProperty(ways, async ({ merged, keys, size }) => {
        const facts = merged.map((isMerged) => fact(203, isMerged));
        const key = (index: number): number => keys[index % keys.length] ?? 0;
        const delivered = [...facts, ...facts.filter((_, index) => key(index) % 2 === 0)]
          .map((each, index) => ({ each, key: key(index + 5) }))
          .sort((a, b) => a.key - b.key)
          .map(({ each }) => each);
        await bring(delivered, size);
        const isMerged = merged.at(-1) === true;
        mergedAtLast += Number(isMerged);
        expect((await amounts(id)).reduce((sum, amount) => sum + amount, 0)).toBe(isMerged ? 0 : 1);
      }),
      { numRuns: 25 },
    );
    expect(mergedAtLast).toBeGreaterThan(0);
  });
});

test("growth of an other actor is taken back and told so, and not counted again beside another's", async () => {
  const [partnershipId, other] = [idOf(301), idOf(302)];
  for (const [number, id] of [
    [204, partnershipId],
    [205, other],
  ] as const) {
    await told(opened, "partnership", "PartnershipSigned", {
      ...{ partnershipId: id, programmeId: PROGRAMME, municipalityCodes: ["0751"], signedOn: "2018-06-01" },
      parties: [{ organisationId: idOf(number), role: "OTHER_ACTOR" }],
    });
    await company(opened, number);
  }
  const measure = async (number: number, id: string) => {
    for (const [kind, figures] of [
      ["BASELINE", year(2017, "100.00", "1.00")],
      ["FOLLOW_UP", year(2019, "200.00", "1.00")],
    ] as const) {
      const input = { partnershipId: id, organisationId: idOf(number), municipalityCode: "0751", kind, ...figures };
      const { data, errors } = await opened.ask(
        lead,
        "mutation($input: OtherActorMeasureInput!) { otherActorMeasure(input: $input) { refusals { code } } }",
        { input },
      );
      expect([errors, data?.otherActorMeasure]).toEqual([undefined, { refusals: [] }]);
    }
  };
  const toldGrowth = async () =>
    (
      await opened.sql<{ type: string }>(
        "SELECT type FROM accelerator.fact WHERE type LIKE 'OtherActor%' ORDER BY position",
      )
    ).map(({ type }) => type);
  await measure(204, partnershipId);
  await bring([fact(204, true)], 1);
  expect(await toldGrowth()).toEqual(["OtherActorGrown", "OtherActorGrowthVoided"]);
  await measure(205, other);
  await bring([fact(204, false)], 1);
  expect(await toldGrowth()).toEqual(["OtherActorGrown", "OtherActorGrowthVoided", "OtherActorGrown"]);
});

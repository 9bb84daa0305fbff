/** From how many hours a job counts is set in one service and counted by in another: both say the same on every day. */
import { systemViewer } from "@inclusion/kernel";
import { type Fact, unitOfWork } from "@inclusion/kernel/runtime";
import { openTestService, type TestService, viewerWith } from "@inclusion/kernel/testing";
import { service as participant } from "@inclusion/participant";
import { handlers } from "@inclusion/participant/facts";
import { service as partnership } from "@inclusion/partnership";
import fc from "fast-check";
import { afterAll, beforeAll, expect, inject, test } from "vitest";

let told: TestService;
let follower: TestService;

beforeAll(async () => {
  told = await openTestService(partnership, inject("postgres"));
  follower = await openTestService(participant, inject("postgres"));
});
afterAll(async () => {
  await told?.drop();
  await follower?.drop();
});

const lead = viewerWith("programmes:read", "programmes:write");
const FACTS = `SELECT id, position, type, version, subject, payload, recorded_at AS "recordedAt" FROM partnership.fact
  WHERE position > $1 ORDER BY position`;

let applied = "0";
/** Brings everything that was told since the last call. */
async function bring(): Promise<void> {
  const facts = await told.sql<Fact>(FACTS, [applied]);
  applied = facts.at(-1)?.position ?? applied;
  await unitOfWork(follower.service.database, systemViewer("participant"), "test", async (tx) => {
    for (const fact of facts) await handlers.partnership?.[fact.type]?.(tx, fact);
  });
}

async function answered<Data>(service: TestService, query: string, variables: Record<string, unknown>): Promise<Data> {
  const { data, errors } = await service.ask(lead, query, variables);
  expect(errors).toBeUndefined();
  return data as Data;
}

let number = 0;
async function drafted(): Promise<string> {
  number += 1;
  type Drafted = { programmeDraft: { programme: { id: string } } };
  const { programmeDraft } = await answered<Drafted>(
    told,
    "mutation($input: ProgrammeDraftInput!) { programmeDraft(input: $input) { programme { id } refusals { code } } }",
    { input: { name: `Timer ${number}`, endsOn: "2022-12-31" } },
  );
  return programmeDraft.programme.id;
}

const DAYS = ["2019-12-31", "2020-01-01", "2020-01-02", "2020-06-30", "2020-07-01", "2021-01-01"];
const settings = fc.array(
  fc.record({ from: fc.constantFrom(...DAYS.slice(1)), hours: fc.integer({ min: 1, max: 37 }) }),
  { maxLength: 5 },
);

test("the hours that are set are the hours that are counted by", async () => {
  await fc.assert(
    fc.asyncProperty(settings, async (list) => {
      const programmeId = await drafted();
      for (const { from, hours } of list) {
        await answered(told, "mutation($input: SettingSetInput!) { settingSet(input: $input) { refusals { code } } }", {
          input: { programmeId, name: "MINIMUM_WEEKLY_HOURS", value: String(hours), from, source: "Test" },
        });
      }
      await bring();
      for (const on of DAYS) {
        type Set = { _entities: { settings: { name: string; value: string }[] }[] };
        type Counted = { _entities: { participantTerms: { minimumWeeklyHours: number } }[] };
        const of = (fields: string) =>
          `query($of: [_Any!]!, $on: LocalDate!) { _entities(representations: $of) { ... on Programme { ${fields} } } }`;
        const asked = { of: [{ __typename: "Programme", id: programmeId }], on };
        const set = await answered<Set>(told, of("settings(asOf: $on) { name value }"), asked);
        const counted = await answered<Counted>(
          follower,
          of("participantTerms { minimumWeeklyHours(on: $on) }"),
          asked,
        );
        const value = set._entities[0]?.settings.find(({ name }) => name === "MINIMUM_WEEKLY_HOURS")?.value;
        expect(String(counted._entities[0]?.participantTerms.minimumWeeklyHours)).toBe(value);
      }
    }),
    { numRuns: 15 },
  );
});

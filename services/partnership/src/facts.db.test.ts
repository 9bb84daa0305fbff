import { randomUUID } from "node:crypto";
import { systemViewer } from "@inclusion/kernel";
import { type Fact, unitOfWork } from "@inclusion/kernel/runtime";
import { afterRelease, openTestService, type TestService, viewerWith } from "@inclusion/kernel/testing";
import fc from "fast-check";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { handlers } from "./facts.ts";
import { idOf, ORGANISATIONS, PROGRAMME, storeProgramme } from "./record/stored-programme.fixture.ts";
import { service } from "./service.ts";

const PARTNERSHIP = idOf(31);
const { otherActor, enterprise } = ORGANISATIONS;

let opened: TestService;
beforeAll(async () => {
  opened = await openTestService(service, inject("postgres"), afterRelease);
  await storeProgramme(opened);
  await opened.sql(
    `INSERT INTO partnership.partnership (id, programme_id, kind, state, municipality_code, active_from, synthetic)
     VALUES ($1, $2, 'GROWTH', 'ACTIVE', '0751', '2019-01-01', true)`,
    [PARTNERSHIP, PROGRAMME],
  );
  for (const [role, id] of [
    ["OTHER_ACTOR", otherActor],
    ["SOCIAL_ENTERPRISE", enterprise],
  ]) {
    await opened.sql(
      `INSERT INTO partnership.partnership_party (partnership_id, role, organisation_id, programme_id, municipality_code)
       VALUES ($1, $2, $3, $4, '0751')`,
      [PARTNERSHIP, role, id, PROGRAMME],
    );
  }
});
afterAll(() => opened?.drop());

const growth = {
  ...{ programmeId: PROGRAMME, partnershipId: PARTNERSHIP, organisationId: otherActor, municipalityCode: "0751" },
  grownOn: "2020-12-31",
};
const steps = { programmeId: PROGRAMME, municipalityCode: "0751", partnershipId: PARTNERSHIP, leftOn: null };
const room = {
  ...{ roomId: idOf(41), programmeId: PROGRAMME, courseId: null, partnershipId: PARTNERSHIP, kind: "JOB" },
  ...{ organisationId: enterprise, axis: "AXIS_3B2", brokenOff: 1, opensOn: "2019-02-01", closesOn: null },
};
const ready = { programmeId: PROGRAMME, organisationId: enterprise, dimension: "CAPACITY", mentorCount: 2 };
const first = { ...ready, questionnaireVersion: 1 };

type Told = readonly [producer: string, type: string, payload: object];

/** What three services tell, each in its own order. */
const STORY: readonly Told[] = [
  ["accelerator", "RoomSet", { ...room, seats: 2, filled: 0 }],
  ["accelerator", "RoomSet", { ...room, seats: 3, filled: 2 }],
  ["accelerator", "EmployerReadinessMeasured", { ...first, score: 2, measuredOn: "2019-01-01" }],
  ["accelerator", "EmployerReadinessMeasured", { ...first, score: 4, measuredOn: "2020-01-01" }],
  // By another questionnaire, on the same day; and one of before the version was told.
  [
    "accelerator",
    "EmployerReadinessMeasured",
    { ...first, questionnaireVersion: 2, score: 5, measuredOn: "2020-01-01" },
  ],
  ["accelerator", "EmployerReadinessMeasured", { ...ready, score: 1, measuredOn: "2018-01-01" }],
  ["accelerator", "OtherActorGrown", growth],
  ["accelerator", "OtherActorGrowthVoided", growth],
  ["accelerator", "OtherActorGrown", { ...growth, grownOn: "2021-12-31" }],
  [
    "participant",
    "PathwaySet",
    { ...steps, participationId: idOf(51), referredOn: "2019-03-01", startedOn: null, completedOn: null },
  ],
  [
    "participant",
    "PathwaySet",
    { ...steps, participationId: idOf(51), referredOn: "2019-03-01", startedOn: "2019-04-01", completedOn: null },
  ],
  ["participant", "OpenMatchesSet", { partnershipId: PARTNERSHIP, count: 2 }],
  ["participant", "OpenMatchesSet", { partnershipId: PARTNERSHIP, count: 0 }],
  ["finance", "GrantEnded", { programmeId: PROGRAMME, grantId: idOf(61), eligibleTo: "2022-06-30" }],
  ["finance", "GrantEnded", { programmeId: PROGRAMME, grantId: idOf(61), eligibleTo: "2022-09-30" }],
];

const FACTS = STORY.map(([producer, type, payload], index) => ({
  producer,
  fact: { position: String(index + 1), id: randomUUID(), type, version: 1, subject: "s", payload } satisfies Fact,
}));

const TABLES = ["room", "employer_readiness", "pathway_step", "open_matches", "grant_end"];

async function apply(facts: readonly (typeof FACTS)[number][]): Promise<unknown> {
  for (const table of [...TABLES, "other_actor_growth"]) await opened.sql(`DELETE FROM partnership.${table}`);
  await forgetLedger();
  for (const { producer, fact } of facts) {
    await unitOfWork(opened.service.database, systemViewer("partnership"), "test", async (tx) => {
      await handlers[producer]?.[fact.type]?.(tx, fact);
    });
  }
  const rows = await Promise.all(
    TABLES.map((table) => opened.sql(`SELECT * FROM partnership.${table} told ORDER BY told::text`)),
  );
  const grown = await opened.sql(
    `SELECT subject_id, valid_on::text, sum(amount)::int AS sum FROM partnership.measure_entry
     WHERE indicator = 'OTHER_ACTOR_GROWTH' GROUP BY 1, 2 HAVING sum(amount) <> 0 ORDER BY 1, 2`,
  );
  return { rows, grown };
}

/** Entries are never deleted: those of an earlier run are taken back. */
async function forgetLedger(): Promise<void> {
  await opened.sql(
    `INSERT INTO partnership.measure_entry (indicator, amount, programme_id, municipality_code, subject_id, valid_on,
       definition_version, cause, synthetic)
     SELECT indicator, -sum(amount), programme_id, municipality_code, subject_id, valid_on, 1, 'test', synthetic
     FROM partnership.measure_entry WHERE indicator = 'OTHER_ACTOR_GROWTH'
     GROUP BY indicator, programme_id, municipality_code, subject_id, valid_on, synthetic HAVING sum(amount) <> 0`,
  );
}

test("facts repeated, and mixed between services, make the same rows and the same count", async () => {
  const inOrder = await apply(FACTS);
  expect(inOrder).toMatchObject({ grown: [{ subject_id: PARTNERSHIP, valid_on: "2021-12-31", sum: 1 }] });
  const orders = fc.shuffledSubarray(
    [...FACTS, ...FACTS].map((_, index) => index),
    { minLength: FACTS.length * 2, maxLength: FACTS.length * 2 },
  );
  await fc.assert(
    fc.asyncProperty(orders, async (order) => {
      const mixed = order.map((index) => FACTS[index % FACTS.length] as (typeof FACTS)[number]);
      expect(await apply(mixed)).toEqual(inOrder);
    }),
    { numRuns: 12 },
  );
});

test("what was told is seen in the network, the balance and the readiness", async () => {
  await apply(FACTS);
  const viewer = viewerWith("indicators:read", "partnerships:read", "participations:read", "programmes:read");
  const fields = `partnershipNetwork(asOf: "2021-01-01") {
      links { organisation { id } otherOrganisation { id } partnerships }
      flows { otherActor { id } municipality { code } referrals { ... on ExactCount { count } } starts { ... on ExactCount { count } } completionRateBp } }
    employerReadiness { organisation { id } questionnaireVersion firstScore latestScore mentorCount } supportEndsOn
    partnerships { nodes { commitmentBalance { kind offered filled open brokenOff } } }
    partnershipIndicators(codes: ["OTHER_ACTOR_GROWTH"]) {
      code value { ... on ExactCount { count } } definition { text version } excluded { reason } freshness
      partnerships { nodes { id } } changes(since: "2020-01-01T00:00:00Z") { net { ... on ExactCount { count } } entries { nodes { partnership { id } amount } } } }`;
  const { data, errors } = await opened.ask(
    viewer,
    `query($of: [_Any!]!) { _entities(representations: $of) { ... on Programme { ${fields} } } }`,
    { of: [{ __typename: "Programme", id: PROGRAMME }] },
  );
  expect(errors).toBeUndefined();
  expect((data as { _entities: readonly unknown[] })._entities[0]).toMatchObject({
    partnershipNetwork: {
      links: [{ organisation: { id: otherActor }, otherOrganisation: { id: enterprise }, partnerships: 1 }],
      flows: [
        {
          otherActor: { id: otherActor },
          municipality: { code: "0751" },
          referrals: { count: 1 },
          starts: { count: 1 },
          completionRateBp: 0,
        },
      ],
    },
    employerReadiness: [
      { questionnaireVersion: 1, firstScore: 2, latestScore: 4, mentorCount: 2 },
      { questionnaireVersion: 2, firstScore: 5, latestScore: null, mentorCount: 2 },
    ],
    supportEndsOn: "2022-09-30",
    partnerships: {
      nodes: [{ commitmentBalance: [{ kind: "JOB", offered: 3, filled: 2, open: 1, brokenOff: 1 }, {}] }],
    },
    partnershipIndicators: [
      {
        value: { count: 1 },
        excluded: [{ reason: "NOT_YET" }],
        partnerships: { nodes: [{ id: PARTNERSHIP }] },
        changes: { net: { count: 1 } },
      },
    ],
  });
});

test("who sees no rows gets small numbers withheld", async () => {
  const { data } = await opened.ask(
    viewerWith("indicators:read", "partnerships:read"),
    `query($of: [_Any!]!) { _entities(representations: $of) { ... on Programme {
       partnershipNetwork(asOf: "2021-03-31") { flows { referrals { __typename } completionRateBp } byMunicipality { referrals { __typename } } } } } }`,
    { of: [{ __typename: "Programme", id: PROGRAMME }] },
  );
  expect(JSON.stringify(data)).toContain("SuppressedCount");
  expect(JSON.stringify(data)).not.toContain("ExactCount");
});

import { afterAll, beforeAll, expect, test } from "vitest";
import { done, figure, refusedWith } from "./operating.ts";
import { startSeededSystem } from "./seeded-system.ts";
import type { TestSystem } from "./test-system.ts";

let system: TestSystem;
beforeAll(async () => {
  system = await startSeededSystem();
});
afterAll(() => system?.stop());

const SLUG = "social-inklusion-gennem-vaekstpartnerskaber";
type Party = Readonly<{ role: string; organisation: { id: string; name: string } }>;

const lead = (field: string, input: object, fields = "partnership { state version }") =>
  done(system, { as: "operator", field, input, fields });

test("a partnership goes from a draft to one that the municipality carries on", async () => {
  const known = await system.ask(
    `{ programme(slug: "${SLUG}") { id partnerships(first: 50) { nodes { kind municipality { code }
       parties(all: true) { role organisation { id name } } } } } }`,
    {},
    "operator",
  );
  const programmeId = known.data.programme.id;
  const [like] = known.data.programme.partnerships.nodes.filter(
    (one: { kind: string; municipality: { code: string } }) =>
      one.kind === "GROWTH" && one.municipality.code === "0751",
  );
  const parties = (like.parties as Party[]).map(({ role, organisation }) => ({
    role,
    organisationId: organisation.id,
  }));
  const cases = await figure(system, SLUG, "CASES_PUBLISHED");
  const anchored = await figure(system, SLUG, "PARTNERSHIPS_ANCHORED");

  const draft = { kind: "GROWTH", origin: "STRENGTHENED", axis: "AXIS_3B2", draftedOn: "2021-02-01" };
  const begun = await lead(
    "partnershipDraft",
    {
      ...{ programmeId, municipalityCode: "0751", ...draft, parties: parties.slice(0, 2) },
    },
    "partnership { id }",
  );
  const lacking = { partnershipId: begun.partnership.id };
  await lead("partnershipWriteAgreement", { ...lacking, text: "Aftale for to", validFrom: "2021-03-01" });
  expect(
    await refusedWith(system, {
      as: "operator",
      field: "partnershipPropose",
      input: lacking,
      fields: "partnership { id }",
    }),
  ).toEqual(["PARTY_ROLE_MISSING"]);

  const drafted = await lead(
    "partnershipDraft",
    { programmeId, municipalityCode: "0751", ...draft, parties },
    "partnership { id }",
  );
  const partnershipId = drafted.partnership.id;
  const written = await lead(
    "partnershipWriteAgreement",
    { partnershipId, text: "Kommunen henviser, aktøren støtter, virksomheden åbner job.", validFrom: "2021-03-01" },
    "partnership { agreement { textHash } }",
  );
  const { textHash } = written.partnership.agreement;
  await lead("partnershipPropose", { partnershipId });
  const sign = (organisationId: string) => ({
    ...{ partnershipId, organisationId, signatoryOrganisationId: organisationId, signatory: "Direktionen" },
    ...{ textHash, method: "DIGITAL", signedOn: "2021-02-22" },
  });
  const changed = { ...sign(parties[0]?.organisationId ?? ""), textHash: "0".repeat(64) };
  expect(
    await refusedWith(system, {
      as: "operator",
      field: "partnershipSign",
      input: changed,
      fields: "partnership { id }",
    }),
  ).toEqual(["TEXT_CHANGED"]);
  for (const { organisationId } of parties) await lead("partnershipSign", sign(organisationId));
  const active = await lead("partnershipActivate", { partnershipId, activeFrom: "2021-03-01" });
  expect(active.partnership.state).toBe("ACTIVE");

  await lead("partnershipCaseWrite", {
    partnershipId,
    title: "Opdigtet case",
    summary: "Tre fandt arbejde i køkkenet.",
  });
  expect(
    await refusedWith(system, {
      ...{ as: "operator", field: "partnershipCasePublish", fields: "partnership { id }" },
      input: { partnershipId, publishedOn: "2022-01-10" },
    }),
  ).toEqual(["APPROVAL_MISSING", "APPROVAL_MISSING", "APPROVAL_MISSING"]);
  for (const { organisationId } of parties) {
    await lead("partnershipCaseApprove", { partnershipId, organisationId, approvedOn: "2022-01-05" });
  }
  await lead("partnershipCasePublish", { partnershipId, publishedOn: "2022-01-10" });
  expect(await figure(system, SLUG, "CASES_PUBLISHED")).toBe(cases + 1);

  const proposed = await lead("anchoringPropose", planFrom(partnershipId, "2022-10-01"), PLANS);
  const anchor = { partnershipId, anchoredOn: "2022-10-03" };
  expect(
    await refusedWith(system, {
      ...{ as: "operator", field: "partnershipAnchor", fields: "partnership { id }" },
      input: anchor,
    }),
  ).toEqual(["PLAN_NOT_ADOPTED"]);
  const [plan] = proposed.partnership.anchoringPlans;
  await done(system, { ...ADOPTION, input: { ...DECISION, partnershipId, planId: plan.id } });
  expect((await lead("partnershipAnchor", anchor)).partnership.state).toBe("ANCHORED");
  expect(await figure(system, SLUG, "PARTNERSHIPS_ANCHORED")).toBe(anchored + 1);
});

const PLANS = "partnership { anchoringPlans { id state } }";
/** The municipality decides by its own token. */
const ADOPTION = { as: "caseworker", field: "anchoringAdopt", fields: "partnership { state }" };
const DECISION = { decidedOn: "2022-08-15", reference: "Udvalgsreferat 12" };

function planFrom(partnershipId: string, startsOn: string) {
  const yearlyBudget = { amount: "450000.00", currency: "DKK" };
  return { partnershipId, owner: "Jobcentret", startsOn, proposedOn: "2022-06-01", yearlyBudget };
}

test("a plan that begins while the support goes on anchors nothing", async () => {
  const { data } = await system.ask(
    `{ programme(slug: "${SLUG}") { partnerships(first: 50, states: [ACTIVE]) { nodes { id kind municipality { code } } } } }`,
    {},
    "operator",
  );
  type Found = Readonly<{ id: string; kind: string; municipality: { code: string } }>;
  const { id: partnershipId } = (data.programme.partnerships.nodes as Found[]).find(
    ({ kind, municipality }) => kind === "PUBLIC_PRIVATE_SOCIAL" && municipality.code === "0751",
  ) as Found;
  const { partnership } = await lead("partnershipCaseWrite", { partnershipId, title: "Opdigtet", summary: "Kort." });
  expect(partnership.state).toBe("ACTIVE");
  const current = await system.ask(
    `query($id: ID!) { partnership(id: $id) { anchoringPlans { id state } } }`,
    { id: partnershipId },
    "operator",
  );
  for (const { id: planId, state } of current.data.partnership.anchoringPlans) {
    if (state !== "PROPOSED") continue;
    const rejected = { partnershipId, planId, decidedOn: "2022-09-20", reference: "Udvalgsreferat 13" };
    await lead("anchoringReject", rejected);
  }
  const early = await lead("anchoringPropose", planFrom(partnershipId, "2022-09-30"), PLANS);
  const plan = early.partnership.anchoringPlans.find(({ state }: { state: string }) => state === "PROPOSED");
  await done(system, { ...ADOPTION, input: { ...DECISION, partnershipId, planId: plan.id } });
  const input = { partnershipId, anchoredOn: "2022-10-03" };
  expect(
    await refusedWith(system, { as: "operator", field: "partnershipAnchor", input, fields: "partnership { id }" }),
  ).toEqual(["ANCHOR_BEFORE_EU_END"]);
});

test("employers' readiness is what the accelerator measured, employer by employer", async () => {
  const { data, errors } = await system.ask(
    `{ programme(slug: "${SLUG}") { id employerReadiness { dimension questionnaireVersion firstOn firstScore latestOn
       latestScore mentorCount organisation { id employerReadinessChanges { programme { id } dimension
         questionnaireVersion before { score mentorCount measuredOn } after { score mentorCount measuredOn } } } } } }`,
    {},
    "operator",
  );
  expect(errors).toEqual([]);
  const { id, employerReadiness: told } = data.programme;
  type Scored = Readonly<{ score: number; mentorCount: number | null; measuredOn: string }>;
  type Change = Readonly<{
    programme: { id: string };
    dimension: string;
    questionnaireVersion: number;
    before: Scored;
    after: Scored | null;
  }>;
  type Told = Readonly<{ organisation: { id: string; employerReadinessChanges: readonly Change[] } }>;
  const changes = new Map((told as Told[]).map(({ organisation }) => [organisation.id, organisation]));
  const measured = [...changes.values()].flatMap((organisation) =>
    organisation.employerReadinessChanges
      .filter(({ programme }) => programme.id === id)
      .map(({ before, after, dimension, questionnaireVersion }) => ({
        ...{ organisation: { id: organisation.id }, dimension, questionnaireVersion },
        ...{ firstOn: before.measuredOn, firstScore: before.score, mentorCount: (after ?? before).mentorCount },
        ...{ latestOn: after?.measuredOn ?? null, latestScore: after?.score ?? null },
      })),
  );
  const known = (told as Told[]).map(({ organisation, ...rest }) => ({
    ...rest,
    organisation: { id: organisation.id },
  }));
  expect(known.length).toBeGreaterThan(0);
  expect(known).toHaveLength(measured.length);
  expect(known).toEqual(expect.arrayContaining(measured));
});

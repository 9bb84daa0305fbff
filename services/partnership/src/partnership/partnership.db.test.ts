import { createHash } from "node:crypto";
import { ANYONE, UNLIMITED } from "@inclusion/kernel";
import { openTestService, type TestService, viewerWith, viewerWithin } from "@inclusion/kernel/testing";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { asking, codesOf, mutation } from "../record/asking.fixture.ts";
import { idOf, ORGANISATIONS, PROGRAMME, storeProgramme } from "../record/stored-programme.fixture.ts";
import { service } from "../service.ts";

const { municipality, otherActor, enterprise, company, newActor } = ORGANISATIONS;
const SCOPES = ["partnerships:read", "partnerships:write", "partnerships:sign", "anchoring:decide"] as const;
const lead = viewerWith(...SCOPES, "programmes:read", "indicators:read");
const reader = viewerWith("partnerships:read", "programmes:read");
const inOdense = viewerWithin({ ...UNLIMITED, municipalities: ["0461"] }, ...SCOPES);
const actsForActor = viewerWithin({ ...UNLIMITED, organisations: [otherActor] }, ...SCOPES);
const TEXT = "Vi åbner job sammen.";
const HASH = createHash("sha256").update(TEXT).digest("hex");
const PARTIES = [
  { role: "MUNICIPALITY", organisationId: municipality },
  { role: "OTHER_ACTOR", organisationId: otherActor },
  { role: "SOCIAL_ENTERPRISE", organisationId: enterprise },
];
const DRAFT = {
  ...{ programmeId: PROGRAMME, municipalityCode: "0751", kind: "GROWTH", origin: "NEW", axis: "AXIS_3B2" },
  ...{ draftedOn: "2019-01-07", parties: PARTIES },
};

let opened: TestService;
beforeAll(async () => {
  opened = await openTestService(service, inject("postgres"));
  await storeProgramme(opened);
});
afterAll(() => opened?.drop());

const SELECTION = `id state version activeFrom closedOn case { title } agreement { number textHash signatures { signatory organisation { id } } awaiting { id } }
  pendingAddendum { textHash awaiting { id } } parties { role organisation { id } } lostRoles { roles since lost { id } }
  anchoringPlans { id state yearlyBudget { amount } } commitments { id seats } commitmentBalance { kind promised }`;
const ask = asking(() => opened, "partnership", SELECTION);
const step = (name: string, partnershipId: string, input: Readonly<Record<string, unknown>> = {}) =>
  ask(lead, name, { partnershipId, ...input });
const sign = (partnershipId: string, organisationId: string, textHash = HASH, signedOn = "2019-02-01") =>
  step("partnershipSign", partnershipId, {
    organisationId,
    signatory: "Direktør",
    textHash,
    method: "PAPER",
    signedOn,
  });

function todayOf(): string {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Copenhagen" }).format(new Date());
}

async function drafted(changes: Readonly<Record<string, unknown>> = {}): Promise<string> {
  const answer = await ask(lead, "partnershipDraft", { ...DRAFT, ...changes });
  expect(codesOf(answer)).toEqual([]);
  return String(answer.row?.id);
}

async function proposed(): Promise<string> {
  const id = await drafted();
  await step("partnershipWriteAgreement", id, { text: TEXT, validFrom: "2019-02-01" });
  expect(await step("partnershipPropose", id)).toMatchObject({ row: { state: "PROPOSED" }, refusals: [] });
  return id;
}

async function active(): Promise<string> {
  const id = await proposed();
  for (const party of [municipality, otherActor, enterprise]) expect(codesOf(await sign(id, party))).toEqual([]);
  const answer = await step("partnershipActivate", id, { activeFrom: "2019-02-01" });
  expect(answer).toMatchObject({ row: { state: "ACTIVE" }, refusals: [] });
  return id;
}

const told = (type: string, subject: string) =>
  opened.sql<{ payload: Record<string, unknown> }>(
    "SELECT payload FROM partnership.fact WHERE type = $1 AND subject = $2 ORDER BY position",
    [type, subject],
  );
const ledger = (subject: string) =>
  opened.sql<{ indicator: string; sum: number }>(
    `SELECT indicator, sum(amount)::int AS sum FROM partnership.measure_entry WHERE subject_id = $1
     GROUP BY 1 HAVING sum(amount) <> 0 ORDER BY 1`,
    [subject],
  );

describe("a draft", () => {
  test.for([
    { case: "a programme that has ended", changes: { draftedOn: "2022-10-01" }, codes: ["PROGRAMME_NOT_OPEN"] },
    {
      case: "a municipality that has left",
      changes: { municipalityCode: "0461", draftedOn: "2020-01-01" },
      codes: ["MUNICIPALITY_NOT_IN_PROGRAMME"],
    },
    {
      case: "a company as other actor",
      changes: { parties: [{ role: "OTHER_ACTOR", organisationId: company }] },
      codes: ["ROLE_MISMATCH"],
    },
    {
      case: "an organisation that is none",
      changes: { parties: [{ role: "OTHER_ACTOR", organisationId: idOf(99) }] },
      codes: ["ORGANISATION_UNKNOWN"],
    },
    {
      case: "a party twice",
      changes: { parties: [PARTIES[0], PARTIES[0]] },
      codes: ["PARTY_REPEATED"],
    },
  ])("refuses $case", async ({ changes, codes }) => {
    expect(codesOf(await ask(lead, "partnershipDraft", { ...DRAFT, ...changes }))).toEqual(codes);
  });

  test("is one for a key, and another body is another request", async () => {
    const keyed = { ...DRAFT, idempotencyKey: "draft-1" };
    const first = await ask(lead, "partnershipDraft", keyed);
    const again = await ask(lead, "partnershipDraft", keyed);
    expect(again).toEqual(first);
    const other = await ask(lead, "partnershipDraft", { ...keyed, origin: "STRENGTHENED" });
    expect(codesOf(other)).toEqual(["IDEMPOTENCY_MISMATCH"]);
  });

  test("is proposed with all roles and a text", async () => {
    const id = await drafted({ parties: PARTIES.slice(0, 1) });
    expect(codesOf(await step("partnershipPropose", id))).toEqual([
      "PARTY_ROLE_MISSING",
      "PARTY_ROLE_MISSING",
      "TEXT_MISSING",
    ]);
    expect(codesOf(await step("partnershipActivate", id, { activeFrom: "2019-02-01" }))).toContain(
      "ILLEGAL_TRANSITION",
    );
  });

  test("is not changed by who has read an older version", async () => {
    const id = await drafted();
    const input = { text: TEXT, validFrom: "2019-02-01", expectedVersion: 7 };
    expect(codesOf(await step("partnershipWriteAgreement", id, input))).toEqual(["CONFLICT"]);
    expect(codesOf(await step("partnershipWriteAgreement", id, { ...input, expectedVersion: 1 }))).toEqual([]);
  });
});

describe("signing", () => {
  test("ends when all have signed one text, and tells it", async () => {
    const id = await proposed();
    expect(await sign(id, municipality)).toMatchObject({ row: { state: "PROPOSED" } });
    expect(codesOf(await sign(id, municipality))).toEqual(["ALREADY_SIGNED"]);
    expect(codesOf(await sign(id, company))).toEqual(["NOT_A_PARTY"]);
    expect(codesOf(await sign(id, otherActor, "0".repeat(64)))).toEqual(["TEXT_CHANGED"]);
    const foreign = { organisationId: otherActor, signatory: "Chef", signatoryOrganisationId: company };
    const rest = { textHash: HASH, method: "DIGITAL", signedOn: todayOf() };
    expect(codesOf(await step("partnershipSign", id, { ...foreign, ...rest }))).toEqual(["NOT_A_PARTY"]);
    const own = { partnershipId: id, organisationId: enterprise, signatory: "Chef", ...rest };
    expect(codesOf(await ask(actsForActor, "partnershipSign", own))).toEqual(["NOT_A_PARTY"]);
    await sign(id, otherActor);
    expect(await told("PartnershipSigned", id)).toEqual([]);
    expect(await sign(id, enterprise)).toMatchObject({ row: { state: "SIGNED", agreement: { awaiting: [] } } });
    const [fact] = await told("PartnershipSigned", id);
    expect(fact?.payload).toMatchObject({ partnershipId: id, municipalityCodes: ["0751"], programmeId: PROGRAMME });
    expect(fact?.payload.parties).toHaveLength(3);
  });

  test("begins anew after a revision", async () => {
    const id = await proposed();
    await sign(id, municipality);
    const revision = { text: `${TEXT} Igen.`, validFrom: "2019-02-01", reason: "ny tekst" };
    expect(await step("partnershipRevise", id, revision)).toMatchObject({
      row: { state: "DRAFTED", agreement: { number: 2, signatures: [] } },
    });
    await step("partnershipPropose", id);
    expect(codesOf(await sign(id, municipality))).toEqual(["TEXT_CHANGED"]);
    const hash = createHash("sha256").update(revision.text).digest("hex");
    expect(await sign(id, municipality, hash)).toMatchObject({ row: { agreement: { signatures: [{}] } } });
  });

  test("does not put in force what is not valid yet", async () => {
    const id = await drafted();
    await step("partnershipWriteAgreement", id, { text: TEXT, validFrom: "2999-01-01" });
    await step("partnershipPropose", id);
    for (const party of [municipality, otherActor, enterprise]) await sign(id, party);
    expect(codesOf(await step("partnershipActivate", id, { activeFrom: todayOf() }))).toEqual(["NOT_YET_VALID"]);
  });
});

describe("a partnership in force", () => {
  test("loses a party and gets another by an addendum that all sign", async () => {
    const id = await active();
    const left = { organisationId: otherActor, role: "OTHER_ACTOR", leftOn: todayOf(), reason: "lukket" };
    expect(codesOf(await step("partnershipRecordLeave", id, { ...left, role: "MUNICIPALITY" }))).toEqual([
      "NOT_A_PARTY",
    ]);
    expect(await step("partnershipRecordLeave", id, left)).toMatchObject({
      row: { lostRoles: [{ roles: ["OTHER_ACTOR"], since: todayOf(), lost: { id: otherActor } }] },
    });
    const { data } = await opened.ask(
      lead,
      `query($of: [_Any!]!) { _entities(representations: $of) { ... on Programme { partnershipsWithLostParty { id } } } }`,
      { of: [{ __typename: "Programme", id: PROGRAMME }] },
    );
    expect(JSON.stringify(data)).toContain(id);
    const addendum = { text: "Tillæg", validFrom: todayOf(), leavingOrganisationId: otherActor };
    const replace = (input: Readonly<Record<string, unknown>>) =>
      step("partnershipReplaceParty", id, { ...addendum, ...input });
    expect(codesOf(await replace({ joiningOrganisationId: company, role: "OTHER_ACTOR" }))).toEqual(["ROLE_MISMATCH"]);
    expect(codesOf(await replace({ joiningOrganisationId: newActor, role: "SOCIAL_ENTERPRISE" }))).toContain(
      "ROLE_MISMATCH",
    );
    expect(codesOf(await replace({ joiningOrganisationId: newActor, role: "OTHER_ACTOR" }))).toEqual([]);
    expect(codesOf(await replace({ joiningOrganisationId: newActor, role: "OTHER_ACTOR" }))).toEqual([
      "ADDENDUM_PENDING",
    ]);
    const hash = createHash("sha256").update("Tillæg").digest("hex");
    expect(codesOf(await sign(id, otherActor, hash))).toEqual(["NOT_A_PARTY"]);
    for (const party of [municipality, enterprise]) await sign(id, party, hash);
    expect(await told("PartnershipSigned", id)).toHaveLength(2);
    expect(await sign(id, newActor, hash)).toMatchObject({
      row: { lostRoles: [], pendingAddendum: null, parties: [{}, { organisation: { id: newActor } }, {}] },
    });
    const facts = await told("PartnershipSigned", id);
    expect(JSON.stringify(facts.at(-1)?.payload)).toContain(newActor);
    expect(JSON.stringify(facts.at(-1)?.payload)).not.toContain(otherActor);
  });

  test("publishes one case that all have approved, and takes it back", async () => {
    const id = await active();
    const text = { title: "En god historie", summary: "Pt. Jens J., 43 år, fik job." };
    const refused = await step("partnershipCaseWrite", id, text);
    expect(codesOf(refused)).toEqual(["PERSON_DATA_IN_CASE"]);
    expect(refused.refusals[0]?.message).not.toContain("Jens");
    expect(codesOf(await step("partnershipCasePublish", id, { publishedOn: todayOf() }))).toEqual(["ROW_UNKNOWN"]);
    await step("partnershipCaseWrite", id, { ...text, summary: "Tre fik job." });
    expect(codesOf(await step("partnershipCasePublish", id, { publishedOn: todayOf() }))).toEqual(
      Array(3).fill("APPROVAL_MISSING"),
    );
    const approve = (organisationId: string) =>
      step("partnershipCaseApprove", id, { organisationId, approvedOn: todayOf() });
    for (const party of [municipality, otherActor, enterprise]) expect(codesOf(await approve(party))).toEqual([]);
    expect(codesOf(await approve(municipality))).toEqual(["ALREADY_APPROVED"]);
    expect(codesOf(await approve(company))).toEqual(["NOT_A_PARTY"]);
    expect(await step("partnershipCasePublish", id, { publishedOn: todayOf() })).toMatchObject({
      row: { case: { title: "En god historie" } },
    });
    const { data } = await opened.ask(
      ANYONE,
      `query($of: [_Any!]!) { _entities(representations: $of) { ... on Programme { publishedCases { title municipality { code } } } } }`,
      { of: [{ __typename: "Programme", id: PROGRAMME }] },
    );
    expect(JSON.stringify(data)).toContain("En god historie");
    expect(await ledger(id)).toContainEqual({ indicator: "CASES_PUBLISHED", sum: 1 });
    await step("partnershipCaseWrite", id, { ...text, summary: "En til." });
    expect(codesOf(await step("partnershipCasePublish", id, { publishedOn: todayOf() }))).toContain(
      "CASE_ALREADY_COUNTED",
    );
    await step("partnershipCaseUnpublish", id, { withdrawnOn: todayOf(), reason: "fejl" });
    expect(await ledger(id)).not.toContainEqual(expect.objectContaining({ indicator: "CASES_PUBLISHED" }));
  });

  test("publishes no case with a number in it, however it came there", async () => {
    const id = await active();
    await step("partnershipCaseWrite", id, { title: "Historie", summary: "Tre fik job." });
    for (const organisationId of [municipality, otherActor, enterprise]) {
      await step("partnershipCaseApprove", id, { organisationId, approvedOn: "2019-03-01" });
    }
    const planted = "UPDATE partnership.partnership_case SET summary = $2 WHERE partnership_id = $1";
    await opened.sql(planted, [id, "nr. 710190-1234"]);
    const publish = { publishedOn: "2019-04-01" };
    const refused = await step("partnershipCasePublish", id, publish);
    expect(refused.refusals).toMatchObject([{ code: "PERSON_DATA_IN_CASE", field: ["input", "summary"] }]);
    expect(refused.refusals[0]?.message).toContain("Characters 5 to 15");
    await opened.sql(planted, [id, "Tre fik job."]);
    expect(codesOf(await step("partnershipCasePublish", id, { publishedOn: "2019-02-28" }))).toEqual(["DATE_ORDER"]);
    expect(codesOf(await step("partnershipCasePublish", id, publish))).toEqual([]);
  });

  test("is anchored by an adopted plan that begins when the support has ended", async () => {
    const id = await active();
    const plan = { owner: "Jobcentret", proposedOn: todayOf(), yearlyBudget: { amount: "250000.00", currency: "DKK" } };
    expect(codesOf(await step("partnershipAnchor", id, { anchoredOn: todayOf() }))).toEqual(["PLAN_NOT_ADOPTED"]);
    const made = await step("anchoringPropose", id, { ...plan, startsOn: todayOf() });
    expect(made).toMatchObject({
      row: { anchoringPlans: [{ state: "PROPOSED", yearlyBudget: { amount: "250000.00" } }] },
    });
    expect(codesOf(await step("anchoringPropose", id, { ...plan, startsOn: todayOf() }))).toEqual(["PLAN_OPEN"]);
    const [{ id: planId }] = (made.row as { anchoringPlans: [{ id: string }] }).anchoringPlans;
    const decided = { planId, decidedOn: todayOf(), reference: "byrådet, pkt. 7" };
    expect(codesOf(await step("partnershipAnchor", id, { anchoredOn: todayOf() }))).toEqual(["PLAN_NOT_ADOPTED"]);
    expect(codesOf(await step("anchoringAdopt", id, { ...decided, reference: " " }))).toEqual(["REASON_REQUIRED"]);
    expect(codesOf(await step("anchoringAdopt", id, decided))).toEqual([]);
    await grantEnds("2999-12-31");
    expect(codesOf(await step("partnershipAnchor", id, { anchoredOn: todayOf() }))).toEqual(["ANCHOR_BEFORE_EU_END"]);
    await grantEnds("2022-09-30");
    expect(await step("partnershipAnchor", id, { anchoredOn: todayOf() })).toMatchObject({
      row: { state: "ANCHORED" },
    });
    expect(codesOf(await step("partnershipTerminate", id, { closedOn: todayOf(), reason: "slut" }))).toEqual([
      "ILLEGAL_TRANSITION",
    ]);
    expect(await step("partnershipClose", id, { closedOn: todayOf() })).toMatchObject({ row: { state: "CLOSED" } });
    expect(await told("PartnershipClosed", id)).toEqual([
      { payload: { partnershipId: id, programmeId: PROGRAMME, closedOn: todayOf() } },
    ]);
    expect((await ledger(id)).map(({ indicator }) => indicator)).toEqual(
      expect.arrayContaining(["PARTNERSHIPS_ANCHORED", "PARTNERSHIPS_CLOSED", "PARTNERSHIPS_SIGNED"]),
    );
    expect(await ledger(id)).not.toContainEqual(expect.objectContaining({ indicator: "PARTNERSHIPS_ACTIVE" }));
  });

  test("carries on by a version of a method of its own programme", async () => {
    const id = await active();
    const begin = asking(() => opened, "method", "versions { id }");
    const methods = viewerWith("methods:write", "programmes:read", "partnerships:read", "initiatives:read");
    const method = { programmeId: PROGRAMME, name: "Indslusning i små skridt", description: "Små skridt." };
    const { row } = await begin(methods, "methodBegin", method);
    const [version] = (row as Readonly<{ versions: readonly { id: string }[] }>).versions;
    const plan = { owner: "Jobcentret", proposedOn: todayOf(), yearlyBudget: { amount: "250000.00", currency: "DKK" } };
    const proposal = (methodVersionId: unknown) => ({ ...plan, startsOn: todayOf(), methodVersionId });
    for (const unknown of [idOf(404), PROGRAMME, "x"]) {
      const { refusals } = await step("anchoringPropose", id, proposal(unknown));
      expect(refusals).toMatchObject([{ code: "METHOD_UNKNOWN", field: ["input", "methodVersionId"] }]);
    }
    expect(codesOf(await step("anchoringPropose", id, proposal(version?.id)))).toEqual([]);
  });

  test("is not terminated while matches are open, nor without a reason", async () => {
    const id = await active();
    await opened.sql("INSERT INTO partnership.open_matches VALUES ($1, 2, 1)", [id]);
    const end = { closedOn: todayOf(), reason: "en part gik konkurs" };
    expect(codesOf(await step("partnershipTerminate", id, end))).toEqual(["OPEN_MATCHES"]);
    await opened.sql("UPDATE partnership.open_matches SET count = 0 WHERE partnership_id = $1", [id]);
    expect(codesOf(await step("partnershipTerminate", id, { ...end, reason: "" }))).toEqual(["REASON_REQUIRED"]);
    expect(await step("partnershipTerminate", id, end)).toMatchObject({ row: { state: "CLOSED" } });
  });

  test("promises seats and is measured by them", async () => {
    const id = await active();
    const promise = { kind: "JOB", seats: 4, organisationId: enterprise, promisedOn: todayOf() };
    expect(codesOf(await step("commitmentMake", id, { ...promise, organisationId: company }))).toEqual(["NOT_A_PARTY"]);
    const made = await step("commitmentMake", id, promise);
    expect(made).toMatchObject({ row: { commitmentBalance: [{ kind: "JOB", promised: 4 }, { promised: 0 }] } });
    const [{ id: commitmentId }] = (made.row as { commitments: [{ id: string }] }).commitments;
    await step("commitmentChange", id, { commitmentId, seats: 3, reason: "en stilling faldt bort" });
    expect(await ledger(id)).toContainEqual({ indicator: "JOBS_PROMISED", sum: 3 });
  });
});

async function grantEnds(eligibleTo: string): Promise<void> {
  await opened.sql(
    `INSERT INTO partnership.grant_end (programme_id, grant_id, eligible_to, told_position) VALUES ($1, $2, $3, 1)
     ON CONFLICT (grant_id) DO UPDATE SET eligible_to = excluded.eligible_to`,
    [PROGRAMME, idOf(50), eligibleTo],
  );
}

describe("the way in", () => {
  test.for([
    ...["partnershipPropose", "partnershipClose"].map((name) => ({ name, more: {} })),
    { name: "partnershipTerminate", more: { reason: "x" } },
  ])("$name is nothing for who may not write, nor for another municipality", async ({ name, more }) => {
    const id = await drafted();
    const input = { partnershipId: id, ...more, ...(name === "partnershipPropose" ? {} : { closedOn: todayOf() }) };
    const text = mutation(name, "partnership", "id");
    const denied = await opened.ask(reader, text, { input });
    expect(denied.errors?.[0]).toMatchObject({ extensions: { code: "FORBIDDEN_FIELD" } });
    const elsewhere = await opened.ask(inOdense, text, { input });
    const missing = await opened.ask(lead, text, { input: { ...input, partnershipId: idOf(404) } });
    expect(elsewhere.errors?.[0]?.extensions.code).toBe("NOT_FOUND");
    expect(elsewhere.errors?.[0]?.message).toBe(missing.errors?.[0]?.message);
  });

  test("does not draft in another municipality", async () => {
    const denied = await opened.ask(inOdense, mutation("partnershipDraft", "partnership", "id"), { input: DRAFT });
    expect(denied.errors?.[0]?.extensions.code).toBe("NOT_FOUND");
  });
});

test("a page of partnerships needs the same statements for one and for many", async () => {
  const page = (first: number) =>
    opened.ask(
      lead,
      `query($of: [_Any!]!) { _entities(representations: $of) { ... on Programme { partnerships(first: ${first}) {
         nodes { ${SELECTION} } } } } }`,
      { of: [{ __typename: "Programme", id: PROGRAMME }] },
    );
  const [one, many] = [await page(1), await page(50)];
  expect(many.errors).toBeUndefined();
  expect(one.statements).toBe(many.statements);
});

import { randomUUID } from "node:crypto";
import { systemViewer, UNLIMITED, type Viewer } from "@inclusion/kernel";
import { unitOfWork } from "@inclusion/kernel/runtime";
import { openTestService, type TestService, viewerWith, viewerWithin } from "@inclusion/kernel/testing";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { handlers } from "../facts.ts";
import { service } from "../service.ts";

let opened: TestService;
beforeAll(async () => {
  opened = await openTestService(service, inject("postgres"));
});
afterAll(() => opened?.drop());

const scopes = ["finance:read", "costs:write", "claims:write", "payments:write", "ledger:read"];
const clerk: Viewer = { ...viewerWith(...scopes, "indicators:read"), subject: "test:clerk" };
const outsider: Viewer = { ...viewerWith("finance:read", "claims:audit"), subject: "test:auditor" };
const PARTNER = randomUUID();
const HASH = "a".repeat(64);

type Row = Record<string, never> & { id: string; version: number; state: string };
type Answer = Readonly<{ row: Row | null; refusals: readonly { code: string; field: readonly string[] | null }[] }>;

async function act(name: string, input: Record<string, unknown>, viewer = clerk): Promise<Answer> {
  const noun = name.startsWith("costClaim") ? "costClaim" : name.startsWith("costLine") ? "costLine" : "grant";
  const fields: Record<string, string> = {
    costClaim: "id version state number claimed { amount } accepted { amount } support { amount } paidOn",
    costLine: "id version amount { amount } kind",
    grant: "id versions { number status rate { numerator denominator basisPoints } }",
  };
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
  const query = `mutation($input: ${type}!) { ${name}(input: $input) { row: ${noun} { ${fields[noun]} } refusals { code field } } }`;
  const { data, errors } = await opened.ask(viewer, query, { input: { idempotencyKey: randomUUID(), ...input } });
  expect(errors).toBeUndefined();
  return data?.[name] as Answer;
}

const codesOf = ({ refusals }: Answer): readonly string[] => refusals.map(({ code }) => code);

async function sheet(programmeId: string, differs: Record<string, unknown> = {}): Promise<string> {
  const payload = {
    ...{ programmeId, readOn: "2019-01-01", currency: "DKK", startsOn: "2018-02-06", endsOn: "2022-09-30" },
    ...{ eligibleTotalMinor: "3415280900", eligibleTotalDerived: false },
    parts: [{ source: "ESF", label: "EU-støtte", minor: String(17_076_404 * 100) }],
    ...differs,
  };
  const fact = { position: "1", id: randomUUID(), type: "SheetRead", version: 1, subject: programmeId, payload };
  await unitOfWork(opened.service.database, systemViewer("finance"), "test", async (tx) => {
    await handlers.partnership?.SheetRead?.(tx, fact);
  });
  const [grant] = await opened.sql<{ id: string }>("SELECT id FROM finance.programme_grant WHERE programme_id = $1", [
    programmeId,
  ]);
  return grant?.id ?? "";
}

const newGrant = (): Promise<string> => sheet(randomUUID());
let invoice = 0;

function line(grantId: string, amount: string, differs: Record<string, unknown> = {}): Record<string, unknown> {
  invoice += 1;
  return {
    ...{ grantId, partnerOrganisationId: PARTNER, kind: "STAFF", mainActivity: "MA1_QUALIFICATION", axis: "AXIS_3B1" },
    ...{ amount, invoiceRef: `I-${invoice}`, invoicedOn: "2019-03-01", paidOn: "2019-03-20", evidenceHash: HASH },
    ...{ activity: "Mentor hours", isAdditional: true },
    ...differs,
  };
}

async function recorded(grantId: string, amount: string, differs: Record<string, unknown> = {}): Promise<string> {
  const answer = await act("costLineRecord", line(grantId, amount, differs));
  expect(codesOf(answer)).toEqual([]);
  return answer.row?.id ?? "";
}

async function claimOf(grantId: string, periodFrom: string, periodTo: string, lineIds: readonly string[]) {
  const opening = await act("costClaimOpen", { grantId, periodFrom, periodTo });
  expect(codesOf(opening)).toEqual([]);
  const claimId = opening.row?.id ?? "";
  for (const costLineId of lineIds) expect(codesOf(await act("costClaimAddLine", { claimId, costLineId }))).toEqual([]);
  return claimId;
}

async function submitted(claimId: string): Promise<void> {
  expect(codesOf(await act("costClaimLock", { claimId }))).toEqual([]);
  expect(codesOf(await act("costClaimAudit", { claimId }, outsider))).toEqual([]);
  expect(codesOf(await act("costClaimSubmit", { claimId }))).toEqual([]);
}

const accept = (costLineId: string, accepted: string, refused = "0.00", reason?: string) => ({
  ...{ costLineId, accepted, refused },
  ...(reason === undefined ? {} : { reason }),
});

describe("claims of one grant", () => {
  test("pay by all that was accepted so far, with a correction in a later claim", async () => {
    const grantId = await newGrant();
    const first = await recorded(grantId, "10000001.00");
    const one = await claimOf(grantId, "2019-03-01", "2019-08-31", [first]);
    await submitted(one);
    expect(codesOf(await act("costClaimQuery", { claimId: one, note: "Where is the contract?" }))).toEqual([]);
    expect(codesOf(await act("costClaimReply", { claimId: one, note: "Here." }))).toEqual([]);
    const decided = await act("costClaimDecide", {
      claimId: one,
      decidedOn: "2019-10-01",
      lines: [accept(first, "10000001.00")],
    });
    expect(decided.row).toMatchObject({ state: "ACCEPTED", support: { amount: "5000000.00" } });
    const pay = { claimId: one, amount: "5000000.00", paidOn: "2019-11-01" };
    expect(codesOf(await act("costClaimPay", { ...pay, amount: "5000000.50" }))).toEqual(["PAYMENT_MISMATCH"]);
    expect((await act("costClaimPay", pay)).row).toMatchObject({ state: "PAID", paidOn: "2019-11-01" });
    expect(codesOf(await act("costClaimPay", pay))).toEqual(["ILLEGAL_TRANSITION"]);

    const two = await claimOf(grantId, "2019-09-01", "2020-02-29", []);
    const correction = { claimId: one, intoClaimId: two, costLineId: first, amount: "25000.00", reason: "Paid twice" };
    expect(codesOf(await act("costClaimCorrect", { ...correction, amount: "10000001.01" }))).toEqual([
      "CORRECTION_TOO_LARGE",
    ]);
    expect(codesOf(await act("costClaimCorrect", { ...correction, reason: "" }))).toEqual(["REASON_REQUIRED"]);
    expect((await act("costClaimCorrect", correction)).row).toMatchObject({ claimed: { amount: "-25000.00" } });
    await submitted(two);
    const [negative] = await opened.sql<{ id: string }>("SELECT id FROM finance.cost_line WHERE claim_id = $1", [two]);
    const lines = [accept(negative?.id ?? "", "-25000.00")];
    const offset = await act("costClaimDecide", { claimId: two, decidedOn: "2020-04-01", lines });
    expect(offset.row).toMatchObject({ state: "ACCEPTED", support: { amount: "-12500.00" } });
    expect(codesOf(await act("costClaimPay", { claimId: two, amount: "-12500.00", paidOn: "2020-05-01" }))).toEqual([]);

    const told = await opened.sql<{ state: string }>(
      "SELECT payload->>'state' AS state FROM finance.fact WHERE subject = $1 ORDER BY position",
      [one],
    );
    expect(told.map(({ state }) => state)).toEqual([
      ...["OPEN", "LOCKED", "AUDITED", "SUBMITTED", "QUERIED", "SUBMITTED", "ACCEPTED", "PAID"],
    ]);
    const [grant] = await opened.sql<{ programmeId: string }>(
      'SELECT programme_id AS "programmeId" FROM finance.programme_grant WHERE id = $1',
      [grantId],
    );
    const { data, errors } = await opened.ask(
      clerk,
      `query($of: [_Any!]!) { _entities(representations: $of) { ... on Programme { ledgerBalances { kind balance { amount } }
        grant { claims { number state ageDays lines { invoiceRef activity accepted { amount } corrects { id } } events { toState } }
          claimsByState(asOf: "2020-06-01") { state count claimed { amount } oldestDays medianDays }
          fundingProgress { source axis planned { amount } plannedBp soFar { amount } soFarBp }
          claimForecast(asOf: "2022-09-01") { owed { amount } received { amount } periods { from to } }
          keptUntil(framework: ESF_PLUS, isLarge: true) budgetLines { mainActivity accepted { amount } } } } } }`,
      { of: [{ __typename: "Programme", id: grant?.programmeId }] },
    );
    expect(errors).toBeUndefined();
    const [found] = (data?._entities ?? []) as readonly unknown[];
    expect(found).toMatchObject({
      ledgerBalances: [
        { kind: "SUPPORT_GRANTED", balance: { amount: "-4987500.00" } },
        { kind: "SUPPORT_OWED", balance: { amount: "0.00" } },
        { kind: "SUPPORT_RECEIVED", balance: { amount: "4987500.00" } },
      ],
      grant: {
        claims: [{ state: "PAID" }, { state: "PAID", lines: [{ corrects: { id: first } }] }],
        claimsByState: [{ state: "PAID", count: 2, claimed: { amount: "9975001.00" } }],
        fundingProgress: [
          { source: "ESF", axis: null, plannedBp: 5000, soFar: { amount: "4987500.00" } },
          { source: "OWN_OR_OTHER", axis: null, plannedBp: 5000, soFar: { amount: "4987501.00" } },
          ...[
            { source: "ESF", axis: "AXIS_3B1" },
            { source: "OWN_OR_OTHER", axis: "AXIS_3B1" },
          ],
        ],
        claimForecast: {
          owed: { amount: "0.00" },
          received: { amount: "4987500.00" },
          periods: [{ from: "2022-09-01", to: "2022-09-30" }],
        },
        ...{
          keptUntil: "2025-12-31",
          budgetLines: [{ mainActivity: "MA1_QUALIFICATION", accepted: { amount: "9975001.00" } }],
        },
      },
    });
    for (const days of [-1, 36_501, 2_147_483_647]) {
      const kept = `query($of: [_Any!]!) { _entities(representations: $of) { ... on Programme { grant {
        keptUntil(framework: ESF_PLUS, isLarge: true, suspendedDays: ${days}) } } } }`;
      const refused = await opened.ask(clerk, kept, { of: [{ __typename: "Programme", id: grant?.programmeId }] });
      expect(refused.errors?.[0]?.extensions).toMatchObject({ code: "BAD_USER_INPUT", argument: "suspendedDays" });
    }
  });

  test("are accepted in part, each line to its own amount", async () => {
    const grantId = await newGrant();
    const [one, two] = [await recorded(grantId, "100.00"), await recorded(grantId, "50.00")];
    const claimId = await claimOf(grantId, "2019-03-01", "2019-08-31", [one, two]);
    const decide = (lines: readonly unknown[]) => act("costClaimDecide", { claimId, decidedOn: "2019-10-01", lines });
    expect(codesOf(await decide([accept(one, "100.00"), accept(two, "50.00")]))).toEqual(["ILLEGAL_TRANSITION"]);
    await submitted(claimId);
    expect(codesOf(await decide([accept(one, "100.00")]))).toEqual(["SUM_MISMATCH"]);
    expect(codesOf(await decide([accept(one, "100.00"), accept(two, "20.00", "20.00", "no")]))).toEqual([
      "SUM_MISMATCH",
    ]);
    expect(codesOf(await decide([accept(one, "100.00"), accept(two, "20.00", "30.00")]))).toEqual(["REASON_REQUIRED"]);
    const answer = await decide([accept(one, "100.00"), accept(two, "20.00", "30.00", "No time sheet")]);
    expect(answer.row).toMatchObject({
      state: "PARTLY_ACCEPTED",
      accepted: { amount: "120.00" },
      support: { amount: "60.00" },
    });
  });

  test("are refused whole, and then nothing more is decided", async () => {
    const grantId = await newGrant();
    const one = await recorded(grantId, "100.00");
    const claimId = await claimOf(grantId, "2019-03-01", "2019-08-31", [one]);
    await submitted(claimId);
    const lines = [accept(one, "0.00", "100.00", "Not of the project")];
    expect((await act("costClaimDecide", { claimId, decidedOn: "2019-10-01", lines })).row).toMatchObject({
      state: "REFUSED",
    });
    expect(codesOf(await act("costClaimPay", { claimId, amount: "0.00", paidOn: "2019-11-01" }))).toEqual([
      "ILLEGAL_TRANSITION",
    ]);
  });
});

describe("guards", () => {
  test("periods end at a cut-off and do not overlap", async () => {
    const grantId = await newGrant();
    const open = (periodFrom: string, periodTo: string) => act("costClaimOpen", { grantId, periodFrom, periodTo });
    expect(codesOf(await open("2019-03-01", "2019-07-31"))).toEqual(["CLAIM_PERIOD"]);
    expect(codesOf(await open("2019-09-01", "2019-08-31"))).toEqual(["DATE_ORDER"]);
    expect(codesOf(await open("2019-03-01", "2019-08-31"))).toEqual([]);
    expect(codesOf(await open("2019-08-31", "2020-02-29"))).toEqual(["CLAIM_PERIOD_OVERLAP"]);
    expect(codesOf(await open("2022-09-01", "2022-09-30"))).toEqual([]);
    expect(
      codesOf(await act("costClaimOpen", { grantId: randomUUID(), periodFrom: "2019-03-01", periodTo: "2019-08-31" })),
    ).toEqual(["GRANT_UNKNOWN"]);
  });

  test("lines are paid, claimed once, and have their papers before a claim is locked", async () => {
    const grantId = await newGrant();
    const bare = await recorded(grantId, "100.00", { evidenceHash: null });
    const unpaid = await recorded(grantId, "100.00", { paidOn: null });
    const late = await recorded(grantId, "100.00", { paidOn: "2019-09-01" });
    const { grantId: _ofGrant, ...right } = line(grantId, "90.00");
    const claimId = await claimOf(grantId, "2019-03-01", "2019-08-31", []);
    expect(codesOf(await act("costClaimLock", { claimId }))).toEqual(["CLAIM_EMPTY"]);
    const add = (costLineId: string) => act("costClaimAddLine", { claimId, costLineId });
    expect([codesOf(await add(unpaid)), codesOf(await add(late))]).toEqual([["COST_NOT_PAID"], ["COST_NOT_PAID"]]);
    expect(codesOf(await add(randomUUID()))).toEqual(["ROW_UNKNOWN"]);
    expect(codesOf(await add(bare))).toEqual([]);
    expect(codesOf(await add(bare))).toEqual(["LINE_ALREADY_CLAIMED"]);
    expect(codesOf(await act("costClaimLock", { claimId }))).toEqual(["EVIDENCE_MISSING"]);
    expect(codesOf(await act("costLineWithdraw", { costLineId: bare }))).toEqual(["LINE_ALREADY_CLAIMED"]);
    expect(codesOf(await act("costClaimRemoveLine", { claimId, costLineId: bare }))).toEqual([]);
    expect(codesOf(await act("costLineCorrect", { ...right, costLineId: bare }))).toEqual([]);
    expect(codesOf(await add(bare))).toEqual([]);
    expect(codesOf(await act("costClaimLock", { claimId, expectedVersion: 1 }))).toEqual(["CONFLICT"]);
    expect((await act("costClaimLock", { claimId })).row).toMatchObject({
      state: "LOCKED",
      claimed: { amount: "90.00" },
    });
    expect(codesOf(await act("costLineWithdraw", { costLineId: unpaid }))).toEqual([]);
  });

  test("all claims together are within the grant", async () => {
    const grantId = await newGrant();
    const [one, two] = [await recorded(grantId, "34152809.00"), await recorded(grantId, "0.01")];
    expect(
      codesOf(await act("costClaimLock", { claimId: await claimOf(grantId, "2019-03-01", "2019-08-31", [one]) })),
    ).toEqual([]);
    const second = await claimOf(grantId, "2019-09-01", "2020-02-29", [two]);
    expect(codesOf(await act("costClaimLock", { claimId: second }))).toEqual(["GRANT_EXCEEDED"]);
  });

  test("an auditor has no hand in the claim and belongs to no partner; nobody submits before the cut-off", async () => {
    const grantId = await newGrant();
    const one = await recorded(grantId, "10.00");
    const claimId = await claimOf(grantId, "2022-03-01", "2022-08-31", [one]);
    await act("costClaimLock", { claimId });
    const own = { ...clerk, scopes: [...clerk.scopes, "claims:audit"] };
    const partner = { ...outsider, limits: { ...UNLIMITED, organisations: [PARTNER] } };
    expect(codesOf(await act("costClaimAudit", { claimId }, own))).toEqual(["AUDITOR_NOT_INDEPENDENT"]);
    expect(codesOf(await act("costClaimAudit", { claimId }, partner))).toEqual(["AUDITOR_NOT_INDEPENDENT"]);
    expect(codesOf(await act("costClaimSubmit", { claimId }))).toEqual(["ILLEGAL_TRANSITION"]);
    const future = await sheet(randomUUID(), { endsOn: "2999-12-31" });
    const early = await recorded(future, "10.00");
    const later = await claimOf(future, "2999-03-01", "2999-08-31", [early]);
    await act("costClaimLock", { claimId: later });
    await act("costClaimAudit", { claimId: later }, outsider);
    expect(codesOf(await act("costClaimSubmit", { claimId: later }))).toEqual(["TOO_EARLY"]);
  });

  test("cost is refused with every reason at once", async () => {
    const grantId = await newGrant();
    const twice = line(grantId, "10.00");
    await act("costLineRecord", twice);
    expect(codesOf(await act("costLineRecord", twice))).toEqual(["COST_ALREADY_RECORDED"]);
    const bad = { isAdditional: false, paidOn: "2022-10-01", kind: "EXTERNAL", evidenceHash: "x" };
    expect(codesOf(await act("costLineRecord", line(grantId, "30000.00", bad)))).toEqual([
      ...["COST_NOT_ADDITIONAL", "MARKET_CHECK_MISSING", "COST_OUTSIDE_PERIOD", "EVIDENCE_HASH"],
    ]);
    const hours = { kind: "OWN_RATE", staffRef: "S1", hours: "1720.00", annualGrossCost: "512345.67" };
    await recorded(grantId, "512353.60", { hours });
    const more = line(grantId, "297.88", { hours: { ...hours, hours: "1.00" } });
    expect(codesOf(await act("costLineRecord", more))).toEqual(["HOURS_ABOVE_CEILING"]);
    const unstated = { kind: "OWN_RATE", staffRef: "S2", hours: "1.00" };
    const without = line(grantId, "297.88", { hours: unstated });
    expect(codesOf(await act("costLineRecord", without))).toContain("HOURLY_RATE_MISSING");
    const nextYear = { invoicedOn: "2020-01-31", paidOn: "2020-02-01", hours: { ...hours, hours: "1.00" } };
    await recorded(grantId, "297.88", nextYear);
  });
});

describe("versions of a grant", () => {
  const adjust = {
    ...{ status: "ADJUSTED", eligibleTotal: "26103298.00", rate: { numerator: "14955361", denominator: "26103298" } },
    ...{ costMethod: "FLAT_40", eligibleFrom: "2018-02-06", eligibleTo: "2023-03-31", decidedOn: "2019-06-01" },
    shares: [{ source: "ESF", amount: "14955361.00", label: "EU-støtte" }],
    budget: [{ mainActivity: "MA1_QUALIFICATION", axis: "AXIS_3B1", amount: "100.00" }],
    reason: "Letter of 1 June 2019",
  };

  test("are added, never overwritten; the new end is told, and the flat rate holds from then on", async () => {
    const grantId = await newGrant();
    const adjusted = await act("grantAdjust", { grantId, ...adjust, expectedVersion: 1 });
    expect(adjusted.row).toMatchObject({
      versions: [
        { number: 1, status: "GRANTED", rate: { numerator: "1", denominator: "2", basisPoints: 5000 } },
        { number: 2, status: "ADJUSTED", rate: { numerator: "14955361", denominator: "26103298", basisPoints: 5729 } },
      ],
    });
    const ends = await opened.sql<{ on: string }>(
      "SELECT payload->>'eligibleTo' AS on FROM finance.fact WHERE type = 'GrantEnded' AND payload->>'grantId' = $1 ORDER BY position",
      [grantId],
    );
    expect(ends.map(({ on }) => on)).toEqual(["2022-09-30", "2023-03-31"]);
    expect(codesOf(await act("costLineRecord", line(grantId, "10.00", { kind: "EXTERNAL" })))).toEqual([
      "LINE_INSIDE_FLAT_RATE",
    ]);
    const staff = await recorded(grantId, "1234567.89");
    const claimId = await claimOf(grantId, "2019-03-01", "2019-08-31", [staff]);
    expect((await act("costClaimLock", { claimId })).row).toMatchObject({ claimed: { amount: "1728395.05" } });
  });

  test("are refused when they do not fit", async () => {
    const grantId = await newGrant();
    const wrong = {
      eligibleTotal: "100.00",
      rate: { numerator: "3", denominator: "2" },
      decidedOn: "2999-01-01",
      reason: " ",
    };
    expect(codesOf(await act("grantAdjust", { grantId, ...adjust, ...wrong }))).toEqual([
      ...["GRANT_SHARES", "GRANT_RATE", "DATE_IN_FUTURE", "REASON_REQUIRED"],
    ]);
    expect(codesOf(await act("grantAdjust", { grantId, ...adjust, expectedVersion: 7 }))).toEqual(["CONFLICT"]);
  });
});

test("a viewer of another grant sees and changes nothing; an auditor of the funder reads and never writes", async () => {
  const grantId = await newGrant();
  const one = await recorded(grantId, "10.00");
  const claimId = await claimOf(grantId, "2019-03-01", "2019-08-31", [one]);
  const elsewhere = viewerWithin({ ...UNLIMITED, grants: [randomUUID()] }, ...scopes);
  expect((await opened.ask(elsewhere, `{ costClaim(id: "${claimId}") { id } }`)).data).toEqual({ costClaim: null });
  const mutation = "mutation($input: CostClaimLockInput!) { costClaimLock(input: $input) { refusals { code } } }";
  const input = { claimId, idempotencyKey: randomUUID() };
  expect((await opened.ask(elsewhere, mutation, { input })).errors?.[0]).toMatchObject({
    extensions: { code: "NOT_FOUND" },
  });
  const reader = viewerWith("finance:read");
  expect((await opened.ask(reader, mutation, { input })).errors?.[0]).toMatchObject({
    extensions: { code: "FORBIDDEN_FIELD" },
  });
  expect((await opened.ask(reader, `{ costClaim(id: "${claimId}") { lines { id } } }`)).data).toEqual({
    costClaim: { lines: [{ id: one }] },
  });
});

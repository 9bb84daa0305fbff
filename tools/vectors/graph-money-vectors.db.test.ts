/** Worked examples of claims, hours, caps and payments: each is taken through the steps that a client takes. */
import { createHash, randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { handlers } from "@inclusion/finance/facts";
import {
  hash,
  opened,
  openMoney,
  openRun,
  programme,
  tell,
  verifier,
} from "@inclusion/finance/outcome/outcome-acts.fixture";
import { addDays, decimalOf, localDate, systemViewer, type Viewer } from "@inclusion/kernel";
import { unitOfWork } from "@inclusion/kernel/runtime";
import { viewerWith } from "@inclusion/kernel/testing";
import { afterAll, beforeAll, expect, inject, test } from "vitest";

// biome-ignore lint/suspicious/noExplicitAny: each example has a shape of its own
type Json = any;
const { vectors } = JSON.parse(readFileSync(new URL("./finance.json", import.meta.url), "utf8")) as {
  vectors: readonly { id: string; title: string; input: Json; expected: Json }[];
};

beforeAll(() => openMoney(inject("postgres")));
afterAll(() => opened?.drop());

const SCOPES = ["finance:read", "participations:read", "ledger:read", "costs:write", "claims:write", "rates:write"];
const clerk: Viewer = { ...viewerWith(...SCOPES, "outcomes:write", "payments:write"), subject: "test:clerk" };
const auditor: Viewer = { ...viewerWith("finance:read", "claims:audit"), subject: "test:auditor" };
const amount = (value: number | string): string => decimalOf(BigInt(String(value).replaceAll("_", "")));
const kroner = (values: readonly { oere: number | string }[]): string[] => values.map(({ oere }) => amount(oere));

const CLAIM = "costClaim { id claimed { amount } support { amount } lines { id kind amount { amount } } }";
const LINE = "costLine { id amount { amount } hours { rate { amount } } }";
const OUTCOME = "outcome { id state payment { amount { amount } cutByCap { amount } parts { amount { amount } } } }";

async function act(name: string, input: object, viewer = clerk): Promise<Json> {
  const noun = name.startsWith("costClaim") ? CLAIM : name.startsWith("costLine") ? LINE : OUTCOME;
  const row = name === "grantAdjust" ? "grant { id }" : noun;
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
  const text = `mutation($input: ${type}!) { ${name}(input: $input) { ${row} refusals { code } } }`;
  const { data, errors } = await opened.ask(viewer, text, { input: { idempotencyKey: randomUUID(), ...input } });
  expect(errors).toBeUndefined();
  const { refusals, ...rows } = (data as Json)[name];
  return { ...Object.values<Json>(rows)[0], codes: refusals.map(({ code }: Json) => code) };
}

async function done(name: string, input: object, viewer = clerk): Promise<Json> {
  const answer = await act(name, input, viewer);
  expect(answer.codes).toEqual([]);
  return answer;
}

async function grantWith(costMethod = "REAL_COST"): Promise<string> {
  const programmeId = randomUUID();
  const payload = {
    ...{ programmeId, readOn: "2019-01-01", currency: "DKK", startsOn: "2018-02-06", endsOn: "2026-08-31" },
    ...{ eligibleTotalMinor: "4000000000", eligibleTotalDerived: false },
    parts: [{ source: "ESF", label: "EU", minor: "2000000000" }],
  };
  const fact = { position: "1", id: randomUUID(), type: "SheetRead", version: 1, subject: programmeId, payload };
  await unitOfWork(opened.service.database, systemViewer("finance"), "test", async (tx) => {
    await handlers.partnership?.SheetRead?.(tx, fact);
  });
  const [row] = await opened.sql<{ id: string }>("SELECT id FROM finance.programme_grant WHERE programme_id = $1", [
    programmeId,
  ]);
  const grantId = row?.id ?? "";
  if (costMethod === "REAL_COST") return grantId;
  await done("grantAdjust", {
    ...{ grantId, status: "ADJUSTED", eligibleTotal: "40000000.00", rate: { numerator: "1", denominator: "2" } },
    ...{ costMethod, eligibleFrom: "2018-02-06", eligibleTo: "2026-08-31", decidedOn: "2019-01-02", reason: "Method" },
    ...{ shares: [{ source: "ESF", amount: "20000000.00", label: "EU" }], budget: [] },
  });
  return grantId;
}

const cost = (grantId: string, minor: number | string, differs: object = {}): object => ({
  ...{ grantId, partnerOrganisationId: randomUUID(), kind: "STAFF", mainActivity: "MA1_QUALIFICATION" },
  ...{ axis: "AXIS_3B1", amount: amount(minor), invoiceRef: randomUUID(), invoicedOn: "2019-03-01" },
  ...{ paidOn: "2019-03-20", evidenceHash: "a".repeat(64), activity: "Mentors", isAdditional: true },
  ...{ hasMarketCheck: true, ...differs },
});

const PERIODS = [
  ["2019-03-01", "2019-08-31"],
  ["2019-09-01", "2020-02-29"],
  ["2020-03-01", "2020-08-31"],
] as const;

/** Opens a claim for the period of this number, with these lines. */
async function claimed(grantId: string, at: number, lineIds: readonly string[]): Promise<string> {
  const [periodFrom, periodTo] = PERIODS[at] as (typeof PERIODS)[number];
  const { id: claimId } = await done("costClaimOpen", { grantId, periodFrom, periodTo });
  for (const costLineId of lineIds) await done("costClaimAddLine", { claimId, costLineId });
  return claimId;
}

/** Takes a claim to its payment, all lines accepted; gives the support. */
async function paid(claimId: string, paidOn = "2021-06-01"): Promise<string> {
  const { lines } = await done("costClaimLock", { claimId });
  await done("costClaimAudit", { claimId }, auditor);
  await done("costClaimSubmit", { claimId });
  const decisions = lines.map(({ id, amount: { amount: accepted } }: Json) => {
    return { costLineId: id, accepted, refused: "0.00" };
  });
  const { support } = await done("costClaimDecide", { claimId, decidedOn: "2021-05-01", lines: decisions });
  await done("costClaimPay", { claimId, amount: support.amount, paidOn });
  return support.amount;
}

async function expectClaims({ input, expected }: Json): Promise<void> {
  const grantId = await grantWith();
  const support: string[] = [];
  let first = { claimId: "", costLineId: "" };
  for (const [at, accepted] of input.accepted_oere.entries()) {
    if (Number(accepted) < 0) {
      const intoClaimId = await claimed(grantId, at, []);
      await done("costClaimCorrect", { ...first, intoClaimId, amount: amount(-accepted), reason: "Paid twice" });
      support.push(await paid(intoClaimId));
      continue;
    }
    const { id: costLineId } = await done("costLineRecord", cost(grantId, accepted));
    const claimId = await claimed(grantId, at, [costLineId]);
    first = { claimId, costLineId };
    support.push(await paid(claimId));
  }
  expect(support).toEqual(kroner(expected.payments));
}

/** What a claim over staff comes to under a method, and its flat rate. */
async function flatOf(costMethod: string, staff: number, external: number | null) {
  const grantId = await grantWith(costMethod);
  const kinds = [["STAFF", staff], ...(external === null ? [] : [["EXTERNAL", external]])] as const;
  const ids: string[] = [];
  for (const [kind, minor] of kinds) ids.push((await done("costLineRecord", cost(grantId, minor, { kind }))).id);
  const claim = await done("costClaimLock", { claimId: await claimed(grantId, 0, ids) });
  const flat = claim.lines.find(({ kind }: Json) => kind === "FLAT_RATE");
  return { grantId, claimId: claim.id, lineId: ids[0] ?? "", total: claim.claimed.amount, flat: flat?.amount.amount };
}

const priced = (metric: string, minor: number, more: object = {}): object => ({
  ...{ metric, unitPrice: amount(minor), evidenceKinds: ["SIGNED_FORM"], validation: "NOT_AVAILABLE", ...more },
});

/** Reports an outcome of somebody and takes it to its price. */
async function pricedOutcome(participationId: string, metric: string): Promise<Json> {
  const { id: outcomeId } = await done("outcomeReport", { participationId, metric, eventOn: "2021-03-01" });
  await done("outcomeAttachEvidence", { outcomeId, kind: "SIGNED_FORM", hash: hash(outcomeId) });
  await done("outcomeVerify", { outcomeId }, verifier);
  return done("outcomePrice", { outcomeId });
}

async function somebody(programmeId: string): Promise<string> {
  const participationId = randomUUID();
  await tell("PathwaySet", {
    ...{ participationId, programmeId, municipalityCode: "0751", partnershipId: null, referredOn: "2020-01-06" },
    ...{ startedOn: "2020-02-03", completedOn: null, leftOn: null },
  });
  return participationId;
}

async function replayOf(programmeId: string, terms: string): Promise<Json> {
  const text = `{ _entities(representations: [{ __typename: "Programme", id: "${programmeId}" }]) { ... on Programme {
    contractReplay(terms: ${terms}) { waiting { outcomes { ... on ExactCount { count } } mid { simulatedAmount } } } } } }`;
  const { data, errors } = await opened.ask(clerk, text);
  expect(errors).toBeUndefined();
  const [found] = (data as Json)._entities;
  return found.contractReplay.waiting;
}

/** Verified outcomes of a line, as many as are asked for, each of another person. */
async function verifiedOf(programmeId: string, metric: string, count: number): Promise<void> {
  await opened.sql(
    `WITH made AS (INSERT INTO finance.outcome (id, programme_id, participation_id, municipality_code, metric, indicator,
         event_on, card_id, mode, state, round, rejections, reported_by, verified_at, verified_by, is_restricted)
       SELECT gen_random_uuid(), $1, gen_random_uuid(), '0751', $2, '3B.1', '2020-01-01', c.id, 'ACTUAL', 'VERIFIED', 1, 0,
         'test', '2020-02-01T00:00:00.000Z', 'test', false
       FROM finance.rate_card c, generate_series(1, $3) WHERE c.programme_id = $1 RETURNING id)
     INSERT INTO finance.outcome_event (id, outcome_id, programme_id, municipality_code, round, from_state, to_state, happened_on, actor, evidence_kinds)
     SELECT gen_random_uuid(), id, $1, '0751', 1, 'EVIDENCED', 'VERIFIED', '2020-02-01', 'test', '{}' FROM made`,
    [programmeId, metric, count],
  );
}

/** Weeks of work from a Monday on, as jobs with the same hours side by side. */
function spellsOf(weeks: readonly number[]): object[] {
  const begin = localDate("2020-01-06");
  return weeks.flatMap((hoursPerWeek, at) => {
    if (hoursPerWeek === 0) return [];
    const [from, until] = [addDays(begin, 7 * at), addDays(begin, 7 * at + 6)];
    return [{ employmentId: randomUUID(), form: "ORDINARY", hoursPerWeek, isSubsidised: false, from, until }];
  });
}

/** Whether the work of some weeks makes the outcome's verification pass. */
async function lasts(programmeId: string, weeks: readonly number[]): Promise<boolean> {
  const [participationId, municipalityCode] = [randomUUID(), "0751"];
  const of = { participationId, programmeId, municipalityCode };
  await tell("OutcomeReached", { ...of, metric: "3B.3", eventOn: "2020-01-06", cause: "test" });
  await tell("WorkHistorySet", { ...of, benefitAtEntry: null, seniorityWeeks: null, spells: spellsOf(weeks) });
  const [row] = await opened.sql<{ id: string }>("SELECT id FROM finance.outcome WHERE participation_id = $1", [
    participationId,
  ]);
  const outcomeId = row?.id ?? "";
  const paper = createHash("sha256").update(outcomeId).digest("hex");
  await done("outcomeAttachEvidence", { outcomeId, kind: "SIGNED_FORM", hash: paper });
  const { codes } = await act("outcomeVerify", { outcomeId }, verifier);
  expect([[], ["RULE_NOT_MET"]]).toContainEqual(codes);
  return codes.length === 0;
}

const ASKED: Readonly<Record<string, (vector: Json) => Promise<void>>> = {
  V06: async ({ input, expected }) => {
    const lines = input.outcomes.map((name: string) => priced(name, input.rate_card_oere[name]));
    const programmeId = await programme({ lines, personCap: amount(input.person_cap_oere) });
    const participationId = await somebody(programmeId);
    const found: Json[] = [];
    for (const metric of input.outcomes) found.push(await pricedOutcome(participationId, metric));
    const sum = (of: string): number =>
      found.reduce((total, { payment }) => total + Number(payment[of].amount.replace(".", "")), 0);
    expect([sum("amount"), sum("cutByCap")]).toEqual([expected.payable.oere, expected.cut_by_cap.oere]);
    expect(sum("amount") + sum("cutByCap")).toBe(expected.uncapped.oere);
  },
  V07: async ({ input, expected }) => {
    const names = Object.keys(input.counts);
    const lines = names.map((name) => priced(name, input.rate_card_oere[name], { indicators: [`of ${name}`] }));
    const programmeId = await programme({ lines, programmeCap: amount(input.programme_cap_oere) });
    let before = 0;
    for (const name of names) {
      await verifiedOf(programmeId, name, input.counts[name]);
      const { mid } = await replayOf(programmeId, "{ withoutProgrammeCap: true }");
      const sum = Number(mid.simulatedAmount.replace(".", ""));
      expect(sum - before).toBe(expected.lines[name].oere);
      before = sum;
    }
    expect(before).toBe(expected.uncapped.oere);
    const waiting = await replayOf(programmeId, "{}");
    expect(waiting).toEqual({ outcomes: { count: 401 }, mid: { simulatedAmount: amount(expected.payable.oere) } });
    expect(before - Number(waiting.mid.simulatedAmount.replace(".", ""))).toBe(expected.cut_by_cap.oere);
  },
  V19: expectClaims,
  V20: expectClaims,
  V21: async ({ input: { direct_staff_oere: staff, external_direct_oere: external }, expected }) => {
    expect(await flatOf("FLAT_15", staff, external)).toMatchObject({
      ...{ flat: amount(expected.indirect_15pct_of_staff.oere), total: amount(expected.total_with_15pct.oere) },
    });
    const forty = await flatOf("FLAT_40", staff, null);
    expect(forty).toMatchObject({
      ...{ flat: amount(expected.remaining_40pct_of_staff.oere), total: amount(expected.total_with_40pct.oere) },
    });
    const inside = await act("costLineRecord", cost(forty.grantId, external, { kind: "EXTERNAL" }));
    expect(inside.codes).toEqual(["LINE_INSIDE_FLAT_RATE"]);
    expect((await flatOf("DANISH_18", staff, null)).flat).toBe(amount(expected.danish_18pct_of_staff.oere));
  },
  V22: async ({ input, expected }) => {
    const grantId = await grantWith();
    const annualGrossCost = amount(input.annual_gross_employment_cost_oere);
    const record = (hours: string, minor: number, staffRef: string) =>
      act("costLineRecord", cost(grantId, minor, { hours: { kind: "OWN_RATE", staffRef, hours, annualGrossCost } }));
    const [some, many] = input.hours;
    expect(await record(some, expected.cost_137_5h.oere, "one")).toMatchObject({
      ...{ codes: [], hours: { rate: { amount: amount(expected.hourly_rate.oere) } } },
    });
    const declared = expected.cost_of_1800h_declared.oere;
    expect((await record(many, declared, "two")).codes).toEqual(["HOURS_ABOVE_CEILING", "AMOUNT_NOT_OF_HOURS"]);
    expect((await record(expected.hours_accepted_of_1800, declared, "two")).codes).toEqual([]);
    expect((await record("0.01", 298, "two")).codes).toContain("HOURS_ABOVE_CEILING");
  },
  V23: async ({ input, expected }) => {
    const grantId = await grantWith();
    const record = (hours: string, minor: number, staffRef: string) =>
      act("costLineRecord", cost(grantId, minor, { hours: { kind: "STANDARD_RATE", staffRef, hours } }));
    const [some, many] = input.hours;
    expect(await record(some, expected.cost_120_25h.oere, "one")).toMatchObject({
      ...{ codes: [], hours: { rate: { amount: amount(input.hourly_oere) } } },
    });
    const declared = expected.cost_of_165h_declared.oere;
    expect((await record(many, declared, "two")).codes).toEqual(["HOURS_ABOVE_CEILING", "AMOUNT_NOT_OF_HOURS"]);
    expect((await record(expected.hours_accepted_of_165, declared, "two")).codes).toEqual([]);
  },
  V24: async ({ input, expected }) => {
    const payers = ["MUNICIPALITY", "STATE", "REGION"].map((payer, at) => ({ payer, weight: input.weights[at] }));
    const programmeId = await programme({ lines: [priced("PLAN", input.total_oere)], payers });
    const { payment } = await pricedOutcome(await somebody(programmeId), "PLAN");
    expect(payment.amount.amount).toBe(amount(expected.sum.oere));
    expect(payment.parts.map((part: Json) => part.amount.amount)).toEqual(kroner(expected.parts));
  },
  V26: async ({ input, expected }) => {
    const [up, down] = expected.rounded;
    const staff = Math.round((Number(input.amount_exact_oere[0]) * 100) / 15);
    const { claimId, lineId, grantId, flat } = await flatOf("FLAT_15", staff, null);
    expect(flat).toBe(amount(up));
    await done("costClaimAudit", { claimId }, auditor);
    await done("costClaimSubmit", { claimId });
    const { costClaim } = (
      await opened.ask(clerk, `{ costClaim(id: "${claimId}") { lines { id amount { amount } } } }`)
    ).data as Json;
    const lines = costClaim.lines.map((each: Json) => {
      return { costLineId: each.id, accepted: each.amount.amount, refused: "0.00" };
    });
    const { support } = await done("costClaimDecide", { claimId, decidedOn: "2021-05-01", lines });
    await done("costClaimPay", { claimId, amount: support.amount, paidOn: "2021-06-01" });
    const intoClaimId = await claimed(grantId, 1, []);
    const back = { claimId, intoClaimId, costLineId: lineId, amount: amount(staff), reason: "Paid twice" };
    await done("costClaimCorrect", back);
    const locked = await done("costClaimLock", { claimId: intoClaimId });
    expect(locked.lines.find(({ kind }: Json) => kind === "FLAT_RATE").amount.amount).toBe(amount(down));

    const programmeId = await programme({ lines: [priced("PLAN", 10_000_001)] });
    const { id: outcomeId } = await pricedOutcome(await somebody(programmeId), "PLAN");
    await done("outcomeClaim", { outcomeId, runId: await openRun(programmeId) });
    await done("outcomePay", { outcomeId, paidOn: "2021-05-03" });
    await done("outcomeReverse", { outcomeId, reason: "FRAUD" });
    const balances = await opened.sql<{ minor: string }>(
      `SELECT sum(e.minor)::text AS minor FROM finance.ledger_entry e WHERE e.programme_id = $1 GROUP BY e.account_id`,
      [programmeId],
    );
    expect(new Set(balances.map(({ minor }) => minor))).toEqual(new Set(["0"]));
    expect(balances.length).toBeGreaterThan(2);
  },
  V38: async ({ input, expected }) => {
    const sustainedWork = { need: input.need, window: input.window, minHours: input.min_hours };
    const line = priced("EMPLOYED_13W", 4_000_000, { indicators: ["3B.3"], sustainedWork });
    const programmeId = await programme({ lines: [line] });
    const week = expected.met_in_week.a;
    expect(await lasts(programmeId, input.weeks_a.slice(0, week))).toBe(true);
    expect(await lasts(programmeId, input.weeks_a.slice(0, week - 1))).toBe(false);
    expect(await lasts(programmeId, input.weeks_b)).toBe(false);
    expect(await lasts(programmeId, input.weeks_c)).toBe(false);
  },
  V39: async ({ input, expected }) => {
    const kept = async (framework: string, paidOn: string, isLarge: boolean): Promise<string> => {
      const grantId = await grantWith();
      const { id } = await done("costLineRecord", cost(grantId, 1_000_000));
      await paid(await claimed(grantId, 0, [id]), paidOn);
      const text = `{ _entities(representations: [{ __typename: "Grant", id: "${grantId}" }]) { ... on Grant {
        keptUntil(framework: ${framework}, isLarge: ${isLarge}) } } }`;
      const { data, errors } = await opened.ask(clerk, text);
      expect(errors).toBeUndefined();
      return (data as Json)._entities[0].keptUntil;
    };
    const { cpr1303_accounts_submitted: accounts, esfplus_last_payment: last } = input;
    expect(await kept("ESF_2014_2020", accounts, true)).toBe(expected.esf_2014_large);
    expect(await kept("ESF_2014_2020", accounts, false)).toBe(expected.esf_2014_small_under_1m_eur);
    expect(await kept("ESF_PLUS", last, true)).toBe(expected.esfplus);
  },
};

test.for(vectors.filter(({ id }) => ASKED[id] !== undefined))("$id $title", async (vector) => {
  await ASKED[vector.id]?.(vector);
});

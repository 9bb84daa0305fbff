/** What a programme has cost, and the claims for its support: made up line by line, with the sheet's total. */
import { createHash } from "node:crypto";
import type { Claim, ClaimFile, OtherClaim } from "@inclusion/finance/claim/claim";
import { storeClaimStep } from "@inclusion/finance/claim/claim.actions";
import { findOtherClaims, putClaim } from "@inclusion/finance/claim/claim.repository";
import { cutOffOnOrAfter } from "@inclusion/finance/claim/claim-calendar";
import { correctClaim, decideClaim, payClaim } from "@inclusion/finance/claim/claim-decision";
import { addLine, auditClaim, lockClaim, type Moment, submitClaim, talk } from "@inclusion/finance/claim/claim-steps";
import type { CostLine } from "@inclusion/finance/cost-line/cost-line";
import { putCostLines } from "@inclusion/finance/cost-line/cost-line.repository";
import type { BudgetLine, GrantVersion } from "@inclusion/finance/grant/grant-version";
import { addVersion } from "@inclusion/finance/grant/grant-version.repository";
import type { FinanceDecision } from "@inclusion/finance/refusal/refusal";
import { addDays, type LocalDate, splitByWeights } from "@inclusion/kernel";
import type { Tx } from "@inclusion/kernel/runtime";
import type { Step } from "./finance-tx.ts";
import type { ProgrammeSpan } from "./places.ts";
import type { Random } from "./random.ts";

/** Where a part of the cost belongs; null is what all share. */
export type CostPlace = Readonly<{
  organisationId: string;
  municipalityCode: string | null;
  partnershipId: string | null;
}>;

/** How a programme's claims went, by the number of the claim. */
export type ClaimStory = Readonly<{
  queried: readonly number[];
  /** The claim of which one line is not accepted whole. */
  partly: number | null;
  /** The claim with a correction of an earlier one. */
  corrected: number | null;
  /** Claims from this one on are not decided yet. */
  undecidedFrom: number | null;
}>;

/** Main activities and axes with their part of the budget, in per cent. */
const BUDGET = [
  ["MA1_QUALIFICATION", "AXIS_3B1", 46],
  ["MA2_ACCELERATOR", "AXIS_3B2", 24],
  ["MA3_PARTNERSHIP", "AXIS_3B1", 18],
  ["MA4_PAYMENT_MODEL", "AXIS_3B2", 12],
] as const;

const OFFICER = "seed:finance";
const REFUSED = 1_250_000n;
const TAKEN_BACK = 2_500_000n;

/** The version that gives the sheet's grant a budget; its amounts are made up and sum to the total. */
export function budgetVersion(random: Random, sheet: GrantVersion): GrantVersion {
  const parts = splitByWeights(
    sheet.totalMinor ?? 0n,
    BUDGET.map(([, , weight]) => BigInt(weight)),
  );
  const budget = BUDGET.map(
    ([mainActivity, axis], index): BudgetLine => ({ mainActivity, axis, minor: parts[index] as bigint }),
  );
  const id = random.id(sheet.eligibleFrom ?? sheet.decidedOn);
  const reason = "Synthetic: a budget by main activity, made up";
  return { ...sheet, id, number: sheet.number + 1, status: "ADJUSTED", budget, reason };
}

/** Steps of a programme's cost: the budget, then each half-year's lines and its claim. */
export function costSteps(
  random: Random,
  span: ProgrammeSpan,
  { terms, places, story }: Readonly<{ terms: GrantVersion; places: readonly CostPlace[]; story: ClaimStory }>,
): Step[] {
  const periods = periodsOf(span);
  const total = terms.totalMinor ?? 0n;
  // What is refused and what is taken back is claimed besides, so that what is accepted in the end is the grant's total.
  const extra = (number: number): bigint =>
    (number === story.partly ? REFUSED : 0n) + (number === (story.corrected ?? 0) - 1 ? TAKEN_BACK : 0n);
  const amounts = splitByWeights(
    total,
    periods.map((_, index) => BigInt(6 + Math.min(index, 5))),
  );
  const kept = new Map<number, readonly CostLine[]>();
  return [
    { recordedAt: `${span.startsOn}T08:00:00Z`, row: (tx) => addVersion(tx, terms) },
    ...periods.flatMap((period, index) => {
      const number = index + 1;
      const lines = linesOf(random, terms, { period, places, minor: (amounts[index] as bigint) + extra(number) });
      kept.set(number, lines);
      return [
        recording(lines, period.to),
        ...claimSteps(random, { terms, story, number, period, lines, earlier: () => kept.get(number - 1) ?? [] }),
      ];
    }),
  ];
}

type Period = Readonly<{ from: LocalDate; to: LocalDate }>;

function periodsOf({ startsOn, endsOn }: ProgrammeSpan): Period[] {
  const periods: Period[] = [];
  for (let from = startsOn; from <= endsOn; ) {
    const cutOff = cutOffOnOrAfter(addDays(from, 60));
    const to = cutOff < endsOn && addDays(cutOff, 45) < endsOn ? cutOff : endsOn;
    periods.push({ from, to });
    from = addDays(to, 1);
  }
  return periods;
}

function linesOf(
  random: Random,
  terms: GrantVersion,
  { period, places, minor }: Readonly<{ period: Period; places: readonly CostPlace[]; minor: bigint }>,
): CostLine[] {
  const weights = places.map(({ municipalityCode }) =>
    municipalityCode === null ? 12n : BigInt(random.between(2, 6)),
  );
  const parts = splitByWeights(minor, weights);
  return places.map((place, index) => {
    const invoicedOn = addDays(period.from, random.between(3, 50));
    const [mainActivity, axis] = BUDGET[
      place.partnershipId === null ? random.pick([0, 1, 3]) : random.pick([0, 2])
    ] as (typeof BUDGET)[number];
    const id = random.id(invoicedOn);
    return {
      ...{ id, grantId: terms.grantId, programmeId: terms.programmeId, partnerOrganisationId: place.organisationId },
      ...{ kind: "EXTERNAL", mainActivity, axis, currency: terms.currency, minor: parts[index] as bigint },
      ...{ recoverableVatMinor: 0n, invoiceRef: `SYNTHETIC-${period.to}-${index + 1}`, invoiceLine: 1, invoicedOn },
      ...{ paidOn: addDays(invoicedOn, 8), evidenceHash: createHash("sha256").update(`synthetic ${id}`).digest("hex") },
      ...{ activity: "Synthetic: courses, mentors and coordination", isAdditional: true, hasMarketCheck: true },
      ...{ hours: null, stateAid: null, partnershipId: place.partnershipId, participationId: null },
      ...{ municipalityCode: place.municipalityCode, claimId: null, acceptedMinor: null, refusedMinor: null },
      ...{ refusalReason: null, correctsLineId: null, recordedBy: "seed:bookkeeper", version: 1 },
    };
  });
}

function recording(lines: readonly CostLine[], to: LocalDate): Step {
  return { recordedAt: `${to}T07:00:00Z`, row: (tx) => putCostLines(tx, lines) };
}

type ClaimPlan = Readonly<{
  terms: GrantVersion;
  story: ClaimStory;
  number: number;
  period: Period;
  lines: readonly CostLine[];
  earlier: () => readonly CostLine[];
}>;

/** The way of one claim; what has not come yet at the end of the story is left out. */
function claimSteps(random: Random, { terms, story, number, period, lines, earlier }: ClaimPlan): Step[] {
  const { grantId, programmeId, currency } = terms;
  const state: { claim: Claim; lines: readonly CostLine[]; actors: string[] } = {
    claim: {
      ...{ id: random.id(period.to), grantId, programmeId, number, periodFrom: period.from, periodTo: period.to },
      ...{ state: "OPEN", currency, openedBy: OFFICER, supportMinor: null, paidOn: null, version: 1 },
    },
    lines: [],
    actors: [OFFICER],
  };
  const on = (days: number, actor: string, rule: Rule, note?: string): Step => {
    const day = addDays(period.to, days);
    const moment: Moment = { actor, today: day, newId: () => random.id(day), organisations: null };
    const row = async (tx: Tx): Promise<void> => {
      const before: ClaimFile = { ...state, terms, others: await findOtherClaims(tx, grantId, state.claim.id) };
      const decided = rule(before, moment);
      if (!decided.ok) throw new Error(`Claim ${number} of the seed: ${JSON.stringify(decided.refusals)}`);
      const by = { today: day, newId: moment.newId, viewer: { subject: actor } };
      await storeClaimStep(by, tx, { before, after: decided.value, note });
      Object.assign(state, { claim: decided.value.claim, lines: decided.value.lines });
      state.actors.push(actor);
    };
    return { row, recordedAt: `${day}T12:00:00Z` };
  };
  const openedOn = addDays(period.to, 3);
  const opening: Step = {
    recordedAt: `${openedOn}T12:00:00Z`,
    row: (tx) =>
      putClaim(tx, state.claim, {
        id: random.id(openedOn),
        fromState: null,
        happenedOn: openedOn,
        actor: OFFICER,
        note: null,
      }),
  };
  const adding = on(6, OFFICER, (file) =>
    lines.reduce<FinanceDecision<ClaimFile>>((done, line) => (done.ok ? addLine(done.value, line) : done), {
      ok: true,
      value: file,
    }),
  );
  const toTheAuthority = [
    ...(number === story.corrected
      ? [on(8, OFFICER, (file, moment) => correcting(file, earlier(), moment), "An invoice was counted twice")]
      : []),
    on(20, OFFICER, lockClaim),
    on(32, "seed:auditor", auditClaim),
    on(38, OFFICER, submitClaim),
    ...(story.queried.includes(number) ? [on(70, OFFICER, (file) => talk(file, "QUERIED", ASKED), ASKED)] : []),
  ];
  const undecided = story.undecidedFrom ?? Number.POSITIVE_INFINITY;
  if (number > undecided) return [opening, adding];
  if (number === undecided) return [opening, adding, ...toTheAuthority];
  return [
    opening,
    adding,
    ...toTheAuthority,
    ...(story.queried.includes(number) ? [on(95, OFFICER, (file) => talk(file, "SUBMITTED", ANSWERED), ANSWERED)] : []),
    on(120, OFFICER, (file, { today }) => deciding(file, number === story.partly, today)),
    on(150, OFFICER, (file, moment) =>
      payClaim(file, { minor: file.claim.supportMinor ?? 0n, paidOn: moment.today }, moment),
    ),
  ];
}

type Rule = (file: ClaimFile, moment: Moment) => FinanceDecision<ClaimFile>;

const ASKED = "Which activities does the mentor's invoice cover?";
const ANSWERED = "The agreement and the calendar of the mentor are enclosed.";

function deciding(file: ClaimFile, isPartly: boolean, decidedOn: LocalDate): FinanceDecision<ClaimFile> {
  const decisions = file.lines.map(({ id, minor }, index) => {
    const refusedMinor = isPartly && index === 0 ? REFUSED : 0n;
    const reason = refusedMinor === 0n ? null : "Catering above the limit";
    return { costLineId: id, acceptedMinor: minor - refusedMinor, refusedMinor, reason };
  });
  return decideClaim(file, decisions, { decidedOn, today: decidedOn });
}

/** A line of the claim before, which was paid by then, was accepted by too much. */
function correcting(file: ClaimFile, earlier: readonly CostLine[], moment: Moment): FinanceDecision<ClaimFile> {
  const before = file.others.find(({ periodTo }) => addDays(periodTo, 1) === file.claim.periodFrom) as OtherClaim;
  const [largest] = earlier.toSorted((a, b) => Number(b.minor - a.minor));
  const line: CostLine = {
    ...(largest as CostLine),
    claimId: before.id,
    acceptedMinor: (largest as CostLine).minor,
    refusedMinor: 0n,
  };
  const reason = "An invoice was counted twice";
  return correctClaim(
    file,
    { ...file.claim, ...before },
    { line, minor: TAKEN_BACK, reason, takenBackMinor: 0n },
    moment,
  );
}

export const CLAIMS_OF_GROWTH: ClaimStory = { queried: [3, 6], partly: 4, corrected: 7, undecidedFrom: null };
export const CLAIMS_OF_RESTART: ClaimStory = { queried: [2, 4], partly: null, corrected: null, undecidedFrom: 4 };

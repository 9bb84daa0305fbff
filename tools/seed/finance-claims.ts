/** The claims for a programme's support, each taken through its steps by finance's own rules. */
import {
  acceptedOf,
  type Claim,
  type ClaimFile,
  changedLines,
  isDecided,
  type OtherClaim,
  sumOfLines,
} from "@inclusion/finance/claim/claim";
import { stateFact } from "@inclusion/finance/claim/claim.actions";
import { claimEventRow, claimRow } from "@inclusion/finance/claim/claim.repository";
import { correctClaim, decideClaim, payClaim, postingsOfClaim } from "@inclusion/finance/claim/claim-decision";
import { addLine, auditClaim, lockClaim, type Moment, submitClaim, talk } from "@inclusion/finance/claim/claim-steps";
import type { CostLine } from "@inclusion/finance/cost-line/cost-line";
import { costLineRow } from "@inclusion/finance/cost-line/cost-line.repository";
import type { GrantVersion } from "@inclusion/finance/grant/grant-version";
import type { FinanceDecision } from "@inclusion/finance/refusal/refusal";
import { addDays, type LocalDate } from "@inclusion/kernel";
import type { Book, Step } from "./finance-book.ts";
import type { Random } from "./random.ts";

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

/** The days of a claim. */
export type Period = Readonly<{ from: LocalDate; to: LocalDate }>;

const OFFICER = "seed:finance";
/** What the authority refuses of the claim that is partly accepted. */
export const REFUSED = 1_250_000n;
/** What a later claim takes back of an earlier one. */
export const TAKEN_BACK = 2_500_000n;

type ClaimPlan = Readonly<{
  terms: GrantVersion;
  story: ClaimStory;
  number: number;
  period: Period;
  lines: readonly CostLine[];
  earlier: () => readonly CostLine[];
  /** All claims of the grant, this one among them. */
  files: ClaimInHand[];
}>;

/** A claim as its last step has left it. */
export type ClaimInHand = { isOpened: boolean; claim: Claim; lines: readonly CostLine[]; actors: string[] };

function otherOf({ claim, lines }: ClaimInHand): OtherClaim {
  const { id, periodFrom, periodTo, state, supportMinor } = claim;
  const sums = { claimedMinor: sumOfLines(lines), acceptedMinor: isDecided(claim) ? acceptedOf(lines) : null };
  return { id, periodFrom, periodTo, state, supportMinor, ...sums };
}

/** The way of one claim; what has not come yet at the end of the story is left out. */
export function claimSteps(random: Random, plan: ClaimPlan): Step[] {
  const { terms, story, number, period, lines, earlier, files } = plan;
  const { grantId, programmeId, currency } = terms;
  const inHand: ClaimInHand = {
    isOpened: false,
    claim: {
      ...{ id: random.id(period.to), grantId, programmeId, number, periodFrom: period.from, periodTo: period.to },
      ...{ state: "OPEN", currency, openedBy: OFFICER, supportMinor: null, paidOn: null, version: 1 },
    },
    lines: [],
    actors: [OFFICER],
  };
  files.push(inHand);
  const on = (days: number, actor: string, rule: Rule, note?: string): Step =>
    stepOf(random, { plan, inHand }, { day: addDays(period.to, days), actor, rule, note: note ?? null });
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
  const first = [opening(random, inHand, addDays(period.to, 3)), adding];
  const undecided = story.undecidedFrom ?? Number.POSITIVE_INFINITY;
  if (number > undecided) return first;
  if (number === undecided) return [...first, ...toTheAuthority];
  return [
    ...first,
    ...toTheAuthority,
    ...(story.queried.includes(number) ? [on(95, OFFICER, (file) => talk(file, "SUBMITTED", ANSWERED), ANSWERED)] : []),
    on(120, OFFICER, (file, { today }) => deciding(file, number === story.partly, today)),
    on(150, OFFICER, (file, moment) =>
      payClaim(file, { minor: file.claim.supportMinor ?? 0n, paidOn: moment.today }, moment),
    ),
  ];
}

function opening(random: Random, inHand: ClaimInHand, openedOn: LocalDate): Step {
  return {
    recordedAt: `${openedOn}T12:00:00Z`,
    row: (book) => {
      inHand.isOpened = true;
      book.add("cost_claim", claimRow(inHand.claim));
      const event = { id: random.id(openedOn), fromState: null, happenedOn: openedOn, actor: OFFICER, note: null };
      book.add("cost_claim_event", claimEventRow(inHand.claim, event));
    },
  };
}

/** A step that the rule must accept. */
function stepOf(
  random: Random,
  { plan: { files, terms, number }, inHand }: Readonly<{ plan: ClaimPlan; inHand: ClaimInHand }>,
  { day, actor, rule, note }: Readonly<{ day: LocalDate; actor: string; rule: Rule; note: string | null }>,
): Step {
  const moment: Moment = { actor, today: day, newId: () => random.id(day), organisations: null };
  const row = (book: Book): void => {
    const others = files.filter((file) => file !== inHand && file.isOpened).map(otherOf);
    const before: ClaimFile = { ...inHand, terms, others };
    const decided = rule(before, moment);
    if (!decided.ok) throw new Error(`Claim ${number} of the seed: ${JSON.stringify(decided.refusals)}`);
    const { claim, lines } = decided.value;
    const fromState = before.claim.state;
    const event = { id: moment.newId(), fromState, happenedOn: day, actor, note };
    book.add("cost_claim", claimRow(claim));
    book.add("cost_claim_event", claimEventRow(claim, event));
    book.add("cost_line", ...changedLines(before, decided.value).map(costLineRow));
    book.post(postingsOfClaim(before.claim, claim, day));
    if (fromState !== claim.state) book.tell(stateFact(claim));
    Object.assign(inHand, { claim, lines });
    inHand.actors.push(actor);
  };
  return { row, recordedAt: `${day}T12:00:00Z` };
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

/** The shared purchases of the claim before, which was paid by then, were accepted by too much. */
function correcting(file: ClaimFile, earlier: readonly CostLine[], moment: Moment): FinanceDecision<ClaimFile> {
  const before = file.others.find(({ periodTo }) => addDays(periodTo, 1) === file.claim.periodFrom) as OtherClaim;
  const shared = earlier[0] as CostLine;
  const line: CostLine = { ...shared, claimId: before.id, acceptedMinor: shared.minor, refusedMinor: 0n };
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

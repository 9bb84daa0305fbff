/** What the authority decides and pays, and what is corrected afterwards. Pure. */
import { type LocalDate, sumMinor } from "@inclusion/kernel";
import type { CostLine } from "../cost-line/cost-line.ts";
import type { Posting } from "../ledger/posting.ts";
import { because, type FinanceDecision, type FinanceRefusal, reasons, unless } from "../refusal/refusal.ts";
import { acceptedOf, type Claim, type ClaimFile, type ClaimState, isDecided } from "./claim.ts";
import { claimPaymentOf } from "./claim-payment.ts";
import { type Moment, outOf } from "./claim-steps.ts";

/** What the authority says of one line. */
export type LineDecision = Readonly<{
  costLineId: string;
  acceptedMinor: bigint;
  refusedMinor: bigint;
  reason: string | null;
}>;

/**
 * Decides a claim line by line; the support follows from what was accepted of all claims so far (G2).
 *
 * @refuses ILLEGAL_TRANSITION, SUM_MISMATCH, REASON_REQUIRED, DATE_IN_FUTURE, GRANT_RATE
 */
export function decideClaim(
  file: ClaimFile,
  decisions: readonly LineDecision[],
  { decidedOn, today }: Readonly<{ decidedOn: LocalDate; today: LocalDate }>,
): FinanceDecision<ClaimFile> {
  const { claim, lines, terms, others } = file;
  const of = new Map(decisions.map((decision) => [decision.costLineId, decision]));
  const isWhole = of.size === decisions.length && of.size === lines.length && lines.every(({ id }) => of.has(id));
  const against = [
    ...outOf(file, "SUBMITTED"),
    ...reasons(
      [!isWhole, because("SUM_MISMATCH", "Decide every line of the claim once.", "lines")],
      [decidedOn > today, because("DATE_IN_FUTURE", "The day is still to come.", "decidedOn")],
      [terms.rate === null, because("GRANT_RATE", "The grant has no co-financing rate: adjust it first.", "claimId")],
    ),
    ...(isWhole ? decisions.flatMap((decision, index) => reasonsAgainstLine(decision, lines, index)) : []),
  ];
  return unless(against, () => {
    const decided = lines.map((line) => withDecision(line, of.get(line.id) as LineDecision));
    const earlier = others.filter(isDecided);
    const acceptedMinor = [...earlier.map((each) => each.acceptedMinor ?? 0n), acceptedOf(decided) ?? 0n];
    const paidMinor = earlier.map(({ supportMinor }) => supportMinor ?? 0n);
    const supportMinor = claimPaymentOf(terms.rate ?? { numerator: 0n, denominator: 1n }, acceptedMinor, paidMinor);
    return { ...file, lines: decided, claim: { ...claim, state: stateOf(decided), supportMinor } };
  });
}

function reasonsAgainstLine(
  { costLineId, acceptedMinor, refusedMinor, reason }: LineDecision,
  lines: readonly CostLine[],
  index: number,
): readonly FinanceRefusal[] {
  const minor = lines.find(({ id }) => id === costLineId)?.minor ?? 0n;
  const isPart = minor >= 0n ? acceptedMinor >= 0n && refusedMinor >= 0n : acceptedMinor <= 0n && refusedMinor <= 0n;
  const path = ["lines", String(index)];
  return reasons(
    [
      !isPart || acceptedMinor + refusedMinor !== minor,
      because("SUM_MISMATCH", "Accepted and refused are the line's amount.", ...path),
    ],
    [
      refusedMinor !== 0n && (reason ?? "").trim() === "",
      because("REASON_REQUIRED", "Say why it is refused.", ...path, "reason"),
    ],
  );
}

function withDecision(line: CostLine, { acceptedMinor, refusedMinor, reason }: LineDecision): CostLine {
  return { ...line, acceptedMinor, refusedMinor, refusalReason: refusedMinor === 0n ? null : reason };
}

function stateOf(lines: readonly CostLine[]): ClaimState {
  if (lines.every(({ refusedMinor }) => refusedMinor === 0n)) return "ACCEPTED";
  return lines.every(({ acceptedMinor }) => acceptedMinor === 0n) ? "REFUSED" : "PARTLY_ACCEPTED";
}

/**
 * The authority has paid exactly what follows from all claims so far.
 *
 * @refuses ILLEGAL_TRANSITION, PAYMENT_MISMATCH, DATE_IN_FUTURE
 */
export function payClaim(
  file: ClaimFile,
  { minor, paidOn }: Readonly<{ minor: bigint; paidOn: LocalDate }>,
  { today }: Pick<Moment, "today">,
): FinanceDecision<ClaimFile> {
  const { claim } = file;
  const against = [
    ...outOf(file, "ACCEPTED", "PARTLY_ACCEPTED"),
    ...reasons(
      [
        claim.supportMinor !== null && claim.supportMinor !== minor,
        because("PAYMENT_MISMATCH", `By all claims so far it is ${claim.supportMinor} øre, not ${minor}.`, "amount"),
      ],
      [paidOn > today, because("DATE_IN_FUTURE", "The day is still to come.", "paidOn")],
    ),
  ];
  return unless(against, () => ({ ...file, claim: { ...claim, state: "PAID", paidOn } }));
}

/** A correction: accepted cost of a paid claim that was too much. */
export type Correction = Readonly<{
  line: CostLine | null;
  minor: bigint;
  reason: string;
  /** Sum of what earlier corrections of the line have taken back, not below 0. */
  takenBackMinor: bigint;
}>;

/**
 * Puts a negative line into an open claim of the same grant.
 *
 * @param into the open claim
 * @refuses ILLEGAL_TRANSITION, ROW_UNKNOWN, AMOUNT_NOT_POSITIVE, CORRECTION_TOO_LARGE, REASON_REQUIRED
 */
export function correctClaim(
  into: ClaimFile,
  from: Claim,
  { line, minor, reason, takenBackMinor }: Correction,
  moment: Moment,
): FinanceDecision<ClaimFile> {
  const isOfClaim = line !== null && line.claimId === from.id && from.grantId === into.claim.grantId;
  const against = [
    ...outOf(into, "OPEN"),
    ...reasons(
      [
        from.state !== "PAID",
        because("ILLEGAL_TRANSITION", "Only what was paid is corrected by a later claim.", "claimId"),
      ],
      [!isOfClaim, because("ROW_UNKNOWN", "The claim has no such line, or is of another grant.", "costLineId")],
      [minor <= 0n, because("AMOUNT_NOT_POSITIVE", "Say how much was too much, above 0.", "amount")],
      [
        isOfClaim && minor + takenBackMinor > (line.acceptedMinor ?? 0n),
        because("CORRECTION_TOO_LARGE", "More than was accepted cannot be taken back.", "amount"),
      ],
      [reason.trim() === "", because("REASON_REQUIRED", "Say why.", "reason")],
    ),
  ];
  return unless(against, () => {
    const corrected = line as CostLine;
    const correction: CostLine = {
      ...corrected,
      ...{ id: moment.newId(), minor: -minor, recoverableVatMinor: 0n, claimId: into.claim.id, acceptedMinor: null },
      ...{ refusedMinor: null, refusalReason: null, correctsLineId: corrected.id, activity: reason, hours: null },
      ...{ recordedBy: moment.actor, version: 1 },
    };
    return { ...into, lines: [...into.lines, correction] };
  });
}

/** What the step of a claim posts: the support when it is decided, and its payment. */
export function postingsOfClaim(before: Claim, after: Claim, happenedOn: LocalDate): readonly Posting[] {
  const minor = after.supportMinor ?? 0n;
  if (minor === 0n || before.state === after.state) return [];
  const posting = (step: string, lines: Posting["lines"]): Posting => ({
    ...{ businessKey: `claim:${after.id}:${step}`, programmeId: after.programmeId, subjectId: after.id },
    ...{ happenedOn, reason: step, reverses: null, lines },
  });
  const line = (party: string, kind: Posting["lines"][number]["account"]["kind"], amount: bigint) => ({
    ...{ account: { party, kind }, minor: amount, currency: after.currency },
  });
  if (!isDecided(before) && isDecided(after)) {
    const lines = [line("AUTHORITY", "SUPPORT_OWED", minor), line("AUTHORITY", "SUPPORT_GRANTED", -minor)];
    return [posting("grant", lines)];
  }
  if (after.state !== "PAID") return [];
  return [posting("pay", [line("GRANT_HOLDER", "SUPPORT_RECEIVED", minor), line("AUTHORITY", "SUPPORT_OWED", -minor)])];
}

/** What corrections have taken back of a line, not below 0. */
export function takenBackBy(corrections: readonly CostLine[]): bigint {
  return -sumMinor(corrections.map(({ minor }) => minor));
}

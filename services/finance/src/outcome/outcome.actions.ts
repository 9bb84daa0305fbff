import { isId, type LocalDate, refuse } from "@inclusion/kernel";
import { Fault, type Tx } from "@inclusion/kernel/runtime";
import { type ChangeInput, changeMoney, staleVersion, takeTurn } from "../change.ts";
import type { Context } from "../context.ts";
import { findParticipation } from "../delivery/delivery.repository.ts";
import type { Action } from "../policy.ts";
import { findRateCards } from "../rate-card/rate-card.repository.ts";
import type { EvidenceKind } from "../rate-card/rate-card.ts";
import { because, type FinanceDecision, reasons, unless } from "../refusal/refusal.ts";
import { findOutcomes } from "./outcome.repository.ts";
import type { Moment, Outcome, OutcomeFile, RejectionReason, ReversalReason } from "./outcome.ts";
import { isEvidenceTaken, readFile, storeStep } from "./outcome-file.repository.ts";
import { claimOutcome, payOutcome, priceOutcome, refuseOutcome, reverseOutcome } from "./payment.ts";
import { reportReached } from "./report.repository.ts";
import { contractOn } from "./report.ts";
import { attachEvidence, rejectOutcome, verifyOutcome } from "./verification.ts";

/** What every step of an outcome brings with it. */
export type OutcomeInput = ChangeInput & Readonly<{ outcomeId: string }>;

type Outcomes = Promise<FinanceDecision<Outcome>>;
type Step = Readonly<{
  rule: (
    file: OutcomeFile,
    moment: Moment,
    tx: Tx,
  ) => FinanceDecision<OutcomeFile> | Promise<FinanceDecision<OutcomeFile>>;
  reason?: string | null | undefined;
  happenedOn?: LocalDate;
  runId?: string;
}>;

const HASH = /^[0-9a-f]{64}$/;

/**
 * Changes an outcome by a rule. Whoever changes outcomes of the same programme waits, so that caps are never passed.
 *
 * @throws Fault NOT_FOUND when there is none that the viewer may see; FORBIDDEN_FIELD when the viewer may not do it
 */
function changeOutcome(ctx: Context, action: Action, input: OutcomeInput, step: Step): Outcomes {
  return changeMoney(ctx, action, input, async (tx) => {
    const [seen] = isId(input.outcomeId) ? await findOutcomes(tx, "id", [input.outcomeId]) : [];
    if (seen === undefined) throw new Fault("NOT_FOUND", "There is no outcome of this id that you may see.");
    await takeTurn(tx, "outcomes", seen.programmeId);
    const cards = await findRateCards(tx, [seen.programmeId]);
    const before = await readFile(tx, seen.id, cards, step.runId ?? null);
    if (before === null) throw new Fault("NOT_FOUND", "There is no outcome of this id that you may see.");
    const [stale] = staleVersion(input, before.outcome.version);
    if (stale !== undefined) return refuse(stale);
    const moment = momentOf(ctx);
    const decided = await step.rule(before, moment, tx);
    if (!decided.ok) return decided;
    const note = { reason: step.reason ?? null, happenedOn: step.happenedOn ?? ctx.today };
    await storeStep(tx, before, decided.value, { ...moment, ...note });
    return { ok: true, value: { ...decided.value.outcome, version: before.outcome.version + 1 } };
  });
}

/** Who acts and when; the instant is taken after the turn, so that the order of verification is that of the commits. */
function momentOf(ctx: Context): Moment {
  return { actor: ctx.viewer.subject, today: ctx.today, now: new Date().toISOString(), newId: ctx.newId };
}

/** @refuses the codes of `attachEvidence`, EVIDENCE_HASH */
export function outcomeAttachEvidence(
  ctx: Context,
  input: OutcomeInput & Readonly<{ kind: EvidenceKind; hash: string }>,
): Outcomes {
  const rule: Step["rule"] = async (file, moment, tx) => {
    const { kind, hash } = input;
    if (!HASH.test(hash)) return refuse(because("EVIDENCE_HASH", "Give 64 lower-case hexadecimal digits.", "hash"));
    return attachEvidence(file, { kind, hash, isTaken: await isEvidenceTaken(tx, hash) }, moment);
  };
  return changeOutcome(ctx, "outcome:attachEvidence", input, { rule });
}

/** @refuses the codes of `verifyOutcome` */
export function outcomeVerify(ctx: Context, input: OutcomeInput): Outcomes {
  return changeOutcome(ctx, "outcome:verify", input, { rule: (file, moment) => verifyOutcome(file, moment) });
}

/** @refuses the codes of `rejectOutcome` */
export function outcomeReject(
  ctx: Context,
  input: OutcomeInput & Readonly<{ reason?: RejectionReason | null | undefined }>,
): Outcomes {
  const { reason } = input;
  return changeOutcome(ctx, "outcome:reject", input, { rule: (file) => rejectOutcome(file, reason ?? null), reason });
}

/** @refuses the codes of `priceOutcome` */
export function outcomePrice(
  ctx: Context,
  input: OutcomeInput & Readonly<{ expectedCapVersion?: number | null | undefined }>,
): Outcomes {
  const rule: Step["rule"] = (file, moment) => priceOutcome(file, input.expectedCapVersion ?? null, moment);
  return changeOutcome(ctx, "outcome:price", input, { rule });
}

/** @refuses the codes of `claimOutcome` */
export function outcomeClaim(ctx: Context, input: OutcomeInput & Readonly<{ runId: string }>): Outcomes {
  const run = isId(input.runId) ? { runId: input.runId } : {};
  return changeOutcome(ctx, "outcome:claim", input, { rule: claimOutcome, ...run });
}

/**
 * @refuses the codes of `payOutcome`. The refusal DUPLICATE_PAYMENT comes with the outcome as it was paid, which the
 * caller of this function adds.
 */
export function outcomePay(ctx: Context, input: OutcomeInput & Readonly<{ paidOn: LocalDate }>): Outcomes {
  const { paidOn } = input;
  const rule: Step["rule"] = (file, moment) => payOutcome(file, paidOn, moment);
  return changeOutcome(ctx, "outcome:pay", input, { rule, happenedOn: paidOn });
}

/** @refuses the codes of `refuseOutcome` */
export function outcomeRefusePayment(
  ctx: Context,
  input: OutcomeInput & Readonly<{ reason?: string | null | undefined }>,
): Outcomes {
  const { reason } = input;
  const rule: Step["rule"] = (file) => refuseOutcome(file, reason ?? null);
  return changeOutcome(ctx, "outcome:refusePayment", input, { rule, reason });
}

/** @refuses the codes of `reverseOutcome` */
export function outcomeReverse(
  ctx: Context,
  input: OutcomeInput & Readonly<{ reason?: ReversalReason | null | undefined }>,
): Outcomes {
  const { reason } = input;
  const rule: Step["rule"] = (file) =>
    reason === "VOIDED_AT_SOURCE"
      ? refuse(because("REASON_REQUIRED", "Only the service that told it says so: choose another reason.", "reason"))
      : reverseOutcome(file, reason ?? null);
  return changeOutcome(ctx, "outcome:reverse", input, { rule, reason });
}

/** @refuses PARTICIPATION_UNKNOWN, OUTSIDE_CONTRACT, METRIC_NOT_PRICED, ALREADY_REPORTED, DATE_IN_FUTURE */
export function outcomeReport(
  ctx: Context,
  input: ChangeInput & Readonly<{ participationId: string; metric: string; eventOn: LocalDate }>,
): Outcomes {
  const { participationId, metric, eventOn } = input;
  return changeMoney(ctx, "outcome:report", input, async (tx) => {
    const known = isId(participationId) ? await findParticipation(tx, participationId) : null;
    if (known === null) {
      return refuse(because("PARTICIPATION_UNKNOWN", "The participation is not known here.", "participationId"));
    }
    await takeTurn(tx, "outcomes", known.programmeId);
    const cards = await findRateCards(tx, [known.programmeId]);
    const card = contractOn(cards, eventOn);
    const line = card?.lines.find((each) => each.metric === metric);
    const standing = (await findOutcomes(tx, "participation_id", [participationId])).find(
      (each) => each.metric === metric,
    );
    const against = reasons(
      [eventOn > ctx.today, because("DATE_IN_FUTURE", "The day is still to come.", "eventOn")],
      [card === null, because("OUTSIDE_CONTRACT", "No contract was in force on that day.", "eventOn")],
      [card !== null && line === undefined, because("METRIC_NOT_PRICED", "The contract has no such line.", "metric")],
      [
        standing !== undefined && standing.state !== "REVERSED",
        because("ALREADY_REPORTED", `The participation has it already, ${standing?.state}.`, "metric"),
      ],
    );
    const checked = unless(against, () => null);
    if (!checked.ok || card === null || line === undefined) return checked as FinanceDecision<Outcome>;
    const asked = cards.map((each) => ({
      ...each,
      lines: each.lines.map((of) => ({ ...of, indicators: of.metric === metric ? [metric] : [] })),
    }));
    const { programmeId, municipalityCode } = known;
    const reached = { participationId, programmeId, municipalityCode, indicator: metric, eventOn };
    const [outcome] = await reportReached(tx, reached, asked, momentOf(ctx));
    if (outcome === undefined) throw new Error("A line that was checked is reported.");
    return { ok: true, value: outcome };
  });
}

/** From a report to a verified outcome. Pure. */
import { accept, acceptUnless, type Decision, type Refusal, refuse } from "@inclusion/kernel";
import type { EvidenceKind } from "../rate-card/rate-card.ts";
import { isSustained } from "../rate-card/sustained-work.ts";
import {
  attemptOf,
  type Evidence,
  type Moment,
  type OutcomeFile,
  type OutcomeState,
  presentEvidence,
  type RejectionReason,
} from "./outcome.ts";

/** Rejections after which an outcome is not reported again. */
const LAST_REJECTION = 2;

/** Refuses unless the outcome is in one of `states`. */
export function outOf(file: OutcomeFile, ...states: readonly OutcomeState[]): readonly Refusal<"ILLEGAL_TRANSITION">[] {
  const { state } = file.outcome;
  if (states.includes(state)) return [];
  const message = `The outcome is ${state}; this step follows from ${states.join(" or ")}.`;
  return [{ code: "ILLEGAL_TRANSITION", message, field: ["input", "outcomeId"] }];
}

/**
 * Adds evidence. A rejected outcome is reported again by it, once.
 *
 * @refuses ILLEGAL_TRANSITION, EVIDENCE_KIND, EVIDENCE_REUSED, REJECTED_FOR_GOOD
 */
export function attachEvidence(
  file: OutcomeFile,
  { kind, hash, isTaken }: Readonly<{ kind: EvidenceKind; hash: string; isTaken: boolean }>,
  moment: Moment,
): Decision<OutcomeFile, "ILLEGAL_TRANSITION" | "EVIDENCE_KIND" | "EVIDENCE_REUSED" | "REJECTED_FOR_GOOD"> {
  const { outcome, line } = file;
  const isFinal = outcome.state === "REJECTED" && outcome.rejections >= LAST_REJECTION;
  const refusals = [
    ...outOf(file, "REPORTED", "EVIDENCED", "REJECTED"),
    ...(isFinal
      ? [{ code: "REJECTED_FOR_GOOD" as const, message: "It was rejected twice and is not reported again." }]
      : []),
    ...(line.evidence.kinds.includes(kind)
      ? []
      : [
          {
            code: "EVIDENCE_KIND" as const,
            message: `The contract takes ${line.evidence.kinds.join(", ")} for ${line.metric}.`,
            field: ["input", "kind"],
          },
        ]),
    ...(isTaken
      ? [
          {
            code: "EVIDENCE_REUSED" as const,
            message: "This paper stands behind an outcome already: bring another one.",
            field: ["input", "hash"],
          },
        ]
      : []),
  ];
  return acceptUnless(refusals, () => {
    const added: Evidence = {
      ...{ id: moment.newId(), outcomeId: outcome.id, kind, hash },
      ...{ attachedBy: moment.actor, attachedOn: moment.today, attempt: attemptOf(outcome) },
    };
    const reportedBy = outcome.state === "REJECTED" ? moment.actor : outcome.reportedBy;
    return {
      ...file,
      outcome: { ...outcome, state: "EVIDENCED", reportedBy },
      evidence: [...file.evidence, added],
    };
  });
}

/**
 * A second person finds the evidence good and the contract's rule met.
 *
 * @refuses ILLEGAL_TRANSITION, FOUR_EYES, RULE_NOT_MET
 */
export function verifyOutcome(
  file: OutcomeFile,
  moment: Moment,
): Decision<OutcomeFile, "ILLEGAL_TRANSITION" | "FOUR_EYES" | "RULE_NOT_MET"> {
  const { outcome, line, spells } = file;
  const rule = line.evidence.sustainedWork;
  const hands = [outcome.reportedBy, ...presentEvidence(file).map(({ attachedBy }) => attachedBy)];
  const refusals = [
    ...outOf(file, "EVIDENCED"),
    ...(hands.includes(moment.actor)
      ? [{ code: "FOUR_EYES" as const, message: "Who reported it or brought evidence cannot verify it." }]
      : []),
    ...(rule === null || isSustained(rule, spells, { startsOn: outcome.eventOn, asOf: moment.today })
      ? []
      : [
          {
            code: "RULE_NOT_MET" as const,
            message: `The contract asks for ${rule.need} weeks of at least ${rule.minHours} ordinary hours within ${rule.window} weeks.`,
          },
        ]),
  ];
  return acceptUnless(refusals, () => ({
    ...file,
    outcome: { ...outcome, state: "VERIFIED", verifiedBy: moment.actor, verifiedAt: moment.now },
  }));
}

/**
 * The evidence does not hold.
 *
 * @refuses ILLEGAL_TRANSITION, REASON_REQUIRED
 */
export function rejectOutcome(
  file: OutcomeFile,
  reason: RejectionReason | null,
): Decision<OutcomeFile, "ILLEGAL_TRANSITION" | "REASON_REQUIRED"> {
  const refusals = [
    ...outOf(file, "REPORTED", "EVIDENCED"),
    ...(reason === null
      ? [{ code: "REASON_REQUIRED" as const, message: "Say why it is rejected.", field: ["input", "reason"] }]
      : []),
  ];
  const { outcome } = file;
  return acceptUnless(refusals, () => ({
    ...file,
    outcome: { ...outcome, state: "REJECTED", rejections: outcome.rejections + 1 },
  }));
}

/**
 * An outcome that was voided at its source is reached again: another round begins.
 *
 * @refuses ILLEGAL_TRANSITION while the earlier round stands
 */
export function reportAgain(
  file: OutcomeFile,
  differs: Pick<OutcomeFile["outcome"], "eventOn" | "cardId" | "mode" | "municipalityCode" | "reportedBy">,
): Decision<OutcomeFile, "ILLEGAL_TRANSITION"> {
  const [first] = outOf(file, "REVERSED");
  if (first !== undefined) return refuse(first);
  const { outcome } = file;
  return accept({
    ...file,
    outcome: {
      ...outcome,
      ...differs,
      ...{ state: "REPORTED", round: outcome.round + 1, rejections: 0, runId: null, price: null },
      ...{ verifiedAt: null, verifiedBy: null, paidOn: null },
    },
  });
}

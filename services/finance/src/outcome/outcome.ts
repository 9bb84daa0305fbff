/** Outcomes (resultater) that a contract pays for, and what became of them. Pure. */
import type { Brand, Currency, LocalDate } from "@inclusion/kernel";
import type { EvidenceKind, Mode, RateLine } from "../rate-card/rate-card.ts";
import type { WorkSpell } from "../rate-card/sustained-work.ts";
import type { PayerPart, PayerShare } from "../split/split.ts";

export type OutcomeState =
  | "REPORTED"
  | "EVIDENCED"
  | "VERIFIED"
  | "PAYABLE"
  | "CLAIMED"
  | "PAID"
  | "REJECTED"
  | "REVERSED";

/** Why a payment or an outcome is taken back. */
export type ReversalReason = "WRONG_PERSON" | "JOB_ENDED_EARLIER" | "FRAUD" | "VOIDED_AT_SOURCE" | "OTHER";

/** Why evidence does not hold. */
export type RejectionReason = "EVIDENCE_UNREADABLE" | "EVIDENCE_OF_OTHER" | "HOURS_TOO_FEW" | "NOT_IN_WORK" | "OTHER";

/** Real money in minor units. Only the ledger and payments of mode ACTUAL have it. */
export type ActualMinor = Brand<bigint, "ActualMinor">;
/** Money that a simulated contract would have moved. No function takes both kinds. */
export type SimulatedMinor = Brand<bigint, "SimulatedMinor">;

type Priced<Of extends Mode, Minor> = Readonly<{
  mode: Of;
  currency: Currency;
  /** Version of the card by which it was priced. */
  cardVersion: number;
  unitPriceMinor: Minor;
  amountMinor: Minor;
  /** What the caps have cut; with the amount it is the price. */
  cutMinor: Minor;
  parts: readonly PayerPart[];
  pricedOn: LocalDate;
}>;

/** The price of an outcome under a contract that moves money. */
export type ActualPrice = Priced<"ACTUAL", ActualMinor>;
/** The price of an outcome under a contract that moves none. */
export type SimulatedPrice = Priced<"SIMULATED", SimulatedMinor>;

/** One metric of one participation. */
export type Outcome = Readonly<{
  id: string;
  programmeId: string;
  participationId: string;
  municipalityCode: string | null;
  /** The line of the card. */
  metric: string;
  /** The indicator that was reached; the same as the metric when it was reported by hand. */
  indicator: string;
  eventOn: LocalDate;
  /** Version of the card that was in force on that day. */
  cardId: string;
  mode: Mode;
  state: OutcomeState;
  /** Counted from 1: an outcome that was voided and reached again begins another round. */
  round: number;
  /** Times it was rejected; after the second it stays so. */
  rejections: number;
  reportedBy: string;
  /** The instant of verification as ISO text; null before. */
  verifiedAt: string | null;
  verifiedBy: string | null;
  runId: string | null;
  price: ActualPrice | SimulatedPrice | null;
  paidOn: LocalDate | null;
  /** Restricted persons: the row is kept for its amounts, who it is about is not shown. */
  isRestricted: boolean;
  version: number;
}>;

/** A paper behind an outcome: its kind, and the hash of its content, which may stand behind one outcome only. */
export type Evidence = Readonly<{
  id: string;
  outcomeId: string;
  kind: EvidenceKind;
  hash: string;
  attachedBy: string;
  attachedOn: LocalDate;
  /** The round and rejections of the outcome for which it was brought. */
  attempt: string;
}>;

/** What the caps leave, and whether it may be used yet. */
export type CapState = Readonly<{
  /** Changes with every pricing and every reversal. */
  version: number;
  personCapMinor: bigint | null;
  programmeCapMinor: bigint | null;
  usedByPersonMinor: bigint;
  usedMinor: bigint;
  /** An outcome that was verified before this one and waits for its price; null when there is none. */
  waitsFor: string | null;
}>;

/** Caps that nobody has looked at, since the step does not ask for them. */
export const UNASKED_CAPS: CapState = {
  ...{ version: 0, personCapMinor: null, programmeCapMinor: null, usedByPersonMinor: 0n, usedMinor: 0n },
  waitsFor: null,
};

/** An outcome with everything that its next step depends on. */
export type OutcomeFile = Readonly<{
  outcome: Outcome;
  evidence: readonly Evidence[];
  line: RateLine;
  cardVersion: number;
  currency: Currency;
  payers: readonly PayerShare[];
  spells: readonly WorkSpell[];
  caps: CapState;
  /** The run that is asked for or in which it stands; null when there is none that the viewer may see. */
  run: Readonly<{ id: string; isOpen: boolean; periodTo: LocalDate }> | null;
}>;

/** Who acts, and when. */
export type Moment = Readonly<{ actor: string; today: LocalDate; now: string; newId: () => string }>;

/** The evidence that was brought for the present attempt. */
export function presentEvidence({ outcome, evidence }: Pick<OutcomeFile, "outcome" | "evidence">): readonly Evidence[] {
  return evidence.filter(({ attempt }) => attempt === attemptOf(outcome));
}

/** Names the attempt: a rejected or voided outcome needs other evidence than before. */
export function attemptOf({ round, rejections }: Pick<Outcome, "round" | "rejections">): string {
  return `${round}.${rejections}`;
}

/** From a verified outcome to money, and back. Pure. */
import { acceptUnless, type Decision, type LocalDate, type Refusal, sumMinor } from "@inclusion/kernel";
import { isBalanced } from "../ledger/posting.ts";
import { payWithin, roomLeft } from "../rate-card/caps.ts";
import { splitAmongPayers } from "../split/split.ts";
import type {
  ActualMinor,
  ActualPrice,
  Moment,
  Outcome,
  OutcomeFile,
  ReversalReason,
  SimulatedMinor,
  SimulatedPrice,
} from "./outcome.ts";
import { payPosting } from "./outcome-postings.ts";
import { outOf } from "./verification.ts";

/**
 * Prices a verified outcome by the card of its day, under both caps in the order of verification.
 *
 * @param expectedCapVersion the state of the caps that the caller has seen; null when the caller does not mind
 * @refuses ILLEGAL_TRANSITION, CAP_STATE_STALE
 */
export function priceOutcome(
  file: OutcomeFile,
  expectedCapVersion: number | null,
  moment: Moment,
): Decision<OutcomeFile, "ILLEGAL_TRANSITION" | "CAP_STATE_STALE"> {
  const { caps, outcome } = file;
  const isSeen = expectedCapVersion === null || expectedCapVersion === caps.version;
  const refusals = [
    ...outOf(file, "VERIFIED"),
    ...(caps.waitsFor === null && isSeen
      ? []
      : [
          {
            code: "CAP_STATE_STALE" as const,
            message:
              caps.waitsFor === null
                ? `The caps have moved on to version ${caps.version}: look at the room that is left, and price again.`
                : `Outcome ${caps.waitsFor} was verified before and has to be priced first.`,
            field: ["input", caps.waitsFor === null ? "expectedCapVersion" : "outcomeId"],
          },
        ]),
  ];
  return acceptUnless(refusals, () => ({
    ...file,
    outcome: { ...outcome, state: "PAYABLE", price: priceOf(file, moment.today) },
  }));
}

function priceOf(file: OutcomeFile, pricedOn: LocalDate): ActualPrice | SimulatedPrice {
  const { line, caps, outcome, currency, cardVersion } = file;
  const { paidMinor, cutMinor } = payWithin(
    line.unitPriceMinor,
    roomLeft(caps.personCapMinor, caps.usedByPersonMinor),
    roomLeft(caps.programmeCapMinor, caps.usedMinor),
  );
  const common = { currency, cardVersion, parts: splitAmongPayers(paidMinor, file.payers), pricedOn };
  return outcome.mode === "ACTUAL"
    ? {
        ...common,
        mode: "ACTUAL",
        unitPriceMinor: line.unitPriceMinor as ActualMinor,
        amountMinor: paidMinor as ActualMinor,
        cutMinor: cutMinor as ActualMinor,
      }
    : {
        ...common,
        mode: "SIMULATED",
        unitPriceMinor: line.unitPriceMinor as SimulatedMinor,
        amountMinor: paidMinor as SimulatedMinor,
        cutMinor: cutMinor as SimulatedMinor,
      };
}

/**
 * Claims a payable outcome from its payers, in an open run.
 *
 * @refuses ILLEGAL_TRANSITION, RUN_CLOSED, SIMULATED_NOT_PAYABLE, SUM_MISMATCH
 */
export function claimOutcome(
  file: OutcomeFile,
): Decision<OutcomeFile, "ILLEGAL_TRANSITION" | "RUN_CLOSED" | "SIMULATED_NOT_PAYABLE" | "SUM_MISMATCH"> {
  const { outcome, run } = file;
  const { price } = outcome;
  const isWhole = price === null || sumMinor(price.parts.map(({ minor }) => minor)) === price.amountMinor;
  const refusals = [
    ...outOf(file, "PAYABLE"),
    ...simulated(outcome),
    ...(run?.isOpen === true
      ? []
      : [{ code: "RUN_CLOSED" as const, message: "Choose an open run of the programme.", field: ["input", "runId"] }]),
    ...(isWhole ? [] : [{ code: "SUM_MISMATCH" as const, message: "The payers' parts are not the amount." }]),
  ];
  return acceptUnless(refusals, () => ({ ...file, outcome: { ...outcome, state: "CLAIMED", runId: run?.id ?? null } }));
}

/**
 * Pays a claimed outcome.
 *
 * @refuses ILLEGAL_TRANSITION, DUPLICATE_PAYMENT when it is paid already, DATE_IN_FUTURE, DATE_ORDER,
 *   SIMULATED_NOT_PAYABLE, LEDGER_UNBALANCED when the payers' parts are not the amount
 */
export function payOutcome(
  file: OutcomeFile,
  paidOn: LocalDate,
  moment: Moment,
): Decision<
  OutcomeFile,
  | ("ILLEGAL_TRANSITION" | "DUPLICATE_PAYMENT" | "DATE_IN_FUTURE" | "DATE_ORDER" | "SIMULATED_NOT_PAYABLE")
  | "LEDGER_UNBALANCED"
> {
  const { outcome } = file;
  const posting = outcome.price?.mode === "ACTUAL" ? payPosting(outcome, outcome.price, paidOn) : null;
  const refusals = [
    ...(posting === null || isBalanced(posting)
      ? []
      : [{ code: "LEDGER_UNBALANCED" as const, message: "The entries do not sum to 0: have the price looked at." }]),
    ...(outcome.state === "PAID"
      ? [{ code: "DUPLICATE_PAYMENT" as const, message: `It was paid on ${outcome.paidOn}; this is that payment.` }]
      : outOf(file, "CLAIMED")),
    ...simulated(outcome),
    ...(paidOn > moment.today
      ? [{ code: "DATE_IN_FUTURE" as const, message: "The day is still to come.", field: ["input", "paidOn"] }]
      : []),
    ...(paidOn < outcome.eventOn
      ? [{ code: "DATE_ORDER" as const, message: "It was paid before it happened.", field: ["input", "paidOn"] }]
      : []),
  ];
  return acceptUnless(refusals, () => ({ ...file, outcome: { ...outcome, state: "PAID", paidOn } }));
}

/**
 * A payer says no to a claim, with a reason: the outcome may be claimed again in another run.
 *
 * @refuses ILLEGAL_TRANSITION, REASON_REQUIRED
 */
export function refuseOutcome(
  file: OutcomeFile,
  reason: string | null,
): Decision<OutcomeFile, "ILLEGAL_TRANSITION" | "REASON_REQUIRED"> {
  const refusals = [
    ...outOf(file, "CLAIMED"),
    ...(reason === null || reason.trim() === ""
      ? [{ code: "REASON_REQUIRED" as const, message: "Say what the payer says.", field: ["input", "reason"] }]
      : []),
  ];
  return acceptUnless(refusals, () => ({ ...file, outcome: { ...file.outcome, state: "PAYABLE", runId: null } }));
}

/**
 * Takes an outcome back, with all money that was posted for it; the room under the caps is free for the next one.
 *
 * What was voided at its source is taken back from any state, since nothing of it holds any longer.
 *
 * @refuses ALREADY_REVERSED, ILLEGAL_TRANSITION, REASON_REQUIRED
 */
export function reverseOutcome(
  file: OutcomeFile,
  reason: ReversalReason | null,
): Decision<OutcomeFile, "ALREADY_REVERSED" | "ILLEGAL_TRANSITION" | "REASON_REQUIRED"> {
  const { outcome } = file;
  const isVoid = reason === "VOIDED_AT_SOURCE";
  const refusals = [
    ...(outcome.state === "REVERSED"
      ? [{ code: "ALREADY_REVERSED" as const, message: "It was reversed before." }]
      : isVoid
        ? []
        : outOf(file, "PAYABLE", "CLAIMED", "PAID")),
    ...(reason === null
      ? [{ code: "REASON_REQUIRED" as const, message: "Say why it is reversed.", field: ["input", "reason"] }]
      : []),
  ];
  return acceptUnless(refusals, () => ({ ...file, outcome: { ...outcome, state: "REVERSED" } }));
}

function simulated({ mode }: Outcome): readonly Refusal<"SIMULATED_NOT_PAYABLE">[] {
  return mode === "ACTUAL"
    ? []
    : [{ code: "SIMULATED_NOT_PAYABLE", message: "The contract is simulated: no money moves under it." }];
}

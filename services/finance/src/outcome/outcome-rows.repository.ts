/** What a step of an outcome writes and tells. Pure. */
import type { NewFact } from "@inclusion/kernel/runtime";
import type { OutcomePaid } from "@inclusion/schema/facts";
import { packJson } from "../stored-json.ts";
import type { StoredRow } from "../stored-row.ts";
import { type Moment, type Outcome, type OutcomeFile, presentEvidence } from "./outcome.ts";

/** What a step says of itself: the day it happened on, and why. */
export type StepNote = Readonly<{ reason: string | null; happenedOn: Outcome["eventOn"] }>;

/** The rows of a step: the outcome in the place of what it was, everything else added. */
export type StepRows = Readonly<{
  outcome: StoredRow;
  evidence: readonly StoredRow[];
  event: StoredRow;
  price: Readonly<{ table: "outcome_price" | "simulated_price"; row: StoredRow }> | null;
}>;

/** The rows of the step from `before` to `after`; `before` is null for a report. */
export function rowsOfStep(
  before: OutcomeFile | null,
  after: OutcomeFile,
  { reason, happenedOn, actor, newId }: StepNote & Pick<Moment, "actor" | "newId">,
): StepRows {
  const { outcome } = after;
  const known = new Set(before?.evidence.map(({ id }) => id));
  const added = after.evidence.filter(({ id }) => !known.has(id));
  return {
    outcome: outcomeRow(outcome),
    evidence: added.map((each) => ({
      ...{ id: each.id, outcome_id: each.outcomeId, ...placeOf(outcome), kind: each.kind, hash: each.hash },
      ...{ attached_by: each.attachedBy, attached_on: each.attachedOn, attempt: each.attempt },
    })),
    event: {
      ...{ id: newId(), outcome_id: outcome.id, ...placeOf(outcome), round: outcome.round },
      ...{ from_state: before?.outcome.state ?? null, to_state: outcome.state, happened_on: happenedOn },
      ...{ actor, reason, evidence_kinds: presentEvidence(before ?? after).map(({ kind }) => kind) },
    },
    price: before?.outcome.state === "VERIFIED" && outcome.price !== null ? priceRow(outcome, outcome.price) : null,
  };
}

/** A price stands in the table of its mode; the database takes it in no other. */
function priceRow(outcome: Outcome, price: NonNullable<Outcome["price"]>): NonNullable<StepRows["price"]> {
  const common = {
    ...{ outcome_id: outcome.id, mode: price.mode, round: outcome.round, ...placeOf(outcome) },
    ...{ participation_id: outcome.participationId, currency: price.currency, card_version: price.cardVersion },
    ...{ parts: JSON.parse(packJson(price.parts)) as unknown, priced_on: price.pricedOn },
  };
  if (price.mode === "ACTUAL") {
    const { unitPriceMinor, amountMinor, cutMinor } = price;
    const row = { ...common, unit_price_minor: unitPriceMinor, amount_minor: amountMinor, cut_minor: cutMinor };
    return { table: "outcome_price", row };
  }
  const { unitPriceMinor, amountMinor, cutMinor } = price;
  const row = { simulated_unit_price: unitPriceMinor, simulated_amount: amountMinor, simulated_cut: cutMinor };
  return { table: "simulated_price", row: { ...common, ...row } };
}

/** The participant service hears of real payments only. */
export function factsOfStep(before: Outcome, after: Outcome, today: Outcome["eventOn"]): readonly NewFact[] {
  const fact = (type: string, on: Outcome["eventOn"]): NewFact => {
    const { id: outcomeId, participationId, programmeId, indicator: metric } = after;
    const payload: OutcomePaid = { outcomeId, participationId, programmeId, metric, on };
    return { type, version: 1, subject: participationId, payload };
  };
  if (after.state === "PAID") return [fact("OutcomePaid", after.paidOn ?? today)];
  return before.state === "PAID" && after.state === "REVERSED" ? [fact("OutcomePaymentReversed", today)] : [];
}

function placeOf({ programmeId, municipalityCode }: Outcome) {
  return { programme_id: programmeId, municipality_code: municipalityCode };
}

function outcomeRow(outcome: Outcome): StoredRow {
  return {
    ...{ id: outcome.id, ...placeOf(outcome), participation_id: outcome.participationId, metric: outcome.metric },
    ...{ indicator: outcome.indicator, event_on: outcome.eventOn, card_id: outcome.cardId, mode: outcome.mode },
    ...{ state: outcome.state, round: outcome.round, rejections: outcome.rejections, reported_by: outcome.reportedBy },
    ...{ verified_at: outcome.verifiedAt, verified_by: outcome.verifiedBy, run_id: outcome.runId },
    ...{ paid_on: outcome.paidOn, is_restricted: outcome.isRestricted },
  };
}

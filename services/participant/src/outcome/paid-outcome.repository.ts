import type { Tx } from "@inclusion/kernel/runtime";
import type { OutcomePaid, OutcomePaymentReversed } from "@inclusion/schema/facts";

/** Stores that an outcome was paid; what is told of a participation that is gone leaves nothing. */
export function putPaid(tx: Tx, paid: OutcomePaid): Promise<void> {
  return put(tx, paid, "paid_on");
}

/** Stores that a payment was reversed, in whichever order the two are told. */
export function putReversed(tx: Tx, reversed: OutcomePaymentReversed): Promise<void> {
  return put(tx, reversed, "reversed_on");
}

async function put(tx: Tx, told: OutcomePaid, column: "paid_on" | "reversed_on"): Promise<void> {
  await tx.query(
    `INSERT INTO participant.paid_outcome
       (outcome_id, participation_id, programme_id, municipality_code, metric, ${column})
     SELECT $1, id, programme_id, municipality_code, $3, $4 FROM participant.participation WHERE id = $2
     ON CONFLICT (outcome_id) DO UPDATE SET ${column} = excluded.${column}`,
    [told.outcomeId, told.participationId, told.metric, told.on],
  );
}

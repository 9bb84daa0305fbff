import { deepEqual, differenceOf, invariant } from "@inclusion/kernel";
import { entriesOfSubject, type NewFact, type Reader, type Tx } from "@inclusion/kernel/runtime";
import type { OutcomePaid } from "@inclusion/schema/facts";
import { findStandingPostings, postSets } from "../ledger/ledger.repository.ts";
import { isBalanced } from "../ledger/posting.ts";
import type { RateCard } from "../rate-card/rate-card.ts";
import type { WorkSpell } from "../rate-card/sustained-work.ts";
import { packJson } from "../stored-json.ts";
import { addRows, putRows } from "../stored-row.ts";
import { findEvidence, findOutcomes } from "./outcome.repository.ts";
import { type CapState, type Moment, type Outcome, type OutcomeFile, presentEvidence } from "./outcome.ts";
import { outcomeMeasures } from "./outcome-measures.ts";
import { postingsOfStep } from "./outcome-postings.ts";

/** What a step says of itself: the day it happened on, and why. */
export type StepNote = Readonly<{ reason: string | null; happenedOn: Outcome["eventOn"] }>;

const UNASKED: CapState = {
  ...{ version: 0, personCapMinor: null, programmeCapMinor: null, usedByPersonMinor: 0n, usedMinor: 0n },
  waitsFor: null,
};

/** Everything that the next step of an outcome depends on; the caller has the programme's turn. */
export async function readFile(
  tx: Reader,
  outcomeId: string,
  cards: readonly RateCard[],
  runId: string | null,
): Promise<OutcomeFile | null> {
  const [outcome] = await findOutcomes(tx, "id", [outcomeId]);
  if (outcome === undefined) return null;
  const card = cards.find(({ id }) => id === outcome.cardId);
  const line = card?.lines.find(({ metric }) => metric === outcome.metric);
  invariant(card !== undefined && line !== undefined, "an outcome stands on a line of a card");
  return {
    ...{ outcome, line, cardVersion: card.version, currency: card.currency, payers: card.payers },
    evidence: await findEvidence(tx, [outcomeId]),
    spells: line.evidence.sustainedWork === null ? [] : await findSpells(tx, outcome.participationId),
    // Only pricing looks at caps, and their sums are over the whole programme.
    caps: outcome.state === "VERIFIED" ? await findCaps(tx, outcome, card) : UNASKED,
    run: await findRun(tx, outcome.programmeId, runId ?? outcome.runId),
  };
}

/** The work of a participation as the participant service has told it. */
export function findSpells(reader: Reader, participationId: string): Promise<WorkSpell[]> {
  return reader.query(
    `SELECT hours_per_week::float8 AS "hoursPerWeek", is_subsidised AS "isSubsidised", started_on::text AS "from",
            ended_on::text AS "until" FROM finance.work_spell WHERE participation_id = $1`,
    [participationId],
  );
}

/** The state of the caps before an outcome, over the whole programme, whatever the viewer sees of it. */
export async function findCaps(
  reader: Reader,
  {
    programmeId,
    mode,
    participationId,
    verifiedAt,
    id,
  }: Pick<Outcome, "programmeId" | "mode" | "participationId" | "verifiedAt" | "id">,
  { personCapMinor, programmeCapMinor }: Pick<RateCard, "personCapMinor" | "programmeCapMinor">,
): Promise<CapState> {
  const [row] = await reader.query<{ used: string; ofPerson: string; waitsFor: string | null; version: number }>(
    `SELECT used, used_by_person AS "ofPerson", waits_for AS "waitsFor", state_version AS version
     FROM finance.cap_state($1, $2, $3, $4, $5)`,
    [programmeId, mode, participationId, verifiedAt, id],
  );
  invariant(row !== undefined, "sums have a row");
  return {
    ...{ version: row.version, personCapMinor, programmeCapMinor, waitsFor: row.waitsFor },
    ...{ usedByPersonMinor: BigInt(row.ofPerson), usedMinor: BigInt(row.used) },
  };
}

/** The state of a contract's caps as the next outcome would meet it. */
export function findProgrammeCaps(reader: Reader, card: RateCard): Promise<CapState> {
  const nobody = "00000000-0000-0000-0000-000000000000";
  const next = {
    programmeId: card.programmeId,
    mode: card.mode,
    participationId: nobody,
    verifiedAt: null,
    id: nobody,
  };
  return findCaps(reader, next, card);
}

async function findRun(reader: Reader, programmeId: string, runId: string | null): Promise<OutcomeFile["run"]> {
  if (runId === null) return null;
  const [run] = await reader.query<NonNullable<OutcomeFile["run"]>>(
    `SELECT id, is_open AS "isOpen", period_to::text AS "periodTo" FROM finance.payment_run
     WHERE id = $1 AND programme_id = $2`,
    [runId, programmeId],
  );
  return run ?? null;
}

/** Whether a paper stands behind any outcome, also one that the viewer may not see; who asks for the same paper waits. */
export async function isEvidenceTaken(tx: Tx, hash: string): Promise<boolean> {
  await tx.query("SELECT pg_advisory_xact_lock(hashtext($1))", [`finance:evidence:${hash}`]);
  const [row] = await tx.query<{ taken: boolean }>("SELECT finance.evidence_taken($1) AS taken", [hash]);
  return row?.taken ?? false;
}

/** Stores a step of an outcome with all that follows: its event, its price, what it posts, counts and tells. */
export async function storeStep(
  tx: Tx,
  before: OutcomeFile | null,
  after: OutcomeFile,
  { reason, happenedOn, ...moment }: StepNote & Moment,
): Promise<void> {
  const { outcome } = after;
  await putRows(tx, "outcome", [outcomeRow(outcome)]);
  const known = new Set(before?.evidence.map(({ id }) => id));
  await addRows(
    tx,
    "outcome_evidence",
    after.evidence
      .filter(({ id }) => !known.has(id))
      .map((each) => ({
        ...{ id: each.id, outcome_id: each.outcomeId, ...placeOf(outcome), kind: each.kind, hash: each.hash },
        ...{ attached_by: each.attachedBy, attached_on: each.attachedOn, attempt: each.attempt },
      })),
  );
  await addRows(tx, "outcome_event", [
    {
      ...{ id: moment.newId(), outcome_id: outcome.id, ...placeOf(outcome), round: outcome.round },
      ...{ from_state: before?.outcome.state ?? null, to_state: outcome.state, happened_on: happenedOn },
      ...{ actor: moment.actor, reason, evidence_kinds: presentEvidence(before ?? after).map(({ kind }) => kind) },
    },
  ]);
  if (before !== null) await storeMoney(tx, before.outcome, outcome, { ...moment, reason: reason ?? outcome.state });
}

async function storeMoney(
  tx: Tx,
  before: Outcome,
  after: Outcome,
  moment: Moment & Readonly<{ reason: string }>,
): Promise<void> {
  if (before.state === "VERIFIED" && after.price !== null) await addPrice(tx, after, after.price);
  const standing = after.state === "REVERSED" ? await findStandingPostings(tx, after.id) : [];
  const postings = postingsOfStep(before, after, standing, moment);
  invariant(postings.every(isBalanced), "what an outcome posts is balanced");
  await postSets(tx, after.programmeId, postings);
  if (before.state === after.state) return;
  const counted = outcomeMeasures(after, moment.reason);
  if (!deepEqual(counted, outcomeMeasures(before, moment.reason))) {
    const written = await entriesOfSubject(tx, "finance", after.id);
    // What is made up stays so, whoever takes its later steps.
    const synthetic = written.some((entry) => entry.synthetic);
    const wanted = counted.map((entry) => ({ ...entry, synthetic }));
    tx.measure(...differenceOf(written, wanted, moment.reason));
  }
  tx.tell(...factsOf(before, after, moment));
}

/** A price stands in the table of its mode; the database takes it in no other. */
async function addPrice(tx: Tx, outcome: Outcome, price: NonNullable<Outcome["price"]>): Promise<void> {
  const common = {
    ...{ outcome_id: outcome.id, mode: price.mode, round: outcome.round, ...placeOf(outcome) },
    ...{ participation_id: outcome.participationId, currency: price.currency, card_version: price.cardVersion },
    ...{ parts: JSON.parse(packJson(price.parts)) as unknown, priced_on: price.pricedOn },
  };
  if (price.mode === "ACTUAL") {
    const { unitPriceMinor, amountMinor, cutMinor } = price;
    await addRows(tx, "outcome_price", [
      { ...common, unit_price_minor: unitPriceMinor, amount_minor: amountMinor, cut_minor: cutMinor },
    ]);
    return;
  }
  const { unitPriceMinor, amountMinor, cutMinor } = price;
  await addRows(tx, "simulated_price", [
    { ...common, simulated_unit_price: unitPriceMinor, simulated_amount: amountMinor, simulated_cut: cutMinor },
  ]);
}

/** The participant service hears of real payments only. */
function factsOf(before: Outcome, after: Outcome, { today }: Moment): readonly NewFact[] {
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

function outcomeRow(outcome: Outcome): Record<string, unknown> {
  return {
    ...{ id: outcome.id, ...placeOf(outcome), participation_id: outcome.participationId, metric: outcome.metric },
    ...{ indicator: outcome.indicator, event_on: outcome.eventOn, card_id: outcome.cardId, mode: outcome.mode },
    ...{ state: outcome.state, round: outcome.round, rejections: outcome.rejections, reported_by: outcome.reportedBy },
    ...{ verified_at: outcome.verifiedAt, verified_by: outcome.verifiedBy, run_id: outcome.runId },
    ...{ paid_on: outcome.paidOn, is_restricted: outcome.isRestricted },
  };
}

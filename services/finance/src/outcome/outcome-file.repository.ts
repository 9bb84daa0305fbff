import { invariant } from "@inclusion/kernel";
import { entriesOfSubject, type Reader, type Tx } from "@inclusion/kernel/runtime";
import { findStandingPostings, postSets } from "../ledger/ledger.repository.ts";
import { isBalanced } from "../ledger/posting.ts";
import type { RateCard } from "../rate-card/rate-card.ts";
import type { WorkSpell } from "../rate-card/sustained-work.ts";
import { addRows, putRows } from "../stored-row.ts";
import { findEvidence, findOutcomes } from "./outcome.repository.ts";
import { type CapState, type Moment, type Outcome, type OutcomeFile, UNASKED_CAPS } from "./outcome.ts";
import { countsOtherwise, measuresOfStep } from "./outcome-measures.ts";
import { postingsOfStep } from "./outcome-postings.ts";
import { factsOfStep, rowsOfStep, type StepNote } from "./outcome-rows.repository.ts";

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
    caps: outcome.state === "VERIFIED" ? await findCaps(tx, outcome, card) : UNASKED_CAPS,
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
  note: StepNote & Moment,
): Promise<void> {
  const { outcome } = after;
  const rows = rowsOfStep(before, after, note);
  await putRows(tx, "outcome", [rows.outcome]);
  await addRows(tx, "outcome_evidence", rows.evidence);
  await addRows(tx, "outcome_event", [rows.event]);
  if (rows.price !== null) await addRows(tx, rows.price.table, [rows.price.row]);
  if (before === null) return;
  const standing = outcome.state === "REVERSED" ? await findStandingPostings(tx, outcome.id) : [];
  const moment = { today: note.today, reason: note.reason ?? outcome.state };
  const postings = postingsOfStep(before.outcome, outcome, standing, moment);
  invariant(postings.every(isBalanced), "what an outcome posts is balanced");
  await postSets(tx, outcome.programmeId, postings);
  if (before.outcome.state === outcome.state) return;
  if (countsOtherwise(before.outcome, outcome)) {
    tx.measure(...measuresOfStep(outcome, await entriesOfSubject(tx, "finance", outcome.id), moment.reason));
  }
  tx.tell(...factsOfStep(before.outcome, outcome, note.today));
}

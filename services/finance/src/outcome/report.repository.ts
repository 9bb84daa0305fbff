import type { Tx } from "@inclusion/kernel/runtime";
import type { RateCard, RateLine } from "../rate-card/rate-card.ts";
import { findOutcomes } from "./outcome.repository.ts";
import type { Moment, Outcome } from "./outcome.ts";
import { readFile, storeStep } from "./outcome-file.repository.ts";
import { firstReport, type Reached, reportedLines } from "./report.ts";
import { reportAgain } from "./verification.ts";

/**
 * Reports what was reached under the contract of its day: an outcome for each line that names the indicator. One that
 * stands already stays as it is; one that was taken back begins another round. The caller has the programme's turn.
 */
export async function reportReached(
  tx: Tx,
  reached: Reached,
  cards: readonly RateCard[],
  moment: Moment,
): Promise<readonly Outcome[]> {
  const lines = reportedLines(cards, reached);
  if (lines.length === 0) return [];
  const known = await findOutcomes(tx, "participation_id", [reached.participationId]);
  const reported: Outcome[] = [];
  for (const { card, line } of lines) {
    const earlier = known.find(({ metric }) => metric === line.metric);
    const outcome =
      earlier === undefined
        ? await reportFirst(tx, reached, { card, line }, moment)
        : await reportLater(tx, { reached, cards, cardId: card.id, mode: card.mode }, earlier, moment);
    if (outcome !== null) reported.push(outcome);
  }
  return reported;
}

async function reportFirst(
  tx: Tx,
  reached: Reached,
  { card, line }: Readonly<{ card: RateCard; line: RateLine }>,
  moment: Moment,
): Promise<Outcome> {
  const file = firstReport(
    reached,
    { card, line },
    { ...moment, isRestricted: await isRestricted(tx, reached.participationId) },
  );
  await storeStep(tx, null, file, { ...moment, reason: null, happenedOn: reached.eventOn });
  return file.outcome;
}

async function reportLater(
  tx: Tx,
  {
    reached,
    cards,
    cardId,
    mode,
  }: Readonly<{ reached: Reached; cards: readonly RateCard[]; cardId: string; mode: RateCard["mode"] }>,
  { id }: Outcome,
  moment: Moment,
): Promise<Outcome | null> {
  const file = await readFile(tx, id, cards, null);
  if (file === null) return null;
  const { eventOn, municipalityCode } = reached;
  const again = reportAgain(file, { eventOn, municipalityCode, cardId, mode, reportedBy: moment.actor });
  if (!again.ok) return null;
  await storeStep(tx, file, again.value, { ...moment, reason: null, happenedOn: eventOn });
  return again.value.outcome;
}

async function isRestricted(tx: Tx, participationId: string): Promise<boolean> {
  const [row] = await tx.query<{ isRestricted: boolean }>(
    `SELECT is_restricted AS "isRestricted" FROM finance.pathway WHERE participation_id = $1`,
    [participationId],
  );
  return row?.isRestricted ?? false;
}

/** Everything of a programme that was reached and not voided, as the participant service has told it. */
export function findReached(tx: Tx, programmeId: string, participationId: string | null): Promise<Reached[]> {
  return tx.query(
    `SELECT participation_id AS "participationId", programme_id AS "programmeId", metric AS indicator,
            municipality_code AS "municipalityCode", event_on::text AS "eventOn"
     FROM finance.reached_outcome WHERE programme_id = $1 AND ($2::uuid IS NULL OR participation_id = $2) AND NOT is_void
     ORDER BY event_on, participation_id, metric`,
    [programmeId, participationId],
  );
}

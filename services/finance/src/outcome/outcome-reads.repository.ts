/** What is read of many outcomes at once, at two clocks: as the steps of outcomes say, which are never changed. */
import type { LocalDate } from "@inclusion/kernel";
import type { Reader, TwoClocks } from "@inclusion/kernel/runtime";
import type { EvidenceKind } from "../rate-card/rate-card.ts";
import type { RejectionReason } from "./outcome.ts";

/** The days of one outcome's present round; null for what it has not come to. */
export type OutcomeDays = Readonly<{
  eventOn: LocalDate;
  verifiedOn: LocalDate | null;
  claimedOn: LocalDate | null;
  paidOn: LocalDate | null;
  /** Whether it is on its way still. */
  isUnderway: boolean;
  /** Whether its contract moves money. */
  isPayable: boolean;
}>;

/** The days of a programme's outcomes as they stood on `asOf` and were known at `knownAt`, rounds that were taken back left out. */
export function findOutcomeDays(
  reader: Reader,
  programmeId: string,
  { asOf, knownAt }: TwoClocks,
): Promise<OutcomeDays[]> {
  return reader.query(
    `WITH step AS (
       SELECT e.*, row_number() OVER (PARTITION BY outcome_id ORDER BY recorded_at DESC, id DESC) AS from_last,
         max(round) OVER (PARTITION BY outcome_id) AS last_round
       FROM finance.outcome_event e WHERE programme_id = $1 AND happened_on <= $2 AND recorded_at <= $3)
     SELECT o.event_on::text AS "eventOn",
       (max(s.happened_on) FILTER (WHERE s.to_state = 'VERIFIED'))::text AS "verifiedOn",
       (max(s.happened_on) FILTER (WHERE s.to_state = 'CLAIMED'))::text AS "claimedOn",
       (max(s.happened_on) FILTER (WHERE s.to_state = 'PAID'))::text AS "paidOn",
       bool_and(s.to_state NOT IN ('PAID', 'REJECTED') OR s.from_last > 1) AS "isUnderway",
       o.mode = 'ACTUAL' AS "isPayable"
     FROM step s JOIN finance.outcome o ON o.id = s.outcome_id
     WHERE s.round = s.last_round AND o.event_on <= $2
     GROUP BY o.id, o.event_on, o.mode HAVING bool_and(s.to_state <> 'REVERSED') ORDER BY o.event_on, o.id`,
    [programmeId, asOf, knownAt],
  );
}

/** Rejections of one reason and kind of evidence. */
export type RejectionCount = Readonly<{ reason: RejectionReason; evidenceKind: EvidenceKind | null; count: number }>;

/** Rejections of a programme by reason and kind of evidence. */
export function countRejections(
  reader: Reader,
  programmeId: string,
  { asOf, knownAt }: TwoClocks,
): Promise<RejectionCount[]> {
  return reader.query(
    `SELECT e.reason, k.kind AS "evidenceKind", count(*)::int AS count
     FROM finance.outcome_event e
       LEFT JOIN LATERAL (SELECT DISTINCT unnest(e.evidence_kinds) AS kind) k ON true
     WHERE e.programme_id = $1 AND e.to_state = 'REJECTED' AND e.happened_on <= $2 AND e.recorded_at <= $3
     GROUP BY 1, 2 ORDER BY 1, 2`,
    [programmeId, asOf, knownAt],
  );
}

/** How many outcomes of a line stand as verified, and what they cost in real money. */
export type LineCount = Readonly<{ metric: string; achieved: number; payableMinor: string }>;

/** Verified outcomes and their real prices, by line, of events until `asOf`. */
export function countLines(reader: Reader, programmeId: string, asOf: LocalDate): Promise<LineCount[]> {
  return reader.query(
    `SELECT o.metric, count(*)::int AS achieved, coalesce(sum(p.amount_minor), 0)::text AS "payableMinor"
     FROM finance.outcome o LEFT JOIN finance.outcome_price p ON p.outcome_id = o.id AND p.round = o.round
     WHERE o.programme_id = $1 AND o.event_on <= $2 AND o.state IN ('VERIFIED', 'PAYABLE', 'CLAIMED', 'PAID')
     GROUP BY o.metric`,
    [programmeId, asOf],
  );
}

/** Participants of a programme who had started on `asOf`, of those that the viewer may count. */
export async function countStarted(reader: Reader, programmeId: string, asOf: LocalDate): Promise<number> {
  const [row] = await reader.query<{ count: number }>(
    "SELECT count(*)::int AS count FROM finance.pathway WHERE programme_id = $1 AND started_on <= $2",
    [programmeId, asOf],
  );
  return row?.count ?? 0;
}

/** Participations of a programme with a verified outcome of work that was not taken back, at two clocks. */
export async function listVerifiedWork(
  reader: Reader,
  programmeId: string,
  { asOf, knownAt }: TwoClocks,
): Promise<readonly string[]> {
  const rows = await reader.query<{ id: string }>(
    `SELECT DISTINCT o.participation_id AS id FROM finance.outcome o
     WHERE o.programme_id = $1 AND o.indicator IN ('3B.3', '3B.4')
       AND (SELECT count(*) FILTER (WHERE e.to_state = 'VERIFIED') > count(*) FILTER (WHERE e.to_state = 'REVERSED')
            FROM finance.outcome_event e WHERE e.outcome_id = o.id AND e.happened_on <= $2 AND e.recorded_at <= $3)
     ORDER BY 1`,
    [programmeId, asOf, knownAt],
  );
  return rows.map(({ id }) => id);
}

import type { Currency } from "@inclusion/kernel";
import type { Reader, TwoClocks } from "@inclusion/kernel/runtime";
import type { PayerPart } from "../split/split.ts";
import { unpackJson } from "../stored-json.ts";
import type { HistoryOutcome } from "./replay.ts";

type StoredOutcome = Omit<HistoryOutcome, "actualParts"> & Readonly<{ parts: unknown }>;

/**
 * Every round of an outcome of a contract that moves money and that was priced, or was verified and waits for its
 * price, as it stood on `asOf` and was known at `knownAt`. The instant of its pricing is when it took its room under the
 * caps, which is in the order of verification.
 */
export async function listHistory(
  reader: Reader,
  programmeId: string,
  { asOf, knownAt }: TwoClocks,
): Promise<HistoryOutcome[]> {
  const instant = (expression: string): string =>
    `to_char(${expression} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
  const rows = await reader.query<StoredOutcome>(
    `WITH step AS (
       SELECT outcome_id, round, min(recorded_at) FILTER (WHERE from_state = 'VERIFIED' AND to_state = 'PAYABLE') AS priced_at,
         max(recorded_at) FILTER (WHERE to_state = 'VERIFIED') AS verified_at,
         max(recorded_at) FILTER (WHERE to_state = 'REVERSED') AS reversed_at
       FROM finance.outcome_event WHERE programme_id = $1 AND happened_on <= $2 AND recorded_at <= $3
       GROUP BY outcome_id, round)
     SELECT o.id AS "outcomeId", o.participation_id AS "participationId", o.municipality_code AS "municipalityCode",
       o.metric, o.indicator, o.event_on::text AS "eventOn", s.priced_at IS NOT NULL AS "isPriced",
       ${instant("coalesce(s.priced_at, s.verified_at)")} AS "verifiedAt", ${instant("s.reversed_at")} AS "reversedAt",
       CASE WHEN s.priced_at IS NOT NULL THEN p.parts END AS parts
     FROM step s JOIN finance.outcome o ON o.id = s.outcome_id
       LEFT JOIN finance.outcome_price p ON p.outcome_id = s.outcome_id AND p.round = s.round
     WHERE o.mode = 'ACTUAL' AND (CASE WHEN s.priced_at IS NOT NULL THEN p.outcome_id IS NOT NULL
       ELSE s.verified_at IS NOT NULL AND s.reversed_at IS NULL END)
     ORDER BY s.priced_at, o.verified_at, o.id`,
    [programmeId, asOf, knownAt],
  );
  return rows.map(({ parts, ...row }) => ({
    ...row,
    actualParts:
      row.reversedAt === null && parts !== null
        ? unpackJson<readonly PayerPart[]>(parts).filter(({ minor }) => minor !== 0n)
        : [],
  }));
}

/** Cash of one quarter in the ledger, minor units. */
export type LedgerQuarter = Readonly<{
  quarter: string;
  currency: Currency;
  paidMinor: bigint;
  receivedMinor: bigint;
}>;

/** Cash by quarter and currency: payments for outcomes are credited to their payers, support is debited to its holder. */
export async function listLedgerQuarters(
  reader: Reader,
  programmeId: string,
  { asOf, knownAt }: TwoClocks,
): Promise<LedgerQuarter[]> {
  const rows = await reader.query<Readonly<{ quarter: string; currency: Currency; paid: string; received: string }>>(
    `SELECT to_char(s.happened_on, 'YYYY"-Q"Q') AS quarter, e.currency,
       (-coalesce(sum(e.minor) FILTER (WHERE a.kind = 'OUTCOME_PAID'), 0))::text AS paid,
       coalesce(sum(e.minor) FILTER (WHERE a.kind = 'SUPPORT_RECEIVED'), 0)::text AS received
     FROM finance.ledger_set s JOIN finance.ledger_entry e USING (programme_id, position)
       JOIN finance.ledger_account a ON a.id = e.account_id
     WHERE s.programme_id = $1 AND s.happened_on <= $2 AND s.recorded_at <= $3
       AND a.kind IN ('OUTCOME_PAID', 'SUPPORT_RECEIVED')
     GROUP BY 1, 2 ORDER BY 1, 2`,
    [programmeId, asOf, knownAt],
  );
  return rows.map(({ quarter, currency, paid, received }) => ({
    ...{ quarter, currency, paidMinor: BigInt(paid), receivedMinor: BigInt(received) },
  }));
}

import type { LocalDate } from "@inclusion/kernel";
import {
  type BaseContext,
  type Reader,
  rowLoader,
  rowsLoader,
  type TwoClocks,
  type Tx,
} from "@inclusion/kernel/runtime";
import { addRows, putRows, type StoredRow } from "../stored-row.ts";
import type { Claim, ClaimState, OtherClaim } from "./claim.ts";

const CLAIM = `SELECT id, grant_id AS "grantId", programme_id AS "programmeId", number, period_from::text AS "periodFrom",
  period_to::text AS "periodTo", state, currency, opened_by AS "openedBy", support_minor::text AS "supportMinor",
  paid_on::text AS "paidOn", version FROM finance.cost_claim`;

type StoredClaim = Omit<Claim, "supportMinor"> & Readonly<{ supportMinor: string | null }>;

/** Claims whose column has one of these values, by grant and number. */
export async function findClaims(
  reader: Reader,
  column: "id" | "grant_id",
  values: readonly string[],
): Promise<Claim[]> {
  const rows = await reader.query<StoredClaim>(
    `${CLAIM} WHERE ${column} = ANY ($1::uuid[]) ORDER BY grant_id, number`,
    [values],
  );
  return rows.map((row) => ({ ...row, supportMinor: minorOrNull(row.supportMinor) }));
}

/** The other claims of a grant with their sums. */
export async function findOtherClaims(reader: Reader, grantId: string, claimId: string): Promise<OtherClaim[]> {
  const rows = await reader.query<
    Omit<OtherClaim, "claimedMinor" | "acceptedMinor" | "supportMinor"> &
      Readonly<{ claimedMinor: string; acceptedMinor: string | null; supportMinor: string | null }>
  >(
    `SELECT c.id, c.period_from::text AS "periodFrom", c.period_to::text AS "periodTo", c.state,
            c.support_minor::text AS "supportMinor", coalesce(sum(l.minor), 0)::text AS "claimedMinor",
            CASE WHEN c.support_minor IS NOT NULL THEN coalesce(sum(l.accepted_minor), 0)::text END AS "acceptedMinor"
     FROM finance.cost_claim c LEFT JOIN finance.cost_line l ON l.claim_id = c.id
     WHERE c.grant_id = $1 AND c.id <> $2 GROUP BY c.id ORDER BY c.number`,
    [grantId, claimId],
  );
  return rows.map((row) => ({
    ...row,
    ...{ claimedMinor: BigInt(row.claimedMinor), acceptedMinor: minorOrNull(row.acceptedMinor) },
    supportMinor: minorOrNull(row.supportMinor),
  }));
}

/** A step of a claim, as it was written. */
export type ClaimEvent = Readonly<{
  id: string;
  claimId: string;
  fromState: ClaimState | null;
  toState: ClaimState;
  happenedOn: LocalDate;
  actor: string;
  note: string | null;
  recordedAt: Date;
}>;

/** The steps of these claims, oldest first. */
export function findClaimEvents(reader: Reader, claimIds: readonly string[]): Promise<ClaimEvent[]> {
  return reader.query(
    `SELECT id, claim_id AS "claimId", from_state AS "fromState", to_state AS "toState",
            happened_on::text AS "happenedOn", actor, note, recorded_at AS "recordedAt"
     FROM finance.cost_claim_event WHERE claim_id = ANY ($1::uuid[]) ORDER BY claim_id, recorded_at, id`,
    [claimIds],
  );
}

/** A claim as it stood at two clocks. */
export type StandingClaim = Readonly<{
  state: ClaimState;
  since: LocalDate;
  claimedMinor: string;
  currency: "DKK" | "EUR";
}>;

/** In which state each claim of a grant stood and since when, with the sum of its lines as it was known. */
export function findStandingClaims(
  reader: Reader,
  grantId: string,
  { asOf, knownAt }: TwoClocks,
): Promise<StandingClaim[]> {
  return reader.query(
    `SELECT DISTINCT ON (e.claim_id) e.to_state AS state, e.happened_on::text AS since, c.currency,
       (SELECT coalesce(sum(l.minor), 0) FROM (
          SELECT minor FROM finance.cost_line WHERE claim_id = e.claim_id AND recorded_at <= $3
          UNION ALL SELECT minor FROM finance.cost_line_history
            WHERE claim_id = e.claim_id AND recorded_at <= $3 AND recorded_until > $3) l)::text AS "claimedMinor"
     FROM finance.cost_claim_event e JOIN finance.cost_claim c ON c.id = e.claim_id
     WHERE e.grant_id = $1 AND e.happened_on <= $2 AND e.recorded_at <= $3
     ORDER BY e.claim_id, e.recorded_at DESC, e.id DESC`,
    [grantId, asOf, knownAt],
  );
}

/** A step of a claim before it is written. */
export type NewClaimEvent = Pick<ClaimEvent, "id" | "fromState" | "happenedOn" | "actor" | "note">;

/** Stores a claim and its step. */
export async function putClaim(tx: Tx, claim: Claim, event: NewClaimEvent): Promise<void> {
  await putRows(tx, "cost_claim", [claimRow(claim)]);
  await addRows(tx, "cost_claim_event", [claimEventRow(claim, event)]);
}

/** The row of a claim. */
export function claimRow(claim: Claim): StoredRow {
  return {
    ...{ id: claim.id, grant_id: claim.grantId, programme_id: claim.programmeId, number: claim.number },
    ...{ period_from: claim.periodFrom, period_to: claim.periodTo, state: claim.state, currency: claim.currency },
    ...{ opened_by: claim.openedBy, support_minor: claim.supportMinor, paid_on: claim.paidOn },
  };
}

/** The row of the step that has brought a claim to its state. */
export function claimEventRow(claim: Claim, event: NewClaimEvent): StoredRow {
  return {
    ...{ id: event.id, claim_id: claim.id, grant_id: claim.grantId, programme_id: claim.programmeId },
    ...{ from_state: event.fromState, to_state: claim.state, happened_on: event.happenedOn },
    ...{ actor: event.actor, note: event.note },
  };
}

/** The loaders of claims. */
export function claimLoaders({ reader }: Pick<BaseContext, "reader">) {
  return {
    claim: rowLoader<string, Claim>(
      async (ids) => findClaims(await reader(), "id", ids),
      ({ id }) => id,
    ),
    claimsOfGrant: rowsLoader<string, Claim>(
      async (ids) => findClaims(await reader(), "grant_id", ids),
      ({ grantId }) => grantId,
    ),
    claimEvents: rowsLoader<string, ClaimEvent>(
      async (ids) => findClaimEvents(await reader(), ids),
      ({ claimId }) => claimId,
    ),
  };
}

function minorOrNull(text: string | null): bigint | null {
  return text === null ? null : BigInt(text);
}

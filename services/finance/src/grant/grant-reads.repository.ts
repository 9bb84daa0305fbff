/** Sums of cost of a grant at two clocks, as lines stood then. */
import type { LocalDate } from "@inclusion/kernel";
import type { Reader, TwoClocks } from "@inclusion/kernel/runtime";
import type { Axis, MainActivity } from "./grant-version.ts";

/** Cost of one main activity, axis and municipality, in minor units. */
export type CostSum = Readonly<{
  mainActivity: MainActivity;
  axis: Axis;
  municipalityCode: string | null;
  spentMinor: bigint;
  claimedMinor: bigint;
  acceptedMinor: bigint;
  refusedMinor: bigint;
}>;

type StoredSum = Omit<CostSum, "spentMinor" | "claimedMinor" | "acceptedMinor" | "refusedMinor"> &
  Readonly<{ spentMinor: string; claimedMinor: string; acceptedMinor: string; refusedMinor: string }>;

/** Lines as they stood at `knownAt`, from the present rows and those that were replaced since. */
const STOOD = `
  SELECT id, grant_id, programme_id, main_activity, axis, municipality_code, minor, paid_on, claim_id, accepted_minor, refused_minor
  FROM finance.cost_line WHERE recorded_at <= $3
  UNION ALL
  SELECT id, grant_id, programme_id, main_activity, axis, municipality_code, minor, paid_on, claim_id, accepted_minor, refused_minor
  FROM finance.cost_line_history WHERE recorded_at <= $3 AND recorded_until > $3`;

/** Cost paid until `asOf`, by main activity, axis and municipality. */
export async function sumCosts(
  reader: Reader,
  column: "grant_id" | "programme_id",
  id: string,
  { asOf, knownAt }: TwoClocks,
): Promise<CostSum[]> {
  const rows = await reader.query<StoredSum>(
    `SELECT main_activity AS "mainActivity", axis, municipality_code AS "municipalityCode", sum(minor)::text AS "spentMinor",
            coalesce(sum(minor) FILTER (WHERE claim_id IS NOT NULL), 0)::text AS "claimedMinor",
            coalesce(sum(accepted_minor), 0)::text AS "acceptedMinor",
            coalesce(sum(refused_minor), 0)::text AS "refusedMinor"
     FROM (${STOOD}) line WHERE ${column} = $1 AND paid_on <= $2 GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
    [id, asOf, knownAt],
  );
  return rows.map((row) => ({
    ...row,
    ...{ spentMinor: BigInt(row.spentMinor), claimedMinor: BigInt(row.claimedMinor) },
    ...{ acceptedMinor: BigInt(row.acceptedMinor), refusedMinor: BigInt(row.refusedMinor) },
  }));
}

/** What support of a grant's claims came to so far, and when the last of it was paid. */
export type SupportSum = Readonly<{ decidedMinor: bigint; receivedMinor: bigint; lastPaidOn: LocalDate | null }>;

/** Adds up the support of a grant's claims. */
export async function sumSupport(reader: Reader, grantId: string): Promise<SupportSum> {
  const [row] = await reader.query<{ decided: string; received: string; lastPaidOn: LocalDate | null }>(
    `SELECT coalesce(sum(support_minor), 0)::text AS decided,
            coalesce(sum(support_minor) FILTER (WHERE state = 'PAID'), 0)::text AS received, max(paid_on)::text AS "lastPaidOn"
     FROM finance.cost_claim WHERE grant_id = $1`,
    [grantId],
  );
  return {
    ...{ decidedMinor: BigInt(row?.decided ?? 0), receivedMinor: BigInt(row?.received ?? 0) },
    lastPaidOn: row?.lastPaidOn ?? null,
  };
}

/** Whether aid to a company stands on any line of the grant. */
export async function hasStateAid(reader: Reader, grantId: string): Promise<boolean> {
  const rows = await reader.query(
    "SELECT 1 FROM finance.cost_line WHERE grant_id = $1 AND state_aid_kind IS NOT NULL LIMIT 1",
    [grantId],
  );
  return rows.length > 0;
}

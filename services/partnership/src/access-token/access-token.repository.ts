import type { Reader, Tx } from "@inclusion/kernel/runtime";
import { AccessTokenEntity, type AccessTokenRow } from "./access-token.entity.ts";
import type { AccessToken, AccessTokenState, Known } from "./access-token.ts";

const INSTANT = `'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'`;
const instant = (column: string): string => `to_char(${column} AT TIME ZONE 'UTC', ${INSTANT})`;
const LIMITS = `json_build_object('programmes', t.programmes, 'municipalities', t.municipalities, 'regions', t.regions,
  'organisations', t.organisations, 'courses', t.courses, 'grants', t.grants) AS limits`;

const COLUMNS = `t.id, t.label, t.scopes, ${LIMITS}, t.documents_only AS "documentsOnly",
  t.fixed_periods_only AS "fixedPeriodsOnly", t.purpose, t.organisation_id AS "organisationId",
  ${instant("t.expires_at")} AS "expiresAt", t.parent_id AS "parentId", t.created_by AS "createdBy",
  ${instant("t.created_at")} AS "createdAt", ${instant("u.last_used_at")} AS "lastUsedAt",
  ${instant("t.revoked_at")} AS "revokedAt", t.revoked_by AS "revokedBy", t.revocation_reason AS "revocationReason",
  t.version`;
const TOKENS = "partnership.access_token t LEFT JOIN partnership.access_token_use u ON u.token_id = t.id";

/** In SQL what `stateOf` says. */
const STATE = `CASE WHEN t.revoked_at IS NOT NULL THEN 'REVOKED' WHEN t.expires_at <= $3 THEN 'EXPIRED' ELSE 'ACTIVE' END`;

/** What the gateway checks a token by. */
export type AccessTokenGrant = Readonly<{ tokenId: string; secretHash: string; isRevoked: boolean }> &
  Pick<AccessToken, "label" | "scopes" | "limits" | "documentsOnly" | "fixedPeriodsOnly" | "expiresAt">;

/** A list of tokens, the newest first. */
export type TokenPage = Readonly<{
  state: AccessTokenState | null;
  now: Date;
  after: string | null;
  limit: number;
}>;

/** The tokens with these ids that the viewer may see. */
export function findTokens(reader: Reader, ids: readonly string[]): Promise<AccessToken[]> {
  return reader.query(`SELECT ${COLUMNS} FROM ${TOKENS} WHERE t.id = ANY ($1::uuid[])`, [ids]);
}

/** Tokens that the viewer may see. */
export function listTokens(reader: Reader, { state, now, after, limit }: TokenPage): Promise<AccessToken[]> {
  return reader.query(
    `SELECT ${COLUMNS} FROM ${TOKENS} WHERE ($1::uuid IS NULL OR t.id < $1) AND ($4::text IS NULL OR $4 = ${STATE})
     ORDER BY t.id DESC LIMIT $2`,
    [after, limit, now, state],
  );
}

/** What the gateway checks the token of this id by; null when there is none. */
export async function findGrant(reader: Reader, id: string): Promise<AccessTokenGrant | null> {
  const [found] = await reader.query<AccessTokenGrant>(
    `SELECT t.id AS "tokenId", t.label, t.secret_hash AS "secretHash", t.scopes, ${LIMITS},
       t.documents_only AS "documentsOnly", t.fixed_periods_only AS "fixedPeriodsOnly",
       ${instant("t.expires_at")} AS "expiresAt", t.revoked_at IS NOT NULL AS "isRevoked"
     FROM partnership.access_token t WHERE t.id = $1`,
    [id],
  );
  return found ?? null;
}

/** The token that the viewer may see, held until the transaction ends. */
export async function lockToken(tx: Tx, id: string): Promise<AccessToken | null> {
  const held = await tx.query("SELECT 1 FROM partnership.access_token WHERE id = $1 FOR UPDATE", [id]);
  return held.length === 0 ? null : ((await findTokens(tx, [id]))[0] ?? null);
}

/** The viewer's own token. */
export type OwnToken = Readonly<{ makers: readonly string[]; expiresAt: Date; isEnded: boolean }>;

/**
 * The viewer's own token, held with all that it was made from until the transaction ends; null when the viewer came
 * with none.
 */
export async function holdOwnToken(tx: Tx): Promise<OwnToken | null> {
  const [own] = await tx.query<OwnToken>(
    `SELECT makers, expires_at AS "expiresAt", ended AS "isEnded" FROM partnership.hold_own_token()`,
  );
  return own ?? null;
}

/** Stores a new token. */
export async function storeToken(tx: Tx, row: AccessTokenRow): Promise<void> {
  await tx.manager.insert(AccessTokenEntity, row as never);
}

/** Who ends a token, when and why. */
export type Revocation = Readonly<{ by: string; at: Date; reason: string }>;

/** Ends a token and every one that was made from it, as far as they are not ended; gives the ids of those it ended. */
export async function revokeLine(tx: Tx, id: string, { by, at, reason }: Revocation): Promise<readonly string[]> {
  const ended = await tx.query<{ id: string }>(
    `UPDATE partnership.access_token SET revoked_at = $3, revoked_by = $4, revocation_reason = $5
     WHERE (id = $1 OR makers @> ARRAY[$2]) AND revoked_at IS NULL RETURNING id`,
    [id, `token:${id}`, at, by, reason],
  );
  return ended.map((row) => row.id);
}

/** Notes that a token was used now; whether there is such a token. */
export async function noteUse(tx: Tx, id: string, now: Date): Promise<boolean> {
  const noted = await tx.query(
    `INSERT INTO partnership.access_token_use (token_id, makers, last_used_at)
     SELECT id, makers, $2 FROM partnership.access_token WHERE id = $1
     ON CONFLICT (token_id) DO UPDATE SET last_used_at = greatest(access_token_use.last_used_at, excluded.last_used_at)
     RETURNING 1`,
    [id, now],
  );
  return noted.length > 0;
}

/** What the limits of a token may name, as far as the viewer sees it. */
export async function findKnown(reader: Reader): Promise<Omit<Known, "now" | "scopes">> {
  const rows = await reader.query<{ kind: string; ids: string[] }>(
    `SELECT 'programmes' AS kind, array(SELECT id::text FROM partnership.programme) AS ids
     UNION ALL SELECT 'organisations', array(SELECT id::text FROM partnership.organisation)
     UNION ALL SELECT 'municipalities', array(SELECT code FROM partnership.municipality)
     UNION ALL SELECT 'regions', array(SELECT code FROM partnership.region)`,
  );
  const of = (kind: string): ReadonlySet<string> => new Set(rows.find((row) => row.kind === kind)?.ids);
  return {
    programmes: of("programmes"),
    organisations: of("organisations"),
    municipalities: of("municipalities"),
    regions: of("regions"),
  };
}

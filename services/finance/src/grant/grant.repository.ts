import type { Reader, Tx } from "@inclusion/kernel/runtime";
import { GrantEntity, type GrantRow } from "./grant.entity.ts";
import type { FundingPart, FundingSource, Grant } from "./grant.ts";

type StoredGrant = Omit<Grant, "eligibleTotalMinor" | "parts"> &
  Readonly<{
    eligibleTotalMinor: string | null;
    parts: readonly Readonly<{ source: FundingSource; label: string; minor: string }>[];
  }>;

/** The grants whose column (`id` or `programme_id`) has one of these values. */
async function findBy(reader: Reader, column: "id" | "programme_id", values: readonly string[]): Promise<Grant[]> {
  const rows = await reader.query<StoredGrant>(
    `SELECT g.id, g.programme_id AS "programmeId", g.currency, g.eligible_total_minor AS "eligibleTotalMinor",
            g.eligible_total_derived AS "eligibleTotalDerived", g.eligible_from::text AS "eligibleFrom",
            g.eligible_to::text AS "eligibleTo", g.read_on::text AS "readOn",
            coalesce((SELECT json_agg(json_build_object('source', p.source, 'label', p.label, 'minor', p.minor::text)
              ORDER BY p.position) FROM finance.funding_part p WHERE p.grant_id = g.id), '[]') AS parts
     FROM finance.programme_grant g WHERE g.${column} = ANY ($1::uuid[])`,
    [values],
  );
  return rows.map((row) => ({
    ...row,
    eligibleTotalMinor: row.eligibleTotalMinor === null ? null : BigInt(row.eligibleTotalMinor),
    parts: row.parts.map((part) => ({ ...part, minor: BigInt(part.minor) })),
  }));
}

/** The grants with these ids. */
export function findGrants(reader: Reader, ids: readonly string[]): Promise<Grant[]> {
  return findBy(reader, "id", ids);
}

/** The grants of these programmes; a programme has at most one. */
export function findGrantsOfProgrammes(reader: Reader, programmeIds: readonly string[]): Promise<Grant[]> {
  return findBy(reader, "programme_id", programmeIds);
}

/** Stores a grant, or what its sheet in force says now. */
export async function putGrant(tx: Tx, grant: GrantRow, parts: readonly FundingPart[]): Promise<void> {
  await tx.manager.upsert(GrantEntity, grant, ["id"]);
  await tx.query("DELETE FROM finance.funding_part WHERE grant_id = $1", [grant.id]);
  await tx.query(
    `INSERT INTO finance.funding_part (grant_id, position, source, label, minor)
     SELECT $1, position, source, label, minor
     FROM ROWS FROM (unnest($2::text[]), unnest($3::text[]), unnest($4::bigint[]))
       WITH ORDINALITY AS part(source, label, minor, position)`,
    [
      grant.id,
      parts.map(({ source }) => source),
      parts.map(({ label }) => label),
      parts.map(({ minor }) => String(minor)),
    ],
  );
}

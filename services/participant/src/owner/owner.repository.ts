import type { LocalDate } from "@inclusion/kernel";
import { type BaseContext, type Reader, rowsLoader } from "@inclusion/kernel/runtime";
import type { Owner, OwnershipGap } from "./owner.ts";

/** The assignments of these participations that the viewer may see, oldest first. */
export function findOwners(reader: Reader, participationIds: readonly string[]): Promise<Owner[]> {
  return reader.query(
    `SELECT id, participation_id AS "participationId", programme_id AS "programmeId",
            municipality_code AS "municipalityCode", kind, caseworker_ref AS "caseworkerRef",
            from_on::text AS "fromOn", until_on::text AS "untilOn"
     FROM participant.owner WHERE participation_id = ANY ($1::uuid[]) ORDER BY participation_id, from_on, id`,
    [participationIds],
  );
}

/** How many of a programme have none, one or several responsible caseworkers on a day. */
export type OwnershipCounts = Readonly<{
  programmeId: string;
  none: number;
  one: number;
  several: number;
  synthetic: boolean;
}>;

/** The counts over everyone of the programmes, whoever may see rows; nothing for a programme that nobody is in. */
export function countOwnership(
  reader: Reader,
  programmeIds: readonly string[],
  asOf: LocalDate,
): Promise<OwnershipCounts[]> {
  return reader.query(
    `SELECT programme AS "programmeId", nobody AS "none", somebody AS one, several, made_up AS synthetic
     FROM participant.ownership_counts($1::uuid[], $2)`,
    [programmeIds, asOf],
  );
}

/** A participation without one responsible caseworker, and who they are. */
export type GapRow = Readonly<{
  participationId: string;
  municipalityCode: string;
  since: LocalDate;
  gap: OwnershipGap;
  caseworkers: readonly string[];
}>;

/** Which gaps are listed: of which programme, on which day, one kind or both. */
export type GapsAsked = Readonly<{ programmeId: string; asOf: LocalDate; gap: OwnershipGap | null }>;

/** Participations without one responsible caseworker that the viewer may see, after the keys or from the first. */
export function listGaps(
  reader: Reader,
  { programmeId, asOf, gap }: GapsAsked,
  after: readonly string[] | null,
  limit: number,
): Promise<GapRow[]> {
  return reader.query(
    `SELECT * FROM (
       SELECT p.id AS "participationId", p.municipality_code AS "municipalityCode",
         coalesce(r.referred_on, p.entered_on)::text AS since,
         CASE WHEN count(o.id) = 0 THEN 'NONE' ELSE 'SEVERAL' END AS gap,
         coalesce(array_agg(o.caseworker_ref ORDER BY o.from_on, o.id) FILTER (WHERE o.id IS NOT NULL), '{}')
           AS caseworkers
       FROM participant.participation p
       LEFT JOIN participant.referral r ON r.participation_id = p.id
       LEFT JOIN participant.owner o ON o.participation_id = p.id AND o.kind = 'RESPONSIBLE'
         AND o.from_on <= $2 AND (o.until_on IS NULL OR o.until_on >= $2)
       WHERE p.programme_id = $1 AND p.state <> 'SCREENED_OUT' AND (p.left_on IS NULL OR p.left_on >= $2)
         AND coalesce(r.referred_on, p.entered_on) <= $2
       GROUP BY p.id, p.municipality_code, since HAVING count(o.id) <> 1) found
     WHERE ($3::text IS NULL OR gap = $3)
       AND ($4::text IS NULL OR ("municipalityCode", since, "participationId") > ($4, $5, $6::uuid))
     ORDER BY "municipalityCode", since, "participationId" LIMIT $7`,
    [programmeId, asOf, gap, after?.[0] ?? null, after?.[1] ?? null, after?.[2] ?? null, limit],
  );
}

/** The loaders of assignments: one statement for all participations, and one for all programmes on a day. */
export function ownerLoaders({ reader }: Pick<BaseContext, "reader">) {
  const days = new Map<string, ReturnType<typeof rowsLoader<string, OwnershipCounts>>>();
  return {
    owners: rowsLoader<string, Owner>(
      async (ids) => findOwners(await reader(), ids),
      ({ participationId }) => participationId,
    ),
    ownership: (programmeId: string, asOf: LocalDate): Promise<readonly OwnershipCounts[]> => {
      const loader =
        days.get(asOf) ??
        rowsLoader<string, OwnershipCounts>(
          async (ids) => countOwnership(await reader(), ids, asOf),
          (counts) => counts.programmeId,
        );
      days.set(asOf, loader);
      return loader.load(programmeId);
    },
  };
}

import type { Reader } from "@inclusion/kernel/runtime";
import type { PossibleDuplicate } from "./duplicate.ts";

/** A pair with the keys of its place in the list. */
export type DuplicateRow = PossibleDuplicate & Readonly<{ key: string }>;

/**
 * Pairs of participations that may be one person's, of which the viewer may see at least one in the programme.
 *
 * Of a participation that the viewer may not see there is the municipality alone; the key of the pair tells nothing
 * of it either. A pair of two that the viewer may see is listed once.
 */
export function listDuplicates(
  reader: Reader,
  programmeId: string,
  after: readonly string[] | null,
  limit: number,
): Promise<DuplicateRow[]> {
  return reader.query(
    `SELECT own.id AS "participationId", own.municipality_code AS "municipalityCode", other.id AS "otherId",
            pair.other_municipality AS "otherMunicipalityCode", pair.key,
            CASE WHEN pair.same_cpr THEN 'SAME_CPR' ELSE 'SAME_NAME_AND_BIRTH_DATE' END AS certainty,
            (CASE WHEN other.id IS NULL THEN pair.own_since ELSE greatest(pair.own_since, pair.other_since) END
              AT TIME ZONE 'Europe/Copenhagen')::date::text AS since
     FROM (SELECT *, encode(sha256(convert_to(own_id::text || other_id::text, 'UTF8')), 'hex') AS key
           FROM participant.identity_pairs($1)) AS pair
     JOIN participant.participation own ON own.id = pair.own_id
     LEFT JOIN participant.participation other ON other.id = pair.other_id
     WHERE (other.id IS NULL OR own.id < other.id OR other.programme_id <> own.programme_id)
       AND ($2::uuid IS NULL OR (own.id, pair.key) > ($2, $3))
     ORDER BY own.id, pair.key LIMIT $4`,
    [programmeId, after?.[0] ?? null, after?.[1] ?? null, limit],
  );
}

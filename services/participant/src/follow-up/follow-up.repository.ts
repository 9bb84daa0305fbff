import type { LocalDate } from "@inclusion/kernel";
import type { Reader } from "@inclusion/kernel/runtime";
import type { DueStage, OwedFollowUp } from "./due-follow-up.ts";
import type { FollowUp, FollowUpKind } from "./follow-up.ts";
import { LONG_TERM_DAYS } from "./follow-up-window.ts";

/** The follow-ups of these participations that the viewer may see, by the day on which they are due. */
export function findFollowUps(reader: Reader, participationIds: readonly string[]): Promise<FollowUp[]> {
  return reader.query(
    `SELECT id, participation_id AS "participationId", programme_id AS "programmeId",
            municipality_code AS "municipalityCode",
            kind, left_on::text AS "leftOn", due_on::text AS "dueOn", status,
            recorded_on::text AS "recordedOn", labour_status AS "labourStatus", in_education AS "inEducation",
            gained_qualification AS "gainedQualification", searches_job AS "searchesJob",
            improved_situation AS "improvedSituation"
     FROM participant.follow_up WHERE participation_id = ANY ($1::uuid[]) ORDER BY participation_id, due_on, id`,
    [participationIds],
  );
}

/** Which owed follow-ups are listed. */
export type DueAsked = Readonly<{ programmeId: string; kind: FollowUpKind; stage: DueStage; asOf: LocalDate }>;

/**
 * Follow-ups that were owed on a day and not recorded by then, of exits until then; by caseworker and day of leaving.
 *
 * The caseworker is who is responsible on the day, the one who began first of several; else who referred.
 *
 * @param after caseworker (empty for none), day of leaving and id of the last row of the page before
 */
export function listDueFollowUps(
  reader: Reader,
  { programmeId, kind, stage, asOf }: DueAsked,
  after: readonly string[] | null,
  limit: number,
): Promise<(OwedFollowUp & Readonly<{ id: string }>)[]> {
  return reader.query(
    `SELECT * FROM (
       SELECT f.id, f.participation_id AS "participationId", f.kind, f.left_on::text AS "leftOn",
         f.due_on::text AS "dueOn", x.reason_code AS "reasonCode", coalesce(o.caseworker_ref, r.caseworker_ref)
           AS "caseworkerRef"
       FROM participant.follow_up f
       JOIN participant.participation p ON p.id = f.participation_id
       LEFT JOIN participant.exit x ON x.participation_id = p.id AND x.left_on = f.left_on
       LEFT JOIN participant.referral r ON r.participation_id = p.id
       LEFT JOIN LATERAL (
         SELECT caseworker_ref FROM participant.owner WHERE participation_id = p.id AND kind = 'RESPONSIBLE'
           AND from_on <= $3 AND (until_on IS NULL OR until_on >= $3) ORDER BY from_on, id LIMIT 1) o ON true
       WHERE f.programme_id = $1 AND f.kind = $2 AND f.left_on <= $3 AND f.status <> 'EXPIRED'
         AND (f.recorded_on IS NULL OR f.recorded_on > $3)
         AND (f.due_on + CASE f.kind WHEN 'LONG_TERM_6M' THEN ${LONG_TERM_DAYS} ELSE 0 END >= $3) = ($4 = 'IN_TIME')) due
     WHERE $5::text IS NULL OR (coalesce("caseworkerRef", ''), "leftOn", id) > ($5, $6, $7::uuid)
     ORDER BY coalesce("caseworkerRef", ''), "leftOn", id LIMIT $8`,
    [programmeId, kind, asOf, stage, after?.[0] ?? null, after?.[1] ?? null, after?.[2] ?? null, limit],
  );
}

import type { Reader } from "@inclusion/kernel/runtime";
import type { Referral } from "./referral.ts";

/** The referrals of these participations that the viewer may see. */
export function findReferrals(reader: Reader, participationIds: readonly string[]): Promise<Referral[]> {
  return reader.query(
    `SELECT id, participation_id AS "participationId", programme_id AS "programmeId",
            municipality_code AS "municipalityCode",
            referred_on::text AS "referredOn", caseworker_ref AS "caseworkerRef",
            prior_efforts AS "priorEfforts", no_prior_effort_reason AS "noPriorEffortReason",
            ordinary_effort AS "ordinaryEffort", what_is_added AS "whatIsAdded"
     FROM participant.referral WHERE participation_id = ANY ($1::uuid[]) ORDER BY participation_id, id`,
    [participationIds],
  );
}

import type { LocalDate } from "@inclusion/kernel";
import type { Reader } from "@inclusion/kernel/runtime";
import type { RecordMap } from "../record/record.repository.ts";
import { DemandActivityEntity } from "./demand-activity.entity.ts";
import type { DemandActivity } from "./demand-activity.ts";

/** Where an activity stands. */
export const DEMAND_ACTIVITY_MAP: RecordMap = { entity: DemandActivityEntity, lists: {} };

/** Activities of a programme that the viewer may see, oldest first, after a day and id or from the first. */
export function listActivities(
  reader: Reader,
  programmeId: string,
  after: readonly string[] | null,
  limit: number,
): Promise<DemandActivity[]> {
  const [day = null, id = null] = after ?? [];
  return reader.query<DemandActivity & Readonly<{ heldOn: LocalDate }>>(
    `SELECT id, programme_id AS "programmeId", municipality_code AS "municipalityCode", kind, title,
            held_on::text AS "heldOn", organisation_ids::text[] AS "organisationIds", link, reached, synthetic
     FROM partnership.demand_activity
     WHERE programme_id = $1 AND ($2::date IS NULL OR (held_on, id) > ($2, $3::uuid))
     ORDER BY held_on, id LIMIT $4`,
    [programmeId, day, id, limit],
  );
}

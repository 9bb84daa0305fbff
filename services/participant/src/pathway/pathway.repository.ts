import type { Reader } from "@inclusion/kernel/runtime";
import type { StoredEvent } from "./pathway.ts";

/** The steps of these participations that the viewer may see, as they were recorded. */
export function findEvents(reader: Reader, participationIds: readonly string[]): Promise<StoredEvent[]> {
  return reader.query(
    `SELECT id, participation_id AS "participationId", programme_id AS "programmeId",
            municipality_code AS "municipalityCode",
            kind, from_state AS "fromState", to_state AS "toState",
            happened_on::text AS "happenedOn", recorded_at AS "recordedAt", actor, reason_code AS "reasonCode"
     FROM participant.pathway_event WHERE participation_id = ANY ($1::uuid[]) ORDER BY participation_id, recorded_at, happened_on, id`,
    [participationIds],
  );
}

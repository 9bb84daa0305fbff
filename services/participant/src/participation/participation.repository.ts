import type { Reader } from "@inclusion/kernel/runtime";
import type { StoredParticipation } from "./participation.ts";

/** The columns of a participation, of the row `p`. */
export const PARTICIPATION_COLUMNS = `p.id, p.programme_id AS "programmeId", p.municipality_code AS "municipalityCode",
  p.partnership_id AS "partnershipId", p.entry_gate AS "entryGate", p.previous_programme AS "previousProgramme",
  p.state, p.entered_on::text AS "enteredOn", p.left_on::text AS "leftOn", p.benefit, p.synthetic, p.version`;

/** The participations with these ids that the viewer may see. */
export function findParticipations(reader: Reader, ids: readonly string[]): Promise<StoredParticipation[]> {
  return reader.query(`SELECT ${PARTICIPATION_COLUMNS} FROM participant.participation p WHERE id = ANY ($1::uuid[])`, [
    ids,
  ]);
}

import type { LocalDate } from "@inclusion/kernel";
import type { Reader, Tx } from "@inclusion/kernel/runtime";
import type { OpenMatchesSet, PathwaySet } from "@inclusion/schema/facts";
import type { Flow, Link } from "./network.ts";

/** Stores the steps of a participation as they were told at this position; what was told later stays. */
export async function putSteps(tx: Tx, steps: PathwaySet, position: string): Promise<void> {
  await tx.query(
    `INSERT INTO partnership.pathway_step (participation_id, programme_id, municipality_code, partnership_id,
       referred_on, started_on, completed_on, left_on, told_position) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     ON CONFLICT (participation_id) DO UPDATE SET programme_id = excluded.programme_id,
       municipality_code = excluded.municipality_code, partnership_id = excluded.partnership_id,
       referred_on = excluded.referred_on, started_on = excluded.started_on, completed_on = excluded.completed_on,
       left_on = excluded.left_on, told_position = excluded.told_position
     WHERE pathway_step.told_position < excluded.told_position`,
    [
      ...[steps.participationId, steps.programmeId, steps.municipalityCode, steps.partnershipId],
      ...[steps.referredOn, steps.startedOn, steps.completedOn, steps.leftOn, position],
    ],
  );
}

/** Stores how many matches of a partnership's participations are open, as told at this position. */
export async function putOpenMatches(
  tx: Tx,
  { partnershipId, count }: OpenMatchesSet,
  position: string,
): Promise<void> {
  await tx.query(
    `INSERT INTO partnership.open_matches (partnership_id, count, told_position) VALUES ($1, $2, $3)
     ON CONFLICT (partnership_id) DO UPDATE SET count = excluded.count, told_position = excluded.told_position
     WHERE open_matches.told_position < excluded.told_position`,
    [partnershipId, count, position],
  );
}

/** Referrals, starts and completions until a day, over the rows that the viewer's limits allow. */
export function findFlows(reader: Reader, programmeIds: readonly string[], asOf: LocalDate): Promise<Flow[]> {
  return reader.query(
    `SELECT programme_id AS "programmeId", organisation_id AS "organisationId", municipality_code AS "municipalityCode",
            referred, started, completed
     FROM partnership.network_flows($1::uuid[], $2)`,
    [programmeIds, asOf],
  );
}

/** Which organisations are parties of partnerships together on a day, each pair once. */
export function findLinks(reader: Reader, programmeId: string, asOf: LocalDate): Promise<Link[]> {
  return reader.query(
    `WITH present AS (
       SELECT p.partnership_id, p.organisation_id, p.role FROM partnership.partnership_party p
       JOIN partnership.partnership s ON s.id = p.partnership_id
       WHERE s.programme_id = $1 AND s.active_from <= $2 AND (s.closed_on IS NULL OR s.closed_on > $2)
         AND (p.joined_on IS NULL OR p.joined_on <= $2) AND (p.left_on IS NULL OR p.left_on > $2))
     SELECT a.organisation_id AS "organisationId", a.role, b.organisation_id AS "otherOrganisationId",
            b.role AS "otherRole", count(DISTINCT a.partnership_id)::int AS partnerships
     FROM present a JOIN present b ON b.partnership_id = a.partnership_id
       AND (a.role, a.organisation_id) < (b.role, b.organisation_id)
     GROUP BY 1, 2, 3, 4 ORDER BY 1, 3, 2, 4`,
    [programmeId, asOf],
  );
}

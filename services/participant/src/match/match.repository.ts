import type { LocalDate } from "@inclusion/kernel";
import { type BaseContext, type Reader, rowLoader, rowsLoader } from "@inclusion/kernel/runtime";
import type { JobOpening, Match } from "./match.ts";

/** The matches of these participations that the viewer may see, oldest first. */
export function findMatches(reader: Reader, participationIds: readonly string[]): Promise<Match[]> {
  return reader.query(
    `SELECT id, participation_id AS "participationId", programme_id AS "programmeId",
            municipality_code AS "municipalityCode", opening_id AS "openingId", proposed_on::text AS "proposedOn",
            decided_on::text AS "decidedOn", status, decline_reason AS "declineReason"
     FROM participant.match WHERE participation_id = ANY ($1::uuid[]) ORDER BY participation_id, proposed_on, id`,
    [participationIds],
  );
}

/** The match, when the viewer may see it. */
export async function findMatch(reader: Reader, matchId: string): Promise<Pick<Match, "openingId"> | null> {
  const [match] = await reader.query<Pick<Match, "openingId">>(
    `SELECT opening_id AS "openingId" FROM participant.match WHERE id = $1`,
    [matchId],
  );
  return match ?? null;
}

const OPENING = `
  SELECT id, programme_id AS "programmeId", organisation_id AS "organisationId",
         municipality_code AS "municipalityCode", form, hours_per_week::float8 AS "hoursPerWeek",
         opens_on::text AS "opensOn", closes_on::text AS "closesOn"
  FROM participant.job_opening`;

/** The openings with these ids, as the accelerator has told them. */
export function findOpenings(reader: Reader, ids: readonly string[]): Promise<JobOpening[]> {
  return reader.query(`${OPENING} WHERE id = ANY ($1::uuid[])`, [ids]);
}

/** Openings of a programme that are open on `day`, by id, after `id` or from the first. */
export function listOpenings(
  reader: Reader,
  {
    programmeId,
    day,
    after,
    limit,
  }: Readonly<{ programmeId: string; day: LocalDate; after: string | null; limit: number }>,
): Promise<JobOpening[]> {
  return reader.query(
    `${OPENING} WHERE programme_id = $1 AND opens_on <= $2 AND (closes_on IS NULL OR $2 <= closes_on)
       AND ($3::uuid IS NULL OR id > $3) ORDER BY id LIMIT $4`,
    [programmeId, day, after, limit],
  );
}

/** The loaders of matches and openings: one statement for all keys of a tick. */
export function matchLoaders({ reader }: Pick<BaseContext, "reader">) {
  return {
    matches: rowsLoader<string, Match>(
      async (ids) => findMatches(await reader(), ids),
      ({ participationId }) => participationId,
    ),
    opening: rowLoader<string, JobOpening>(
      async (ids) => findOpenings(await reader(), ids),
      ({ id }) => id,
    ),
  };
}

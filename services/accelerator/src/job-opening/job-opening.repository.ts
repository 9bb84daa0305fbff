import { deepEqual, type LocalDate } from "@inclusion/kernel";
import type { Reader, Tx } from "@inclusion/kernel/runtime";
import { COMPANY } from "../room/company.repository.ts";
import { JobOpeningEntity, OpeningFillEntity } from "./job-opening.entity.ts";
import type { OpeningFile, OpeningFill, StoredOpening } from "./job-opening.ts";

const OPENING = `${COMPANY}, state, form, axis, hours_per_week::float8 AS "hoursPerWeek", seats, requirements, offers,
  target_group AS "targetGroup", opens_on::text AS "opensOn", closes_on::text AS "closesOn",
  published_on::text AS "publishedOn", earlier_terms AS "earlierTerms", taken, broken_off AS "brokenOff", full_on::text AS "fullOn"`;

/**
 * Whether an opening that may be seen is open with a seat free on a day, by what is known of that day now. One that was
 * taken back is closed from its last day on; of a draft nothing is offered.
 *
 * @param day SQL for the day
 */
export function isFreeOn(day: string): string {
  return `state <> 'DRAFT' AND (state = 'PUBLISHED' OR closes_on > ${day}) AND NOT full_on @> ${day}`;
}

const FILL = `${COMPANY}, opening_id AS "openingId", participation_id AS "participationId", fact_id AS "factId",
  filled_on::text AS "filledOn", ended_on::text AS "endedOn", end_reason AS "endReason"`;

/**
 * The opening's file, locked until the transaction ends, so that two requests never take the same seat.
 *
 * @returns null when there is none that the viewer may change
 */
export async function lockOpening(tx: Tx, id: string): Promise<OpeningFile | null> {
  const [stored] = await tx.query<StoredOpening>(
    `SELECT ${OPENING}, version FROM accelerator.job_opening WHERE id = $1 FOR UPDATE`,
    [id],
  );
  if (stored === undefined) return null;
  const { version, ...opening } = stored;
  return { opening, version, fills: await findFills(tx, [id]) };
}

/** Stores a file; rows that are as they were are left alone. Gives the opening's version then. */
export async function storeOpening(tx: Tx, before: OpeningFile | null, after: OpeningFile): Promise<number> {
  const { opening, fills, version } = after;
  if (before === null) await tx.manager.insert(JobOpeningEntity, mutable(opening));
  else await tx.manager.update(JobOpeningEntity, { id: opening.id }, mutable(opening));
  const known = new Map(before?.fills.map((fill) => [fill.id, fill]));
  for (const fill of fills) {
    const was = known.get(fill.id);
    if (was === undefined) await tx.manager.insert(OpeningFillEntity, { ...fill });
    else if (!deepEqual(was, fill)) await tx.manager.update(OpeningFillEntity, { id: fill.id }, { ...fill });
  }
  return version + 1;
}

function mutable({ requirements, offers, earlierTerms, ...opening }: OpeningFile["opening"]) {
  return { ...opening, requirements: [...requirements], offers: [...offers], earlierTerms: [...earlierTerms] };
}

/** The openings with these ids that the viewer may see. */
export function findOpenings(reader: Reader, ids: readonly string[]): Promise<StoredOpening[]> {
  return reader.query(`SELECT ${OPENING}, version FROM accelerator.job_opening WHERE id = ANY ($1::uuid[])`, [ids]);
}

/** The openings of these courses that the viewer may see, oldest first. */
export function findOpeningsOfCourses(reader: Reader, courseIds: readonly string[]): Promise<StoredOpening[]> {
  return reader.query(
    `SELECT ${OPENING}, version FROM accelerator.job_opening WHERE course_id = ANY ($1::uuid[]) ORDER BY opens_on, id`,
    [courseIds],
  );
}

/** The openings of these companies that the viewer may see, oldest first. */
export function findOpeningsOfCompanies(reader: Reader, ids: readonly string[]): Promise<StoredOpening[]> {
  return reader.query(
    `SELECT ${OPENING}, version FROM accelerator.job_opening WHERE organisation_id = ANY ($1::uuid[])
     ORDER BY opens_on, id`,
    [ids],
  );
}

/** Every filling of these openings that the viewer may see, oldest first. */
export function findFills(reader: Reader, openingIds: readonly string[]): Promise<OpeningFill[]> {
  return reader.query(
    `SELECT ${FILL} FROM accelerator.opening_fill WHERE opening_id = ANY ($1::uuid[]) ORDER BY filled_on, id`,
    [openingIds],
  );
}

/** A page of a programme's openings. */
export type OpeningList = Readonly<{
  programmeId: string;
  /** Only those that run on this day and have a seat free; null for all. */
  openOn: LocalDate | null;
  after: string | null;
  limit: number;
}>;

/** Openings of a programme in order of id. */
export function listOpenings(reader: Reader, asked: OpeningList): Promise<StoredOpening[]> {
  return reader.query(
    `SELECT ${OPENING}, version FROM accelerator.job_opening
     WHERE programme_id = $1 AND ($2::date IS NULL OR (${isFreeOn("$2::date")} AND opens_on <= $2
         AND (closes_on IS NULL OR closes_on >= $2)))
       AND ($3::uuid IS NULL OR id > $3::uuid)
     ORDER BY id LIMIT $4`,
    [asked.programmeId, asked.openOn, asked.after, asked.limit],
  );
}

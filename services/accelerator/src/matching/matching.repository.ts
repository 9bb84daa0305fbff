import { isId, type LocalDate } from "@inclusion/kernel";
import type { Reader, Tx } from "@inclusion/kernel/runtime";
import type { ReadinessSet } from "@inclusion/schema/facts";
import { isFreeOn } from "../job-opening/job-opening.repository.ts";
import { type JobOpening, type OpeningTerms, termsOn } from "../job-opening/job-opening.ts";
import type { ReadyParticipation } from "./factors.ts";

/** A participation that is ready for work, as it was told. */
export type StoredReady = ReadyParticipation & Readonly<{ programmeId: string }>;

/** A day, and the first and last of its week. */
export type Week = Readonly<{ on: LocalDate; from: LocalDate; to: LocalDate }>;

const READY = `participation_id AS "participationId", programme_id AS "programmeId",
  municipality_code AS "municipalityCode", hours_per_week::float8 AS "hoursPerWeek", needs,
  earlier_forms AS "earlierForms"`;

const IN_WEEK = `ready_from <= $2 AND (ready_until IS NULL OR ready_until >= $3)`;

/** Takes over what was told of a participation, unless something later was told before. */
export async function putReady(tx: Tx, position: string, ready: ReadinessSet): Promise<void> {
  await tx.query(
    `INSERT INTO accelerator.ready_participation AS r (participation_id, programme_id, municipality_code, ready_from,
       ready_until, hours_per_week, needs, earlier_forms, position) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     ON CONFLICT (participation_id) DO UPDATE SET programme_id = excluded.programme_id,
       municipality_code = excluded.municipality_code, ready_from = excluded.ready_from,
       ready_until = excluded.ready_until, hours_per_week = excluded.hours_per_week, needs = excluded.needs,
       earlier_forms = excluded.earlier_forms, position = excluded.position
     WHERE r.position < excluded.position`,
    [
      ...[ready.participationId, ready.programmeId, ready.municipalityCode, ready.readyFrom, ready.readyUntil],
      ...[ready.hoursPerWeek, [...new Set(ready.needs)], [...new Set(ready.earlierForms)], position],
    ],
  );
}

/** Whether the participation was told as ready in the programme, and the viewer may see it. */
export async function isReady(reader: Reader, participationId: string, programmeId: string): Promise<boolean> {
  if (!isId(participationId)) return false;
  const found = await reader.query(
    "SELECT 1 FROM accelerator.ready_participation WHERE participation_id = $1 AND programme_id = $2",
    [participationId, programmeId],
  );
  return found.length > 0;
}

/** The participations of programmes that are ready on some day of the week and that the viewer may see. */
export function findReady(reader: Reader, programmeIds: readonly string[], { from, to }: Week): Promise<StoredReady[]> {
  return reader.query(
    `SELECT ${READY} FROM accelerator.ready_participation WHERE programme_id = ANY ($1::uuid[]) AND ${IN_WEEK}`,
    [programmeIds, to, from],
  );
}

/** Those of these participations that are ready on some day of the week and that the viewer may see. */
export function findReadyByIds(reader: Reader, ids: readonly string[], { from, to }: Week): Promise<StoredReady[]> {
  return reader.query(
    `SELECT ${READY} FROM accelerator.ready_participation WHERE participation_id = ANY ($1::uuid[]) AND ${IN_WEEK}`,
    [ids, to, from],
  );
}

/** What a ranking needs of an opening with a seat free. */
export type StoredNeeds = Readonly<{
  id: string;
  programmeId: string;
  municipalityCode: string;
  hoursPerWeek: number;
  form: string;
  requirements: readonly string[];
  offers: readonly string[];
}>;

/**
 * The openings of programmes that run in the week and are open with a seat free on its day, in order of id, with what was
 * offered on that day.
 */
export async function findFreeOpenings(
  reader: Reader,
  programmeIds: readonly string[],
  { on, from, to }: Week,
  limit: number | null,
): Promise<StoredNeeds[]> {
  const openings = await reader.query<StoredNeeds & Omit<OpeningTerms, "closesOn"> & Pick<JobOpening, "earlierTerms">>(
    `SELECT id, programme_id AS "programmeId", municipality_code AS "municipalityCode",
       hours_per_week::float8 AS "hoursPerWeek", form, seats, requirements, offers, target_group AS "targetGroup",
       earlier_terms AS "earlierTerms"
     FROM accelerator.job_opening
     WHERE programme_id = ANY ($1::uuid[]) AND ${isFreeOn("$5::date")} AND opens_on <= $2
       AND (closes_on IS NULL OR closes_on >= $3)
     ORDER BY id LIMIT $4`,
    [programmeIds, to, from, limit, on],
  );
  return openings.map((opening) => ({ ...opening, ...termsOn(opening, on) }));
}

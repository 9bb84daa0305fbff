import { deepEqual } from "@inclusion/kernel";
import type { Reader, Tx } from "@inclusion/kernel/runtime";
import type { OfCompany } from "../job-opening/job-opening.ts";
import { COMPANY } from "../room/company.repository.ts";
import { PlaceBookingEntity, TrainingPlaceEntity } from "./training-place.entity.ts";
import type { PlaceBooking, PlaceEntered, PlaceFile, TrainingPlace } from "./training-place.ts";

/** A place as it is stored. */
export type StoredPlace = TrainingPlace & Readonly<{ version: number }>;

const PLACE = `${COMPANY}, kind, axis, reference, established_on::text AS "establishedOn",
  evidence_hash AS "evidenceHash", withdrawn_on::text AS "withdrawnOn", withdraw_reason AS "withdrawReason"`;

/** The place's file, locked until the transaction ends; null when there is none that the viewer may change. */
export async function lockPlace(tx: Tx, id: string): Promise<PlaceFile | null> {
  const [stored] = await tx.query<StoredPlace>(
    `SELECT ${PLACE}, version FROM accelerator.training_place WHERE id = $1 FOR UPDATE`,
    [id],
  );
  if (stored === undefined) return null;
  const { version, ...place } = stored;
  return { place, version, bookings: await findBookings(tx, [id]) };
}

/**
 * A place that counts with this evidence in the programme, or under this name in the course, or without a course at the
 * company; null when there is none. Until the transaction ends nobody else can establish one in the programme.
 */
export async function findCountedPlace(
  tx: Tx,
  { courseId, organisationId, programmeId }: OfCompany,
  { evidenceHash, reference, kind }: PlaceEntered,
): Promise<Readonly<{ id: string; establishedOn: string }> | null> {
  await tx.query("SELECT pg_advisory_xact_lock(hashtext($1))", [`training places ${programmeId}`]);
  const [found] = await tx.query<{ id: string; establishedOn: string }>(
    `SELECT id, established_on::text AS "establishedOn" FROM accelerator.training_place
     WHERE withdrawn_on IS NULL AND ((programme_id = $1 AND evidence_hash = $2)
       OR (programme_id = $1 AND organisation_id = $6 AND course_id IS NOT DISTINCT FROM $3 AND kind = $4
         AND reference = $5)) LIMIT 1`,
    [programmeId, evidenceHash, courseId, kind, reference, organisationId],
  );
  return found ?? null;
}

/** Stores a file; bookings that are as they were are left alone. Gives the version then. */
export async function storePlace(
  tx: Tx,
  before: PlaceFile | null,
  { place, bookings, version }: PlaceFile,
): Promise<number> {
  if (before === null) await tx.manager.insert(TrainingPlaceEntity, { ...place });
  else await tx.manager.update(TrainingPlaceEntity, { id: place.id }, { ...place });
  const known = new Map(before?.bookings.map((booking) => [booking.id, booking]));
  for (const booking of bookings) {
    const was = known.get(booking.id);
    if (was === undefined) await tx.manager.insert(PlaceBookingEntity, { ...booking });
    else if (!deepEqual(was, booking)) await tx.manager.update(PlaceBookingEntity, { id: booking.id }, { ...booking });
  }
  return version + 1;
}

/** The places of these courses, oldest first. */
export function findPlacesOfCourses(reader: Reader, courseIds: readonly string[]): Promise<StoredPlace[]> {
  return reader.query(
    `SELECT ${PLACE}, version FROM accelerator.training_place WHERE course_id = ANY ($1::uuid[])
     ORDER BY established_on, id`,
    [courseIds],
  );
}

/** The places of these companies that the viewer may see, oldest first. */
export function findPlacesOfCompanies(reader: Reader, ids: readonly string[]): Promise<StoredPlace[]> {
  return reader.query(
    `SELECT ${PLACE}, version FROM accelerator.training_place WHERE organisation_id = ANY ($1::uuid[])
     ORDER BY established_on, id`,
    [ids],
  );
}

/** The bookings of these places, oldest first. */
export function findBookings(reader: Reader, placeIds: readonly string[]): Promise<PlaceBooking[]> {
  return reader.query(
    `SELECT id, place_id AS "placeId", course_id AS "courseId", organisation_id AS "organisationId",
       programme_id AS "programmeId", municipality_code AS "municipalityCode", booked_on::text AS "bookedOn", freed_on::text AS "freedOn"
     FROM accelerator.place_booking WHERE place_id = ANY ($1::uuid[]) ORDER BY booked_on, id`,
    [placeIds],
  );
}

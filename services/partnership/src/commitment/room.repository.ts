import type { Reader, Tx } from "@inclusion/kernel/runtime";
import type { RoomSet } from "@inclusion/schema/facts";
import type { Room } from "./commitment.ts";

/** Stores a room as it was told at this position; what was told later stays. */
export async function putRoom(tx: Tx, room: RoomSet, position: string): Promise<void> {
  await tx.query(
    `INSERT INTO partnership.room (room_id, programme_id, course_id, partnership_id, organisation_id, kind, axis, seats,
       filled, broken_off, opens_on, closes_on, told_position)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
     ON CONFLICT (room_id) DO UPDATE SET programme_id = excluded.programme_id, course_id = excluded.course_id,
       partnership_id = excluded.partnership_id, organisation_id = excluded.organisation_id, kind = excluded.kind,
       axis = excluded.axis, seats = excluded.seats, filled = excluded.filled, broken_off = excluded.broken_off,
       opens_on = excluded.opens_on, closes_on = excluded.closes_on, told_position = excluded.told_position
     WHERE room.told_position < excluded.told_position`,
    [
      ...[room.roomId, room.programmeId, room.courseId, room.partnershipId, room.organisationId, room.kind, room.axis],
      ...[room.seats, room.filled, room.brokenOff, room.opensOn, room.closesOn, position],
    ],
  );
}

/** The rooms of these partnerships. */
export function findRooms(
  reader: Reader,
  partnershipIds: readonly string[],
): Promise<(Room & Readonly<{ partnershipId: string }>)[]> {
  return reader.query(
    `SELECT partnership_id AS "partnershipId", kind, seats, filled, broken_off AS "brokenOff",
            opens_on::text AS "opensOn", closes_on::text AS "closesOn"
     FROM partnership.room WHERE partnership_id = ANY ($1::uuid[]) ORDER BY opens_on, room_id`,
    [partnershipIds],
  );
}

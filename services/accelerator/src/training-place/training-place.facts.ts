/** What partnerships are told of training places. */
import type { NewFact } from "@inclusion/kernel/runtime";
import type { RoomSet } from "@inclusion/schema/facts";
import type { PlaceFile } from "./training-place.ts";

/** The place as it stands now: one seat, none when it was withdrawn. Freed is not broken off: it had its time. */
export function placeFact({ place, bookings }: PlaceFile): NewFact {
  const { id, programmeId, organisationId, courseId, partnershipId, axis, establishedOn, withdrawnOn } = place;
  const isThere = withdrawnOn === null;
  const isBooked = bookings.some(({ freedOn }) => freedOn === null);
  const payload: RoomSet = {
    ...{ roomId: id, programmeId, courseId, partnershipId, organisationId, kind: "TRAINING_PLACE", axis },
    ...{ seats: Number(isThere), filled: Number(isThere && isBooked), brokenOff: 0 },
    ...{ opensOn: establishedOn, closesOn: withdrawnOn },
  };
  return { type: "RoomSet", version: 1, subject: id, payload };
}

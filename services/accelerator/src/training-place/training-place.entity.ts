import { EntitySchema } from "typeorm";
import { OF_COMPANY } from "../room/columns.ts";
import type { PlaceBooking, TrainingPlace } from "./training-place.ts";

/** Table `accelerator.training_place`; the migrations own it. */
export const TrainingPlaceEntity = new EntitySchema<TrainingPlace>({
  name: "TrainingPlace",
  schema: "accelerator",
  tableName: "training_place",
  columns: {
    ...OF_COMPANY,
    kind: { type: "text" },
    axis: { type: "text" },
    reference: { type: "text", nullable: true },
    establishedOn: { type: "date", name: "established_on" },
    evidenceHash: { type: "text", name: "evidence_hash", nullable: true },
    withdrawnOn: { type: "date", name: "withdrawn_on", nullable: true },
    withdrawReason: { type: "text", name: "withdraw_reason", nullable: true },
  },
});

/** Table `accelerator.place_booking`; the migrations own it. */
export const PlaceBookingEntity = new EntitySchema<PlaceBooking>({
  name: "PlaceBooking",
  schema: "accelerator",
  tableName: "place_booking",
  columns: {
    id: { type: "uuid", primary: true },
    courseId: { type: "uuid", name: "course_id", nullable: true },
    organisationId: { type: "uuid", name: "organisation_id" },
    programmeId: { type: "uuid", name: "programme_id" },
    municipalityCode: { type: "text", name: "municipality_code" },
    placeId: { type: "uuid", name: "place_id" },
    bookedOn: { type: "date", name: "booked_on" },
    freedOn: { type: "date", name: "freed_on", nullable: true },
  },
});

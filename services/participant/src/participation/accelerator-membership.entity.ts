import { EntitySchema } from "typeorm";
import type { AcceleratorMembership } from "./accelerator-membership.ts";

/** Table `participant.accelerator_membership`; the migrations own it. */
export const AcceleratorMembershipEntity = new EntitySchema<AcceleratorMembership>({
  name: "AcceleratorMembership",
  schema: "participant",
  tableName: "accelerator_membership",
  columns: {
    courseId: { type: "uuid", name: "course_id", primary: true },
    programmeId: { type: "uuid", name: "programme_id" },
    organisationId: { type: "uuid", name: "organisation_id" },
    acceptedOn: { type: "date", name: "accepted_on", nullable: true },
    exitedOn: { type: "date", name: "exited_on", nullable: true },
  },
});

import { EntitySchema } from "typeorm";
import type { Participation } from "./participation.ts";

/** A row of `participant.participation`, which alone says whose participation it is. */
export type ParticipationRow = Participation & Readonly<{ personId: string }>;

/** Table `participant.participation`; the migrations own it. */
export const ParticipationEntity = new EntitySchema<ParticipationRow>({
  name: "Participation",
  schema: "participant",
  tableName: "participation",
  columns: {
    id: { type: "uuid", primary: true },
    personId: { type: "uuid", name: "person_id" },
    programmeId: { type: "uuid", name: "programme_id" },
    municipalityCode: { type: "text", name: "municipality_code" },
    partnershipId: { type: "uuid", name: "partnership_id", nullable: true },
    entryGate: { type: "text", name: "entry_gate" },
    previousProgramme: { type: "text", name: "previous_programme", nullable: true },
    state: { type: "text" },
    enteredOn: { type: "date", name: "entered_on", nullable: true },
    leftOn: { type: "date", name: "left_on", nullable: true },
    benefit: { type: "text" },
    synthetic: { type: "boolean" },
  },
});

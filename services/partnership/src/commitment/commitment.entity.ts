import { EntitySchema } from "typeorm";
import { OF_PARTNERSHIP } from "../partnership/owned-columns.ts";
import type { Commitment } from "./commitment.ts";

/** Table `partnership.commitment`; the migrations own it. */
export const CommitmentEntity = new EntitySchema<Commitment>({
  name: "Commitment",
  schema: "partnership",
  tableName: "commitment",
  columns: {
    ...OF_PARTNERSHIP,
    kind: { type: "text" },
    seats: { type: "integer" },
    organisationId: { type: "uuid", name: "organisation_id" },
    promisedOn: { type: "date", name: "promised_on" },
    dueOn: { type: "date", name: "due_on", nullable: true },
    changeReason: { type: "text", name: "change_reason", nullable: true },
  },
});

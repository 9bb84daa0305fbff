import { EntitySchema } from "typeorm";
import { OWNED } from "../participation/owned-columns.ts";
import type { Owner } from "./owner.ts";

/** Table `participant.owner`; the migrations own it. */
export const OwnerEntity = new EntitySchema<Owner>({
  name: "Owner",
  schema: "participant",
  tableName: "owner",
  columns: {
    ...OWNED,
    kind: { type: "text" },
    caseworkerRef: { type: "text", name: "caseworker_ref" },
    fromOn: { type: "date", name: "from_on" },
    untilOn: { type: "date", name: "until_on", nullable: true },
  },
});

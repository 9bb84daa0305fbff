import { EntitySchema } from "typeorm";
import type { Criterion, EndReason } from "./rsv.ts";

/** A row of `partnership.rsv_registration`. */
export type RsvRow = Readonly<{
  id: string;
  organisationId: string;
  since: string;
  until: string | null;
  endReason: EndReason | null;
  source: string;
  checkedOn: string;
  criteria: readonly Criterion[];
}>;

/** Table `partnership.rsv_registration`; the migrations own it. */
export const RsvEntity = new EntitySchema<RsvRow>({
  name: "RsvRegistration",
  schema: "partnership",
  tableName: "rsv_registration",
  columns: {
    id: { type: "uuid", primary: true },
    organisationId: { type: "uuid", name: "organisation_id" },
    since: { type: "date" },
    until: { type: "date", nullable: true },
    endReason: { type: "text", name: "end_reason", nullable: true },
    source: { type: "text" },
    checkedOn: { type: "date", name: "checked_on" },
    criteria: { type: "jsonb" },
  },
});

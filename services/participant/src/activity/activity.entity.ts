import { EntitySchema } from "typeorm";
import { OWNED } from "../participation/owned-columns.ts";
import type { Activity, CompanyContact } from "./activity.ts";

/** Table `participant.activity`; the migrations own it. */
export const ActivityEntity = new EntitySchema<Activity>({
  name: "Activity",
  schema: "participant",
  tableName: "activity",
  columns: {
    ...OWNED,
    kind: { type: "text" },
    axis: { type: "text" },
    happenedOn: { type: "date", name: "happened_on" },
    hours: { type: "numeric", precision: 6, scale: 2, transformer: { to: (hours: number) => hours, from: Number } },
  },
});

/** Table `participant.company_contact`; the migrations own it. */
export const CompanyContactEntity = new EntitySchema<CompanyContact>({
  name: "CompanyContact",
  schema: "participant",
  tableName: "company_contact",
  columns: {
    ...OWNED,
    companyId: { type: "uuid", name: "company_id" },
    kind: { type: "text" },
    happenedOn: { type: "date", name: "happened_on" },
  },
});

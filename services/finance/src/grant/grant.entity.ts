import { minorColumn } from "@inclusion/kernel/runtime";
import { EntitySchema } from "typeorm";
import type { Grant } from "./grant.ts";

/** A row of `finance.programme_grant`: the grant without its parts, which have a table of their own. */
export type GrantRow = Omit<Grant, "parts">;

/** Table `finance.programme_grant` (`grant` is a word of SQL); the migrations own it. */
export const GrantEntity = new EntitySchema<GrantRow>({
  name: "Grant",
  schema: "finance",
  tableName: "programme_grant",
  columns: {
    id: { type: "uuid", primary: true },
    programmeId: { type: "uuid", name: "programme_id" },
    currency: { type: "text" },
    eligibleTotalMinor: { type: "bigint", name: "eligible_total_minor", nullable: true, transformer: minorColumn },
    eligibleTotalDerived: { type: "boolean", name: "eligible_total_derived" },
    eligibleFrom: { type: "date", name: "eligible_from", nullable: true },
    eligibleTo: { type: "date", name: "eligible_to", nullable: true },
    readOn: { type: "date", name: "read_on" },
  },
});

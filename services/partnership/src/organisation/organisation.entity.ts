import { EntitySchema } from "typeorm";
import type { OrganisationKind, SizeClass } from "./organisation.ts";

/** A row of `partnership.organisation`. */
export type OrganisationRow = Readonly<{
  id: string;
  name: string;
  cvr: string | null;
  kinds: OrganisationKind[];
  sizeClass: SizeClass | null;
  municipalityCode: string | null;
  mergedInto: string | null;
  synthetic: boolean;
}>;

/** Table `partnership.organisation`; the migrations own it. */
export const OrganisationEntity = new EntitySchema<OrganisationRow>({
  name: "Organisation",
  schema: "partnership",
  tableName: "organisation",
  columns: {
    id: { type: "uuid", primary: true },
    name: { type: "text" },
    cvr: { type: "text", nullable: true },
    kinds: { type: "text", array: true },
    sizeClass: { type: "text", name: "size_class", nullable: true },
    mergedInto: { type: "uuid", name: "merged_into", nullable: true },
    municipalityCode: { type: "text", name: "municipality_code", nullable: true },
    synthetic: { type: "boolean" },
  },
});

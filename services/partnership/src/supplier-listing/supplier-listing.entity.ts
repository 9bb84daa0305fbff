import { EntitySchema } from "typeorm";
import type { ListingState, Offer, Reference } from "./supplier-listing.ts";

/** A row of `partnership.supplier_listing`. */
export type ListingRow = Readonly<{
  id: string;
  organisationId: string;
  state: ListingState;
  profile: string;
  offers: readonly Offer[];
  capacityHours: number | null;
  capacityPeople: number | null;
  nationwide: boolean;
  municipalityCodes: string[];
  regionCodes: string[];
  programmeAreas: string[];
  references: readonly Reference[];
  rsvCheckedOn: string;
  publishedOn: string | null;
  removeReason: string | null;
}>;

/** Table `partnership.supplier_listing`; the migrations own it. */
export const SupplierListingEntity = new EntitySchema<ListingRow>({
  name: "SupplierListing",
  schema: "partnership",
  tableName: "supplier_listing",
  columns: {
    id: { type: "uuid", primary: true },
    organisationId: { type: "uuid", name: "organisation_id" },
    state: { type: "text" },
    profile: { type: "text" },
    offers: { type: "jsonb" },
    capacityHours: { type: "int", name: "capacity_hours", nullable: true },
    capacityPeople: { type: "int", name: "capacity_people", nullable: true },
    nationwide: { type: "boolean" },
    municipalityCodes: { type: "text", name: "municipality_codes", array: true },
    regionCodes: { type: "text", name: "region_codes", array: true },
    programmeAreas: { type: "text", name: "programme_areas", array: true },
    references: { type: "jsonb" },
    rsvCheckedOn: { type: "date", name: "rsv_checked_on" },
    publishedOn: { type: "date", name: "published_on", nullable: true },
    removeReason: { type: "text", name: "remove_reason", nullable: true },
  },
});

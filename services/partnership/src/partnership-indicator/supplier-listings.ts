/** What a published listing of a supplier counts for. Pure. */
import type { LocalDate, MeasureEntry } from "@inclusion/kernel";

/** A listing as far as it counts: published from a day, until it is taken away or too old. */
export type CountedListing = Readonly<{
  id: string;
  programmeId: string;
  municipalityCode: string | null;
  publishedOn: LocalDate;
  /** The first day on which it is not published; null while it is. */
  removedOn: LocalDate | null;
  synthetic: boolean;
}>;

/** The entries of SUPPLIER_LISTINGS for a listing: published listings on each day. */
export function supplierListingEntries(listing: CountedListing): readonly MeasureEntry[] {
  const published: MeasureEntry = {
    ...{
      indicator: "SUPPLIER_LISTINGS",
      amount: 1,
      validOn: listing.publishedOn,
      definitionVersion: 1,
      dimensions: {},
    },
    ...{ programmeId: listing.programmeId, municipalityCode: listing.municipalityCode, subjectId: listing.id },
    ...{ cause: `listing ${listing.id}`, synthetic: listing.synthetic },
  };
  if (listing.removedOn === null) return [published];
  return [published, { ...published, amount: -1, validOn: listing.removedOn }];
}

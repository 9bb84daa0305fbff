/** What a published listing counts for. Pure. */
import type { LocalDate, MeasureEntry } from "@inclusion/kernel";

/** A listing and a programme in which it counts. */
export type CountedListing = Readonly<{
  listingId: string;
  programmeId: string;
  municipalityCode: string | null;
  synthetic: boolean;
}>;

/** The entry of SUPPLIER_LISTINGS by which a listing is there from `on`, or is there no longer. */
export function listingEntry(counted: CountedListing, amount: 1 | -1, on: LocalDate): MeasureEntry {
  const { listingId, programmeId, municipalityCode, synthetic } = counted;
  return {
    ...{ indicator: "SUPPLIER_LISTINGS", amount, validOn: on, definitionVersion: 1, dimensions: {} },
    ...{ programmeId, municipalityCode, subjectId: listingId, cause: `listing ${listingId}`, synthetic },
  };
}

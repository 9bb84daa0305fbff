/** What rows of a partnership's file have in common. Pure. */

/** What every row of a partnership's file has. */
export type OfPartnership = Readonly<{
  id: string;
  partnershipId: string;
  programmeId: string;
  municipalityCode: string;
}>;

/** How a partnership stands, as its service tells it. Pure. */
import type { LocalDate } from "@inclusion/kernel";

/** A partnership that a request names; null days are "not told". */
export type PartnershipStanding = Readonly<{
  partnershipId: string;
  /** Null when nothing was told of it. */
  programmeId: string | null;
  signedOn: LocalDate | null;
  /** From this day nobody comes to it. */
  closedOn: LocalDate | null;
  /**
   * From before partnerships were told: nothing is told of it, and either nothing of any partnership of the programme
   * or participations have come to it. Nothing is held against it.
   */
  isOlder: boolean;
}>;

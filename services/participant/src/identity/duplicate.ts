/** Participations that may be one person's. Pure. */
import type { LocalDate } from "@inclusion/kernel";

/** How sure it is. */
export type DuplicateCertainty = "SAME_CPR" | "SAME_NAME_AND_BIRTH_DATE";

/** Two participations that may be one person's, without a word of who it is. */
export type PossibleDuplicate = Readonly<{
  participationId: string;
  municipalityCode: string;
  /** Null when the viewer may not see it. */
  otherId: string | null;
  otherMunicipalityCode: string;
  since: LocalDate;
  certainty: DuplicateCertainty;
}>;

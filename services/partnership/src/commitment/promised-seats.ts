/** Seats that a party has promised, as they are stored. Pure. */
import type { LocalDate } from "@inclusion/kernel";
import type { OfPartnership } from "../partnership/of-partnership.ts";

export type CommitmentKind = "JOB" | "TRAINING_PLACE";

/** So many seats of one kind that a party has promised; 0 when the promise was taken back. */
export type Commitment = OfPartnership &
  Readonly<{
    kind: CommitmentKind;
    seats: number;
    organisationId: string;
    promisedOn: LocalDate;
    /** The day by which the seats are to be there; null when none was named. */
    dueOn: LocalDate | null;
    changeReason: string | null;
  }>;

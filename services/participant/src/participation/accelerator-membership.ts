/** Which companies are in the accelerator of which programme, as the accelerator tells. Pure. */
import type { LocalDate } from "@inclusion/kernel";

/** That a company was accepted; it stays one of the accelerator's companies when its course has ended. */
export type AcceleratorMembership = Readonly<{
  courseId: string;
  programmeId: string;
  organisationId: string;
  acceptedOn: LocalDate;
}>;

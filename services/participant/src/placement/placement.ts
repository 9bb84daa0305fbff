/** Placements: stays in a company without an ordinary wage. Pure. */
import type { LocalDate } from "@inclusion/kernel";
import type { WorkForm } from "../employment/employment.ts";

/** A placement; at most 37 hours a week. */
export type Placement = Readonly<{
  id: string;
  participationId: string;
  programmeId: string;
  municipalityCode: string;
  form: WorkForm;
  companyId: string;
  startedOn: LocalDate;
  endedOn: LocalDate | null;
  hoursPerWeek: number;
  /** Code of the tasks; only hybrid placements have one. */
  taskCode: string | null;
  /** The other half of a hybrid placement: a trial and paid hours, in different tasks. */
  pairedWithId: string | null;
}>;

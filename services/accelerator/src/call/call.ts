/** Calls for companies to apply, and the criteria by which applications are scored. Pure. */
import type { LocalDate } from "@inclusion/kernel";

/** One thing that is scored; only the proportion of the weights matters. */
export type Criterion = Readonly<{ code: string; label: string; weight: number }>;

/** A call; `criteria` holds every version, the last one is in force and the first is version 1. */
export type Call = Readonly<{
  id: string;
  programmeId: string;
  title: string;
  opensOn: LocalDate;
  closesOn: LocalDate;
  cohort: string;
  capacity: number;
  partnershipRequired: boolean;
  lowest: number;
  highest: number;
  criteria: readonly (readonly Criterion[])[];
  version: number;
}>;

/** The criteria in force. */
export function criteriaOf({ criteria }: Call): readonly Criterion[] {
  return criteria.at(-1) ?? [];
}

/** What is known here of participations: the days of their steps and their work, never a person. Pure. */
import type { LocalDate } from "@inclusion/kernel";

/** The steps of one participation; null is "not yet", or not told. */
export type Pathway = Readonly<{
  participationId: string;
  programmeId: string;
  municipalityCode: string | null;
  partnershipId: string | null;
  referredOn: LocalDate | null;
  startedOn: LocalDate | null;
  completedOn: LocalDate | null;
  leftOn: LocalDate | null;
}>;

/** A job from its first to its last day; `endedOn` is null while it goes on. */
export type WorkSpell = Readonly<{
  employmentId: string;
  /** Form of work, as `ORDINARY` or `SMALL_JOB`. */
  form: string;
  hoursPerWeek: number;
  isSubsidised: boolean;
  startedOn: LocalDate;
  endedOn: LocalDate | null;
}>;

/** A participation that has started, with what its savings are counted from. */
export type WorkFile = Readonly<{
  participationId: string;
  municipalityCode: string | null;
  startedOn: LocalDate;
  /** Benefit at entry, as `CASH_JOB_READY`; null when it was not told. */
  benefitAtEntry: string | null;
  /** Weeks with benefit before entry; null when they were not told. */
  seniorityWeeks: number | null;
  /** Jobs by their first day. */
  spells: readonly WorkSpell[];
}>;

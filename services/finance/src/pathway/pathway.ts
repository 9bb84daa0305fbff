/** What is known here of participations: the days of their steps and their work, never a person. Pure. */
import type { LocalDate } from "@inclusion/kernel";
import type { PathwaySet, WorkHistorySet } from "@inclusion/schema/facts";
import type { StoredRow } from "../stored-row.ts";

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

/** The row of what was told of steps. */
export function pathwayRow(told: PathwaySet): StoredRow {
  return {
    ...{ participation_id: told.participationId, programme_id: told.programmeId },
    ...{ municipality_code: told.municipalityCode, partnership_id: told.partnershipId, referred_on: told.referredOn },
    ...{ started_on: told.startedOn, completed_on: told.completedOn, left_on: told.leftOn },
  };
}

/** The row of what was told of benefit at entry. */
export function workHistoryRow(told: WorkHistorySet): StoredRow {
  return { ...ownerOf(told), benefit_at_entry: told.benefitAtEntry, seniority_weeks: told.seniorityWeeks };
}

/** The rows of the jobs that were told. */
export function spellRows(told: WorkHistorySet): readonly StoredRow[] {
  return told.spells.map((spell) => ({
    ...{ employment_id: spell.employmentId, ...ownerOf(told), form: spell.form, hours_per_week: spell.hoursPerWeek },
    ...{ is_subsidised: spell.isSubsidised, started_on: spell.from, ended_on: spell.until },
  }));
}

function ownerOf({ participationId, programmeId, municipalityCode }: WorkHistorySet): StoredRow {
  return { participation_id: participationId, programme_id: programmeId, municipality_code: municipalityCode };
}

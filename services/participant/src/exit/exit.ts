/** Exits: how things stood when a participant left. Pure. */
import type { LocalDate } from "@inclusion/kernel";
import type { LabourStatus } from "../entry-facts/entry-facts.ts";

/** Why somebody leaves. */
export type LeaveReason = "COURSE_ENDED" | "IN_WORK" | "DROPPED_OUT" | "PROGRAMME_ENDED" | "MOVED" | "OTHER";

/** The exit of a participation; a re-entry into the same programme moves it. */
export type Exit = Readonly<{
  id: string;
  participationId: string;
  programmeId: string;
  municipalityCode: string;
  leftOn: LocalDate;
  reasonCode: LeaveReason;
  labourStatus: LabourStatus;
  searchesJob: boolean;
  inEducation: boolean;
  gainedQualification: boolean;
}>;

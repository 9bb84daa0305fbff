import { localDate } from "@inclusion/kernel";
import type { Course } from "../course/course.ts";
import type { Employment } from "../employment/employment.ts";
import type { AcceleratorMembership } from "./accelerator-membership.ts";
import type { Participation } from "./participation.ts";

const OF_PARTICIPATION = { participationId: "participation", programmeId: "programme", municipalityCode: "0751" };

/** A participation that began on 1 March 2019. */
export const PARTICIPATION: Participation = {
  id: "participation",
  programmeId: "programme",
  municipalityCode: "0751",
  partnershipId: null,
  entryGate: "REFERRAL",
  previousProgramme: null,
  state: "ENROLLED",
  enteredOn: localDate("2019-03-01"),
  leftOn: null,
  benefit: "CASH_ACTIVITY_READY",
  synthetic: true,
};

/** An entry course of 12 weeks that goes on. */
export const COURSE: Course = {
  ...OF_PARTICIPATION,
  id: "c1",
  kind: "ENTRY",
  axis: "AXIS_3B1",
  plannedWeeks: 12,
  startedOn: localDate("2019-03-04"),
  endedOn: null,
  completion: null,
  endFormOn: null,
};

/** An ordinary job at the company of `MEMBERSHIP`. */
export const EMPLOYMENT: Employment = {
  ...OF_PARTICIPATION,
  id: "e1",
  form: "ORDINARY",
  employerId: "company",
  startedOn: localDate("2019-06-03"),
  endedOn: null,
  hoursPerWeek: 20,
};

/** The acceptance of the company, before its first hire. */
export const MEMBERSHIP: AcceleratorMembership = {
  courseId: "company course",
  programmeId: "programme",
  organisationId: "company",
  acceptedOn: localDate("2018-09-03"),
};

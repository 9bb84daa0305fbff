import { localDate } from "@inclusion/kernel";
import { type MetricSnapshot, UNKNOWN_FIGURES } from "../growth/metric-snapshot.ts";
import type { OrdinaryHire } from "../ordinary-hire/ordinary-hire.ts";
import type { TrainingPlace } from "../training-place/training-place.ts";
import type { CompanyCourse } from "./course.ts";

const OF_COURSE = { courseId: "course", programmeId: "programme", municipalityCode: "0751", synthetic: true };
const OF_COMPANY = { ...OF_COURSE, organisationId: "company", partnershipId: null };

/** A company that was accepted on 3 September 2018. */
export const COURSE: CompanyCourse = {
  id: "course",
  organisationId: "company",
  programmeId: "programme",
  partnershipId: null,
  municipalityCode: "0751",
  state: "IN_SPRINTS",
  callId: null,
  cohort: null,
  appliedOn: localDate("2018-06-04"),
  decidedOn: localDate("2018-09-03"),
  acceptedOn: localDate("2018-09-03"),
  endedOn: null,
  synthetic: true,
};

/** A place for an apprentice. */
export const PLACE: TrainingPlace = {
  ...OF_COMPANY,
  id: "place",
  kind: "APPRENTICESHIP",
  axis: "AXIS_3B2",
  reference: null,
  evidenceHash: null,
  withdrawnOn: null,
  withdrawReason: null,
  establishedOn: localDate("2019-01-07"),
};

/** A hire for 30 hours a week. */
export const HIRE: OrdinaryHire = {
  ...OF_COMPANY,
  id: "hire",
  hiredOn: localDate("2019-02-04"),
  hoursPerWeek: 30,
  wasUnemployed: true,
  evidenceHash: null,
  withdrawnOn: null,
  withdrawReason: null,
};

/** The figures of 2017: 4,123,456 kroner and 6.50 full-time equivalents. */
export const BASELINE: MetricSnapshot = {
  ...OF_COURSE,
  ...UNKNOWN_FIGURES,
  id: "baseline",
  kind: "BASELINE",
  periodFrom: localDate("2017-01-01"),
  periodTo: localDate("2017-12-31"),
  turnoverMinor: 412_345_600n,
  fteHundredths: 650,
};

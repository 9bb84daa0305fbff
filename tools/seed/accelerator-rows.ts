/** The rows that the story of the accelerator is made of, table by table. Pure. */
import type { Application, ApplicationReview, DueDiligenceCheck } from "@inclusion/accelerator/application/application";
import type { Call } from "@inclusion/accelerator/call/call";
import type { CompanyCourse } from "@inclusion/accelerator/course/course";
import type { CourseEvent } from "@inclusion/accelerator/course/transitions";
import type { EmployerReadiness } from "@inclusion/accelerator/employer-readiness/employer-readiness";
import type { StoredRule } from "@inclusion/accelerator/growth/growth-rule";
import type { MetricSnapshot } from "@inclusion/accelerator/growth/metric-snapshot";
import type { Diagnosis, GoalMeasurement, GrowthPlan, Milestone } from "@inclusion/accelerator/growth-plan/growth-plan";
import type { HireFact } from "@inclusion/accelerator/inclusive-hire/inclusive-hire";
import type { InclusiveWorkplace } from "@inclusion/accelerator/inclusive-workplace/inclusive-workplace";
import type { JobOpening, OpeningFill } from "@inclusion/accelerator/job-opening/job-opening";
import type { StoredReady } from "@inclusion/accelerator/matching/matching.repository";
import type { OrdinaryHire } from "@inclusion/accelerator/ordinary-hire/ordinary-hire";
import type { OrganisationCopy } from "@inclusion/accelerator/organisation/organisation";
import type { OtherActor, OtherActorFigures } from "@inclusion/accelerator/other-actor/other-actor";
import type { AdvisoryHours, Attendance, Session } from "@inclusion/accelerator/session/session";
import type { PlaceBooking, TrainingPlace } from "@inclusion/accelerator/training-place/training-place";
import type { LocalDate, MeasureEntry } from "@inclusion/kernel";
import type { NewFact } from "@inclusion/kernel/runtime";

/** A row as it stands from the instant on at which it was recorded; later versions of a row follow earlier ones. */
export type Told<Row> = Readonly<{ row: Row; recordedAt: string }>;

/** On which days an organisation was registered as a social enterprise, as PostgreSQL writes days. */
export type RegistrationRow = Readonly<{ id: string; registeredOn: string }>;

export type FactRow = NewFact & Readonly<{ id: string }>;

/** A participation that is ready for work, as the participant service told it. */
export type ReadyRow = StoredReady & Readonly<{ readyFrom: LocalDate; readyUntil: LocalDate | null; position: bigint }>;

/** What the story says to the accelerator; lists are in the order in which rows may be stored. */
export type AcceleratorRows = Readonly<{
  organisation_copy: readonly Told<OrganisationCopy>[];
  registration_copy: readonly Told<RegistrationRow>[];
  growth_rule: readonly Told<StoredRule>[];
  accelerator_call: readonly Told<Call>[];
  course_session: readonly Told<Session>[];
  company_course: readonly Told<CompanyCourse>[];
  course_event: readonly Told<CourseEvent>[];
  application: readonly Told<Application>[];
  application_review: readonly Told<ApplicationReview>[];
  due_diligence_check: readonly Told<DueDiligenceCheck>[];
  diagnosis: readonly Told<Diagnosis>[];
  growth_plan: readonly Told<GrowthPlan>[];
  goal_measurement: readonly Told<GoalMeasurement>[];
  milestone: readonly Told<Milestone>[];
  attendance: readonly Told<Attendance>[];
  advisory_hours: readonly Told<AdvisoryHours>[];
  training_place: readonly Told<TrainingPlace>[];
  place_booking: readonly Told<PlaceBooking>[];
  ordinary_hire: readonly Told<OrdinaryHire>[];
  metric_snapshot: readonly Told<MetricSnapshot>[];
  job_opening: readonly Told<JobOpening>[];
  opening_fill: readonly Told<OpeningFill>[];
  inclusive_workplace: readonly Told<InclusiveWorkplace>[];
  employer_readiness: readonly Told<EmployerReadiness>[];
  other_actor: readonly Told<OtherActor>[];
  other_actor_figures: readonly Told<OtherActorFigures>[];
  inclusive_hire_fact: readonly Told<HireFact>[];
  ready_participation: readonly Told<ReadyRow>[];
  measure_entry: readonly Told<MeasureEntry>[];
  fact: readonly Told<FactRow>[];
}>;

export const NO_COMPANIES: AcceleratorRows = {
  organisation_copy: [],
  registration_copy: [],
  growth_rule: [],
  accelerator_call: [],
  course_session: [],
  company_course: [],
  course_event: [],
  application: [],
  application_review: [],
  due_diligence_check: [],
  diagnosis: [],
  growth_plan: [],
  goal_measurement: [],
  milestone: [],
  attendance: [],
  advisory_hours: [],
  training_place: [],
  place_booking: [],
  ordinary_hire: [],
  metric_snapshot: [],
  job_opening: [],
  opening_fill: [],
  inclusive_workplace: [],
  employer_readiness: [],
  other_actor: [],
  other_actor_figures: [],
  inclusive_hire_fact: [],
  ready_participation: [],
  measure_entry: [],
  fact: [],
};

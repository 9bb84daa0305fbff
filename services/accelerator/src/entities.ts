import {
  ApplicationEntity,
  ApplicationReviewEntity,
  DueDiligenceCheckEntity,
} from "./application/application.entity.ts";
import { CallEntity } from "./call/call.entity.ts";
import { CompanyCourseEntity, CourseEventEntity } from "./course/course.entity.ts";
import { EmployerReadinessEntity } from "./employer-readiness/employer-readiness.entity.ts";
import { GrowthRuleEntity, MetricSnapshotEntity } from "./growth/growth.entity.ts";
import {
  DiagnosisEntity,
  GoalMeasurementEntity,
  GrowthPlanEntity,
  MilestoneEntity,
} from "./growth-plan/growth-plan.entity.ts";
import { InclusiveWorkplaceEntity } from "./inclusive-workplace/inclusive-workplace.entity.ts";
import { JobOpeningEntity, OpeningFillEntity } from "./job-opening/job-opening.entity.ts";
import { OrdinaryHireEntity } from "./ordinary-hire/ordinary-hire.entity.ts";
import { OtherActorEntity, OtherActorFiguresEntity } from "./other-actor/other-actor.entity.ts";
import { AdvisoryHoursEntity, AttendanceEntity, SessionEntity } from "./session/session.entity.ts";
import { PlaceBookingEntity, TrainingPlaceEntity } from "./training-place/training-place.entity.ts";

/** Every mapped table of the service. */
export const entities = [
  CompanyCourseEntity,
  CourseEventEntity,
  CallEntity,
  ApplicationEntity,
  ApplicationReviewEntity,
  DueDiligenceCheckEntity,
  DiagnosisEntity,
  GrowthPlanEntity,
  GoalMeasurementEntity,
  MilestoneEntity,
  SessionEntity,
  AttendanceEntity,
  AdvisoryHoursEntity,
  MetricSnapshotEntity,
  GrowthRuleEntity,
  OtherActorEntity,
  OtherActorFiguresEntity,
  TrainingPlaceEntity,
  OrdinaryHireEntity,
  JobOpeningEntity,
  OpeningFillEntity,
  PlaceBookingEntity,
  InclusiveWorkplaceEntity,
  EmployerReadinessEntity,
];

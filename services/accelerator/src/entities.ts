import {
  ApplicationEntity,
  ApplicationReviewEntity,
  DueDiligenceCheckEntity,
} from "./application/application.entity.ts";
import { CallEntity } from "./call/call.entity.ts";
import { CompanyCourseEntity, CourseEventEntity } from "./course/course.entity.ts";
import { OrdinaryHireEntity, TrainingPlaceEntity } from "./course/course-results.entity.ts";
import { GrowthRuleEntity, MetricSnapshotEntity } from "./growth/growth.entity.ts";
import {
  DiagnosisEntity,
  GoalMeasurementEntity,
  GrowthPlanEntity,
  MilestoneEntity,
} from "./growth-plan/growth-plan.entity.ts";
import { OtherActorEntity, OtherActorFiguresEntity } from "./other-actor/other-actor.entity.ts";
import { AdvisoryHoursEntity, AttendanceEntity, SessionEntity } from "./session/session.entity.ts";

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
];

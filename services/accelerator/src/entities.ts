import { CompanyCourseEntity } from "./course/course.entity.ts";
import { MetricSnapshotEntity, OrdinaryHireEntity, TrainingPlaceEntity } from "./course/course-results.entity.ts";
import { EmployerReadinessEntity } from "./employer-readiness/employer-readiness.entity.ts";
import { InclusiveWorkplaceEntity } from "./inclusive-workplace/inclusive-workplace.entity.ts";
import { JobOpeningEntity, OpeningFillEntity } from "./job-opening/job-opening.entity.ts";
import { OrdinaryHireEntity as OrdinaryHireOfCourseEntity } from "./ordinary-hire/ordinary-hire.entity.ts";
import {
  PlaceBookingEntity,
  TrainingPlaceEntity as TrainingPlaceOfCourseEntity,
} from "./training-place/training-place.entity.ts";

/** Every mapped table of the service. */
export const entities = [
  CompanyCourseEntity,
  TrainingPlaceEntity,
  OrdinaryHireEntity,
  MetricSnapshotEntity,
  JobOpeningEntity,
  OpeningFillEntity,
  TrainingPlaceOfCourseEntity,
  PlaceBookingEntity,
  OrdinaryHireOfCourseEntity,
  InclusiveWorkplaceEntity,
  EmployerReadinessEntity,
];

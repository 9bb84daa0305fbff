import { CompanyCourseEntity } from "./course/course.entity.ts";
import { MetricSnapshotEntity, OrdinaryHireEntity, TrainingPlaceEntity } from "./course/course-results.entity.ts";

/** Every mapped table of the service. */
export const entities = [CompanyCourseEntity, TrainingPlaceEntity, OrdinaryHireEntity, MetricSnapshotEntity];

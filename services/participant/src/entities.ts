import { CourseEntity } from "./course/course.entity.ts";
import { EmploymentEntity } from "./employment/employment.entity.ts";
import { AcceleratorMembershipEntity } from "./participation/accelerator-membership.entity.ts";
import { ParticipationEntity } from "./participation/participation.entity.ts";
import { PersonEntity } from "./participation/person.entity.ts";
import { PlacementEntity } from "./placement/placement.entity.ts";

/** Every mapped table of the service. */
export const entities = [
  PersonEntity,
  ParticipationEntity,
  CourseEntity,
  PlacementEntity,
  EmploymentEntity,
  AcceleratorMembershipEntity,
];

import { ActivityEntity, CompanyContactEntity } from "./activity/activity.entity.ts";
import { CourseEntity } from "./course/course.entity.ts";
import { EmploymentEntity } from "./employment/employment.entity.ts";
import { EntryFactsEntity, SensitiveFactsEntity } from "./entry-facts/entry-facts.entity.ts";
import { ExitEntity } from "./exit/exit.entity.ts";
import { FollowUpEntity } from "./follow-up/follow-up.entity.ts";
import { SealedIdentityEntity } from "./identity/identity.entity.ts";
import { MatchEntity } from "./match/match.entity.ts";
import { MeasurementEntity } from "./measurement/measurement.entity.ts";
import { OwnerEntity } from "./owner/owner.entity.ts";
import { ParticipantImportEntity } from "./participant-import/participant-import.entity.ts";
import { AcceleratorMembershipEntity } from "./participation/accelerator-membership.entity.ts";
import { ParticipationEntity } from "./participation/participation.entity.ts";
import { PersonEntity } from "./participation/person.entity.ts";
import { PathwayEventEntity } from "./pathway/pathway.entity.ts";
import { PlacementEntity } from "./placement/placement.entity.ts";
import { ReadinessEntity } from "./readiness/readiness.entity.ts";
import { ReferralEntity } from "./referral/referral.entity.ts";
import { ScreeningEntity } from "./screening/screening.entity.ts";

/** Every mapped table of the service. */
export const entities = [
  PersonEntity,
  ParticipantImportEntity,
  ParticipationEntity,
  ReferralEntity,
  ScreeningEntity,
  EntryFactsEntity,
  SensitiveFactsEntity,
  CourseEntity,
  ActivityEntity,
  CompanyContactEntity,
  PlacementEntity,
  EmploymentEntity,
  ExitEntity,
  FollowUpEntity,
  MatchEntity,
  MeasurementEntity,
  OwnerEntity,
  ReadinessEntity,
  PathwayEventEntity,
  AcceleratorMembershipEntity,
  SealedIdentityEntity,
];

import { AccessTokenEntity } from "./access-token/access-token.entity.ts";
import { AnchoringPlanEntity } from "./anchoring/anchoring.entity.ts";
import { BuyerSurveyEntity } from "./buyer-survey/buyer-survey.entity.ts";
import { CommitmentEntity } from "./commitment/commitment.entity.ts";
import { DemandActivityEntity } from "./demand-activity/demand-activity.entity.ts";
import { EvaluationEntity } from "./evaluation/evaluation.entity.ts";
import { InitiativeEntity, InitiativeStepEntity } from "./initiative/initiative.entity.ts";
import { MethodEntity, MethodEvidenceEntity, MethodVersionEntity } from "./method/method.entity.ts";
import { OrganisationEntity } from "./organisation/organisation.entity.ts";
import { AgreementEntity, PartnershipEntity, PartyEntity, SignatureEntity } from "./partnership/partnership.entity.ts";
import { PartnershipCaseEntity } from "./partnership-case/partnership-case.entity.ts";
import { ProgrammeEntity } from "./programme/programme.entity.ts";
import { ProgrammeLifeEntity } from "./programme-life/programme-life.entity.ts";
import { PurchaseEntity } from "./purchase/purchase.entity.ts";
import { RsvEntity } from "./rsv/rsv.entity.ts";
import { SupplierListingEntity } from "./supplier-listing/supplier-listing.entity.ts";
import { ClauseDeliveryEntity, TenderClauseEntity, TenderEntity, TenderHireEntity } from "./tender/tender.entity.ts";

/** Every mapped table of the service. */
export const entities = [
  AccessTokenEntity,
  AgreementEntity,
  AnchoringPlanEntity,
  BuyerSurveyEntity,
  ClauseDeliveryEntity,
  CommitmentEntity,
  DemandActivityEntity,
  EvaluationEntity,
  InitiativeEntity,
  InitiativeStepEntity,
  MethodEntity,
  MethodEvidenceEntity,
  MethodVersionEntity,
  OrganisationEntity,
  PartnershipCaseEntity,
  PartnershipEntity,
  PartyEntity,
  ProgrammeEntity,
  ProgrammeLifeEntity,
  PurchaseEntity,
  RsvEntity,
  SignatureEntity,
  SupplierListingEntity,
  TenderClauseEntity,
  TenderEntity,
  TenderHireEntity,
];

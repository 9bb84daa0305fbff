import { AnchoringPlanEntity } from "./anchoring/anchoring.entity.ts";
import { BuyerSurveyEntity } from "./buyer-survey/buyer-survey.entity.ts";
import { CommitmentEntity } from "./commitment/commitment.entity.ts";
import { DemandActivityEntity } from "./demand-activity/demand-activity.entity.ts";
import { InitiativeEntity, InitiativeStepEntity } from "./initiative/initiative.entity.ts";
import { MethodEntity, MethodEvidenceEntity, MethodVersionEntity } from "./method/method.entity.ts";
import { OrganisationEntity } from "./organisation/organisation.entity.ts";
import { AgreementEntity, PartnershipEntity, PartyEntity, SignatureEntity } from "./partnership/partnership.entity.ts";
import { PartnershipCaseEntity } from "./partnership-case/partnership-case.entity.ts";
import { ProgrammeEntity } from "./programme/programme.entity.ts";
import { PurchaseEntity } from "./purchase/purchase.entity.ts";
import { ClauseDeliveryEntity, TenderClauseEntity, TenderEntity, TenderHireEntity } from "./tender/tender.entity.ts";

/** Every mapped table of the service. */
export const entities = [
  AnchoringPlanEntity,
  BuyerSurveyEntity,
  CommitmentEntity,
  DemandActivityEntity,
  InitiativeEntity,
  InitiativeStepEntity,
  MethodEntity,
  MethodEvidenceEntity,
  MethodVersionEntity,
  OrganisationEntity,
  AgreementEntity,
  PartnershipEntity,
  PartyEntity,
  SignatureEntity,
  PartnershipCaseEntity,
  ProgrammeEntity,
  PurchaseEntity,
  ClauseDeliveryEntity,
  TenderClauseEntity,
  TenderEntity,
  TenderHireEntity,
];

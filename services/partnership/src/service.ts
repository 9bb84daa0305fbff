import { countResolvers, type Migration, type ServiceDefinition, scalarResolvers } from "@inclusion/kernel/runtime";
import { sdlOf } from "@inclusion/schema";
import { CreatePartnership1700000000001 } from "../migrations/0001-create-partnership.ts";
import { GrowOrganisation1700000000002 } from "../migrations/0002-organisation.ts";
import { GrowProgramme1700000000003 } from "../migrations/0003-programme-life.ts";
import { CreateSupplierListing1700000000004 } from "../migrations/0004-supplier-listing.ts";
import { PartnershipAgreements1700000000005 } from "../migrations/0005-partnership-agreements.ts";
import { ToldByOthers1700000000006 } from "../migrations/0006-told-by-others.ts";
import { Demand1700000000007 } from "../migrations/0007-demand.ts";
import { InitiativesAndMethods1700000000008 } from "../migrations/0008-initiatives-and-methods.ts";
import { PartnershipByPlace1700000000009 } from "../migrations/0009-totals-by-place.ts";
import { AccessTokens1700000000010 } from "../migrations/0010-access-tokens.ts";
import { TellHours1700000000011 } from "../migrations/0011-tell-hours.ts";
import { ReadinessByQuestionnaire1700000000012 } from "../migrations/0012-readiness-by-questionnaire.ts";
import { TellRegistrations1700000000013 } from "../migrations/0013-tell-registrations.ts";
import { PartnershipLimitsInKeys1700000000015 } from "../migrations/0015-limits-in-keys.ts";
import { PartnershipTotalsPlannedOnce1700000000016 } from "../migrations/0016-totals-planned-once.ts";
import { accessTokenResolvers } from "./access-token/access-token.resolvers.ts";
import { anchoringResolvers } from "./anchoring/anchoring.resolvers.ts";
import { buyerSurveyResolvers } from "./buyer-survey/buyer-survey.resolvers.ts";
import { changesResolvers } from "./changes/changes.resolvers.ts";
import { commitmentResolvers } from "./commitment/commitment.resolvers.ts";
import { type Context, contextOf, settings } from "./context.ts";
import { CPR_GUARD } from "./cpr-guard.ts";
import { DANISH } from "./danish/danish.ts";
import { demandActivityResolvers } from "./demand-activity/demand-activity.resolvers.ts";
import { employerReadinessResolvers } from "./employer-readiness/employer-readiness.resolvers.ts";
import { entities } from "./entities.ts";
import { enumLabelResolvers } from "./enum-label/enum-label.resolvers.ts";
import { evaluationResolvers } from "./evaluation/evaluation.resolvers.ts";
import { handlers } from "./facts.ts";
import { initiativeResolvers } from "./initiative/initiative.resolvers.ts";
import { methodResolvers } from "./method/method.resolvers.ts";
import { municipalityResolvers } from "./municipality/municipality.resolvers.ts";
import { networkResolvers } from "./network/network.resolvers.ts";
import { organisationResolvers } from "./organisation/organisation.resolvers.ts";
import { partnershipResolvers } from "./partnership/partnership.resolvers.ts";
import { partnershipCaseResolvers } from "./partnership-case/partnership-case.resolvers.ts";
import { CATALOGUE } from "./partnership-indicator/definitions.ts";
import { partnershipIndicatorResolvers } from "./partnership-indicator/partnership-indicator.resolvers.ts";
import { programmeResolvers } from "./programme/programme.resolvers.ts";
import { programmeGeographyResolvers } from "./programme-geography/programme-geography.resolvers.ts";
import { programmeLifeResolvers } from "./programme-life/programme-life.resolvers.ts";
import { programmePlaceResolvers } from "./programme-place/programme-place.resolvers.ts";
import { programmeSettingResolvers } from "./programme-setting/programme-setting.resolvers.ts";
import { programmeStatementResolvers } from "./programme-statement/programme-statement.resolvers.ts";
import { publishedResultResolvers } from "./published-result/published-result.resolvers.ts";
import { purchaseResolvers } from "./purchase/purchase.resolvers.ts";
import { regionResolvers } from "./region/region.resolvers.ts";
import { rsvResolvers } from "./rsv/rsv.resolvers.ts";
import { sheetResolvers } from "./sheet/sheet.resolvers.ts";
import { portalSweep } from "./supplier-listing/portal-sweep.actions.ts";
import { supplierListingResolvers } from "./supplier-listing/supplier-listing.resolvers.ts";
import { tenderResolvers } from "./tender/tender.resolvers.ts";
import { viewerResolvers } from "./viewer/viewer.resolvers.ts";

/** Migrations in the order in which they run. */
export const migrations: readonly Migration[] = [
  CreatePartnership1700000000001,
  GrowOrganisation1700000000002,
  GrowProgramme1700000000003,
  CreateSupplierListing1700000000004,
  PartnershipAgreements1700000000005,
  ToldByOthers1700000000006,
  Demand1700000000007,
  InitiativesAndMethods1700000000008,
  PartnershipByPlace1700000000009,
  AccessTokens1700000000010,
  TellHours1700000000011,
  ReadinessByQuestionnaire1700000000012,
  TellRegistrations1700000000013,
  PartnershipLimitsInKeys1700000000015,
  PartnershipTotalsPlannedOnce1700000000016,
];

/** The partnership service: programmes, organisations, places and who works together. */
export const service: ServiceDefinition<Context> = {
  name: "partnership",
  rowScope: CATALOGUE.rowScope,
  typeDefs: sdlOf("partnership"),
  resolvers: {
    ...scalarResolvers,
    Count: countResolvers,
    ...accessTokenResolvers,
    ...anchoringResolvers,
    ...buyerSurveyResolvers,
    ...commitmentResolvers,
    ...demandActivityResolvers,
    ...employerReadinessResolvers,
    ...evaluationResolvers,
    ...initiativeResolvers,
    ...methodResolvers,
    ...municipalityResolvers,
    ...networkResolvers,
    ...organisationResolvers,
    ...partnershipResolvers,
    ...partnershipCaseResolvers,
    ...partnershipIndicatorResolvers,
    ...programmeResolvers,
    ...programmeGeographyResolvers,
    ...programmeLifeResolvers,
    ...programmePlaceResolvers,
    ...programmeSettingResolvers,
    ...programmeStatementResolvers,
    ...publishedResultResolvers,
    ...purchaseResolvers,
    ...regionResolvers,
    ...rsvResolvers,
    ...sheetResolvers,
    ...supplierListingResolvers,
    ...tenderResolvers,
    ...viewerResolvers,
    Query: {
      ...enumLabelResolvers.Query,
      ...accessTokenResolvers.Query,
      ...changesResolvers.Query,
      ...municipalityResolvers.Query,
      ...organisationResolvers.Query,
      ...partnershipResolvers.Query,
      ...programmeResolvers.Query,
      ...programmeGeographyResolvers.Query,
      ...regionResolvers.Query,
      ...rsvResolvers.Query,
      ...supplierListingResolvers.Query,
      ...viewerResolvers.Query,
    },
    Mutation: {
      ...accessTokenResolvers.Mutation,
      ...anchoringResolvers.Mutation,
      ...buyerSurveyResolvers.Mutation,
      ...commitmentResolvers.Mutation,
      ...demandActivityResolvers.Mutation,
      ...evaluationResolvers.Mutation,
      ...initiativeResolvers.Mutation,
      ...methodResolvers.Mutation,
      ...organisationResolvers.Mutation,
      ...partnershipResolvers.Mutation,
      ...partnershipCaseResolvers.Mutation,
      ...programmeLifeResolvers.Mutation,
      ...programmePlaceResolvers.Mutation,
      ...programmeSettingResolvers.Mutation,
      ...programmeStatementResolvers.Mutation,
      ...publishedResultResolvers.Mutation,
      ...purchaseResolvers.Mutation,
      ...rsvResolvers.Mutation,
      ...sheetResolvers.Mutation,
      ...supplierListingResolvers.Mutation,
      ...tenderResolvers.Mutation,
    },
    Municipality: {
      ...municipalityResolvers.Municipality,
      ...regionResolvers.Municipality,
    },
    Organisation: {
      ...organisationResolvers.Organisation,
      ...rsvResolvers.Organisation,
      ...supplierListingResolvers.Organisation,
    },
    Partnership: {
      ...anchoringResolvers.Partnership,
      ...commitmentResolvers.Partnership,
      ...partnershipResolvers.Partnership,
      ...partnershipCaseResolvers.Partnership,
    },
    Programme: {
      ...anchoringResolvers.Programme,
      ...buyerSurveyResolvers.Programme,
      ...demandActivityResolvers.Programme,
      ...employerReadinessResolvers.Programme,
      ...evaluationResolvers.Programme,
      ...initiativeResolvers.Programme,
      ...methodResolvers.Programme,
      ...networkResolvers.Programme,
      ...partnershipResolvers.Programme,
      ...partnershipCaseResolvers.Programme,
      ...partnershipIndicatorResolvers.Programme,
      ...programmeResolvers.Programme,
      ...programmeGeographyResolvers.Programme,
      ...programmeLifeResolvers.Programme,
      ...programmePlaceResolvers.Programme,
      ...programmeSettingResolvers.Programme,
      ...programmeStatementResolvers.Programme,
      ...publishedResultResolvers.Programme,
      ...purchaseResolvers.Programme,
      ...tenderResolvers.Programme,
    },
    ProgrammeMunicipality: {
      ...programmeResolvers.ProgrammeMunicipality,
      ...programmePlaceResolvers.ProgrammeMunicipality,
    },
    Refusal: { __resolveType: (refusal: object) => ("line" in refusal ? "SheetRefusal" : "PartnershipRefusal") },
  },
  texts: CPR_GUARD,
  danish: DANISH,
  entities,
  head: "PartnershipTotalsPlannedOnce1700000000016",
  handlers,
  daily: [portalSweep],
  settings,
  contextOf,
};

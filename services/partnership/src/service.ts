import { countResolvers, type Migration, type ServiceDefinition, scalarResolvers } from "@inclusion/kernel/runtime";
import { sdlOf } from "@inclusion/schema";
import { CreatePartnership1700000000001 } from "../migrations/0001-create-partnership.ts";
import { PartnershipAgreements1700000000005 } from "../migrations/0005-partnership-agreements.ts";
import { ToldByOthers1700000000006 } from "../migrations/0006-told-by-others.ts";
import { Demand1700000000007 } from "../migrations/0007-demand.ts";
import { InitiativesAndMethods1700000000008 } from "../migrations/0008-initiatives-and-methods.ts";
import { anchoringResolvers } from "./anchoring/anchoring.resolvers.ts";
import { buyerSurveyResolvers } from "./buyer-survey/buyer-survey.resolvers.ts";
import { commitmentResolvers } from "./commitment/commitment.resolvers.ts";
import { type Context, contextOf } from "./context.ts";
import { demandActivityResolvers } from "./demand-activity/demand-activity.resolvers.ts";
import { employerReadinessResolvers } from "./employer-readiness/employer-readiness.resolvers.ts";
import { entities } from "./entities.ts";
import { handlers } from "./facts.ts";
import { initiativeResolvers } from "./initiative/initiative.resolvers.ts";
import { methodResolvers } from "./method/method.resolvers.ts";
import { municipalityResolvers } from "./municipality/municipality.resolvers.ts";
import { networkResolvers } from "./network/network.resolvers.ts";
import { organisationResolvers } from "./organisation/organisation.resolvers.ts";
import { partnershipResolvers } from "./partnership/partnership.resolvers.ts";
import { partnershipCaseResolvers } from "./partnership-case/partnership-case.resolvers.ts";
import { partnershipIndicatorResolvers } from "./partnership-indicator/partnership-indicator.resolvers.ts";
import { programmeResolvers } from "./programme/programme.resolvers.ts";
import { purchaseResolvers } from "./purchase/purchase.resolvers.ts";
import { sheetResolvers } from "./sheet/sheet.resolvers.ts";
import { tenderResolvers } from "./tender/tender.resolvers.ts";
import { viewerResolvers } from "./viewer/viewer.resolvers.ts";

/** Migrations in the order in which they run. */
export const migrations: readonly Migration[] = [
  CreatePartnership1700000000001,
  PartnershipAgreements1700000000005,
  ToldByOthers1700000000006,
  Demand1700000000007,
  InitiativesAndMethods1700000000008,
];

/** The partnership service: programmes, organisations, places and who works together. */
export const service: ServiceDefinition<Context> = {
  name: "partnership",
  typeDefs: sdlOf("partnership"),
  resolvers: {
    ...scalarResolvers,
    Count: countResolvers,
    ...partnershipResolvers,
    ...partnershipCaseResolvers,
    ...commitmentResolvers,
    ...anchoringResolvers,
    ...networkResolvers,
    ...tenderResolvers,
    ...purchaseResolvers,
    ...buyerSurveyResolvers,
    ...demandActivityResolvers,
    ...employerReadinessResolvers,
    ...initiativeResolvers,
    ...methodResolvers,
    ...partnershipIndicatorResolvers,
    Viewer: viewerResolvers.Viewer,
    Query: {
      ...municipalityResolvers.Query,
      ...organisationResolvers.Query,
      ...partnershipResolvers.Query,
      ...programmeResolvers.Query,
      ...viewerResolvers.Query,
    },
    Mutation: {
      ...sheetResolvers.Mutation,
      ...partnershipResolvers.Mutation,
      ...partnershipCaseResolvers.Mutation,
      ...commitmentResolvers.Mutation,
      ...anchoringResolvers.Mutation,
      ...tenderResolvers.Mutation,
      ...purchaseResolvers.Mutation,
      ...buyerSurveyResolvers.Mutation,
      ...demandActivityResolvers.Mutation,
      ...initiativeResolvers.Mutation,
      ...methodResolvers.Mutation,
    },
    Municipality: municipalityResolvers.Municipality,
    Organisation: organisationResolvers.Organisation,
    Programme: {
      ...programmeResolvers.Programme,
      ...partnershipResolvers.Programme,
      ...partnershipCaseResolvers.Programme,
      ...anchoringResolvers.Programme,
      ...networkResolvers.Programme,
      ...tenderResolvers.Programme,
      ...purchaseResolvers.Programme,
      ...buyerSurveyResolvers.Programme,
      ...demandActivityResolvers.Programme,
      ...employerReadinessResolvers.Programme,
      ...initiativeResolvers.Programme,
      ...methodResolvers.Programme,
      ...partnershipIndicatorResolvers.Programme,
    },
    IndicatorTarget: programmeResolvers.IndicatorTarget,
    ProgrammeVersion: programmeResolvers.ProgrammeVersion,
    ProgrammeMunicipality: programmeResolvers.ProgrammeMunicipality,
    SheetRefusal: sheetResolvers.SheetRefusal,
    Refusal: { __resolveType: () => "SheetRefusal" },
    Partnership: {
      ...partnershipResolvers.Partnership,
      ...partnershipCaseResolvers.Partnership,
      ...commitmentResolvers.Partnership,
      ...anchoringResolvers.Partnership,
    },
  },
  entities,
  head: "InitiativesAndMethods1700000000008",
  handlers,
  contextOf,
};

import { countResolvers, type Migration, type ServiceDefinition, scalarResolvers } from "@inclusion/kernel/runtime";
import { sdlOf } from "@inclusion/schema";
import { CreatePartnership1700000000001 } from "../migrations/0001-create-partnership.ts";
import { GrowOrganisation1700000000002 } from "../migrations/0002-organisation.ts";
import { GrowProgramme1700000000003 } from "../migrations/0003-programme-life.ts";
import { CreateSupplierListing1700000000004 } from "../migrations/0004-supplier-listing.ts";
import { type Context, contextOf } from "./context.ts";
import { entities } from "./entities.ts";
import { evaluationResolvers } from "./evaluation/evaluation.resolvers.ts";
import { handlers } from "./facts.ts";
import { municipalityResolvers } from "./municipality/municipality.resolvers.ts";
import { organisationResolvers } from "./organisation/organisation.resolvers.ts";
import { partnershipResolvers } from "./partnership/partnership.resolvers.ts";
import { programmeResolvers } from "./programme/programme.resolvers.ts";
import { programmeGeographyResolvers } from "./programme-geography/programme-geography.resolvers.ts";
import { programmeLifeResolvers } from "./programme-life/programme-life.resolvers.ts";
import { programmePlaceResolvers } from "./programme-place/programme-place.resolvers.ts";
import { programmeSettingResolvers } from "./programme-setting/programme-setting.resolvers.ts";
import { programmeStatementResolvers } from "./programme-statement/programme-statement.resolvers.ts";
import { publishedResultResolvers } from "./published-result/published-result.resolvers.ts";
import { regionResolvers } from "./region/region.resolvers.ts";
import { rsvResolvers } from "./rsv/rsv.resolvers.ts";
import { sheetResolvers } from "./sheet/sheet.resolvers.ts";
import { supplierListingResolvers } from "./supplier-listing/supplier-listing.resolvers.ts";
import { viewerResolvers } from "./viewer/viewer.resolvers.ts";

/** Migrations in the order in which they run. */
export const migrations: readonly Migration[] = [
  CreatePartnership1700000000001,
  GrowOrganisation1700000000002,
  GrowProgramme1700000000003,
  CreateSupplierListing1700000000004,
];

/** The partnership service: programmes, organisations, places and who works together. */
export const service: ServiceDefinition<Context> = {
  name: "partnership",
  typeDefs: sdlOf("partnership"),
  resolvers: {
    ...scalarResolvers,
    Count: countResolvers,
    ...municipalityResolvers,
    ...organisationResolvers,
    ...programmeResolvers,
    ...partnershipResolvers,
    ...sheetResolvers,
    ...evaluationResolvers,
    ...regionResolvers,
    ...rsvResolvers,
    ...programmeGeographyResolvers,
    ...programmeLifeResolvers,
    ...programmePlaceResolvers,
    ...programmeSettingResolvers,
    ...programmeStatementResolvers,
    ...publishedResultResolvers,
    ...supplierListingResolvers,
    Query: {
      ...municipalityResolvers.Query,
      ...organisationResolvers.Query,
      ...programmeResolvers.Query,
      ...programmeGeographyResolvers.Query,
      ...regionResolvers.Query,
      ...rsvResolvers.Query,
      ...supplierListingResolvers.Query,
      ...viewerResolvers.Query,
    },
    Mutation: {
      ...sheetResolvers.Mutation,
      ...organisationResolvers.Mutation,
      ...rsvResolvers.Mutation,
      ...supplierListingResolvers.Mutation,
      ...programmeLifeResolvers.Mutation,
      ...programmePlaceResolvers.Mutation,
      ...programmeSettingResolvers.Mutation,
      ...programmeStatementResolvers.Mutation,
      ...publishedResultResolvers.Mutation,
      ...evaluationResolvers.Mutation,
    },
    Municipality: { ...municipalityResolvers.Municipality, ...regionResolvers.Municipality },
    Organisation: {
      ...organisationResolvers.Organisation,
      ...rsvResolvers.Organisation,
      ...supplierListingResolvers.Organisation,
    },
    Programme: {
      ...programmeResolvers.Programme,
      ...partnershipResolvers.Programme,
      ...programmeGeographyResolvers.Programme,
      ...programmeLifeResolvers.Programme,
      ...programmePlaceResolvers.Programme,
      ...programmeSettingResolvers.Programme,
      ...programmeStatementResolvers.Programme,
      ...publishedResultResolvers.Programme,
      ...evaluationResolvers.Programme,
    },
    ProgrammeMunicipality: {
      ...programmeResolvers.ProgrammeMunicipality,
      ...programmePlaceResolvers.ProgrammeMunicipality,
    },
    Refusal: { __resolveType: (refusal: object) => ("line" in refusal ? "SheetRefusal" : "PartnershipRefusal") },
  },
  entities,
  head: "CreateSupplierListing1700000000004",
  handlers,
  contextOf,
};

import { countResolvers, type Migration, type ServiceDefinition, scalarResolvers } from "@inclusion/kernel/runtime";
import { sdlOf } from "@inclusion/schema";
import { CreatePartnership1700000000001 } from "../migrations/0001-create-partnership.ts";
import { type Context, contextOf } from "./context.ts";
import { entities } from "./entities.ts";
import { municipalityResolvers } from "./municipality/municipality.resolvers.ts";
import { organisationResolvers } from "./organisation/organisation.resolvers.ts";
import { partnershipResolvers } from "./partnership/partnership.resolvers.ts";
import { programmeResolvers } from "./programme/programme.resolvers.ts";
import { sheetResolvers } from "./sheet/sheet.resolvers.ts";
import { viewerResolvers } from "./viewer/viewer.resolvers.ts";

/** Migrations in the order in which they run. */
export const migrations: readonly Migration[] = [CreatePartnership1700000000001];

/** The partnership service: programmes, organisations, places and who works together. */
export const service: ServiceDefinition<Context> = {
  name: "partnership",
  typeDefs: sdlOf("partnership"),
  resolvers: {
    ...scalarResolvers,
    Count: countResolvers,
    Viewer: viewerResolvers.Viewer,
    Query: {
      ...municipalityResolvers.Query,
      ...organisationResolvers.Query,
      ...programmeResolvers.Query,
      ...viewerResolvers.Query,
    },
    Mutation: sheetResolvers.Mutation,
    Municipality: municipalityResolvers.Municipality,
    Organisation: organisationResolvers.Organisation,
    Programme: { ...programmeResolvers.Programme, ...partnershipResolvers.Programme },
    IndicatorTarget: programmeResolvers.IndicatorTarget,
    ProgrammeVersion: programmeResolvers.ProgrammeVersion,
    ProgrammeMunicipality: programmeResolvers.ProgrammeMunicipality,
    SheetRefusal: sheetResolvers.SheetRefusal,
    Refusal: { __resolveType: () => "SheetRefusal" },
    Partnership: partnershipResolvers.Partnership,
    PartnershipParty: partnershipResolvers.PartnershipParty,
  },
  entities,
  head: "CreatePartnership1700000000001",
  handlers: {},
  contextOf,
};

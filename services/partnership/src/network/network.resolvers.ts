import { publishTable } from "@inclusion/kernel";
import { clocksOf, newestRelease, type TwoClocks, withNewest } from "@inclusion/kernel/runtime";
import type { Context } from "../context.ts";
import type { Resolvers } from "../generated/resolvers.ts";
import { findFlows, findLinks } from "./network.repository.ts";
import { type PublishedFlow, publishNetwork } from "./network.ts";

/** Shows the participations that are counted. */
const ROW_SCOPE = "participations:read";

/** A line of the network on its way to its fields; null where the division has no such side. */
export type NetworkFlowRow = PublishedFlow &
  Readonly<{ organisationId: string | null; municipalityCode: string | null }>;

/** Adapts `schema/partnership/network.graphql`. */
export const networkResolvers = {
  Programme: {
    partnershipNetwork: async ({ id }, asked, ctx) => {
      const clocks = clocksOf(ctx, asked, ROW_SCOPE);
      const { asOf } = clocks;
      const reader = await ctx.reader();
      // Steps have no second clock: what is known late is in all days at once.
      const { knownAt } = newestRelease(ctx);
      const flowsOn = (on: TwoClocks) => findFlows(reader, [id], on.asOf);
      const { counted, newest } = await withNewest(ctx, { asOf, knownAt }, flowsOn, ROW_SCOPE);
      const network = publishNetwork(counted, (counts) => publishTable(newest === null, counts), newest);
      return {
        asOf,
        links: await findLinks(reader, id, asOf),
        flows: network.flows,
        byOtherActor: network.byOtherActor.map((flow) => ({ ...flow, municipalityCode: null })),
        byMunicipality: network.byMunicipality.map((flow) => ({ ...flow, organisationId: null })),
      };
    },
  },
  PartnershipLink: {
    organisation: ({ organisationId }, _args, ctx) => storedOrganisation(ctx, organisationId),
    otherOrganisation: ({ otherOrganisationId }, _args, ctx) => storedOrganisation(ctx, otherOrganisationId),
  },
  NetworkFlow: {
    otherActor: ({ organisationId }, _args, ctx) =>
      organisationId === null ? null : ctx.loaders.organisation.load(organisationId),
    municipality: ({ municipalityCode }, _args, ctx) =>
      municipalityCode === null ? null : ctx.loaders.municipality.load(municipalityCode),
    completionRateBp: ({ completionRate }) => (completionRate?.kind === "exact" ? completionRate.basisPoints : null),
  },
} satisfies Resolvers;

async function storedOrganisation(ctx: Context, id: string) {
  const organisation = await ctx.loaders.organisation.load(id);
  if (organisation === null) throw new Error(`organisation ${id} is not stored`);
  return organisation;
}

import { localDate } from "@inclusion/kernel";
import { Fault } from "@inclusion/kernel/runtime";
import type { Context } from "../context.ts";
import type { Resolvers } from "../generated/resolvers.ts";
import type { Municipality } from "../municipality/municipality.ts";
import { listRegions } from "./region.repository.ts";
import { isInForce, nearestDay, type Region } from "./region.ts";

/** Adapts `schema/partnership/region.graphql`. */
export const regionResolvers = {
  Query: {
    regions: async (_root, { asOf }, ctx) => {
      const regions = await listRegions(await ctx.reader());
      return regions.filter((region) => isInForce(region, asOf ?? ctx.today));
    },
    region: async (_root, { code, asOf }, ctx) => {
      const region = await ctx.loaders.region.load(code);
      if (region === null) throw noRegion("REGION_UNKNOWN", `${code} is no region's code`);
      if (asOf != null && !isInForce(region, asOf)) throw notInForce(region, asOf);
      return region;
    },
    provinces: async (_root, _args, ctx) => {
      const municipalities = await ctx.loaders.allMunicipalities.load("all");
      const byCode = Map.groupBy(municipalities, ({ nuts3 }) => nuts3);
      return [...byCode]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([nuts3, members]) => ({
          nuts3,
          name: members[0]?.province ?? nuts3,
          municipalities: members,
        }));
    },
  },
  Region: {
    municipalities: async (region, { asOf }, ctx) => {
      if (asOf != null && !isInForce(region, asOf)) throw notInForce(region, asOf);
      const day = asOf ?? nearestDay(region, ctx.today);
      const members = (await ctx.loaders.members.load(region.code)).filter(
        ({ from, until }) => from <= day && (until === null || day <= until),
      );
      return placesOf(
        ctx,
        members.map(({ municipalityCode }) => municipalityCode),
      );
    },
  },
  Municipality: {
    regionMemberships: async ({ code }, _args, ctx) => {
      const memberships = [...(await ctx.loaders.memberships.load(code))].sort((a, b) =>
        a.validFrom < b.validFrom ? -1 : 1,
      );
      return memberships.map(({ region, validFrom, validUntil }) => ({
        region,
        from: localDate(validFrom),
        until: validUntil === null ? null : localDate(validUntil),
      }));
    },
  },
} satisfies Resolvers;

async function placesOf(ctx: Context, codes: readonly string[]): Promise<Municipality[]> {
  const found = await Promise.all(codes.map((code) => ctx.loaders.municipality.load(code)));
  return found.filter((place) => place !== null);
}

function notInForce({ code, name, validFrom, validUntil }: Region, day: string): Fault {
  const period = [validFrom === null ? "" : `from ${validFrom}`, validUntil === null ? "" : `until ${validUntil}`];
  return noRegion(
    "REGION_NOT_IN_FORCE",
    `${name} (${code}) does not exist on ${day}: it does ${period.join(" ").trim()}`,
  );
}

function noRegion(reason: string, message: string): Fault {
  return new Fault("BAD_USER_INPUT", message, { reason, argument: reason === "REGION_UNKNOWN" ? "code" : "asOf" });
}

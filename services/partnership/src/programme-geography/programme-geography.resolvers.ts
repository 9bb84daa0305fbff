import { sumMinor } from "@inclusion/kernel";
import { Fault } from "@inclusion/kernel/runtime";
import type { Resolvers } from "../generated/resolvers.ts";
import { findLabelledAmounts } from "./programme-geography.repository.ts";
import { AREAS, geographyWarnings, groupsOf, warningsOf } from "./programme-geography.ts";

/** Adapts `schema/partnership/programme-geography.graphql`. */
export const programmeGeographyResolvers = {
  Query: {
    amountsByGeography: async (_root, { kind, area, asOf }, ctx) => {
      const day = asOf ?? ctx.today;
      const amounts = await findLabelledAmounts(await ctx.reader(), kind, day);
      const groups = groupsOf(amounts).filter(({ areas }) => area == null || areas.includes(area));
      const shared = groups.find(({ areas }) => areas.length > 1);
      if (area != null && shared !== undefined) {
        throw new Fault(
          "BAD_USER_INPUT",
          `Amounts stand under ${area} and other areas together (${shared.areas.join(", ")}): there is no amount of ${area} alone. Ask without area and read the groups.`,
          { reason: "AREAS_OVERLAP", argument: "area" },
        );
      }
      return {
        ...{ kind, asOf: day, warnings: warningsOf(groups) },
        groups: groups.map(({ areas, programmes, minor }) => ({
          areas: [...areas],
          programmes,
          eligibleTotal: kroner(minor),
        })),
        programmesWithoutAmount: amounts.filter(({ minor }) => minor === null).length,
        total: kroner(sumMinor(groups.map(({ minor }) => minor))),
      };
    },
  },
  Programme: {
    geography: ({ areas }) => ({
      areas: areas ?? [],
      isNationwide: AREAS.every((area) => areas?.includes(area) === true),
      warnings: geographyWarnings(areas),
    }),
  },
} satisfies Resolvers;

function kroner(amount: bigint) {
  return { amount, currency: "DKK" as const };
}

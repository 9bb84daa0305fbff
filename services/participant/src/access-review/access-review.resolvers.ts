import { Fault, queryPage } from "@inclusion/kernel/runtime";
import { lineFilter } from "../access-log/access-log.resolvers.ts";
import type { AccessFieldGroup } from "../access-log/access-log.ts";
import type { Resolvers } from "../generated/resolvers.ts";
import { findReadings, summarise, summaryKeys } from "./access-review.repository.ts";
import { median, RULES, unusualReaders } from "./unusual-readers.ts";

/** What is opened of one person, and not only seen in a list. */
const OPENING: readonly AccessFieldGroup[] = ["FILE", "MEASUREMENT", "SENSITIVE", "IDENTITY", "CPR"];
const LONGEST_DAYS = 400;
const DAY_MS = 86_400_000;

/** Adapts `schema/participant/access-review.graphql`. */
export const accessReviewResolvers = {
  Query: {
    accessSummary: (_root, { first, after, filter: asked }, ctx) =>
      queryPage(ctx, {
        list: `access summary ${JSON.stringify(asked ?? {})}`,
        ...{ first, after },
        fetch: async (keys, limit) => {
          const filter = lineFilter(asked ?? {});
          return filter === null ? [] : summarise(await ctx.reader(), filter, keys, limit);
        },
        keysOf: summaryKeys,
      }),
    unusualReaders: async (_root, period, ctx) => {
      const days = (period.until.getTime() - period.from.getTime()) / DAY_MS;
      if (days <= 0 || days > LONGEST_DAYS) {
        throw new Fault("BAD_USER_INPUT", `Give a period of more than 0 and at most ${LONGEST_DAYS} days.`, {
          argument: "until",
        });
      }
      const readings = await ctx.aside((tx) => findReadings(tx, period, OPENING));
      return {
        ...period,
        readers: readings.length,
        medianPersons: median(readings.map(({ persons }) => persons)),
        rules: RULES,
        found: unusualReaders(readings),
      };
    },
  },
  AccessSummary: {
    purpose: ({ purpose }) => (purpose === "NOT_STATED" ? null : purpose),
    document: ({ document }) => (document === null ? null : { id: document }),
  },
} satisfies Resolvers;

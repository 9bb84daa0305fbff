import type { Resolvers } from "../generated/resolvers.ts";
import { statementRecord } from "./programme-statement.actions.ts";
import { inForce, saidBy } from "./programme-statement.ts";

/** Adapts `schema/partnership/programme-statement.graphql`. */
export const programmeStatementResolvers = {
  Mutation: {
    statementRecord: async (_root, { input }, ctx) => {
      const done = await statementRecord(ctx, input);
      if (!done.ok) return { statement: null, refusals: done.refusals };
      const statements = await ctx.loaders.statements.load(done.value.programmeId);
      return { statement: statements.find(({ id }) => id === done.value.id) ?? null, refusals: [] };
    },
  },
  Programme: {
    statements: async ({ id }, { kind, asOf, knownAt }, ctx) => {
      const said = saidBy(await ctx.loaders.statements.load(id), asOf ?? null, knownAt ?? null);
      return said.filter((statement) => kind == null || statement.kind === kind);
    },
    statementsInForce: async ({ id }, { asOf, knownAt }, ctx) =>
      inForce(saidBy(await ctx.loaders.statements.load(id), asOf ?? ctx.today, knownAt ?? null)),
  },
  ProgrammeStatement: {
    eligibleTotal: ({ eligibleTotalMinor: amount, currency }) => (amount === null ? null : { amount, currency }),
    euSupport: ({ euSupportMinor: amount, currency }) => (amount === null ? null : { amount, currency }),
  },
} satisfies Resolvers;

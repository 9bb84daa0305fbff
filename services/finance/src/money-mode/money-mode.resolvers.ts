import type { Resolvers } from "../generated/resolvers.ts";

/** Adapts `schema/finance/money-mode.graphql`. */
export const moneyModeResolvers = {
  SimulatedMoney: {
    simulatedAmount: ({ simulatedMinor }) => simulatedMinor,
  },
  ActualMoney: {
    actualAmount: ({ actualMinor }) => actualMinor,
  },
} satisfies Resolvers;

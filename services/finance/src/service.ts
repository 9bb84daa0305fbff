import { countResolvers, type Migration, type ServiceDefinition, scalarResolvers } from "@inclusion/kernel/runtime";
import { sdlOf } from "@inclusion/schema";
import { CreateFinance1700000000001 } from "../migrations/0001-create-finance.ts";
import { CreatePathway1700000000006 } from "../migrations/0006-pathway.ts";
import { CreateSimulation1700000000007 } from "../migrations/0007-simulation.ts";
import { CountStarters1700000000008 } from "../migrations/0008-starters.ts";
import { closingQuestionResolvers } from "./closing-question/closing-question.resolvers.ts";
import { type Context, contextOf } from "./context.ts";
import { handlers } from "./facts.ts";
import { GrantEntity } from "./grant/grant.entity.ts";
import { grantResolvers } from "./grant/grant.resolvers.ts";
import { jobResolvers } from "./job/job.resolvers.ts";
import { moneyModeResolvers } from "./money-mode/money-mode.resolvers.ts";
import { municipalDecisionResolvers } from "./municipal-decision/municipal-decision.resolvers.ts";
import { savingsResolvers } from "./savings/savings.resolvers.ts";
import { simulationResolvers } from "./simulation/simulation.resolvers.ts";

/** Migrations in the order in which they run. */
export const migrations: readonly Migration[] = [
  CreateFinance1700000000001,
  CreatePathway1700000000006,
  CreateSimulation1700000000007,
  CountStarters1700000000008,
];

/** The finance service: grants and, in time, the money that follows results. */
export const service: ServiceDefinition<Context> = {
  name: "finance",
  typeDefs: sdlOf("finance"),
  resolvers: {
    ...scalarResolvers,
    Count: countResolvers,
    ...grantResolvers,
    ...jobResolvers,
    ...moneyModeResolvers,
    ...simulationResolvers,
    ...municipalDecisionResolvers,
    Query: { ...jobResolvers.Query, ...simulationResolvers.Query, ...savingsResolvers.Query },
    Mutation: {
      ...jobResolvers.Mutation,
      ...simulationResolvers.Mutation,
      ...municipalDecisionResolvers.Mutation,
    },
    Programme: {
      ...grantResolvers.Programme,
      ...simulationResolvers.Programme,
      ...municipalDecisionResolvers.Programme,
      ...savingsResolvers.Programme,
      ...closingQuestionResolvers.Programme,
    },
  },
  entities: [GrantEntity],
  head: "CountStarters1700000000008",
  handlers,
  contextOf,
};

import { countResolvers, type Migration, type ServiceDefinition, scalarResolvers } from "@inclusion/kernel/runtime";
import { sdlOf } from "@inclusion/schema";
import { CreateFinance1700000000001 } from "../migrations/0001-create-finance.ts";
import { CreateMoney1700000000002 } from "../migrations/0002-money.ts";
import { CreateOutcomes1700000000003 } from "../migrations/0003-outcomes.ts";
import { CreateLedger1700000000004 } from "../migrations/0004-ledger.ts";
import { CreatePathway1700000000006 } from "../migrations/0006-pathway.ts";
import { CreateSimulation1700000000007 } from "../migrations/0007-simulation.ts";
import { CountStarters1700000000008 } from "../migrations/0008-starters.ts";
import { FinanceByPlace1700000000009 } from "../migrations/0009-totals-by-place.ts";
import { TakeUpJobs1700000000010 } from "../migrations/0010-take-up-jobs.ts";
import { CostByPlace1700000000011 } from "../migrations/0011-cost-by-place.ts";
import { FinanceLimitsInKeys1700000000013 } from "../migrations/0013-limits-in-keys.ts";
import { FinanceTotalsPlannedOnce1700000000014 } from "../migrations/0014-totals-planned-once.ts";
import { changesResolvers } from "./changes/changes.resolvers.ts";
import { claimResolvers } from "./claim/claim.resolvers.ts";
import { closingQuestionResolvers } from "./closing-question/closing-question.resolvers.ts";
import { type Context, contextOf } from "./context.ts";
import { contractReplayResolvers } from "./contract-replay/contract-replay.resolvers.ts";
import { costLineResolvers } from "./cost-line/cost-line.resolvers.ts";
import { CPR_GUARD } from "./cpr-guard.ts";
import { DANISH } from "./danish/danish.ts";
import { deliveryResolvers } from "./delivery/delivery.resolvers.ts";
import { handlers } from "./facts.ts";
import { GrantEntity } from "./grant/grant.entity.ts";
import { grantResolvers } from "./grant/grant.resolvers.ts";
import { jobResolvers } from "./job/job.resolvers.ts";
import { ledgerResolvers } from "./ledger/ledger.resolvers.ts";
import { moneyModeResolvers } from "./money-mode/money-mode.resolvers.ts";
import { municipalDecisionResolvers } from "./municipal-decision/municipal-decision.resolvers.ts";
import { outcomeResolvers } from "./outcome/outcome.resolvers.ts";
import { RESULT_CATALOGUE } from "./outcome/outcome-measures.ts";
import { paymentRunResolvers } from "./payment-run/payment-run.resolvers.ts";
import { rateCardResolvers } from "./rate-card/rate-card.resolvers.ts";
import { savingsResolvers } from "./savings/savings.resolvers.ts";
import { simulationResolvers } from "./simulation/simulation.resolvers.ts";
import { takeUpJobs } from "./simulation-runner.ts";
import { viewerResolvers } from "./viewer/viewer.resolvers.ts";

/** Migrations in the order in which they run. */
export const migrations: readonly Migration[] = [
  CreateFinance1700000000001,
  CreateMoney1700000000002,
  CreateOutcomes1700000000003,
  CreateLedger1700000000004,
  CreatePathway1700000000006,
  CreateSimulation1700000000007,
  CountStarters1700000000008,
  FinanceByPlace1700000000009,
  TakeUpJobs1700000000010,
  CostByPlace1700000000011,
  FinanceLimitsInKeys1700000000013,
  FinanceTotalsPlannedOnce1700000000014,
];

/** The finance service: grants, cost and claims, and the money that follows results. */
export const service: ServiceDefinition<Context> = {
  name: "finance",
  rowScope: RESULT_CATALOGUE.rowScope,
  typeDefs: sdlOf("finance"),
  resolvers: {
    ...scalarResolvers,
    Count: countResolvers,
    ...grantResolvers,
    ...costLineResolvers,
    ...claimResolvers,
    ...rateCardResolvers,
    ...outcomeResolvers,
    ...paymentRunResolvers,
    ...ledgerResolvers,
    ...deliveryResolvers,
    ...jobResolvers,
    ...moneyModeResolvers,
    ...simulationResolvers,
    ...municipalDecisionResolvers,
    ...contractReplayResolvers,
    ...viewerResolvers,
    Query: {
      ...changesResolvers.Query,
      ...claimResolvers.Query,
      ...outcomeResolvers.Query,
      ...jobResolvers.Query,
      ...simulationResolvers.Query,
      ...savingsResolvers.Query,
    },
    Mutation: {
      ...grantResolvers.Mutation,
      ...costLineResolvers.Mutation,
      ...claimResolvers.Mutation,
      ...rateCardResolvers.Mutation,
      ...outcomeResolvers.Mutation,
      ...paymentRunResolvers.Mutation,
      ...jobResolvers.Mutation,
      ...simulationResolvers.Mutation,
      ...municipalDecisionResolvers.Mutation,
    },
    Grant: { ...grantResolvers.Grant, ...costLineResolvers.Grant, ...claimResolvers.Grant },
    Programme: {
      ...grantResolvers.Programme,
      ...rateCardResolvers.Programme,
      ...outcomeResolvers.Programme,
      ...paymentRunResolvers.Programme,
      ...ledgerResolvers.Programme,
      ...deliveryResolvers.Programme,
      ...simulationResolvers.Programme,
      ...municipalDecisionResolvers.Programme,
      ...savingsResolvers.Programme,
      ...closingQuestionResolvers.Programme,
      ...contractReplayResolvers.Programme,
    },
  },
  texts: CPR_GUARD,
  danish: DANISH,
  entities: [GrantEntity],
  head: "FinanceTotalsPlannedOnce1700000000014",
  handlers,
  besides: takeUpJobs,
  contextOf,
};

import { type Count, isId, suppressCount } from "@inclusion/kernel";
import { clocksOf, Fault, type TwoClocks, withNewest } from "@inclusion/kernel/runtime";
import type { Resolvers } from "../generated/resolvers.ts";
import { actual, simulated } from "../money-mode/money-mode.ts";
import { quarterMoney } from "../simulation/outcome.mappers.ts";
import { fromCanonicalText } from "../simulation/simulation-inputs.ts";
import type { SimulationResult } from "../simulation/simulation-result.ts";
import { changedOutcomes, replayTermsOf, sumOf } from "./contract-replay.mappers.ts";
import { listHistory, listLedgerQuarters } from "./contract-replay.repository.ts";
import { publishReplay } from "./published-replay.ts";
import { type Replay, replay } from "./replay.ts";

/** Adapts `schema/finance/contract-replay.graphql`. */
export const contractReplayResolvers = {
  Programme: {
    contractReplay: async ({ id }, { terms, ...asked }, ctx) => {
      const clocks = clocksOf(ctx, asked, ROW_SCOPE);
      if (terms.verificationLagDays != null && !ctx.viewer.scopes.includes(ROW_SCOPE)) throw noLag();
      const replayAt = async (at: TwoClocks): Promise<Replay> => {
        const cards = (await ctx.loaders.rateCards.load(id)).filter(
          ({ mode, recordedAt }) => mode === "ACTUAL" && recordedAt <= at.knownAt,
        );
        return replay(await listHistory(await ctx.reader(), id, at), replayTermsOf(terms, cards, at.asOf));
      };
      const { counted, newest } = await withNewest(ctx, clocks, replayAt, ROW_SCOPE);
      return { ...clocks, replay: counted, published: publishReplay(counted, newest) };
    },
    simulatedAndActual: async ({ id }, { simulationId, ...asked }, ctx) => {
      const clocks = clocksOf(ctx, asked);
      const simulation = isId(simulationId) ? await ctx.loaders.simulation.load(simulationId) : null;
      const text = (await ctx.loaders.simulationTexts.load(simulation?.id ?? id))?.result ?? null;
      if (simulation?.programmeId !== id || text === null) {
        throw new Fault("NOT_FOUND", "The programme has no simulation of this id with a result that you may see.");
      }
      const { quarters } = fromCanonicalText<SimulationResult>(text);
      const ledger = await listLedgerQuarters(await ctx.reader(), id, clocks);
      return {
        ...{ ...clocks, simulated: quarters.map(quarterMoney) },
        actual: ledger.map(({ quarter, currency, paidMinor, receivedMinor }) => ({
          ...{ quarter, outcomesPaid: actual(paidMinor, currency), supportReceived: actual(receivedMinor, currency) },
        })),
      };
    },
  },
  ContractReplay: {
    total: ({ replay: { total }, published }) => (published.isTotalShown ? sumOf(total) : null),
    payers: ({ replay: { payers }, published }) =>
      published.isTotalShown
        ? payers.map(({ payer, organisationId, ...sum }) => ({
            ...{ payer, organisation: organisationId === null ? null : { id: organisationId }, sum: sumOf(sum) },
          }))
        : null,
    waiting: ({ replay: { waiting }, published: { waiting: outcomes, isWaitingShown } }) => ({
      outcomes,
      ...(isWaitingShown
        ? { low: simulated(waiting.lowMinor), mid: simulated(waiting.midMinor), high: simulated(waiting.highMinor) }
        : { low: null, mid: null, high: null }),
    }),
    metrics: ({ replay: { metrics }, published }) =>
      metrics.map(({ metric, outcomes: _, twoSidedMinor, ...sum }, at) => ({
        ...{ metric, outcomes: published.metrics[at] ?? HIDDEN },
        sum: published.areMetricsShown ? sumOf(sum) : null,
        twoSided: published.areMetricsShown && twoSidedMinor !== null ? simulated(twoSidedMinor) : null,
      })),
    changedOutcomes: ({ replay: found }, { first }) => {
      const size = first ?? 100;
      if (size < 1 || size > 1000) throw new Fault("BAD_USER_INPUT", "first is between 1 and 1000.");
      return changedOutcomes(found, size);
    },
  },
} satisfies Resolvers;

/** One lag less another tells what happened on a day, as one day less another does. */
function noLag(): Fault {
  const message = "A lag of verification needs the scope participations:read: leave verificationLagDays out.";
  return new Fault("BAD_USER_INPUT", message, { reason: "FIXED_PERIODS_ONLY", argument: "verificationLagDays" });
}

/** Shows the participations whose outcomes are counted. */
const ROW_SCOPE = "participations:read";
const HIDDEN: Count = suppressCount(1);

import { type Count, isId, suppressCount, type Viewer } from "@inclusion/kernel";
import { clocksOf, Fault } from "@inclusion/kernel/runtime";
import type { Resolvers } from "../generated/resolvers.ts";
import { actual, simulated } from "../money-mode/money-mode.ts";
import { quarterMoney } from "../simulation/outcome.mappers.ts";
import { fromCanonicalText } from "../simulation/simulation-inputs.ts";
import type { SimulationResult } from "../simulation/simulation-result.ts";
import { changedOutcomes, replayTermsOf, sumOf } from "./contract-replay.mappers.ts";
import { listHistory, listLedgerQuarters } from "./contract-replay.repository.ts";
import { replay } from "./replay.ts";

/** Adapts `schema/finance/contract-replay.graphql`. */
export const contractReplayResolvers = {
  Programme: {
    contractReplay: async ({ id }, { terms, ...asked }, ctx) => {
      const clocks = clocksOf(ctx, asked, "participations:read");
      const cards = (await ctx.loaders.rateCards.load(id)).filter(
        ({ mode, recordedAt }) => mode === "ACTUAL" && recordedAt <= clocks.knownAt,
      );
      const history = await listHistory(await ctx.reader(), id, clocks);
      return { ...clocks, replay: replay(history, replayTermsOf(terms, cards, clocks.asOf)) };
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
    total: ({ replay: found }, _args, { viewer }) =>
      isShown(viewer, found.outcomes.length) ? sumOf(found.total) : null,
    payers: ({ replay: found }, _args, { viewer }) =>
      isShown(viewer, found.outcomes.length)
        ? found.payers.map(({ payer, organisationId, ...sum }) => ({
            ...{ payer, organisation: organisationId === null ? null : { id: organisationId }, sum: sumOf(sum) },
          }))
        : null,
    waiting: ({ replay: { waiting } }, _args, { viewer }) => ({
      outcomes: countFor(viewer, waiting.outcomes),
      ...(isShown(viewer, waiting.outcomes)
        ? { low: simulated(waiting.lowMinor), mid: simulated(waiting.midMinor), high: simulated(waiting.highMinor) }
        : { low: null, mid: null, high: null }),
    }),
    metrics: ({ replay: found }, _args, { viewer }) => {
      // Beside the total a single hidden metric would be what the others leave of it.
      const isAnyHidden = found.metrics.some(({ outcomes }) => !isShown(viewer, outcomes));
      return found.metrics.map(({ metric, outcomes, twoSidedMinor, ...sum }) => ({
        ...{ metric, outcomes: countFor(viewer, outcomes), sum: isAnyHidden ? null : sumOf(sum) },
        twoSided: isAnyHidden || twoSidedMinor === null ? null : simulated(twoSidedMinor),
      }));
    },
    changedOutcomes: ({ replay: found }, { first }) => {
      const size = first ?? 100;
      if (size < 1 || size > 1000) throw new Fault("BAD_USER_INPUT", "first is between 1 and 1000.");
      return changedOutcomes(found, size);
    },
  },
} satisfies Resolvers;

function countFor(viewer: Viewer, count: number): Count {
  return viewer.scopes.includes("participations:read") ? { kind: "exact", count } : suppressCount(count);
}

function isShown(viewer: Viewer, count: number): boolean {
  return countFor(viewer, count).kind === "exact";
}

import { isId } from "@inclusion/kernel";
import { clocksOf, moneyOf, queryPage } from "@inclusion/kernel/runtime";
import { payloadOf } from "../change.ts";
import type { Resolvers } from "../generated/resolvers.ts";
import { roomLeft } from "../rate-card/caps.ts";
import type { FinanceDecision } from "../refusal/refusal.ts";
import { delaysOf } from "./delays.ts";
import {
  outcomeAttachEvidence,
  outcomeClaim,
  outcomePay,
  outcomePrice,
  outcomeRefusePayment,
  outcomeReject,
  outcomeReport,
  outcomeReverse,
  outcomeVerify,
} from "./outcome.actions.ts";
import { listOutcomes } from "./outcome.repository.ts";
import type { Outcome } from "./outcome.ts";
import { findProgrammeCaps } from "./outcome-file.repository.ts";
import { countRejections, findOutcomeDays } from "./outcome-reads.repository.ts";

const answer = (done: FinanceDecision<Outcome>) => payloadOf("outcome", done);

/** Adapts `schema/finance/outcome.graphql`. */
export const outcomeResolvers = {
  Query: {
    outcome: (_root, { id }, ctx) => (isId(id) ? ctx.loaders.outcome.load(id) : null),
  },
  Mutation: {
    outcomeReport: async (_root, { input }, ctx) => answer(await outcomeReport(ctx, input)),
    outcomeAttachEvidence: async (_root, { input }, ctx) => answer(await outcomeAttachEvidence(ctx, input)),
    outcomeVerify: async (_root, { input }, ctx) => answer(await outcomeVerify(ctx, input)),
    outcomeReject: async (_root, { input }, ctx) => answer(await outcomeReject(ctx, input)),
    outcomePrice: async (_root, { input }, ctx) => answer(await outcomePrice(ctx, input)),
    outcomeClaim: async (_root, { input }, ctx) => answer(await outcomeClaim(ctx, input)),
    outcomePay: async (_root, { input }, ctx) => {
      const done = await outcomePay(ctx, input);
      const isPaid = !done.ok && done.refusals.some(({ code }) => code === "DUPLICATE_PAYMENT");
      return isPaid ? { ...answer(done), outcome: await ctx.loaders.outcome.load(input.outcomeId) } : answer(done);
    },
    outcomeRefusePayment: async (_root, { input }, ctx) => answer(await outcomeRefusePayment(ctx, input)),
    outcomeReverse: async (_root, { input }, ctx) => answer(await outcomeReverse(ctx, input)),
  },
  Participation: {
    __resolveReference: ({ id }) => (isId(id) ? { id } : null),
    outcomePayments: ({ id }, _args, ctx) => ctx.loaders.outcomesOfParticipation.load(id),
  },
  Programme: {
    outcomes: ({ id }, { state, first, after }, ctx) =>
      queryPage(ctx, {
        list: `outcomes of ${id} in ${state ?? "any state"}`,
        first,
        after,
        fetch: async (keys, limit) =>
          listOutcomes(await ctx.reader(), {
            ...{ of: { programmeId: id }, state: state ?? null, after: keys?.[0] ?? null, limit },
          }),
        keysOf: (outcome) => [outcome.id],
      }),
    capState: async ({ id }, _args, ctx) => {
      const card = (await ctx.loaders.rateCards.load(id)).findLast(({ mode }) => mode === "ACTUAL");
      return card === undefined
        ? null
        : { caps: await findProgrammeCaps(await ctx.reader(), card), currency: card.currency };
    },
    outcomeDelays: async ({ id }, asked, ctx) => {
      const clocks = clocksOf(ctx, asked);
      return delaysOf(await findOutcomeDays(await ctx.reader(), id, clocks), clocks.asOf);
    },
    outcomeRejections: async ({ id }, asked, ctx) => countRejections(await ctx.reader(), id, clocksOf(ctx, asked)),
    financeResults: ({ id }, asked, ctx) => ctx.loaders.results(id, clocksOf(ctx, asked)),
  },
  CapState: {
    version: ({ caps }) => caps.version,
    used: ({ caps, currency }) => moneyOf(caps.usedMinor, currency),
    left: ({ caps, currency }) => {
      const left = roomLeft(caps.programmeCapMinor, caps.usedMinor);
      return left === null ? null : moneyOf(left, currency);
    },
  },
  Outcome: {
    programme: ({ programmeId }) => ({ id: programmeId }),
    participation: ({ participationId, isRestricted }) => (isRestricted ? null : { id: participationId }),
    municipality: ({ municipalityCode }) => (municipalityCode === null ? null : { code: municipalityCode }),
    payment: ({ price, paidOn }) => (price?.mode === "ACTUAL" ? { ...price, paidOn } : null),
    simulatedPayment: ({ price }) => (price?.mode === "SIMULATED" ? price : null),
    run: ({ runId }, _args, ctx) => (runId === null ? null : ctx.loaders.run.load(runId)),
    evidence: ({ id, isRestricted }, _args, ctx) => (isRestricted ? [] : ctx.loaders.evidence.load(id)),
    events: ({ id }, _args, ctx) => ctx.loaders.outcomeEvents.load(id),
  },
  OutcomePayment: {
    amount: ({ amountMinor, currency }) => moneyOf(amountMinor, currency),
    cutByCap: ({ cutMinor, currency }) => moneyOf(cutMinor, currency),
    unitPrice: ({ unitPriceMinor, currency }) => moneyOf(unitPriceMinor, currency),
    parts: ({ parts, currency }) => parts.map((part) => ({ ...part, currency })),
  },
  PayerPart: {
    organisation: ({ organisationId }) => (organisationId === null ? null : { id: organisationId }),
    amount: ({ minor, currency }) => moneyOf(minor, currency),
  },
  SimulatedOutcomePayment: {
    simulatedAmount: ({ amountMinor, currency }) => ({ simulatedMinor: amountMinor, currency }),
    simulatedCut: ({ cutMinor, currency }) => ({ simulatedMinor: cutMinor, currency }),
    simulatedParts: ({ parts, currency }) =>
      parts.map(({ payer, minor }) => ({ payer, simulatedAmount: { simulatedMinor: minor, currency } })),
  },
} satisfies Resolvers;

import { moneyOf, queryPage } from "@inclusion/kernel/runtime";
import { payloadOf } from "../change.ts";
import type { CostLineRecordInput, Resolvers } from "../generated/resolvers.ts";
import { type CostLineFacts, costLineCorrect, costLineRecord, costLineWithdraw } from "./cost-line.actions.ts";
import { listCostLines } from "./cost-line.repository.ts";

/** Adapts `schema/finance/cost-line.graphql`. */
export const costLineResolvers = {
  Mutation: {
    costLineRecord: async (_root, { input }, ctx) =>
      payloadOf("costLine", await costLineRecord(ctx, input, factsOf(input))),
    costLineCorrect: async (_root, { input }, ctx) =>
      payloadOf("costLine", await costLineCorrect(ctx, input, factsOf(input))),
    costLineWithdraw: async (_root, { input }, ctx) => payloadOf("costLine", await costLineWithdraw(ctx, input)),
  },
  Grant: {
    costLines: ({ id }, { first, after, unclaimedOnly }, ctx) =>
      queryPage(ctx, {
        list: `cost lines of ${id} ${unclaimedOnly}`,
        first,
        after,
        fetch: async (keys, limit) =>
          listCostLines(await ctx.reader(), { grantId: id, unclaimedOnly, after: keys?.[0] ?? null, limit }),
        keysOf: (line) => [line.id],
      }),
  },
  CostLine: {
    grant: ({ grantId }, _args, ctx) => ctx.loaders.grant.load(grantId),
    partner: ({ partnerOrganisationId }) => ({ id: partnerOrganisationId }),
    amount: ({ minor, currency }) => moneyOf(minor, currency),
    recoverableVat: ({ recoverableVatMinor, currency }) => moneyOf(recoverableVatMinor, currency),
    hours: ({ hours, currency }) => (hours === null ? null : { ...hours, rate: moneyOf(hours.rateMinor, currency) }),
    stateAid: ({ stateAid }) =>
      stateAid === null
        ? null
        : {
            kind: stateAid.kind,
            beneficiary: stateAid.beneficiaryId === null ? null : { id: stateAid.beneficiaryId },
          },
    partnership: ({ partnershipId }) => (partnershipId === null ? null : { id: partnershipId }),
    participation: async ({ participationId }, _args, ctx) => {
      if (participationId === null) return null;
      const restricted = await ctx.loaders.restrictedParticipation.load(participationId);
      return restricted === null ? { id: participationId } : null;
    },
    municipality: ({ municipalityCode }) => (municipalityCode === null ? null : { code: municipalityCode }),
    claim: ({ claimId }, _args, ctx) => (claimId === null ? null : ctx.loaders.claim.load(claimId)),
    accepted: ({ acceptedMinor, currency }) => (acceptedMinor === null ? null : moneyOf(acceptedMinor, currency)),
    refused: ({ refusedMinor, currency }) => (refusedMinor === null ? null : moneyOf(refusedMinor, currency)),
    corrects: ({ correctsLineId }, _args, ctx) =>
      correctsLineId === null ? null : ctx.loaders.costLine.load(correctsLineId),
  },
} satisfies Resolvers;

function factsOf(input: Omit<CostLineRecordInput, "grantId" | "idempotencyKey">): CostLineFacts {
  const { hours, stateAid } = input;
  return {
    ...{ partnerOrganisationId: input.partnerOrganisationId, kind: input.kind, mainActivity: input.mainActivity },
    ...{
      axis: input.axis,
      minor: input.amount,
      recoverableVatMinor: input.recoverableVat ?? 0n,
      activity: input.activity,
    },
    ...{ invoiceRef: input.invoiceRef, invoiceLine: input.invoiceLine ?? 1, invoicedOn: input.invoicedOn },
    ...{ paidOn: input.paidOn ?? null, evidenceHash: input.evidenceHash ?? null, isAdditional: input.isAdditional },
    ...{ hasMarketCheck: input.hasMarketCheck ?? false, partnershipId: input.partnershipId ?? null },
    ...{ participationId: input.participationId ?? null, municipalityCode: input.municipalityCode ?? null },
    hours:
      hours == null
        ? null
        : {
            ...{ kind: hours.kind, staffRef: hours.staffRef, hours: hours.hours },
            annualGrossMinor: hours.annualGrossCost ?? null,
          },
    stateAid: stateAid == null ? null : { kind: stateAid.kind, beneficiaryId: stateAid.beneficiaryId ?? null },
  };
}

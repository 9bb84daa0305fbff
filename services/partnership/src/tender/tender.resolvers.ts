import type { Decision } from "@inclusion/kernel";
import { clocksOf, moneyOf, queryPage } from "@inclusion/kernel/runtime";
import type { Context } from "../context.ts";
import type { Resolvers } from "../generated/resolvers.ts";
import { clauseSums } from "./clause-sums.ts";
import { balanceOfClause } from "./delivery.ts";
import {
  tenderAddClause,
  tenderAward,
  tenderCancel,
  tenderCorrectDelivery,
  tenderExplain,
  tenderRecord,
  tenderRecordHires,
  tenderReportDelivery,
} from "./tender.actions.ts";
import { countRoomHires, findClauseParts, findTenders, listTenderIds } from "./tender.repository.ts";
import { dutyOf, type TenderClause, type TenderFile } from "./tender.ts";

/** A clause with the deliveries on it. */
export type ClauseRow = TenderClause & Readonly<{ deliveries: TenderFile["deliveries"] }>;

/** Adapts `schema/partnership/tender.graphql`. */
export const tenderResolvers = {
  Mutation: {
    tenderRecord: async (_root, { input }, ctx) => payloadOf(await tenderRecord(ctx, input)),
    tenderAddClause: async (_root, { input }, ctx) => payloadOf(await tenderAddClause(ctx, input)),
    tenderExplain: async (_root, { input }, ctx) => payloadOf(await tenderExplain(ctx, input)),
    tenderAward: async (_root, { input }, ctx) => payloadOf(await tenderAward(ctx, input)),
    tenderCancel: async (_root, { input }, ctx) => payloadOf(await tenderCancel(ctx, input)),
    tenderReportDelivery: async (_root, { input }, ctx) => payloadOf(await tenderReportDelivery(ctx, input)),
    tenderCorrectDelivery: async (_root, { input }, ctx) => payloadOf(await tenderCorrectDelivery(ctx, input)),
    tenderRecordHires: async (_root, { input }, ctx) => payloadOf(await tenderRecordHires(ctx, input)),
  },
  Programme: {
    tenders: ({ id }, { first, after, municipalityCode }, ctx) =>
      queryPage<TenderFile>(ctx, {
        list: `tenders of ${id} ${municipalityCode ?? ""}`,
        first,
        after,
        keysOf: ({ record }) => [record.tenderedOn, record.id],
        fetch: (keys, limit) =>
          pageOfTenders(ctx, { programmeId: id, municipalityCode: municipalityCode ?? null, after: keys, limit }),
      }),
    clauseSums: async ({ id }, asked, ctx) => {
      const clocks = clocksOf(ctx, asked, "demand:read");
      const isExact = ctx.viewer.scopes.includes("demand:read") && ctx.viewer.limits.municipalities === null;
      return clauseSums(await findClauseParts(await ctx.reader(), [id], clocks), clocks, isExact);
    },
  },
  Tender: {
    id: ({ record }) => record.id,
    programme: ({ record }, _args, ctx) => ctx.loaders.programme.load(record.programmeId),
    buyer: async ({ record }, _args, ctx) => {
      const buyer = await ctx.loaders.organisation.load(record.buyerId);
      if (buyer === null) throw new Error(`organisation ${record.buyerId} is not stored`);
      return buyer;
    },
    reference: ({ record }) => record.reference,
    title: ({ record }) => record.title,
    tenderedOn: ({ record }) => record.tenderedOn,
    contractKind: ({ record }) => record.contractKind,
    durationMonths: ({ record }) => record.durationMonths,
    value: ({ record }) => moneyOf(record.valueMinor, record.currency),
    trainingClauseDuty: ({ record }) => dutyOf(record),
    noClauseReason: ({ record }) => record.noClauseReason,
    state: ({ record }) => record.state,
    awardedTo: ({ record }, _args, ctx) =>
      record.awardedToId === null ? null : ctx.loaders.organisation.load(record.awardedToId),
    awardedOn: ({ record }) => record.awardedOn,
    cancelReason: ({ record }) => record.cancelReason,
    clauses: ({ clauses, deliveries }) =>
      clauses
        .toSorted((a, b) => (a.kind < b.kind ? -1 : 1))
        .map((clause) => ({
          ...clause,
          deliveries: deliveries.filter(({ clauseId }) => clauseId === clause.id),
        })),
    hiresReported: ({ hires }) => hires.reduce((sum, { count }) => sum + count, 0),
    hiresOnOpenings: async ({ record }, _args, ctx) => {
      const { programmeId, awardedToId: organisationId, awardedOn: from } = record;
      return organisationId === null || from === null
        ? null
        : countRoomHires(await ctx.reader(), { programmeId, organisationId, from });
    },
    synthetic: ({ record }) => record.synthetic,
  },
  TenderClause: {
    balance: (clause, { on }, ctx) => balanceOfClause(clause, clause.deliveries, on ?? ctx.today),
  },
  ClauseSum: {
    value: ({ value, currency }) => (value.kind === "exact" ? moneyOf(value.minor, currency) : null),
  },
} satisfies Resolvers;

async function pageOfTenders(ctx: Context, asked: Parameters<typeof listTenderIds>[1]): Promise<TenderFile[]> {
  const reader = await ctx.reader();
  const ids = (await listTenderIds(reader, asked)).map(({ id }) => id);
  const files = new Map((await findTenders(reader, ids)).map((file) => [file.record.id, file]));
  return ids.flatMap((id) => files.get(id) ?? []);
}

function payloadOf<Code extends string>(done: Decision<TenderFile, Code>) {
  return done.ok ? { tender: done.value, refusals: [] } : { tender: null, refusals: done.refusals };
}

import { isId } from "@inclusion/kernel";
import { queryPage } from "@inclusion/kernel/runtime";
import type { Resolvers } from "../generated/resolvers.ts";
import { annotatedFileOf, participantImportCommit } from "./commit.actions.ts";
import { runCommit } from "./commit-job.actions.ts";
import { findImport, listFindings, type StoredFinding } from "./participant-import.repository.ts";
import { stateAt } from "./participant-import.ts";
import { findProgress } from "./progress.repository.ts";
import { participantImportValidate } from "./validate.actions.ts";

const NOTHING = { import: null, committedBefore: false } as const;

/** Adapts `schema/participant/participant-import.graphql`. */
export const participantImportResolvers = {
  Query: {
    participantImport: async (_root, { id }, ctx) => (isId(id) ? findImport(await ctx.reader(), id) : null),
  },
  Mutation: {
    participantImportValidate: async (_root, { input }, ctx) => {
      const decided = await participantImportValidate(ctx, {
        ...input,
        contentEncoding: input.contentEncoding ?? "BASE64",
        cprGround: input.cprGround ?? "LAW",
        synthetic: input.synthetic ?? false,
        idempotencyKey: input.idempotencyKey ?? null,
      });
      return decided.ok ? { ...decided.value, refusals: [] } : { ...NOTHING, refusals: decided.refusals };
    },
    participantImportCommit: async (_root, { input }, ctx) => {
      const { importId } = input;
      const asked = { importId, expectedVersion: input.expectedVersion ?? null };
      const decided = await runCommit(ctx, importId, () =>
        participantImportCommit(ctx, { ...asked, idempotencyKey: input.idempotencyKey ?? null }),
      );
      return decided.ok ? { ...decided.value, refusals: [] } : { ...NOTHING, refusals: decided.refusals };
    },
  },
  ParticipantImport: {
    programme: ({ programmeId }) => ({ id: programmeId }),
    state: (found, _args, { now }) => stateAt(found, now),
    rows: ({ rowCount }) => rowCount,
    errors: ({ errorCount }) => errorCount,
    warnings: ({ warningCount }) => warningCount,
    created: ({ createdCount }) => createdCount,
    passedOver: ({ passedOverCount }) => passedOverCount,
    progress: async ({ id, state, rowCount }, _args, ctx) => {
      const all = { done: rowCount, total: rowCount, refusals: [] };
      if (state === "COMMITTED") return { phase: "COMMITTED", ...all };
      return (await findProgress(await ctx.reader(), id)) ?? { phase: "VALIDATED", ...all };
    },
    findings: ({ id }, { first, after }, ctx) =>
      queryPage(ctx, {
        list: `ParticipantImport.findings ${id}`,
        ...{ first, after },
        keysOf: ({ position }: StoredFinding) => [String(position)],
        fetch: async (keys, limit) => listFindings(await ctx.reader(), id, keys?.[0] ?? null, limit),
      }),
    annotatedFile: async ({ id }, _args, ctx) => {
      const file = await annotatedFileOf(ctx, id);
      return file === null ? null : Buffer.from(file).toString("base64");
    },
  },
  ParticipantImportFinding: {
    text: ({ textDa, textEn }) => ({ da: textDa, en: textEn }),
    participation: ({ participationId }, _args, ctx) =>
      participationId === null ? null : ctx.loaders.participation.load(participationId),
  },
  ParticipantImportRefusal: {
    field: ({ field }) => field ?? null,
  },
} satisfies Resolvers;

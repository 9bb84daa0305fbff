import { isId } from "@inclusion/kernel";
import { queryPage } from "@inclusion/kernel/runtime";
import type { AccessLogFilter as Asked, Resolvers } from "../generated/resolvers.ts";
import { listAccessLines } from "./access-log.repository.ts";
import type { AccessLogFilter } from "./access-log.ts";
import { nameOfDocument } from "./document.repository.ts";

/** Adapts `schema/participant/access-log.graphql`. */
export const accessLogResolvers = {
  Query: {
    accessLog: (_root, { first, after, filter: asked }, ctx) =>
      queryPage(ctx, {
        list: `access log ${JSON.stringify(asked ?? {})}`,
        first,
        after,
        fetch: async (keys, limit) => {
          const filter = lineFilter(asked ?? {});
          return filter === null ? [] : listAccessLines(await ctx.reader(), filter, keys?.[0] ?? null, limit);
        },
        keysOf: ({ position }) => [position],
      }),
  },
  AccessDocument: { name: ({ id }) => nameOfDocument(id) },
  AccessLine: {
    municipality: ({ municipalityCode }) => (municipalityCode === "" ? null : { code: municipalityCode }),
    purpose: ({ purpose }) => (purpose === "NOT_STATED" ? null : purpose),
    document: ({ document }) => (document === null ? null : { id: document }),
    emergency: ({ emergencyId }, _args, ctx) =>
      emergencyId === null ? null : ctx.loaders.emergencyAccess.load(emergencyId),
  },
} satisfies Resolvers;

/** What is asked for as the log knows it; null when no line can be meant. */
export function lineFilter({ purposeMissing, documentId, emergencyAccessId, ...asked }: Asked): AccessLogFilter | null {
  const { participationId, purpose } = asked;
  if (participationId != null && !isId(participationId)) return null;
  if (emergencyAccessId != null && !isId(emergencyAccessId)) return null;
  if (purposeMissing === true && purpose != null) return null;
  return {
    ...asked,
    purpose: purposeMissing === true ? "NOT_STATED" : purpose,
    document: documentId,
    emergencyId: emergencyAccessId,
  };
}

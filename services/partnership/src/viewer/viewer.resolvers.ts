import { holdsScope, type Viewer } from "@inclusion/kernel";
import { Fault, tokenIdOf } from "@inclusion/kernel/runtime";
import { closedFields, fragmentsOf } from "@inclusion/schema/access";
import { wholeGraph } from "@inclusion/schema/whole-graph";
import { Kind, parse } from "graphql";
import type { Resolvers } from "../generated/resolvers.ts";
import { countVisible, findNames, lastRecorded } from "./viewer.repository.ts";
import { limitsOf, readableOf, type ViewerType, visibleTo } from "./viewer.ts";

/** So many types can be asked for by name. */
const NAMED_TYPES = 50;

/** Adapts `schema/partnership/viewer.graphql`. */
export const viewerResolvers = {
  Query: { viewer: (_root, _args, { viewer }) => viewer },
  Viewer: {
    __resolveReference: (_reference, { viewer }) => viewer,
    id: () => "viewer",
    tokenId: ({ subject }) => tokenIdOf(subject),
    expiresAt: ({ expiresAt }) => (expiresAt === null ? null : new Date(expiresAt)),
    limits: async (viewer, _args, ctx) => limitsOf(viewer, await findNames(await ctx.reader(), viewer.limits)),
    visible: async (viewer, _args, ctx) => visibleTo(viewer, await countVisible(await ctx.reader())),
    budget: (_viewer, _args, { budget }) => (budget === null ? null : { ...budget, fullAt: new Date(budget.fullAt) }),
    recordedUntil: async (_viewer, _args, ctx) => lastRecorded(await ctx.reader()),
    types: (viewer, { only }) => typesOf(viewer, only ?? null),
    whatIf: (viewer, { documentId }) => whatIf(viewer, documentId),
  },
} satisfies Resolvers;

function typesOf(viewer: Viewer, only: readonly string[] | null): ViewerType[] {
  const { types, access } = wholeGraph();
  if (only !== null && only.length > NAMED_TYPES) {
    throw new Fault("BAD_USER_INPUT", `Name at most ${NAMED_TYPES} types.`, { argument: "only" });
  }
  const wanted = types.filter(({ name }) => only === null || only.includes(name));
  return wanted.map((type) => readableOf(viewer, type, access));
}

function whatIf(viewer: Viewer, documentId: string) {
  const { schema, access, documentOf } = wholeGraph();
  const found = documentOf(documentId);
  if (found === null) return { documentId, name: null, isAllowed: false, hidden: [] };
  const document = parse(found.text, { noLocation: true });
  const operation = document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
  if (operation === undefined) return { documentId, name: found.name, isAllowed: false, hidden: [] };
  const holds = (scopes: readonly (readonly string[])[]): boolean => holdsScope(viewer, scopes);
  const closed = closedFields({ access, schema, operation, fragments: fragmentsOf(document), holds });
  const hidden = closed.map(({ path, field, scopes }) => ({ path, field, requiredScopes: scopes }));
  return { documentId, name: found.name, isAllowed: hidden.length === 0, hidden };
}

/** What is looked at once an operation is known to be valid, and before any service is asked. */
import type { ApolloServerPlugin } from "@apollo/server";
import { ANYONE, type Viewer, viewerKey } from "@inclusion/kernel";
import { type AccessMap, type ClosedField, fragmentsOf } from "@inclusion/schema/access";
import { type GraphQLSchema, getVariableValues, type OperationDefinitionNode } from "graphql";
import { closedField, tokenNeeded } from "./access.ts";
import { answerError, refusedToken } from "./answer-error.ts";
import type { Buckets } from "./budget.ts";
import { type Cost, type CostModel, costOf } from "./cost.ts";
import type { RequestContext } from "./data-source.ts";
import { documentIdOf } from "./documents.ts";
import { hintIn } from "./language.ts";

/** What the guard decides by. */
export type GuardSettings = Readonly<{
  access: AccessMap;
  costs: CostModel;
  buckets: Buckets;
  /** Passes when the viewer's token is good at this very moment. */
  confirm: (viewer: Viewer) => Promise<void>;
}>;

/** The most that one operation may cost. */
export const DEAREST_OPERATION = 100_000;

/**
 * Refuses before any fetch: no such operation, a kind of operation that the graph has not, a field that needs a token,
 * an operation that costs too much, or more than the caller has left, and a change with a token that was just revoked.
 */
export function operationGuard({ access, costs, buckets, confirm }: GuardSettings): ApolloServerPlugin<RequestContext> {
  const known = new WeakMap<OperationDefinitionNode, ClosedField | "open">();
  return {
    requestDidStart: async () => ({
      didResolveOperation: async ({ operation, document, schema, contextValue, request, source }) => {
        if (operation === undefined) {
          const message =
            "The request names no operation of its document; with several operations operationName tells which.";
          throw answerError("OPERATION_RESOLUTION_FAILURE", message);
        }
        if (schema.getRootType(operation.operation) == null) {
          throw answerError("GRAPHQL_VALIDATION_FAILED", `The graph has no ${operation.operation}.`);
        }
        const fragments = fragmentsOf(document);
        if (contextValue.viewer === ANYONE) {
          const closed = known.get(operation) ?? closedField({ access, schema, operation, fragments }) ?? "open";
          known.set(operation, closed);
          if (closed !== "open") throw tokenNeeded(closed);
        }
        refuseManyFaults(schema, operation, request.variables ?? {});
        if (operation.operation === "mutation") {
          await confirm(contextValue.viewer).catch((error: unknown) => {
            throw refusedToken(error);
          });
        }
        contextValue.occasion = { ...contextValue.occasion, document: documentIdOf(source) };
        spend(buckets, contextValue, costOf(costs, operation, fragments, request.variables ?? {}));
      },
      willSendResponse: async ({ response, contextValue }) => {
        const { spent } = contextValue;
        if (spent === null || response.body.kind !== "single") return;
        const { singleResult } = response.body;
        singleResult.extensions = { ...singleResult.extensions, cost: spent };
      },
    }),
  };
}

/** So many faults of variables are told, as of documents. */
const MOST_FAULTS = 100;

/** The library describes every value that does not fit: of thousands it would make an answer larger than the request. */
function refuseManyFaults(
  schema: GraphQLSchema,
  { variableDefinitions = [] }: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): void {
  const { errors = [] } = getVariableValues(schema, variableDefinitions, variables, { maxErrors: MOST_FAULTS });
  if (errors.length <= MOST_FAULTS) return;
  const message = `The variables hold more than ${MOST_FAULTS} values that do not fit.`;
  throw answerError("BAD_USER_INPUT", message, { status: 400 });
}

/** Whose bucket pays: the token's; without one the address's, so that nobody empties the public's bucket for all. */
function payerOf({ viewer, address }: RequestContext): string {
  return viewer === ANYONE ? `anyone at ${address}` : viewerKey(viewer);
}

/** Takes the cost from the caller's bucket, or refuses. */
function spend(buckets: Buckets, context: RequestContext, { total, dearest }: Cost): void {
  const hint =
    dearest === null
      ? "Ask for less at a time."
      : `${dearest.path} costs ${dearest.cost} of it: ask for a smaller \`first\`, or leave it out.`;
  if (total > DEAREST_OPERATION) {
    const message = `The operation can cost ${total}; ${DEAREST_OPERATION} is the most.`;
    throw answerError("OPERATION_TOO_DEAR", message, { hint });
  }
  const now = Date.now();
  const { granted, perMinute, remaining, resetSeconds } = buckets(payerOf(context), total, now);
  const cheaper = dearest === null || dearest.cost <= 1 ? null : hintIn(context.language, "OPERATION_TOO_DEAR", hint);
  context.spent = { requested: total, remaining, resetSeconds, dearest: dearest?.path ?? null, hint: cheaper };
  const fullAt = new Date(now + resetSeconds * 1_000).toISOString();
  context.budget = { perMinute, perOperation: DEAREST_OPERATION, left: remaining, fullAt };
  if (granted) return;
  const message = `The operation can cost ${total}, and ${remaining} is left. Ask again in ${resetSeconds} seconds.`;
  throw answerError("RATE_LIMITED", message, { hint, retryAfterSeconds: resetSeconds });
}

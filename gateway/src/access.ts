/**
 * What the graph is open to without a token.
 *
 * The services decide about every field. This check comes before them for callers without a token only: such an
 * operation is answered whole or not at all, with the way to a token, instead of as data with holes.
 */
import { ANYONE, holdsScope } from "@inclusion/kernel";
import { type ClosedField, closedFields, type Judged } from "@inclusion/schema/access";
import type { GraphQLError } from "graphql";
import { answerError } from "./answer-error.ts";

/** The first field of a valid operation that callers without a token may not read, or null. */
export function closedField(operation: Omit<Judged, "holds">): ClosedField | null {
  const [first] = closedFields({ ...operation, holds: (scopes) => holdsScope(ANYONE, scopes) });
  return first ?? null;
}

/** The answer to an operation that needs a token and came without one. */
export function tokenNeeded({ field, path, scopes }: ClosedField): GraphQLError {
  const wanted = scopes.map((all) => all.join(" + ")).join(" or ");
  return answerError(
    "UNAUTHENTICATED",
    `${field} is not open without a token${wanted === "" ? "" : ` (scope ${wanted})`}.`,
    {
      path,
      requiredScopes: scopes,
      yourScopes: ANYONE.scopes,
      hint: `Send "Authorization: Bearer <token>" with a token that holds the scope, or leave ${field} out.`,
    },
  );
}

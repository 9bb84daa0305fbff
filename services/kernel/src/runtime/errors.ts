import { GraphQLError, type GraphQLFormattedError } from "graphql";
import { maskCpr } from "./log.ts";

/** The closed list of faults that a client can meet; rules that say no are refusals, not faults. */
export type FaultCode =
  | "UNAUTHENTICATED"
  | "FORBIDDEN_FIELD"
  | "NOT_FOUND"
  | "BAD_USER_INPUT"
  | "CONFLICT"
  | "SUBGRAPH_UNAVAILABLE"
  | "SUBGRAPH_TIMEOUT"
  | "SHUTTING_DOWN";

/** A fault of the caller or of the moment, with a message that is safe to show. Everything else that is thrown is a bug of ours. */
export class Fault extends Error {
  readonly code: FaultCode;
  readonly details: Readonly<Record<string, unknown>>;

  /** @param details extra keys of the error's `extensions`, safe to show */
  constructor(code: FaultCode, message: string, details: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.name = "Fault";
    this.code = code;
    this.details = details;
  }
}

/** Codes of the GraphQL library's own verdicts on a document or its variables. */
const DOCUMENT_CODES = new Set([
  "GRAPHQL_PARSE_FAILED",
  "GRAPHQL_VALIDATION_FAILED",
  "BAD_USER_INPUT",
  "OPERATION_RESOLUTION_FAILURE",
]);

/**
 * What a client may see of an error: a fault as it is; a bug as INTERNAL_SERVER_ERROR with the request's id,
 * under which `report` has put the whole of it into the log. The library repeats a client's input in some messages,
 * so whatever looks like a CPR number is masked.
 */
export function publicError(
  error: GraphQLError,
  requestId: string,
  report: (bug: unknown) => void,
): GraphQLFormattedError {
  const at = error.path === undefined ? {} : { path: error.path };
  const cause = error.originalError;
  if (cause instanceof Fault) {
    return { message: maskCpr(cause.message), ...at, extensions: { code: cause.code, ...cause.details, requestId } };
  }
  const code = error.extensions.code;
  if (cause === undefined || cause instanceof GraphQLError) {
    const known = typeof code === "string" && DOCUMENT_CODES.has(code) ? code : "BAD_USER_INPUT";
    return { message: maskCpr(error.message), ...at, extensions: { code: known, requestId } };
  }
  report(cause);
  return {
    message: "Something failed on our side. Quote the request id when you report it.",
    ...at,
    extensions: { code: "INTERNAL_SERVER_ERROR", requestId },
  };
}

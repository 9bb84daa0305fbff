/** The gateway's own noes, with the HTTP status that belongs to them. */
import { HeaderMap } from "@apollo/server";
import { Fault, type FaultCode } from "@inclusion/kernel/runtime";
import { GraphQLError } from "graphql";

/** Codes that the gateway gives by itself, beside the faults of the kernel. */
export type GatewayCode =
  | FaultCode
  | "ALIAS_REJECTED"
  | "BAD_REQUEST"
  | "CANNOT_SEND_PQ_ID_AND_BODY"
  | "GRAPHQL_VALIDATION_FAILED"
  | "OPERATION_RESOLUTION_FAILURE"
  | "OPERATION_TOO_DEAR"
  | "OPERATION_TOO_LARGE"
  | "PERSISTED_QUERY_ID_REQUIRED"
  | "PERSISTED_QUERY_NOT_IN_LIST"
  | "RATE_LIMITED"
  | "TOKENS_UNAVAILABLE";

/** What else an error says. */
export type ErrorDetails = Readonly<{
  path?: readonly (string | number)[];
  hint?: string;
  requiredScopes?: readonly (readonly string[])[];
  /** Methods that the address takes, for status 405. */
  allow?: string;
  /** When to ask again, for status 429 and 503. */
  retryAfterSeconds?: number;
}>;

/** An error that refuses a request whole, with `status`; 401 also says how to authenticate. */
export function answerError(
  code: GatewayCode,
  status: number,
  message: string,
  details: ErrorDetails = {},
): GraphQLError {
  const { path, allow, retryAfterSeconds, ...keys } = details;
  const headers = new HeaderMap();
  if (status === 401) headers.set("www-authenticate", "Bearer");
  if (allow !== undefined) headers.set("allow", allow);
  if (retryAfterSeconds !== undefined) headers.set("retry-after", String(retryAfterSeconds));
  return new GraphQLError(message, {
    path: path ?? null,
    extensions: { code, ...keys, http: { status, headers } },
  });
}

/** A fault of the token check as an error of the whole request; anything else as it is. */
export function refusedToken(error: unknown): unknown {
  return error instanceof Fault ? answerError(error.code, 401, error.message) : error;
}

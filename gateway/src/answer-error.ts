/** The gateway's own noes, with the HTTP status that belongs to them. */
import { HeaderMap } from "@apollo/server";
import { ERRORS, type ErrorCode } from "@inclusion/kernel";
import { Fault } from "@inclusion/kernel/runtime";
import { GraphQLError } from "graphql";

/** What else an error says. */
export type ErrorDetails = Readonly<{
  path?: readonly (string | number)[];
  hint?: string;
  requiredScopes?: readonly (readonly string[])[];
  yourScopes?: readonly string[];
  /** Methods that the address takes, for status 405. */
  allow?: string;
  /** When to ask again, for status 429 and 503. */
  retryAfterSeconds?: number;
  /** In place of the status of the code, where nothing of the operation is carried out. */
  status?: number;
}>;

/** An error that refuses a request whole, with the status of its code; 401 also says how to authenticate. */
export function answerError(code: ErrorCode, message: string, details: ErrorDetails = {}): GraphQLError {
  const { path, allow, retryAfterSeconds, status = ERRORS[code].status, ...keys } = details;
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
  return error instanceof Fault ? answerError(error.code, error.message) : error;
}

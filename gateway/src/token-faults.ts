/** The two ways in which a token is not taken. */
import { Fault } from "@inclusion/kernel/runtime";
import type { GraphQLError } from "graphql";
import { answerError } from "./answer-error.ts";

/** Whatever is odd about a token is answered in these words. */
export function invalidToken(): Fault {
  return new Fault("UNAUTHENTICATED", "The token is not valid: ask whoever issued it for a new one.");
}

/** Whoever knows of the token does not answer. */
export function tokensUnavailable(): GraphQLError {
  return answerError("TOKENS_UNAVAILABLE", "The token cannot be checked just now. Try again in a moment.", {
    retryAfterSeconds: 5,
  });
}

/** Whether an error says that the token cannot be checked just now. */
export function isUnavailable(error: unknown): boolean {
  return (error as GraphQLError | null)?.extensions?.code === "TOKENS_UNAVAILABLE";
}

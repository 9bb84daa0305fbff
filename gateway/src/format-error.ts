/**
 * What a client may see of an error: a message, a place, and a code and keys out of a closed catalogue.
 * Everything else (names of servers, addresses, bodies, stacks) is dropped here, whoever put it there.
 */
import type { FaultCode, Logger } from "@inclusion/kernel/runtime";
import { GraphQLError, type GraphQLFormattedError } from "graphql";
import type { GatewayCode } from "./answer-error.ts";
import { currentRequestId } from "./request-id.ts";

/** Codes that a service may give; any other code of a service means that our parts do not fit. */
const SERVICE_CODES: ReadonlySet<unknown> = new Set<FaultCode>([
  "UNAUTHENTICATED",
  "FORBIDDEN_FIELD",
  "NOT_FOUND",
  "BAD_USER_INPUT",
  "CONFLICT",
  "SUBGRAPH_UNAVAILABLE",
  "SUBGRAPH_TIMEOUT",
  "SHUTTING_DOWN",
]);

/** Codes that the gateway itself may give. */
const OWN_CODES: ReadonlySet<unknown> = new Set<GatewayCode | "GRAPHQL_PARSE_FAILED">([
  "UNAUTHENTICATED",
  "BAD_USER_INPUT",
  "SHUTTING_DOWN",
  "ALIAS_REJECTED",
  "BAD_REQUEST",
  "CANNOT_SEND_PQ_ID_AND_BODY",
  "GRAPHQL_PARSE_FAILED",
  "GRAPHQL_VALIDATION_FAILED",
  "OPERATION_RESOLUTION_FAILURE",
  "OPERATION_TOO_DEAR",
  "OPERATION_TOO_LARGE",
  "PERSISTED_QUERY_ID_REQUIRED",
  "PERSISTED_QUERY_NOT_IN_LIST",
  "RATE_LIMITED",
]);

/** Codes that our own validation rules give. */
const RULE_CODES: ReadonlySet<unknown> = new Set<GatewayCode>(["ALIAS_REJECTED", "OPERATION_TOO_LARGE"]);

/** Keys of `extensions` that are meant for clients. */
const KEYS = ["requiredScopes", "yourScopes", "hint", "reason", "argument", "service"] as const;

/** Ten digits that can be a CPR number; a client's own input comes back in some messages of the GraphQL library. */
const CPR_LIKE = /\b\d{6}-?\d{4}\b/g;

/** The offers of the GraphQL library to help with a misspelled name. */
const SUGGESTION = / ?Did you mean .+?\?(?= |$)/g;

/** Letters of a message; the GraphQL library repeats names as long as a caller makes them. */
const LONGEST_MESSAGE = 1_000;

const MASKED = "Something failed on our side. Quote the request id when you report it.";

/** Makes the function through which every error of an answer goes. Bugs go into the log under the request's id. */
export function errorFormatter(
  log: Logger,
  production: boolean,
): (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError {
  return (formatted, error) => {
    const requestId = currentRequestId();
    const given = formatted.extensions ?? {};
    const service = typeof given.serviceName === "string" ? given.serviceName : null;
    const at = {
      ...(service === null && formatted.locations !== undefined ? { locations: formatted.locations } : {}),
      ...(formatted.path === undefined ? {} : { path: formatted.path }),
    };
    const code = ruleCode(error) ?? given.code;
    if (!(service === null ? OWN_CODES : SERVICE_CODES).has(code)) {
      const bug = service === null ? stackOf(error) : formatted.message;
      log.error({ requestId, service, code: given.code, bug }, "bug");
      return { message: MASKED, ...at, extensions: { code: "INTERNAL_SERVER_ERROR", requestId } };
    }
    const message =
      given.validationErrorCode === "INTROSPECTION_DISABLED" ? "Introspection is switched off." : formatted.message;
    return {
      message: clean(message, production),
      ...at,
      extensions: { code, ...safeKeys(ruleExtensions(error) ?? given), requestId },
    };
  };
}

/** Our own validation rules give a code, which the server overwrites with its general one. */
function ruleExtensions(error: unknown): Readonly<Record<string, unknown>> | null {
  const cause = error instanceof GraphQLError ? error.originalError : undefined;
  return cause instanceof GraphQLError && RULE_CODES.has(cause.extensions.code) ? cause.extensions : null;
}

function ruleCode(error: unknown): unknown {
  return ruleExtensions(error)?.code;
}

function clean(message: string, production: boolean): string {
  const whole = message.replace(CPR_LIKE, "[cpr]");
  const masked = whole.length > LONGEST_MESSAGE ? `${whole.slice(0, LONGEST_MESSAGE)}…` : whole;
  return production ? masked.replace(SUGGESTION, "") : masked;
}

function safeKeys(given: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(KEYS.filter((key) => isText(given[key])).map((key) => [key, given[key]]));
}

/** A text, or lists of texts. */
function isText(value: unknown): boolean {
  return typeof value === "string" || (Array.isArray(value) && value.every(isText));
}

function stackOf(error: unknown): string {
  const cause = error instanceof GraphQLError ? (error.originalError ?? error) : error;
  return cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
}

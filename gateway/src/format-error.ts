/**
 * What a client may see of an error: a message, a place, and a code and keys out of a closed catalogue.
 * Everything else (names of servers, addresses, bodies, stacks) is dropped here, whoever put it there.
 */
import { docsOf, ERRORS, type ErrorCode, FAULTS, GATEWAY_ERRORS, type Language } from "@inclusion/kernel";
import { type Logger, maskCpr } from "@inclusion/kernel/runtime";
import { GraphQLError, type GraphQLFormattedError } from "graphql";
import { currentRequest } from "./current-request.ts";
import { hintIn, messageIn } from "./language.ts";

/** Codes that a service may give; any other code of a service means that our parts do not fit. */
const SERVICE_CODES: ReadonlySet<unknown> = new Set(Object.keys(FAULTS));

/** Codes that the gateway itself may give; what failed on our side is masked instead. */
const OWN_CODES: ReadonlySet<unknown> = new Set<string>(
  ["UNAUTHENTICATED", "BAD_USER_INPUT", ...Object.keys(GATEWAY_ERRORS)].filter(
    (code) => code !== "INTERNAL_SERVER_ERROR",
  ),
);

/** Codes of the GraphQL library's own verdicts. */
const LIBRARY_CODES: ReadonlySet<unknown> = new Set<ErrorCode>([
  "GRAPHQL_PARSE_FAILED",
  "GRAPHQL_VALIDATION_FAILED",
  "OPERATION_RESOLUTION_FAILURE",
  "BAD_USER_INPUT",
  "BAD_REQUEST",
]);

/** Codes that our own validation rules give. */
const RULE_CODES: ReadonlySet<unknown> = new Set<ErrorCode>(["ALIAS_REJECTED", "OPERATION_TOO_LARGE"]);

/** Keys of `extensions` that are meant for clients. */
const KEYS = ["requiredScopes", "yourScopes", "reason", "argument", "service"] as const;

/** The offers of the GraphQL library to help with a misspelled name. */
const SUGGESTION = / ?Did you mean .+?\?(?= |$)/g;

/** Letters of a message; the GraphQL library repeats names as long as a caller makes them. */
const LONGEST_MESSAGE = 1_000;

/** Makes the function through which every error of an answer goes. Bugs go into the log under the request's id. */
export function errorFormatter(
  log: Logger,
  production: boolean,
): (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError {
  return (formatted, error) => {
    const { requestId, language } = currentRequest();
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
      const masked = "INTERNAL_SERVER_ERROR";
      return { message: maskedMessage(language), ...at, extensions: extensionsOf(masked, {}) };
    }
    const known = code as ErrorCode;
    const own = service === null && !isOfLibrary(error, given);
    const message =
      given.validationErrorCode === "INTROSPECTION_DISABLED" ? "Introspection is switched off." : formatted.message;
    const said = own ? messageIn(language, known, message) : message;
    const keys = ruleExtensions(error) ?? given;
    // A service has said its hint in the language of the request.
    const hint = service !== null && typeof given.hint === "string" ? given.hint : hintIn(language, known, keys.hint);
    return { message: clean(said, production), ...at, extensions: extensionsOf(known, { ...keys, hint }) };
  };
}

/** What is said of something that failed on our side, whatever it was. */
export function maskedMessage(language: Language): string {
  const { meaning, hint } = ERRORS.INTERNAL_SERVER_ERROR;
  return `${meaning[language]} ${hint[language]}`;
}

/** The keys of every error: its code, what is known of it, what to do, and where it is explained. */
export function extensionsOf(code: ErrorCode, given: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { requestId, language } = currentRequest();
  return {
    code,
    ...safeKeys(given),
    hint: typeof given.hint === "string" ? given.hint : hintIn(language, code, null),
    docs: docsOf(code),
    retryable: ERRORS[code].retryable,
    requestId,
  };
}

/** A verdict of the GraphQL library on a text or on variables: it stays in the library's English. */
function isOfLibrary(error: unknown, given: Readonly<Record<string, unknown>>): boolean {
  if (ruleExtensions(error) !== null || given.validationErrorCode === "INTROSPECTION_DISABLED") return false;
  const isOurs = given.http !== undefined && error instanceof GraphQLError && error.originalError === undefined;
  return !isOurs && LIBRARY_CODES.has(given.code);
}

/** Our own validation rules give a code, which the server overwrites with its general one. */
function ruleExtensions(error: unknown): Readonly<Record<string, unknown>> | null {
  const cause = error instanceof GraphQLError ? error.originalError : undefined;
  return cause instanceof GraphQLError && RULE_CODES.has(cause.extensions.code) ? cause.extensions : null;
}

function ruleCode(error: unknown): unknown {
  return ruleExtensions(error)?.code;
}

/** A client's own input comes back in some messages of the GraphQL library. */
function clean(message: string, production: boolean): string {
  const whole = maskCpr(message);
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

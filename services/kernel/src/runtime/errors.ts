import { GraphQLError, type GraphQLFormattedError } from "graphql";
import { ERRORS, type FaultCode, inDanish, type Phrasebook } from "../pure/index.ts";
import { maskCpr } from "./log.ts";

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

/** For whom an error is described. */
export type Described = Readonly<{
  requestId: string;
  /** Finds Danish sentences when the answer is Danish; null when it is English. */
  danish: Phrasebook | null;
  /** Puts a bug whole into the log. */
  report: (bug: unknown) => void;
}>;

/**
 * What a client may see of an error: a fault as it is, in the answer's language; a bug as INTERNAL_SERVER_ERROR with
 * the request's id, under which `report` has put the whole of it into the log. The library's own verdicts stay
 * English. It repeats a client's input in some messages, so whatever looks like a CPR number is masked.
 */
export function publicError(error: GraphQLError, { requestId, danish, report }: Described): GraphQLFormattedError {
  const at = error.path === undefined ? {} : { path: error.path };
  const cause = error.originalError;
  if (cause instanceof Fault) {
    const { message, details } = danish === null ? cause : faultIn(danish, cause);
    return { message: maskCpr(message), ...at, extensions: { code: cause.code, ...details, requestId } };
  }
  const code = error.extensions.code;
  if (cause === undefined || cause instanceof GraphQLError) {
    const known = typeof code === "string" && DOCUMENT_CODES.has(code) ? code : "BAD_USER_INPUT";
    return { message: maskCpr(error.message), ...at, extensions: { code: known, requestId } };
  }
  report(cause);
  const { meaning, hint } = ERRORS.INTERNAL_SERVER_ERROR;
  const language = danish === null ? "en" : "da";
  return {
    message: `${meaning[language]} ${hint[language]}`,
    ...at,
    extensions: { code: "INTERNAL_SERVER_ERROR", requestId },
  };
}

function faultIn(danish: Phrasebook, { code, message, details }: Fault): Pick<Fault, "message" | "details"> {
  const { hint } = details;
  return {
    message: inDanish(danish, message, ERRORS[code].meaning.da),
    details: typeof hint === "string" ? { ...details, hint: danish(hint) ?? ERRORS[code].hint.da } : details,
  };
}

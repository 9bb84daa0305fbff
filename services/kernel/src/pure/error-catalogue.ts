/** Every code that an error of an answer can have: what it means, what to do, and whether asking again helps. */
import type { Said } from "./language.ts";

/** What is to be known of a code. */
export type ErrorEntry = Readonly<{
  /** HTTP status of a request that the error ends; 200 when it leaves a field empty and the others answer. */
  status: number;
  /** Whether the same request can succeed later without being changed. */
  retryable: boolean;
  /** The month since which the code is given. */
  since: string;
  meaning: Said;
  hint: Said;
}>;

const since = "2026-11";

/** Faults that services give, and the gateway for them. */
export const FAULTS = {
  UNAUTHENTICATED: {
    ...{ status: 401, retryable: false, since },
    meaning: {
      en: "The token is missing, not valid or out of date.",
      da: "Adgangstokenet mangler, er ugyldigt eller udløbet.",
    },
    hint: {
      en: 'Send "Authorization: Bearer <token>" with a valid token; ask whoever issued it for a new one.',
      da: 'Send "Authorization: Bearer <token>" med et gyldigt token; bed udstederen om et nyt.',
    },
  },
  FORBIDDEN_FIELD: {
    ...{ status: 200, retryable: false, since },
    meaning: { en: "The token may not read the field or do this.", da: "Tokenet giver ikke adgang til dette." },
    hint: {
      en: "Leave the field out, or ask whoever issued the token for one of the sets in requiredScopes.",
      da: "Udelad feltet, eller bed udstederen af tokenet om en af rettighederne i requiredScopes.",
    },
  },
  NOT_FOUND: {
    ...{ status: 200, retryable: false, since },
    meaning: {
      en: "There is nothing under this id or address that you may see; what is hidden and what is missing answer alike.",
      da: "Der er ikke noget med dette id eller på denne adresse, som du må se.",
    },
    hint: {
      en: "Look at the id. A row outside of the token's limits answers in the same way: see viewer { limits }.",
      da: "Kontrollér id'et. En række uden for tokenets afgrænsning giver samme svar: se viewer { limits }.",
    },
  },
  BAD_USER_INPUT: {
    ...{ status: 200, retryable: false, since },
    meaning: {
      en: "An argument or a variable is not one that the field takes.",
      da: "Et argument eller en variabel kan ikke bruges her.",
    },
    hint: {
      en: "Correct the argument; `argument` and `reason` name it when they are known.",
      da: "Ret argumentet; `argument` og `reason` nævner det, når det kendes.",
    },
  },
  SUBGRAPH_UNAVAILABLE: {
    ...{ status: 200, retryable: true, since },
    meaning: {
      en: "A service does not answer; its fields are empty and the others are right.",
      da: "En tjeneste svarer ikke; dens felter er tomme, og de øvrige er rigtige.",
    },
    hint: { en: "Ask again in a moment.", da: "Prøv igen om et øjeblik." },
  },
  SUBGRAPH_TIMEOUT: {
    ...{ status: 200, retryable: true, since },
    meaning: { en: "A service took too long.", da: "En tjeneste var for længe om at svare." },
    hint: { en: "Ask again in a moment, or for less at a time.", da: "Prøv igen om et øjeblik, eller bed om mindre." },
  },
} as const satisfies Readonly<Record<string, ErrorEntry>>;

/** Codes that the gateway alone gives. */
export const GATEWAY_ERRORS = {
  SHUTTING_DOWN: {
    ...{ status: 503, retryable: true, since },
    meaning: { en: "The gateway is stopping.", da: "Gatewayen er ved at lukke ned." },
    hint: { en: "Ask again in a moment.", da: "Prøv igen om et øjeblik." },
  },
  TOKENS_UNAVAILABLE: {
    ...{ status: 503, retryable: true, since },
    meaning: { en: "The token cannot be checked just now.", da: "Tokenet kan ikke kontrolleres lige nu." },
    hint: { en: "Try again in a moment.", da: "Prøv igen om et øjeblik." },
  },
  ALIAS_REJECTED: {
    ...{ status: 400, retryable: false, since },
    meaning: {
      en: "An alias is the name of another field or a reserved name.",
      da: "Et alias er navnet på et andet felt eller et reserveret navn.",
    },
    hint: { en: "Take another alias.", da: "Vælg et andet alias." },
  },
  BAD_REQUEST: {
    ...{ status: 400, retryable: false, since },
    meaning: {
      en: "The request cannot be read: its form, method, type or size.",
      da: "Forespørgslen kan ikke læses: form, metode, type eller størrelse er forkert.",
    },
    hint: {
      en: "Send POST with content-type application/json and at most 1 MB.",
      da: "Send POST med content-type application/json og højst 1 MB.",
    },
  },
  CANNOT_SEND_PQ_ID_AND_BODY: {
    ...{ status: 400, retryable: false, since },
    meaning: {
      en: "The request has both the id of a stored document and a text.",
      da: "Forespørgslen har både id på et registreret dokument og en tekst.",
    },
    hint: { en: "Send one of the two.", da: "Send kun den ene af de to." },
  },
  GRAPHQL_PARSE_FAILED: {
    ...{ status: 400, retryable: false, since },
    meaning: { en: "The text is no GraphQL.", da: "Teksten er ikke gyldig GraphQL." },
    hint: {
      en: "Look at the place in `locations`.",
      da: "Se stedet i `locations`. Beskeden er GraphQL-bibliotekets egen og på engelsk.",
    },
  },
  GRAPHQL_VALIDATION_FAILED: {
    ...{ status: 400, retryable: false, since },
    meaning: {
      en: "The operation asks for what the graph has not.",
      da: "Forespørgslen beder om noget, som grafen ikke har.",
    },
    hint: {
      en: "Compare the field or the type with the schema.",
      da: "Sammenlign felt eller type med skemaet. Beskeden er GraphQL-bibliotekets egen og på engelsk.",
    },
  },
  OPERATION_RESOLUTION_FAILURE: {
    ...{ status: 400, retryable: false, since },
    meaning: {
      en: "It is not said which operation of the document is to be run.",
      da: "Det fremgår ikke, hvilken operation i dokumentet der skal udføres.",
    },
    hint: { en: "Name it in operationName.", da: "Angiv den i operationName." },
  },
  OPERATION_TOO_DEAR: {
    ...{ status: 400, retryable: false, since },
    meaning: { en: "The operation can cost more than one may.", da: "Forespørgslen koster mere, end én må." },
    hint: { en: "Ask for less at a time.", da: "Bed om mindre ad gangen." },
  },
  OPERATION_TOO_LARGE: {
    ...{ status: 400, retryable: false, since },
    meaning: { en: "The operation is larger than one may be.", da: "Forespørgslen er større, end én må være." },
    hint: {
      en: "Ask for less at a time, or in several requests.",
      da: "Bed om mindre ad gangen, eller del forespørgslen i flere.",
    },
  },
  PERSISTED_QUERY_ID_REQUIRED: {
    ...{ status: 400, retryable: false, since },
    meaning: { en: "The token runs stored documents only.", da: "Tokenet må kun udføre registrerede dokumenter." },
    hint: { en: "Send documentId instead of query.", da: "Send documentId i stedet for query." },
  },
  PERSISTED_QUERY_NOT_IN_LIST: {
    ...{ status: 404, retryable: false, since },
    meaning: { en: "No document is stored under the id.", da: "Der er ikke registreret noget dokument med dette id." },
    hint: {
      en: "An id is sha256: and 64 lower-case hex digits, the SHA-256 of the file's bytes.",
      da: "Et id er sha256: og 64 hexadecimale cifre med små bogstaver: SHA-256 af filens bytes.",
    },
  },
  RATE_LIMITED: {
    ...{ status: 429, retryable: true, since },
    meaning: {
      en: "The caller has used what a minute allows.",
      da: "Der er brugt det, som der må bruges på et minut.",
    },
    hint: {
      en: "Wait as long as the header retry-after says.",
      da: "Vent så længe, som headeren retry-after angiver.",
    },
  },
  INTERNAL_SERVER_ERROR: {
    ...{ status: 500, retryable: true, since },
    meaning: { en: "Something failed on our side.", da: "Der gik noget galt hos os." },
    hint: { en: "Quote the request id when you report it.", da: "Oplys requestId, når du melder fejlen." },
  },
} as const satisfies Readonly<Record<string, ErrorEntry>>;

/** The closed list of faults that a client can meet in a field; rules that say no are refusals, not faults. */
export type FaultCode = keyof typeof FAULTS;

/** The closed list of codes of errors. */
export type ErrorCode = FaultCode | keyof typeof GATEWAY_ERRORS;

/** All codes with what is to be known of them. */
export const ERRORS: Readonly<Record<ErrorCode, ErrorEntry>> = { ...FAULTS, ...GATEWAY_ERRORS };

/** Whether a text is a code of the catalogue. */
export function isErrorCode(code: unknown): code is ErrorCode {
  return typeof code === "string" && Object.hasOwn(ERRORS, code);
}

/** Where a code is explained, below the address of the documentation. */
export function docsOf(code: ErrorCode): string {
  return `/docs/errors#${code}`;
}

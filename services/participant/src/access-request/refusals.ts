/** Every reason why a note about a person's request to see what is kept is refused. */
export const ACCESS_REQUEST_REFUSALS = {
  DATE_IN_FUTURE: "The day is still to come.",
  DATE_ORDER: "The day of the answer is before the day on which the request came.",
  ALREADY_OPEN: "The person has a request that is not answered yet.",
  ALREADY_ANSWERED: "The request is answered already.",
  CPR_IN_WRONG_FIELD: "A field holds what may be a civil registration number.",
  IDEMPOTENCY_MISMATCH: "The idempotency key was used before for another request.",
} as const;

/** The stable name of a reason in `ACCESS_REQUEST_REFUSALS`. */
export type AccessRequestRefusalCode = keyof typeof ACCESS_REQUEST_REFUSALS;

/** Every reason why terms of a programme are refused. */
export const PROGRAMME_TERMS_REFUSALS = {
  PROGRAMME_UNKNOWN: "There is no programme of this id that the caller may use.",
  HOURS_OUT_OF_RANGE: "The hours are no whole number from 1 to 37.",
  OUTSIDE_PROGRAMME_PERIOD: "The day lies outside of the programme's period.",
  CONFLICT: "The terms were changed by somebody else since they were read.",
  IDEMPOTENCY_MISMATCH: "The idempotency key was used before for another request.",
} as const;

/** The stable name of a reason in `PROGRAMME_TERMS_REFUSALS`. */
export type ProgrammeTermsRefusalCode = keyof typeof PROGRAMME_TERMS_REFUSALS;

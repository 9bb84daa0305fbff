/** Every reason why what is to be done with a person's identity is refused. */
export const IDENTITY_REFUSALS = {
  CPR_SHAPE: "The number is not ten digits, with or without a hyphen.",
  CPR_DATE: "The first six digits are no day, or the number replaces one and is not taken here.",
  CPR_IN_WRONG_FIELD: "A field that is not for it holds what may be a civil registration number.",
  CPR_NOT_OF_PERSON: "The number states another day of birth or another sex than the participation's person has.",
  NAME_MISSING: "There is no name.",
  NAME_TOO_LONG: "The name is longer than 200 characters.",
  NOTHING_TO_CORRECT: "The correction names neither a name nor a number nor a ground.",
  IDENTITY_EXISTS: "The person of the participation has an identity already.",
  IDENTITY_MISSING: "There is no identity to correct.",
  ALREADY_PARTICIPATES: "The person has an open participation of this programme in this municipality.",
  RETENTION_DAY_PAST: "The day until which the rest must be kept is not in the future.",
  NOT_RESTRICTED: "The person is not restricted: there is nothing to lift.",
  ERASED: "The person is erased; what is left stays restricted until it goes.",
  INFORMED_DAY_AHEAD: "The day on which the person was told that the restriction ends is after today.",
  TOO_MANY_LOOKUPS: "The token has searched by too many numbers within an hour.",
  IDEMPOTENCY_MISMATCH: "The key was used before with another input.",
} as const;

/** The stable name of a reason in `IDENTITY_REFUSALS`. */
export type IdentityRefusalCode = keyof typeof IDENTITY_REFUSALS;

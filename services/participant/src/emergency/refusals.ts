/** Every reason why something about an emergency access is refused. */
export const EMERGENCY_REFUSALS = {
  REASON_TOO_SHORT: "The reason says too little: it has fewer than 20 characters.",
  TEXT_TOO_LONG: "The text is longer than 500 characters.",
  MINUTES_OUT_OF_RANGE: "The minutes are no whole number from 1 to 60.",
  ALREADY_VISIBLE: "Every participation of the person lies within the caller's own limits: there is nothing to open.",
  ANOTHER_IS_OPEN: "Another person is open to the caller: one at a time.",
  CPR_SHAPE: "The number is not ten digits, with or without a hyphen.",
  CPR_DATE: "The first six digits are no day, or the number replaces one and is not taken here.",
  CPR_NOT_FOUND: "Nobody who can be opened has this number: it is unknown, or its person is restricted.",
  TOO_MANY_LOOKUPS: "The token has searched by too many numbers within an hour.",
  ALREADY_ENDED: "The access has ended.",
  STILL_OPEN: "The access is still open: it is reviewed when it has ended.",
  OWN_ACCESS: "Nobody reviews the own access.",
  ALREADY_REVIEWED: "The access is reviewed already.",
  CONFLICT: "The access was changed by somebody else since it was read.",
  CPR_IN_WRONG_FIELD: "A field holds what may be a civil registration number.",
  IDEMPOTENCY_MISMATCH: "The idempotency key was used before for another request.",
} as const;

/** The stable name of a reason in `EMERGENCY_REFUSALS`. */
export type EmergencyRefusalCode = keyof typeof EMERGENCY_REFUSALS;

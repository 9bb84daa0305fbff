/** Every reason why something in the accelerator is refused, and what it means to whoever is refused. */
export const ACCELERATOR_REFUSALS = {
  CONFLICT: "The row was changed by somebody else since it was read.",
  IDEMPOTENCY_MISMATCH: "The idempotency key was used before for another request.",
  ILLEGAL_TRANSITION: "The step does not follow from the state in which the row is.",
  MUNICIPALITY_UNKNOWN: "The code is none of the 98 municipalities.",
  COURSE_UNKNOWN: "The company has no course in this programme of this id.",
  COMPANY_UNKNOWN: "The programme or the company is not named by an id.",
  VALUE_OUT_OF_RANGE: "The number is not one that can be.",
  CODE_MALFORMED: "A code is not written in capitals, digits and underscores, or stands twice.",
  DATE_ORDER: "The day is before another one that it has to follow.",
  DATE_IN_FUTURE: "The day is still to come.",
  REASON_REQUIRED: "The step needs a reason.",
  OPENING_NOT_OPEN: "The job opening is not open on that day.",
  OPENING_FULL: "Every seat of the job opening is taken.",
  SEATS_TAKEN: "The seats are fewer than those that are taken.",
  ALREADY_FILLED: "The participation fills the job opening already.",
  PARTICIPATION_UNKNOWN: "No participation of this id is ready for work.",
  FILL_UNKNOWN: "The job opening has no such filling.",
  EVIDENCE_MISSING: "The evidence is not named by a SHA-256 hash.",
  PLACE_ALREADY_COUNTED: "The place was counted before: by the same evidence, or under the company's same name for it.",
  PLACE_BOOKED: "Somebody has the place already.",
  PLACE_NOT_BOOKED: "Nobody has the place.",
  HIRE_ALREADY_COUNTED: "The hire was counted before, by the same evidence.",
  NOT_UNEMPLOYED: "Only a hire of somebody who was unemployed is counted here.",
  WORKPLACE_ALREADY_COUNTED: "The workplace was counted before, by the same evidence.",
  QUESTIONNAIRE_UNKNOWN: "The questionnaire has no such version.",
  SCORE_OUT_OF_RANGE: "A score is a whole number from 1 to 5.",
  ALREADY_MEASURED: "The company was measured in this dimension by the same questionnaire on that day.",
} as const;

/** The stable name of a reason in `ACCELERATOR_REFUSALS`. */
export type AcceleratorRefusalCode = keyof typeof ACCELERATOR_REFUSALS;

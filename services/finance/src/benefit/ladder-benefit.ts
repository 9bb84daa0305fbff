/** Benefits whose cost is shared by the refund ladder, or by its mirror image for the insured. */
export type LadderBenefit =
  | "UNEMPLOYMENT_INSURANCE"
  | "CASH_JOB_READY"
  | "CASH_ACTIVITY_READY"
  | "EDUCATION_READY"
  | "EDUCATION_ACTIVITY_READY"
  | "SELF_SUPPORT_RETURN"
  | "SICKNESS"
  | "JOB_CLARIFICATION"
  | "RESOURCE_COURSE"
  | "REHABILITATION"
  | "UNEMPLOYED_FLEX"
  | "FLEX_SUBSIDY";

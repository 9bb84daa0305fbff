/** Definitions of the marks on the way through a programme, from the referral to a year in work. Pure. */
import { counted } from "@inclusion/kernel";

/** Days are measured for those who have both marks. @source docs/sources.md#indicators */
export const STAGE_DEFINITIONS = {
  REFERRED: counted("Referred by a municipality, or admitted as an alumnus of an earlier programme."),
  ACCEPTED: counted("Found to fit and given a place.", { of: ["REFERRED"], days: { from: "REFERRED" } }),
  CONTACTED: counted("First contact with a company about the participant.", {
    of: ["REFERRED"],
    days: { from: "REFERRED" },
  }),
  PLACED: counted("First placement in a company (virksomhedsforløb).", { of: ["TOTAL"], days: { from: "REFERRED" } }),
  PAID_HOURS: counted("First job with paid hours, of any form and however few hours.", {
    of: ["TOTAL"],
    days: { from: "REFERRED" },
  }),
  PAID_WITHIN_6_MONTHS: counted("First paid hours within six calendar months of entry.", { of: ["TOTAL"] }),
  MENTORED: counted("First day with a mentor.", { of: ["TOTAL"] }),
  HIRED: counted("First job that counts, at any employer: 3B.3 and 3B.4 together, the share in work.", {
    of: ["TOTAL"],
    days: { from: "TOTAL" },
  }),
  AT_3_MONTHS: inWork(3),
  AT_6_MONTHS: inWork(6),
  AT_12_MONTHS: inWork(12),
  LEFT: counted("Left the programme; a return takes it back.", { of: ["TOTAL"], days: { from: "TOTAL" } }),
  FOLLOW_UP_6M_DUE: counted("Six calendar months have passed since leaving.", { of: ["LEFT"] }),
  FOLLOW_UP_6M_REACHED: counted(
    "Reached and asked about the day six calendar months after leaving, or one of the 28 days after it.",
    {
      of: ["FOLLOW_UP_6M_DUE"],
    },
  ),
  AFTERCARE: counted("Began fast-track aftercare."),
  REEMPLOYED: counted("In a job that counts again after fast-track aftercare began.", {
    of: ["AFTERCARE"],
    days: { in: "DAYS_TO_REEMPLOYMENT" },
  }),
  DAYS_TO_REEMPLOYMENT: counted("Days from the loss of the job before fast-track aftercare to the next that counts."),
} as const;

function inWork(months: 3 | 6 | 12) {
  return counted(
    `In a job that counts on the day ${months} calendar months after the first one began. A job is taken to go on until it is said to have ended.`,
    { of: ["HIRED"] },
  );
}

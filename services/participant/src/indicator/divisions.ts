/** Which indicators are parts of which: what a reader of several of them can subtract. Pure. */
import type { Division } from "@inclusion/kernel";

const ITEMS = ["MIGRANT", "DISABILITY", "OTHER"] as const;

/** The indicators of one group of people, or of all. */
export const DIVISIONS: readonly Division[] = [
  complete("TOTAL", "COMPLETE", "INCOMPLETE"),
  complete("COMPLETE", "CO01", "CO03", "CO05"),
  complete("HIRED", "3B.3", "3B.4"),
  partly("3B.1", "3B.2"),
  partly("CO01", "CO02"),
  partly("CO03", "CO04"),
  partly("COMPLETE", "CO06", "CO07"),
  partly("CO07", "CO08"),
  partly("COMPLETE", "CO09", "CO10", "CO11"),
  ...each("COMPLETE", ["CO12", "CO14", "DISADVANTAGED", "CR02", "CR03", "CR04", "CR06"]),
  partly("CO12", "CO13"),
  ...each("DISADVANTAGED", ["CO15", "CO16", "CO17", "CR05", "CR09"]),
  partly("CO03", "CR01"),
  partly("COMPLETE", "CR04", "CO05"),
  partly("COMPLETE", "CR06", "CO05"),
  partly("CO05", "CR07"),
  ...each("CR06", ["CR08", "CR09"]),
  partly("CO07", "CR08"),
  ...each("INCOMPLETE", ["INCOMPLETE_LABOUR_STATUS", "INCOMPLETE_EDUCATION"]),
  ...ITEMS.map((item) =>
    partly("TOTAL", ...["REFUSED", "UNKNOWN", "MISSING"].map((answer) => `SENSITIVE_${answer}_${item}`)),
  ),
  ...each("TOTAL", [
    "SENSITIVE_WITHOUT_EVIDENCE",
    "3B.1",
    "PLACED",
    "PAID_HOURS",
    "MENTORED",
    "HIRED",
    "LEFT",
    "AFTERCARE",
  ]),
  partly("PAID_HOURS", "PAID_WITHIN_6_MONTHS"),
  partly("LEFT", "LABOUR_FORCE_JOINED", "LABOUR_FORCE_STAYED", "LABOUR_FORCE_LEFT", "LABOUR_FORCE_OUTSIDE"),
  ...each("LEFT", ["FOLLOW_UP_6M_DUE"]),
  partly("FOLLOW_UP_6M_DUE", "FOLLOW_UP_6M_REACHED"),
  ...each("FOLLOW_UP_6M_REACHED", ["CR06", "CR07"]),
  partly("REFERRED", "ACCEPTED"),
  ...each("HIRED", ["AT_3_MONTHS", "AT_6_MONTHS", "AT_12_MONTHS"]),
  partly("AFTERCARE", "REEMPLOYED"),
];

function complete(whole: string, ...parts: readonly string[]): Division {
  return { whole, parts, isComplete: true };
}

function partly(whole: string, ...parts: readonly string[]): Division {
  return { whole, parts, isComplete: false };
}

function each(whole: string, parts: readonly string[]): readonly Division[] {
  return parts.map((part) => partly(whole, part));
}

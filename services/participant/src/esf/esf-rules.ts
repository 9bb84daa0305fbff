/** The rules by which a hand-over is judged before it is handed over. Pure. */
import { DEFINITIONS } from "../indicator/definitions.ts";

export type EsfRule =
  | "ENTRY_FACTS_INCOMPLETE"
  | "SENSITIVE_WITHOUT_EVIDENCE"
  | "RESULT_WITHOUT_EXIT"
  | "RESULT_OUTSIDE_WINDOW"
  | "CO_TOTAL_MISMATCH"
  | "PART_EXCEEDS_WHOLE"
  | "CR01_NOT_INACTIVE_AT_ENTRY"
  | "CR07_NOT_EMPLOYED_AT_ENTRY"
  | "RESULT_EXCEEDS_REFERENCE";

/** A rule is broken where the sum of `plus` exceeds the sum of `minus`: for one participation, and for all. */
export type Inequality = Readonly<{
  rule: EsfRule;
  severity: "ERROR" | "WARNING";
  message: string;
  plus: readonly string[];
  minus: readonly string[];
}>;

/** Codes of the table, in its order. */
export const REPORT_CODES: readonly string[] = [
  "TOTAL",
  "COMPLETE",
  "INCOMPLETE",
  ...Object.keys(DEFINITIONS).filter((code) => /^C[OR]\d\d$/.test(code)),
];

const OUTPUTS = ["CO01", "CO03", "CO05"] as const;

/** @source docs/sources.md#esf */
export const INEQUALITIES: readonly Inequality[] = [
  warning(
    "ENTRY_FACTS_INCOMPLETE",
    "INCOMPLETE",
    "State labour status and education at entry; until then the record counts in the total alone.",
  ),
  warning(
    "SENSITIVE_WITHOUT_EVIDENCE",
    "SENSITIVE_WITHOUT_EVIDENCE",
    "State the day on which the sensitive questions were asked.",
  ),
  error("RESULT_WITHOUT_EXIT", ["RESULT_WITHOUT_EXIT"], [], "Record the exit, or take the answer back."),
  error("RESULT_OUTSIDE_WINDOW", ["RESULT_OUTSIDE_WINDOW"], [], "Record the answer for a day within its window."),
  error("CO_TOTAL_MISMATCH", ["COMPLETE"], OUTPUTS, "Count every complete record in one of CO01, CO03 and CO05."),
  error("CO_TOTAL_MISMATCH", OUTPUTS, ["COMPLETE"], "Count every complete record in one of CO01, CO03 and CO05 alone."),
  ...[
    ["CO02", "CO01"],
    ["CO04", "CO03"],
    ["CO08", "CO07"],
    ["CO13", "CO12"],
  ].map(([part = "", whole = ""]) =>
    error("PART_EXCEEDS_WHOLE", [part], [whole], `Count in ${part} only who is in ${whole}.`),
  ),
  ...Object.entries(DEFINITIONS)
    .filter(([code]) => /^CR\d\d$/.test(code))
    .flatMap(([code, { of }]) => [
      error(ruleOf(code), [code], of, `Count in ${code} only who is in ${of.join(" or ")}: look at the entry facts.`),
      error("RESULT_WITHOUT_EXIT", [code], ["LEFT"], `Count in ${code} only who has left.`),
    ]),
];

/** Every code that a rule or the table looks at. */
export const ESF_CODES: readonly string[] = [
  ...new Set([...REPORT_CODES, ...INEQUALITIES.flatMap(({ plus, minus }) => [...plus, ...minus])]),
];

/** By how much `numbers` break the rule; 0 when they do not. */
export function excessOf({ plus, minus }: Inequality, numbers: ReadonlyMap<string, number>): number {
  const sum = (codes: readonly string[]): number => codes.reduce((all, code) => all + (numbers.get(code) ?? 0), 0);
  return Math.max(0, sum(plus) - sum(minus));
}

/** Whether a rule is about single participations alone: its marks are no numbers of the table. */
export function isOfRowsAlone({ minus }: Inequality): boolean {
  return minus.length === 0;
}

function ruleOf(code: string): EsfRule {
  if (code === "CR01") return "CR01_NOT_INACTIVE_AT_ENTRY";
  return code === "CR07" ? "CR07_NOT_EMPLOYED_AT_ENTRY" : "RESULT_EXCEEDS_REFERENCE";
}

function warning(rule: EsfRule, code: string, message: string): Inequality {
  return { rule, severity: "WARNING", message, plus: [code], minus: [] };
}

function error(rule: EsfRule, plus: readonly string[], minus: readonly string[], message: string): Inequality {
  return { rule, severity: "ERROR", message, plus, minus };
}

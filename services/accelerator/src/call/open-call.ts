/** How calls are opened and amended. Pure. */
import { accept, acceptUnless, type Decision, type LocalDate } from "@inclusion/kernel";
import { inRange, type Moment, notBefore, type Problem, refusedFor, textGiven, when } from "../course/rule.ts";
import type { AcceleratorRefusalCode } from "../refusals.ts";
import type { Call, Criterion } from "./call.ts";

/** What a call is opened with. */
export type NewCall = Omit<Call, "id" | "criteria" | "version"> & Readonly<{ criteria: readonly Criterion[] }>;

/** Changes of a call; what is left out stays. */
export type CallChanges = Readonly<{
  closesOn?: LocalDate | null | undefined;
  capacity?: number | null | undefined;
  criteria?: readonly Criterion[] | null | undefined;
}>;

/** @refuses COHORT_TAKEN, CRITERIA_INVALID, DATE_ORDER, VALUE_OUT_OF_RANGE */
export function openCall(
  input: NewCall,
  takenCohorts: readonly string[],
  { newId }: Pick<Moment, "newId">,
): Decision<Call, AcceleratorRefusalCode> {
  const problems = [
    ...textGiven(input.title, "title"),
    ...textGiven(input.cohort, "cohort", 100),
    ...notBefore(input.closesOn, input.opensOn, "the call's first day", "closesOn"),
    ...inRange(input.capacity, 1, MOST_COMPANIES, "capacity"),
    ...inRange(input.lowest, 0, MOST_POINTS, "lowest"),
    ...inRange(input.highest, input.lowest + 1, MOST_POINTS, "highest"),
    ...criteriaProblems(input.criteria),
    ...when(
      takenCohorts.includes(input.cohort),
      "COHORT_TAKEN",
      `The programme has a call for the cohort ${input.cohort}: choose another name.`,
      "cohort",
    ),
  ];
  const { programmeId, title, opensOn, closesOn, cohort, capacity, partnershipRequired, lowest, highest } = input;
  const terms = { programmeId, title, opensOn, closesOn, cohort, capacity, partnershipRequired, lowest, highest };
  return acceptUnless(problems, () => ({
    ...terms,
    id: newId(),
    criteria: [input.criteria.map(criterionOf)],
    version: 1,
  }));
}

/**
 * Criteria get the next version; scores by an earlier one stay and no longer count in the result.
 *
 * @param acceptedCount how many companies of the call are accepted
 * @refuses COHORT_FULL, CRITERIA_INVALID, DATE_ORDER, VALUE_OUT_OF_RANGE
 */
export function amendCall(
  call: Call,
  changes: CallChanges,
  acceptedCount: number,
): Decision<Call, AcceleratorRefusalCode> {
  const { closesOn, capacity, criteria } = changes;
  const refused = refusedFor([
    ...(closesOn == null ? [] : notBefore(closesOn, call.opensOn, "the call's first day", "closesOn")),
    ...inRange(capacity, 1, MOST_COMPANIES, "capacity"),
    ...when(
      capacity != null && capacity < acceptedCount,
      "COHORT_FULL",
      `${acceptedCount} companies are accepted: the capacity cannot be less.`,
      "capacity",
    ),
    ...(criteria == null ? [] : criteriaProblems(criteria)),
  ]);
  if (refused !== null) return refused;
  return accept({
    ...call,
    closesOn: closesOn ?? call.closesOn,
    capacity: capacity ?? call.capacity,
    criteria: criteria == null ? call.criteria : [...call.criteria, criteria.map(criterionOf)],
  });
}

const MOST_COMPANIES = 10_000;
const MOST_POINTS = 100;
const MOST_WEIGHT = 1_000;

function criterionOf({ code, label, weight }: Criterion): Criterion {
  return { code, label, weight };
}

function criteriaProblems(criteria: readonly Criterion[]): readonly Problem[] {
  const codes = criteria.map(({ code }) => code);
  return [
    ...when(criteria.length === 0, "CRITERIA_INVALID", "Give at least one criterion.", "criteria"),
    ...criteria.flatMap(({ code, label, weight }, index) => {
      const at = (field: string): string[] => ["criteria", String(index), field];
      const isBad = !/^[A-Z][A-Z0-9_]{0,49}$/.test(code);
      return [
        ...when(isBad, "CRITERIA_INVALID", "Write the code in capitals, as SOCIAL_IMPACT.", at("code")),
        ...when(
          codes.indexOf(code) !== index,
          "CRITERIA_INVALID",
          `${code} stands twice: give each criterion a code of its own.`,
          at("code"),
        ),
        ...textGiven(label, at("label")),
        ...when(
          weight < 1 || weight > MOST_WEIGHT,
          "CRITERIA_INVALID",
          `Give a weight from 1 to ${MOST_WEIGHT}.`,
          at("weight"),
        ),
      ];
    }),
  ];
}

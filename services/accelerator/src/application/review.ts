/** What reviewers may say of an application: scores, or that they are not free to give any. Pure. */
import { acceptUnless, type LocalDate } from "@inclusion/kernel";
import { type Call, criteriaOf } from "../call/call.ts";
import { type CourseFile, ownedBy, withRow } from "../course/course-file.ts";
import { type Moment, notBefore, notInFuture, type Problem, type Rule, reasonGiven, when } from "../course/rule.ts";
import { inStates } from "../course/step.ts";
import type { ApplicationReview, CriterionScore } from "./application.ts";

const UNDER_REVIEW = ["APPLIED", "DUE_DILIGENCE"] as const;

/** Scores of one reviewer. */
export type ScoreInput = Readonly<{ scoredOn: LocalDate; scores: readonly CriterionScore[] }>;

/**
 * The caller's own scores, which replace earlier ones of theirs.
 *
 * @refuses ILLEGAL_TRANSITION, REVIEWER_CONFLICT, SCORE_OUT_OF_RANGE, SCORES_INCOMPLETE, DATE_IN_FUTURE, DATE_ORDER
 */
export function scoreApplication({ scoredOn, scores }: ScoreInput): Rule {
  return (file, at) => {
    const own = reviewOf(file, at);
    const hasConflict = own.conflictOn !== null;
    const problems = [
      ...inStates(file, UNDER_REVIEW, "Scoring"),
      ...when(hasConflict, "REVIEWER_CONFLICT", "You declared a conflict of interest: leave this one to others."),
      ...notInFuture(at, scoredOn, "scoredOn"),
      ...notBefore(scoredOn, file.course.appliedOn, "the application", "scoredOn"),
      ...(file.call === null ? [] : scoreProblems(file.call, scores)),
    ];
    return acceptUnless(problems, () => ({
      ...file,
      reviews: withRow(file.reviews, {
        ...own,
        criteriaVersion: file.call?.criteria.length ?? 1,
        scores: scores.map(({ criterion, score }) => ({ criterion, score })),
        scoredOn,
      }),
    }));
  };
}

/**
 * Scores that were given before are void, and none is taken after.
 *
 * @refuses ILLEGAL_TRANSITION, REASON_REQUIRED, VALUE_OUT_OF_RANGE
 */
export function declareConflict({ reason }: Readonly<{ reason: string }>): Rule {
  return (file, at) => {
    const own = reviewOf(file, at);
    const none = { criteriaVersion: null, scores: [], scoredOn: null };
    const conflict = { conflictOn: own.conflictOn ?? at.today, conflictReason: reason };
    return acceptUnless([...inStates(file, UNDER_REVIEW, "A declaration"), ...reasonGiven(reason)], () => ({
      ...file,
      reviews: withRow(file.reviews, { ...own, ...none, ...conflict }),
    }));
  };
}

function reviewOf(file: CourseFile, { actor, newId }: Moment): ApplicationReview {
  const own = file.reviews.find(({ reviewer }) => reviewer === actor);
  const nothing = { criteriaVersion: null, scores: [], scoredOn: null, conflictOn: null, conflictReason: null };
  return own ?? { ...ownedBy(file), ...nothing, id: newId(), reviewer: actor };
}

function scoreProblems(call: Call, scores: readonly CriterionScore[]): readonly Problem[] {
  const wanted = criteriaOf(call).map(({ code }) => code);
  const given = scores.map(({ criterion }) => criterion);
  const missing = wanted.filter((code) => !given.includes(code));
  return [
    ...when(missing.length > 0, "SCORES_INCOMPLETE", `Score these as well: ${missing.join(", ")}.`, "scores"),
    ...scores.flatMap(({ criterion, score }, index) => [
      ...when(
        !wanted.includes(criterion) || given.indexOf(criterion) !== index,
        "SCORES_INCOMPLETE",
        `${criterion} is no criterion in force, or is scored twice.`,
        ["scores", String(index), "criterion"],
      ),
      ...when(
        score < call.lowest || score > call.highest,
        "SCORE_OUT_OF_RANGE",
        `Give a whole number from ${call.lowest} to ${call.highest}.`,
        ["scores", String(index), "score"],
      ),
    ]),
  ];
}

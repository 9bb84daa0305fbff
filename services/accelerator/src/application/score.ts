/** Scores of several reviewers as one result, with how far they are apart. Pure. */
import { type Fraction, fraction, roundHalfAway } from "@inclusion/kernel";
import { type Call, type Criterion, criteriaOf } from "../call/call.ts";
import type { ApplicationReview } from "./application.ts";

/** The result in hundredths of a point; everything but the count is null without reviewers. */
export type ApplicationScore = Readonly<{
  reviewersCount: number;
  meanHundredths: number | null;
  lowestHundredths: number | null;
  highestHundredths: number | null;
  spreadHundredths: number | null;
}>;

const NOBODY: ApplicationScore = {
  reviewersCount: 0,
  meanHundredths: null,
  lowestHundredths: null,
  highestHundredths: null,
  spreadHundredths: null,
};

/**
 * The weighted mean of every reviewer, and of all of them: computed with whole numbers and rounded once each.
 *
 * Reviewers with a conflict and scores by earlier criteria do not count.
 */
export function scoreOf(call: Pick<Call, "criteria"> | null, reviews: readonly ApplicationReview[]): ApplicationScore {
  const criteria = call === null ? [] : criteriaOf(call as Call);
  const counted = reviews.filter(
    ({ conflictOn, criteriaVersion }) => conflictOn === null && criteriaVersion === call?.criteria.length,
  );
  if (counted.length === 0 || criteria.length === 0) return NOBODY;
  const weights = criteria.reduce((sum, { weight }) => sum + BigInt(weight), 0n);
  const sums = counted.map((review) => weightedSum(criteria, review)).toSorted((a, b) => (a < b ? -1 : Number(a > b)));
  const [lowest, highest] = [sums[0] as bigint, sums.at(-1) as bigint];
  const total = sums.reduce((sum, each) => sum + each, 0n);
  return {
    reviewersCount: counted.length,
    meanHundredths: hundredths(fraction(total, weights * BigInt(counted.length))),
    lowestHundredths: hundredths(fraction(lowest, weights)),
    highestHundredths: hundredths(fraction(highest, weights)),
    spreadHundredths: hundredths(fraction(highest - lowest, weights)),
  };
}

function weightedSum(criteria: readonly Criterion[], { scores }: ApplicationReview): bigint {
  const given = new Map(scores.map(({ criterion, score }) => [criterion, score]));
  return criteria.reduce((sum, { code, weight }) => sum + BigInt(weight) * BigInt(given.get(code) ?? 0), 0n);
}

function hundredths({ numerator, denominator }: Fraction): number {
  return Number(roundHalfAway(numerator * 100n, denominator));
}

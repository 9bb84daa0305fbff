/** How much each factor of a match weighs, by version. Pure. */

/** What is looked at when an opening and a participation are compared. */
export const FACTORS = ["HOURS", "NEEDS", "DISTANCE", "EARLIER_FORMS"] as const;

export type Factor = (typeof FACTORS)[number];

/** One version of the weights; a version is never changed, another set of weights gets the next one. */
export type MatchingWeights = Readonly<{
  version: number;
  /** Why it is so, in words. */
  text: string;
  /** Percent of the whole; they sum to 100. */
  percent: Readonly<Record<Factor, number>>;
  /** Hours a week apart at which the hours fit no more; hours above what somebody is ready for count double. */
  hoursApart: number;
  /** Kilometres at which the distance fits no more. */
  farKm: number;
}>;

/** All versions, the newest last. The numbers are our own decision and stand in no law. */
export const MATCHING_WEIGHTS: readonly MatchingWeights[] = [
  {
    version: 1,
    text: "Hours and needs weigh most, because a job that asks too much is lost; then the way there; then what was tried.",
    percent: { HOURS: 35, NEEDS: 35, DISTANCE: 20, EARLIER_FORMS: 10 },
    hoursApart: 20,
    farKm: 100,
  },
  {
    version: 2,
    text: "Like version 1, with the way there weighing more: for places with few buses.",
    percent: { HOURS: 30, NEEDS: 30, DISTANCE: 35, EARLIER_FORMS: 5 },
    hoursApart: 20,
    farKm: 50,
  },
];

/** The version that holds when none is named. */
export const DEFAULT_WEIGHTS_VERSION = 1;

/** The weights of a version; null when there is none. */
export function weightsOf(version: number): MatchingWeights | null {
  return MATCHING_WEIGHTS.find((weights) => weights.version === version) ?? null;
}

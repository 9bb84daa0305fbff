/** How long outcomes wait between two steps, and where they stall. Pure. */
import { daysBetween, type LocalDate } from "@inclusion/kernel";

/** The days of one outcome; null for what it has not come to. */
export type Days = Readonly<{
  eventOn: LocalDate;
  verifiedOn: LocalDate | null;
  claimedOn: LocalDate | null;
  paidOn: LocalDate | null;
  isUnderway: boolean;
  /** Whether its contract moves money; who waits under a simulated one waits for no claim. */
  isPayable: boolean;
}>;

export type OutcomeStep =
  | "EVENT_TO_VERIFICATION"
  | "EVENT_TO_CLAIM"
  | "EVENT_TO_PAYMENT"
  | "VERIFICATION_TO_CLAIM"
  | "CLAIM_TO_PAYMENT";

type Milestone = Exclude<keyof Days, "isUnderway" | "isPayable">;

const STEPS: Readonly<Record<OutcomeStep, readonly [Milestone, Milestone]>> = {
  EVENT_TO_VERIFICATION: ["eventOn", "verifiedOn"],
  EVENT_TO_CLAIM: ["eventOn", "claimedOn"],
  EVENT_TO_PAYMENT: ["eventOn", "paidOn"],
  VERIFICATION_TO_CLAIM: ["verifiedOn", "claimedOn"],
  CLAIM_TO_PAYMENT: ["claimedOn", "paidOn"],
};

/** One step over many outcomes. */
export type Delay = Readonly<{
  step: OutcomeStep;
  taken: number;
  medianDays: number | null;
  p90Days: number | null;
  waiting: number;
  longestWaitDays: number | null;
}>;

/** Each step: how many have taken it in how many days, and how many wait for it since when. */
export function delaysOf(outcomes: readonly Days[], asOf: LocalDate): readonly Delay[] {
  return Object.entries(STEPS).map(([step, [from, to]]) => {
    const taken: number[] = [];
    const waits: number[] = [];
    for (const outcome of outcomes) {
      const [begun, ended] = [outcome[from], outcome[to]];
      if (begun === null) continue;
      if (ended !== null) taken.push(daysBetween(begun, ended));
      else if (outcome.isUnderway && (outcome.isPayable || to === "verifiedOn")) waits.push(daysBetween(begun, asOf));
    }
    return {
      ...{ step: step as OutcomeStep, taken: taken.length, waiting: waits.length },
      ...{ medianDays: rankOf(taken, 50), p90Days: rankOf(taken, 90) },
      longestWaitDays: waits.length === 0 ? null : Math.max(...waits),
    };
  });
}

/** The smallest value that `percent` of the values do not exceed; null of none. */
export function rankOf(values: readonly number[], percent: number): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((sorted.length * percent) / 100) - 1)] ?? null;
}

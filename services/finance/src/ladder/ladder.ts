/** The refund ladder (refusionstrappen): who pays a benefit, by how many weeks the person has had one. Pure. */
import { addDays, type Fraction, fraction, invariant, type LocalDate, localDate } from "@inclusion/kernel";
import { rounded } from "../exact/fraction.ts";

/** From which week with benefit on the state refunds how many per cent. */
export type LadderStep = Readonly<{ fromWeek: number; refundPercent: number }>;

/** The steps in force in a period, the first from week 1. */
export type Ladder = Readonly<{
  validFrom: LocalDate;
  /** The last day; null while it is in force. */
  validUntil: LocalDate | null;
  steps: readonly LadderStep[];
  source: string;
}>;

/**
 * Every ladder, oldest first. Block grants even out the total: what one municipality saves by it is a first-order
 * effect, and not saved by all.
 *
 * @source docs/sources.md#refund-ladder
 */
export const LADDERS: readonly Ladder[] = [
  {
    validFrom: localDate("2016-01-04"),
    validUntil: null,
    steps: [
      { fromWeek: 1, refundPercent: 80 },
      { fromWeek: 5, refundPercent: 40 },
      { fromWeek: 27, refundPercent: 30 },
      { fromWeek: 53, refundPercent: 20 },
    ],
    source: "Act on municipal financing of certain public benefits, section 5; cabiweb.dk, Refusionsreform",
  },
];

/** When the ladder starts over: after so many whole weeks of self-support within so many weeks. */
export type ResetRule = Readonly<{ weeksNeeded: number; windowWeeks: number }>;

/** Section 6 of the same act; "3 years" is modelled as 156 weeks. */
export const RESET_RULE: ResetRule = { weeksNeeded: 52, windowWeeks: 156 };

/** A week from the first weeks on which all count as the last step of every ladder: no later week differs. */
export const LAST_STEP_WEEK = Math.max(...LADDERS.flatMap(({ steps }) => steps.map(({ fromWeek }) => fromWeek)));

/** The ladder in force on a day; null before there was one. */
export function ladderOn(day: LocalDate, ladders: readonly Ladder[] = LADDERS): Ladder | null {
  return (
    ladders.find(({ validFrom, validUntil }) => validFrom <= day && (validUntil === null || day <= validUntil)) ?? null
  );
}

/** Benefit that is paid or saved in a run of weeks; `weekly` in minor units, exact. */
export type BenefitWeeks = Readonly<{ weekly: Fraction; firstWeek: number; weeks: number }>;

/** Who bears it. For insured benefit the municipal part is the co-financing, and the rest is the state's. */
export type BenefitSplit = Readonly<{
  grossMinor: bigint;
  stateMinor: bigint;
  municipalMinor: bigint;
  /** How many of the weeks lie on which step, by the step's refund in per cent, in the order of the steps. */
  steps: readonly Readonly<{ refundPercent: number; weeks: number }>[];
}>;

/**
 * L1: gross and state are each rounded once, and the municipality bears the rest, so that both always sum to gross.
 *
 * For a benefit that is only reduced (L5) `weekly` is the difference; such weeks count on the ladder as well.
 */
export function splitBenefit({ weekly, firstWeek, weeks }: BenefitWeeks, ladder: Ladder): BenefitSplit {
  const steps = weeksBySteps(ladder, firstWeek, weeks);
  const percents = steps.reduce((sum, step) => sum + step.refundPercent * step.weeks, 0);
  const grossMinor = rounded(fraction(weekly.numerator * BigInt(weeks), weekly.denominator));
  const stateMinor = rounded(fraction(weekly.numerator * BigInt(percents), weekly.denominator * 100n));
  return { grossMinor, stateMinor, municipalMinor: grossMinor - stateMinor, steps };
}

/** L2: a month's benefit as the exact amount of a week. */
export function weeklyOf(monthlyMinor: bigint): Fraction {
  return fraction(monthlyMinor * 12n, 52n);
}

/** The refund in one week with benefit, counted from 1, in per cent. */
export function refundPercentIn(ladder: Ladder, week: number): number {
  const step = ladder.steps.findLast(({ fromWeek }) => fromWeek <= week);
  invariant(step !== undefined, "weeks are counted from 1");
  return step.refundPercent;
}

function weeksBySteps(ladder: Ladder, firstWeek: number, weeks: number): BenefitSplit["steps"] {
  invariant(Number.isInteger(firstWeek) && firstWeek >= 1, "weeks are counted from 1");
  invariant(Number.isInteger(weeks) && weeks >= 0, "a run of weeks is a whole number");
  return ladder.steps.flatMap(({ fromWeek, refundPercent }, index) => {
    const end = ladder.steps[index + 1]?.fromWeek ?? Number.POSITIVE_INFINITY;
    const within = Math.min(end, firstWeek + weeks) - Math.max(fromWeek, firstWeek);
    return within > 0 ? [{ refundPercent, weeks: within }] : [];
  });
}

/** What a person lived on in one whole calendar week that begins on a Monday. */
export type WeekKind = "BENEFIT" | "SELF_SUPPORT" | "OTHER";

/** How much self-support counts at the Monday `at`, and whether the ladder starts over by it. */
export type Reset = Readonly<{ selfSupportWeeks: number; restarts: boolean }>;

/**
 * L4: whole weeks of self-support after the first week with benefit, within the window before `at`.
 *
 * Self-support is a week without any benefit and without a job with wage support.
 *
 * @param selfSupport Mondays of the weeks of self-support, in any order
 */
export function resetAt(
  firstBenefitWeek: LocalDate,
  selfSupport: readonly LocalDate[],
  at: LocalDate,
  rule: ResetRule = RESET_RULE,
): Reset {
  const from = addDays(at, -7 * rule.windowWeeks);
  const counted = new Set(selfSupport.filter((monday) => monday > firstBenefitWeek && monday >= from && monday < at));
  return { selfSupportWeeks: counted.size, restarts: counted.size >= rule.weeksNeeded };
}

/**
 * The week on the ladder of each calendar week in a row: counted on in each week with benefit, also a reduced one, and
 * from 1 again when the ladder has started over; null in weeks without benefit.
 *
 * @param weeksBefore weeks with benefit before the first one
 */
export function ladderWeeks(
  kinds: readonly WeekKind[],
  weeksBefore: number,
  rule: ResetRule = RESET_RULE,
): readonly (number | null)[] {
  let reached = weeksBefore;
  let countedFrom = 0;
  return kinds.map((kind, index) => {
    if (kind !== "BENEFIT") return null;
    const start = Math.max(countedFrom, index - rule.windowWeeks);
    const selfSupport = kinds.slice(start, index).filter((earlier) => earlier === "SELF_SUPPORT").length;
    if (reached > 0 && selfSupport >= rule.weeksNeeded) {
      reached = 0;
      countedFrom = index;
    }
    reached += 1;
    return reached;
  });
}

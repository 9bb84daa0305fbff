/** What would have happened anyway. Pure. */
import { type Fraction, fraction } from "@inclusion/kernel";
import { minus, over, times, ZERO } from "../exact/fraction.ts";

/** Outcomes that are owed to the programme, exact; counts shown to people are rounded to two decimals. */
export type Additional = Readonly<{
  /** Outcomes that would have come without the programme. */
  expected: Fraction;
  additional: Fraction;
  /** The part of the outcomes that would have come anyway; null without outcomes. */
  deadweight: Fraction | null;
}>;

/** D1: outcomes above the baseline rate of a cohort. May be negative when fewer came than without a programme. */
export function additionalToBaseline(started: number, outcomes: number, baseline: Fraction): Additional {
  const expected = times(fraction(started), baseline);
  return {
    expected,
    additional: minus(fraction(outcomes), expected),
    deadweight: outcomes === 0 ? null : over(expected, fraction(outcomes)),
  };
}

/** People of a group and how many of them were in work before and after. */
export type GroupChange = Readonly<{ persons: number; employedBefore: number; employedAfter: number }>;

/** D2: the change of the programme's group less that of the comparison group, as a share and as a number of people. */
export function differenceInDifferences(
  programme: GroupChange,
  comparison: GroupChange,
): Readonly<{ effect: Fraction; additional: Fraction }> {
  const effect = minus(changeOf(programme), changeOf(comparison));
  return { effect, additional: times(effect, fraction(programme.persons)) };
}

function changeOf({ persons, employedBefore, employedAfter }: GroupChange): Fraction {
  return persons === 0 ? ZERO : fraction(employedAfter - employedBefore, persons);
}

/** Decimals with two digits as whole hundredths. Pure. */

/** More than any rule takes, and still exact as a number. */
const MOST = 10n ** 15n;

/** The most that a goal may be, in hundredths, either way. */
export const MOST_OF_GOAL = 10 ** 14;

/** Hundredths as a number; what a number cannot hold is cut to a value that every rule refuses. */
export function wholeHundredths(hundredths: bigint): number {
  if (hundredths > MOST) return Number(MOST);
  return Number(hundredths < -MOST ? -MOST : hundredths);
}

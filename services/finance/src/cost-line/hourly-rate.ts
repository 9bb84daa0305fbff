/** Hourly rates (timesatser, G4 and G5) and the hours that may be declared. Hours are hundredths, whole. Pure. */
import { invariant, roundHalfAway } from "@inclusion/kernel";

/** Hours of a year that one person's gross cost is divided by, and the most that may be declared of it. */
export const YEAR_HOURS = 172_000n;
/** The Danish standard rate for partner companies' staff and for participants: 250 kroner an hour, from 1 September 2018. */
export const STANDARD_RATE_MINOR = 25_000n;
/** The most of one month at the standard rate: 160.33 hours. */
export const STANDARD_MONTH_HOURS = 16_033n;

/** Hours declared, in hundredths: what of them can be claimed, and what not. */
export type DeclaredHours = Readonly<{ accepted: bigint; refused: bigint }>;

/** The rate of one hour from the latest annual gross employment cost; posted, so it is rounded before it is used. */
export function hourlyRateOf(annualGrossMinor: bigint): bigint {
  return roundHalfAway(annualGrossMinor * 100n, YEAR_HOURS);
}

/** The hours under a ceiling when some have been declared before. */
export function hoursUnder(ceiling: bigint, declaredBefore: bigint, hours: bigint): DeclaredHours {
  invariant(hours >= 0n && declaredBefore >= 0n, "hours are not negative");
  const room = declaredBefore >= ceiling ? 0n : ceiling - declaredBefore;
  const accepted = hours < room ? hours : room;
  return { accepted, refused: hours - accepted };
}

/** The cost of hours (in hundredths) at a posted rate, rounded once. */
export function costOfHours(hours: bigint, rateMinor: bigint): bigint {
  return roundHalfAway(hours * rateMinor, 100n);
}

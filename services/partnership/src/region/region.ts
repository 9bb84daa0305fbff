/** Regions: which of them exist on a day. Pure. */
import type { LocalDate } from "@inclusion/kernel";

/** A region; null bounds are open. */
export type Region = Readonly<{
  code: string;
  name: string;
  validFrom: LocalDate | null;
  validUntil: LocalDate | null;
  source: string;
}>;

/** Whether the region exists on `day`, its first and last day included. */
export function isInForce(
  { validFrom, validUntil }: Pick<Region, "validFrom" | "validUntil">,
  day: LocalDate,
): boolean {
  return (validFrom === null || validFrom <= day) && (validUntil === null || day <= validUntil);
}

/** The day nearest to `day` on which the region exists. */
export function nearestDay(
  { validFrom, validUntil }: Pick<Region, "validFrom" | "validUntil">,
  day: LocalDate,
): LocalDate {
  if (validFrom !== null && day < validFrom) return validFrom;
  return validUntil !== null && validUntil < day ? validUntil : day;
}

/** Places: 98 municipalities, and the regions they lie in on a given day. Pure. */
import type { LocalDate } from "@inclusion/kernel";
import type { ProgrammeArea } from "../programme/programme.ts";

/** A municipality; `code` is four digits. */
export type Municipality = Readonly<{
  code: string;
  name: string;
  nuts3: string;
  province: string;
  programmeArea: ProgrammeArea;
}>;

/** That a municipality lies in a region from a day, until a day that is itself included. */
export type RegionMembership = Readonly<{
  municipalityCode: string;
  regionCode: string;
  validFrom: LocalDate;
  validUntil: LocalDate | null;
}>;

/** The region that a municipality lies in on `day`; null when none is known. */
export function regionOn(
  memberships: readonly RegionMembership[],
  municipalityCode: string,
  day: LocalDate,
): RegionMembership | null {
  const found = memberships.find(
    (membership) =>
      membership.municipalityCode === municipalityCode &&
      membership.validFrom <= day &&
      (membership.validUntil === null || day <= membership.validUntil),
  );
  return found ?? null;
}

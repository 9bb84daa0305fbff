/**
 * The facts that cross services: ids, days and amounts, never personal data.
 *
 * A shape is never changed; another one gets the next version, and both are written until no one reads the old.
 */
import { z } from "zod";

const id = z.uuid();
const day = z.iso.date();
const minor = z.string().regex(/^-?\d+$/);

/** partnership -> finance. What a programme's sheet in force says of the money. */
export const SheetRead = z.object({
  programmeId: id,
  readOn: day,
  currency: z.enum(["DKK", "EUR"]),
  startsOn: day.nullable(),
  endsOn: day.nullable(),
  eligibleTotalMinor: minor.nullable(),
  eligibleTotalDerived: z.boolean(),
  parts: z.array(
    z.object({
      source: z.enum(["ESF", "DECENTRALISED_BUSINESS_PROMOTION", "OWN_OR_OTHER"]),
      label: z.string(),
      minor,
    }),
  ),
});
export type SheetRead = z.infer<typeof SheetRead>;

/** partnership -> all. Which municipality lies in which region, and when; the whole table. */
export const RegionMembershipsSet = z.object({
  memberships: z.array(
    z.object({ municipalityCode: z.string(), regionCode: z.string(), validFrom: day, validUntil: day.nullable() }),
  ),
});
export type RegionMembershipsSet = z.infer<typeof RegionMembershipsSet>;

/** accelerator -> participant. A company was accepted into the accelerator of a programme. */
export const CourseAccepted = z.object({ programmeId: id, courseId: id, organisationId: id, acceptedOn: day });
export type CourseAccepted = z.infer<typeof CourseAccepted>;

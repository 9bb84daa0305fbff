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

/** partnership -> participant. The programme area of each municipality; the whole table. */
export const MunicipalityAreasSet = z.object({
  areas: z.array(z.object({ municipalityCode: z.string(), area: z.string() })),
});
export type MunicipalityAreasSet = z.infer<typeof MunicipalityAreasSet>;

/** accelerator -> participant. A company was accepted into the accelerator of a programme. */
export const CourseAccepted = z.object({ programmeId: id, courseId: id, organisationId: id, acceptedOn: day });
export type CourseAccepted = z.infer<typeof CourseAccepted>;

const outcome = {
  participationId: id,
  programmeId: id,
  municipalityCode: z.string().nullable(),
  metric: z.string(),
  eventOn: day,
  cause: z.string(),
};

/** participant -> finance. A participation has reached an outcome (3B.1 to 3B.4). */
export const OutcomeReached = z.object(outcome);
export type OutcomeReached = z.infer<typeof OutcomeReached>;

/** participant -> finance. An outcome that was told does not hold. */
export const OutcomeVoided = z.object(outcome);
export type OutcomeVoided = z.infer<typeof OutcomeVoided>;

/** partnership -> participant. The period of a programme, as its sheet in force states it. */
export const ProgrammePeriodSet = z.object({ programmeId: id, startsOn: day.nullable(), endsOn: day.nullable() });
export type ProgrammePeriodSet = z.infer<typeof ProgrammePeriodSet>;

/** partnership -> participant. The municipalities that take part in a programme; the whole list. */
export const ProgrammePlacesSet = z.object({
  programmeId: id,
  places: z.array(
    z.object({
      municipalityCode: z.string(),
      joinedOn: day,
      leftOn: day.nullable(),
      /** Participants that the municipality can have in the programme at once; null is no limit. */
      capacity: z.int().min(0).nullable(),
    }),
  ),
});
export type ProgrammePlacesSet = z.infer<typeof ProgrammePlacesSet>;

/** accelerator -> participant. A company opens a job. */
export const JobOpeningPublished = z.object({
  openingId: id,
  programmeId: id,
  organisationId: id,
  municipalityCode: z.string(),
  form: z.string(),
  hoursPerWeek: z.number(),
  opensOn: day,
});
export type JobOpeningPublished = z.infer<typeof JobOpeningPublished>;

/** accelerator -> participant. A job opening is closed, or filled. */
export const JobOpeningClosed = z.object({ openingId: id, closesOn: day });
export type JobOpeningClosed = z.infer<typeof JobOpeningClosed>;

/** participant -> accelerator. An opening was filled; nothing of the person. */
export const OpeningFilled = z.object({ openingId: id, filledOn: day });
export type OpeningFilled = z.infer<typeof OpeningFilled>;

/** participant -> finance. Hours of activities, a total by axis, kind and month. */
export const HoursDelivered = z.object({
  programmeId: id,
  axis: z.string(),
  activity: z.string(),
  month: z.string(),
  hours: z.number(),
});
export type HoursDelivered = z.infer<typeof HoursDelivered>;

/** participant -> finance. These participations of one programme are restricted: their detail is hidden, amounts stay. */
export const RestrictPerson = z.object({ participationIds: z.array(id).min(1) });
export type RestrictPerson = z.infer<typeof RestrictPerson>;

/**
 * The facts that cross services: ids, days and amounts, never personal data.
 *
 * A shape is never changed; another one gets the next version, and both are written until no one reads the old.
 */
import { z } from "zod";

const id = z.uuid();
const day = z.iso.date();
/** A first and a last day; the last is null while it goes on. */
const spell = z.object({ from: day, until: day.nullable() });
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

/** partnership -> accelerator, participant. The period of a programme, told first when there is one. */
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

/** participant -> finance. These participations of one programme are no longer restricted: their detail is shown again. */
export const PersonRestrictionLifted = RestrictPerson;
export type PersonRestrictionLifted = z.infer<typeof PersonRestrictionLifted>;

/** partnership -> accelerator, participant. An organisation as it stands now; the last one told holds. */
export const OrganisationSet = z.object({
  organisationId: id,
  cvr: z.string().nullable(),
  kinds: z.array(z.string()),
  sizeClass: z.enum(["MICRO", "SMALL", "MEDIUM", "LARGE"]).nullable(),
  municipalityCode: z.string().nullable(),
  rsvRegistered: z.boolean(),
  /** The organisation that this one was found to be; null when it stands for itself. */
  mergedInto: id.nullable(),
});
export type OrganisationSet = z.infer<typeof OrganisationSet>;

/** partnership -> accelerator. All days of registration as a social enterprise (RSV), oldest first; the last list told holds. */
export const RsvSet = z.object({ organisationId: id, registrations: z.array(spell) });
export type RsvSet = z.infer<typeof RsvSet>;

/** partnership -> accelerator, participant. All roles have signed; told again with the whole list when a party is replaced. */
export const PartnershipSigned = z.object({
  partnershipId: id,
  programmeId: id,
  municipalityCodes: z.array(z.string()),
  parties: z.array(z.object({ organisationId: id, role: z.string() })),
  signedOn: day,
});
export type PartnershipSigned = z.infer<typeof PartnershipSigned>;

/** partnership -> accelerator, participant. A partnership has ended. */
export const PartnershipClosed = z.object({ partnershipId: id, programmeId: id, closedOn: day });
export type PartnershipClosed = z.infer<typeof PartnershipClosed>;

/** accelerator -> participant. A company left the accelerator before it was through. */
export const CourseExited = z.object({ programmeId: id, courseId: id, organisationId: id, exitedOn: day });
export type CourseExited = z.infer<typeof CourseExited>;

/** accelerator -> partnership. A job opening or a training place as it stands now; the last one told holds. */
export const RoomSet = z.object({
  roomId: id,
  programmeId: id,
  courseId: id.nullable(),
  partnershipId: id.nullable(),
  organisationId: id,
  kind: z.enum(["JOB", "TRAINING_PLACE"]),
  axis: z.string(),
  seats: z.int().min(0),
  filled: z.int().min(0),
  brokenOff: z.int().min(0),
  opensOn: day,
  closesOn: day.nullable(),
});
export type RoomSet = z.infer<typeof RoomSet>;

/**
 * accelerator -> partnership. How ready an employer is, from 1 to 5, by a version of the questionnaire. Facts of before
 * the version was told have none; each of them was told again with it.
 */
export const EmployerReadinessMeasured = z.object({
  programmeId: id,
  organisationId: id,
  dimension: z.enum(["COMPETENCE", "CAPACITY"]),
  score: z.int().min(1).max(5),
  mentorCount: z.int().min(0).nullable(),
  questionnaireVersion: z.int().min(1).optional(),
  measuredOn: day,
});
export type EmployerReadinessMeasured = z.infer<typeof EmployerReadinessMeasured>;

const otherActorGrowth = {
  programmeId: id,
  partnershipId: id,
  organisationId: id,
  municipalityCode: z.string(),
  grownOn: day,
};

/** accelerator -> partnership. The other actor of a partnership has grown by the programme's growth rule. */
export const OtherActorGrown = z.object(otherActorGrowth);
export type OtherActorGrown = z.infer<typeof OtherActorGrown>;

/** accelerator -> partnership. A growth that was told does not hold. */
export const OtherActorGrowthVoided = z.object(otherActorGrowth);
export type OtherActorGrowthVoided = z.infer<typeof OtherActorGrowthVoided>;

const hire = {
  ...{ programmeId: id, participationId: id, organisationId: id, municipalityCode: z.string().nullable() },
  ...{ hiredOn: day, cause: z.string() },
};

/** participant -> accelerator. A hire by a company counts in 3B.3. */
export const HireCounted = z.object(hire);
export type HireCounted = z.infer<typeof HireCounted>;

/** participant -> accelerator. A hire that was counted in 3B.3 does not count. */
export const HireVoided = z.object(hire);
export type HireVoided = z.infer<typeof HireVoided>;

/** participant -> accelerator. For which work a participation is ready now; the last one told holds. */
export const ReadinessSet = z.object({
  participationId: id,
  programmeId: id,
  municipalityCode: z.string(),
  readyFrom: day,
  /** The last day; null while it holds. */
  readyUntil: day.nullable(),
  hoursPerWeek: z.number().positive(),
  /** Codes of what the work must offer, as `CALM_SETTING`. */
  needs: z.array(z.string()),
  /** Forms of work the participation has had. */
  earlierForms: z.array(z.string()),
});
export type ReadinessSet = z.infer<typeof ReadinessSet>;

/** participant -> partnership, finance. The steps of one participation as they stand now; the last one told holds. */
export const PathwaySet = z.object({
  participationId: id,
  programmeId: id,
  municipalityCode: z.string().nullable(),
  partnershipId: id.nullable(),
  referredOn: day.nullable(),
  startedOn: day.nullable(),
  completedOn: day.nullable(),
  leftOn: day.nullable(),
});
export type PathwaySet = z.infer<typeof PathwaySet>;

/** participant -> finance. The benefit at entry and all work of one participation as it stands now; the last one told holds. */
export const WorkHistorySet = z.object({
  participationId: id,
  programmeId: id,
  municipalityCode: z.string().nullable(),
  benefitAtEntry: z.string().nullable(),
  /** Weeks with benefit before entry: where on the refund ladder the person stood. */
  seniorityWeeks: z.int().min(0).nullable(),
  spells: z.array(
    z.object({
      employmentId: id,
      form: z.string(),
      hoursPerWeek: z.number().positive(),
      isSubsidised: z.boolean(),
      ...spell.shape,
    }),
  ),
});
export type WorkHistorySet = z.infer<typeof WorkHistorySet>;

/** participant -> partnership. How many matches of a partnership's participations are open now. */
export const OpenMatchesSet = z.object({ partnershipId: id, count: z.int().min(0) });
export type OpenMatchesSet = z.infer<typeof OpenMatchesSet>;

/** participant -> accelerator. How many placements at a company are open now in one programme. */
export const OpenPlacementsSet = z.object({ programmeId: id, organisationId: id, count: z.int().min(0) });
export type OpenPlacementsSet = z.infer<typeof OpenPlacementsSet>;

/** finance -> partnership. The last day on which costs are eligible, by the grant in force. */
export const GrantEnded = z.object({ programmeId: id, grantId: id, eligibleTo: day });
export type GrantEnded = z.infer<typeof GrantEnded>;

/** finance -> partnership. A simulation was frozen. */
export const SimulationFrozen = z.object({ programmeId: id, simulationId: id, frozenAt: z.iso.datetime() });
export type SimulationFrozen = z.infer<typeof SimulationFrozen>;

/** finance -> partnership. The state of a cost claim; final when nothing more is decided of it. */
export const ClaimStateSet = z.object({ programmeId: id, claimId: id, state: z.string(), isFinal: z.boolean() });
export type ClaimStateSet = z.infer<typeof ClaimStateSet>;

const paidOutcome = { outcomeId: id, participationId: id, programmeId: id, metric: z.string(), on: day };

/** finance -> participant. An outcome of a participation was paid, for real. */
export const OutcomePaid = z.object(paidOutcome);
export type OutcomePaid = z.infer<typeof OutcomePaid>;

/** finance -> participant. A payment of an outcome was reversed. */
export const OutcomePaymentReversed = z.object(paidOutcome);
export type OutcomePaymentReversed = z.infer<typeof OutcomePaymentReversed>;

/** partnership -> participant. The hours a week from which a programme counts a job, by their first day; the whole list. */
export const MinimumHoursSet = z.object({
  programmeId: id,
  steps: z.array(z.object({ validFrom: day, hours: z.int().min(1).max(37) })),
});
export type MinimumHoursSet = z.infer<typeof MinimumHoursSet>;

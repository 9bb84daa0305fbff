/** Columns that every row of room for people has. */
export const OF_COMPANY = {
  id: { type: "uuid", primary: true },
  programmeId: { type: "uuid", name: "programme_id" },
  organisationId: { type: "uuid", name: "organisation_id" },
  courseId: { type: "uuid", name: "course_id", nullable: true },
  partnershipId: { type: "uuid", name: "partnership_id", nullable: true },
  municipalityCode: { type: "text", name: "municipality_code" },
  synthetic: { type: "boolean" },
} as const;

/** Hours with one decimal, which the driver gives as text. */
export const HOURS = {
  type: "numeric",
  name: "hours_per_week",
  precision: 4,
  scale: 1,
  transformer: { to: (hours: number): number => hours, from: Number },
} as const;

/** Columns that every row of a course's file has, as mappings name them. Pure. */
export const OWNED = {
  id: { type: "uuid", primary: true },
  courseId: { type: "uuid", name: "course_id" },
  programmeId: { type: "uuid", name: "programme_id" },
  municipalityCode: { type: "text", name: "municipality_code" },
} as const;

/** Columns that every row of a participation's file has, as mappings name them. Pure. */
export const OWNED = {
  id: { type: "uuid", primary: true },
  participationId: { type: "uuid", name: "participation_id" },
  programmeId: { type: "uuid", name: "programme_id" },
  municipalityCode: { type: "text", name: "municipality_code" },
} as const;

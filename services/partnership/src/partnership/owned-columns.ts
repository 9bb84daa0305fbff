/** Columns that every row of a partnership's file has, as mappings name them. Pure. */
export const OF_PARTNERSHIP = {
  id: { type: "uuid", primary: true },
  partnershipId: { type: "uuid", name: "partnership_id" },
  programmeId: { type: "uuid", name: "programme_id" },
  municipalityCode: { type: "text", name: "municipality_code" },
} as const;

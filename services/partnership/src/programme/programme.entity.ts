import { EntitySchema } from "typeorm";
import type { Programme } from "./programme.ts";

/** A row of `partnership.programme`: the programme without its partners, which have a table of their own. */
export type ProgrammeRow = Omit<Programme, "partnerIds" | "areas" | "financing" | "state" | "lifeVersion" | "targets"> &
  Readonly<{ areas: string[] | null; financing: string[] | null; partnersStated: boolean; factsHash: string }>;

/** Table `partnership.programme`; the migrations own it. */
export const ProgrammeEntity = new EntitySchema<ProgrammeRow>({
  name: "Programme",
  schema: "partnership",
  tableName: "programme",
  columns: {
    id: { type: "uuid", primary: true },
    slug: { type: "text" },
    name: { type: "text" },
    startsOn: { type: "date", name: "starts_on", nullable: true },
    endsOn: { type: "date", name: "ends_on", nullable: true },
    areas: { type: "text", array: true, nullable: true },
    priorityArea: { type: "text", name: "priority_area", nullable: true },
    financing: { type: "text", array: true, nullable: true },
    recommendedBy: { type: "text", name: "recommended_by", nullable: true },
    beneficiaryId: { type: "uuid", name: "beneficiary_id", nullable: true },
    partnersStated: { type: "boolean", name: "partners_stated" },
    readOn: { type: "date", name: "read_on" },
    sheetVersion: { type: "integer", name: "sheet_version" },
    factsHash: { type: "text", name: "facts_hash" },
    synthetic: { type: "boolean" },
  },
});

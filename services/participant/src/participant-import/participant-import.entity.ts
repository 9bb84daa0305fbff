import { EntitySchema } from "typeorm";
import type { ParticipantImport } from "./participant-import.ts";

/** Table `participant.participant_import`; the migrations own it. */
export const ParticipantImportEntity = new EntitySchema<ParticipantImport>({
  name: "ParticipantImport",
  schema: "participant",
  tableName: "participant_import",
  columns: {
    id: { type: "uuid", primary: true },
    version: { type: "integer" },
    programmeId: { type: "uuid", name: "programme_id" },
    fileName: { type: "text", name: "file_name" },
    fileHash: { type: "text", name: "file_hash" },
    createdBy: { type: "text", name: "created_by" },
    state: { type: "text" },
    encoding: { type: "text", nullable: true },
    delimiter: { type: "text", nullable: true },
    rowCount: { type: "integer", name: "row_count" },
    errorCount: { type: "integer", name: "error_count" },
    warningCount: { type: "integer", name: "warning_count" },
    createdCount: { type: "integer", name: "created_count", nullable: true },
    passedOverCount: { type: "integer", name: "passed_over_count", nullable: true },
    municipalityCodes: { type: "text", name: "municipality_codes", array: true },
    cprGround: { type: "text", name: "cpr_ground" },
    synthetic: { type: "boolean" },
    createdAt: { type: "timestamptz", name: "created_at" },
    expiresAt: { type: "timestamptz", name: "expires_at" },
    committedAt: { type: "timestamptz", name: "committed_at", nullable: true },
  },
});

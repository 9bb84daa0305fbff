import { EntitySchema } from "typeorm";
import type { Method, MethodEvidence, MethodVersion } from "./method.ts";

const OF_METHOD = {
  id: { type: "uuid", primary: true },
  methodId: { type: "uuid", name: "method_id" },
  programmeId: { type: "uuid", name: "programme_id" },
} as const;

/** Table `partnership.method`; the migrations own it. */
export const MethodEntity = new EntitySchema<Method>({
  name: "Method",
  schema: "partnership",
  tableName: "method",
  columns: {
    id: { type: "uuid", primary: true },
    programmeId: { type: "uuid", name: "programme_id" },
    name: { type: "text" },
    synthetic: { type: "boolean" },
  },
});

/** Table `partnership.method_version`. */
export const MethodVersionEntity = new EntitySchema<MethodVersion>({
  name: "MethodVersion",
  schema: "partnership",
  tableName: "method_version",
  columns: {
    ...OF_METHOD,
    number: { type: "integer" },
    description: { type: "text" },
    state: { type: "text" },
    writtenOn: { type: "date", name: "written_on" },
    testedOn: { type: "date", name: "tested_on", nullable: true },
    adoptedOn: { type: "date", name: "adopted_on", nullable: true },
    scalability: { type: "text", nullable: true },
  },
});

/** Table `partnership.method_evidence`; rows are added and never changed. */
export const MethodEvidenceEntity = new EntitySchema<MethodEvidence>({
  name: "MethodEvidence",
  schema: "partnership",
  tableName: "method_evidence",
  columns: {
    ...OF_METHOD,
    methodVersionId: { type: "uuid", name: "method_version_id" },
    title: { type: "text" },
    link: { type: "text" },
    contentHash: { type: "text", name: "content_hash" },
    addedOn: { type: "date", name: "added_on" },
  },
});

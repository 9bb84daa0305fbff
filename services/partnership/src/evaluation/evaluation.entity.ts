import { EntitySchema } from "typeorm";
import type { Evaluation } from "./evaluation.ts";

/** Table `partnership.evaluation`; the migrations own it. */
export const EvaluationEntity = new EntitySchema<Omit<Evaluation, "version">>({
  name: "Evaluation",
  schema: "partnership",
  tableName: "evaluation",
  columns: {
    id: { type: "uuid", primary: true },
    programmeId: { type: "uuid", name: "programme_id" },
    kind: { type: "text" },
    title: { type: "text" },
    author: { type: "text" },
    fileUrl: { type: "text", name: "file_url" },
    mediaType: { type: "text", name: "media_type" },
    sha256: { type: "text", nullable: true },
    publishedOn: { type: "date", name: "published_on", nullable: true },
  },
});

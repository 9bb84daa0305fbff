import { EntitySchema } from "typeorm";
import type { BuyerSurvey } from "./buyer-survey.ts";

/** Table `partnership.buyer_survey`; the migrations own it. */
export const BuyerSurveyEntity = new EntitySchema<BuyerSurvey>({
  name: "BuyerSurvey",
  schema: "partnership",
  tableName: "buyer_survey",
  columns: {
    id: { type: "uuid", primary: true },
    programmeId: { type: "uuid", name: "programme_id" },
    municipalityCode: { type: "text", name: "municipality_code", nullable: true },
    buyerId: { type: "uuid", name: "buyer_id" },
    dimension: { type: "text" },
    phase: { type: "text" },
    questionnaireVersion: { type: "integer", name: "questionnaire_version" },
    score: { type: "integer" },
    answeredOn: { type: "date", name: "answered_on" },
    synthetic: { type: "boolean" },
  },
});

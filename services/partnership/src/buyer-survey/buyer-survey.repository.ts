import type { Reader } from "@inclusion/kernel/runtime";
import type { RecordMap } from "../record/record.repository.ts";
import { BuyerSurveyEntity } from "./buyer-survey.entity.ts";
import type { BuyerSurvey, SurveyAnswer } from "./buyer-survey.ts";

/** Where an answer stands. */
export const BUYER_SURVEY_MAP: RecordMap = { entity: BuyerSurveyEntity, lists: {} };

/** The answers of these programmes, also those whose rows the viewer may not see: what is told of them is a mean. */
export function findSurveyAnswers(reader: Reader, programmeIds: readonly string[]): Promise<SurveyAnswer[]> {
  return reader.query(
    `SELECT programme AS "programmeId", buyer AS "buyerId", asked_dimension AS dimension, asked_phase AS phase,
            questionnaire AS "questionnaireVersion", answer AS score, answered::text AS "answeredOn"
     FROM partnership.survey_answers($1::uuid[])`,
    [programmeIds],
  );
}

/** Whether the buyer has answered this questionnaire in this dimension on this day. */
export async function isAnswerTaken(
  reader: Reader,
  answer: Pick<BuyerSurvey, "programmeId" | "buyerId" | "dimension" | "questionnaireVersion" | "answeredOn">,
): Promise<boolean> {
  const found = await reader.query(
    `SELECT 1 FROM partnership.buyer_survey WHERE programme_id = $1 AND buyer_id = $2 AND dimension = $3
       AND questionnaire_version = $4 AND answered_on = $5`,
    [answer.programmeId, answer.buyerId, answer.dimension, answer.questionnaireVersion, answer.answeredOn],
  );
  return found.length > 0;
}

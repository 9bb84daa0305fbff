import { isId, refuse } from "@inclusion/kernel";
import type { ChangeInput } from "../act.ts";
import { beginRecord, type Changed, type Kept } from "../change.ts";
import type { Context } from "../context.ts";
import { BUYER_SURVEY_MAP, isAnswerTaken } from "./buyer-survey.repository.ts";
import { type BuyerSurvey, type BuyerSurveyFile, recordSurvey } from "./buyer-survey.ts";

const SURVEYS: Kept<BuyerSurveyFile> = {
  ...{ noun: "survey", map: BUYER_SURVEY_MAP },
  measures: () => [],
  facts: () => [],
};

/** Records a buyer's answer. @refuses REFERENCE_REPEATED, ORGANISATION_UNKNOWN, and the codes of `recordSurvey` */
export async function buyerSurveyRecord(
  ctx: Context,
  input: ChangeInput & Omit<BuyerSurvey, "id" | "municipalityCode" | "synthetic">,
): Changed<BuyerSurveyFile> {
  const { programmeId, buyerId, dimension, phase, questionnaireVersion, score, answeredOn } = input;
  const buyer = isId(buyerId) ? await ctx.loaders.organisation.load(buyerId) : null;
  return beginRecord(ctx, SURVEYS, {
    ...{ action: "buyerSurvey:record", programmeId, municipalityCode: buyer?.municipalityCode ?? null, input },
    rule: async (tx, at) => {
      if (buyer === null) {
        const message = "There is no organisation of this id.";
        return refuse({ code: "ORGANISATION_UNKNOWN", message, field: ["input", "buyerId"] });
      }
      const record: BuyerSurvey = {
        ...{ id: at.newId(), programmeId, municipalityCode: buyer.municipalityCode, buyerId, dimension, phase },
        ...{ questionnaireVersion, score, answeredOn, synthetic: buyer.synthetic },
      };
      if (await isAnswerTaken(tx, record)) {
        const message = "The buyer has answered this questionnaire on this day.";
        return refuse({ code: "REFERENCE_REPEATED", message, field: ["input", "answeredOn"] });
      }
      const file = { record, version: 0 };
      return recordSurvey(file)(file, at);
    },
    answer: (file) => file,
  });
}

/** Surveys of public buyers: how well they know social considerations, and how much they use them, from 1 to 5. Pure. */
import { accept, type LocalDate } from "@inclusion/kernel";
import { notInFuture, type Rule, refusedFor, wholeBetween } from "../record/rule.ts";

export type SurveyDimension = "AWARENESS" | "PRACTICE";

/** A buyer's answer in one dimension. */
export type BuyerSurvey = Readonly<{
  id: string;
  programmeId: string;
  municipalityCode: string | null;
  buyerId: string;
  dimension: SurveyDimension;
  phase: "BEFORE" | "AFTER";
  questionnaireVersion: number;
  score: number;
  answeredOn: LocalDate;
  synthetic: boolean;
}>;

export type BuyerSurveyFile = Readonly<{ record: BuyerSurvey; version: number }>;

/** Records an answer. @refuses VALUE_OUT_OF_RANGE, DATE_IN_FUTURE */
export function recordSurvey(file: BuyerSurveyFile): Rule<BuyerSurveyFile> {
  return (_empty, at) => {
    const problems = [
      ...wholeBetween(file.record.score, [1, 5], "score"),
      ...wholeBetween(file.record.questionnaireVersion, [1, 1_000], "questionnaireVersion"),
      ...notInFuture(at, file.record.answeredOn, "answeredOn"),
    ];
    return refusedFor(problems) ?? accept(file);
  };
}

/** An answer as the change is worked out of it. */
export type SurveyAnswer = Pick<
  BuyerSurvey,
  "programmeId" | "buyerId" | "dimension" | "phase" | "questionnaireVersion" | "score" | "answeredOn"
>;

/** How buyers' answers changed, over the buyers who answered the same questionnaire before and after. */
export type SurveyChange = Readonly<{
  dimension: SurveyDimension;
  questionnaireVersion: number;
  /** Buyers who can be compared. */
  compared: number;
  /** Buyers who answered only once, or another version the second time. */
  notComparable: number;
  improved: number;
  worsened: number;
  /** Means in hundredths; null when nobody can be compared. */
  meanBeforeHundredths: number | null;
  meanAfterHundredths: number | null;
}>;

/**
 * The first answer before and the last one after are compared, of one buyer and one version of the questionnaire.
 *
 * @param answers of one programme, in any order
 */
export function surveyChanges(answers: readonly SurveyAnswer[]): readonly SurveyChange[] {
  const lines = Map.groupBy(answers, ({ dimension, questionnaireVersion }) => `${dimension} ${questionnaireVersion}`);
  return [...lines.values()]
    .map((line) => {
      const [first] = line as [SurveyAnswer, ...SurveyAnswer[]];
      const buyers = [...Map.groupBy(line, ({ buyerId }) => buyerId).values()];
      const pairs = buyers.flatMap((own) => pairOf(own));
      return {
        dimension: first.dimension,
        questionnaireVersion: first.questionnaireVersion,
        compared: pairs.length,
        notComparable: buyers.length - pairs.length,
        improved: pairs.filter(({ before, after }) => after > before).length,
        worsened: pairs.filter(({ before, after }) => after < before).length,
        meanBeforeHundredths: meanHundredths(pairs.map(({ before }) => before)),
        meanAfterHundredths: meanHundredths(pairs.map(({ after }) => after)),
      };
    })
    .sort((a, b) => a.dimension.localeCompare(b.dimension) || a.questionnaireVersion - b.questionnaireVersion);
}

function pairOf(own: readonly SurveyAnswer[]): readonly Readonly<{ before: number; after: number }>[] {
  const inOrder = [...own].sort((a, b) => (a.answeredOn < b.answeredOn ? -1 : 1));
  const before = inOrder.find(({ phase }) => phase === "BEFORE");
  const after = inOrder.findLast(({ phase }) => phase === "AFTER");
  if (before === undefined || after === undefined || after.answeredOn <= before.answeredOn) return [];
  return [{ before: before.score, after: after.score }];
}

function meanHundredths(scores: readonly number[]): number | null {
  if (scores.length === 0) return null;
  return Math.round((scores.reduce((sum, score) => sum + score, 0) * 100) / scores.length);
}

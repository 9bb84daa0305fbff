/** How ready employers are, and how that changes. Pure. */
import { acceptUnless, type Decision, type LocalDate } from "@inclusion/kernel";
import type { OfCompany } from "../job-opening/job-opening.ts";
import { type Moment, notInFuture, when } from "../refusal/rule.ts";
import type { AcceleratorRefusalCode } from "../refusals.ts";

export type ReadinessDimension = "COMPETENCE" | "CAPACITY";

export type EmployerReadiness = OfCompany &
  Readonly<{
    dimension: ReadinessDimension;
    /** From 1 to 5. */
    score: number;
    mentorCount: number | null;
    questionnaireVersion: number;
    measuredOn: LocalDate;
  }>;

/** A measurement as it is entered. */
export type ReadinessEntered = Pick<
  EmployerReadiness,
  "dimension" | "score" | "mentorCount" | "questionnaireVersion" | "measuredOn"
>;

/** Before and after of one company, dimension and version of the questionnaire. */
export type ReadinessChange = Readonly<{
  programmeId: string;
  dimension: ReadinessDimension;
  questionnaireVersion: number;
  before: EmployerReadiness;
  /** Null when there is but one measurement. */
  after: EmployerReadiness | null;
  scoreChange: number | null;
  mentorChange: number | null;
}>;

/** Versions of the questionnaire; the questions themselves are our own and stand with the programme. */
export const QUESTIONNAIRE_VERSIONS: readonly number[] = [1, 2];

/**
 * Records a measurement.
 *
 * @param isMeasured whether the company was measured so on that day
 * @refuses SCORE_OUT_OF_RANGE, VALUE_OUT_OF_RANGE, QUESTIONNAIRE_UNKNOWN, ALREADY_MEASURED, DATE_IN_FUTURE
 */
export function recordReadiness(
  company: OfCompany,
  entered: ReadinessEntered,
  isMeasured: boolean,
  at: Moment,
): Decision<EmployerReadiness, AcceleratorRefusalCode> {
  const { dimension, score, mentorCount, questionnaireVersion, measuredOn } = entered;
  const isScore = Number.isInteger(score) && score >= 1 && score <= 5;
  const isWrongCount = mentorCount !== null && (mentorCount < 0 || mentorCount > MOST_MENTORS);
  const versions = QUESTIONNAIRE_VERSIONS.join(", ");
  const problems = [
    ...when(!isScore, "SCORE_OUT_OF_RANGE", "A score is a whole number from 1 to 5.", "score"),
    ...when(isWrongCount, "VALUE_OUT_OF_RANGE", `Mentors are 0 to ${MOST_MENTORS}.`, "mentorCount"),
    ...when(
      !QUESTIONNAIRE_VERSIONS.includes(questionnaireVersion),
      "QUESTIONNAIRE_UNKNOWN",
      `There are the versions ${versions}.`,
      "questionnaireVersion",
    ),
    ...when(
      isMeasured,
      "ALREADY_MEASURED",
      `The company was measured in ${dimension} on ${measuredOn} by this version.`,
      "measuredOn",
    ),
    ...notInFuture(at, measuredOn, "measuredOn"),
  ];
  return acceptUnless(problems, () => ({
    ...company,
    ...{ dimension, score, mentorCount, questionnaireVersion, measuredOn },
  }));
}

/** First and latest of each programme, dimension and version, in that order; nothing is compared across them. */
export function readinessChanges(measured: readonly EmployerReadiness[]): readonly ReadinessChange[] {
  const series = Map.groupBy(measured, ({ programmeId, dimension, questionnaireVersion }) =>
    [programmeId, dimension, String(questionnaireVersion).padStart(4, "0")].join(" "),
  );
  return [...series.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, rows]) => {
      const inTime = [...rows].sort((a, b) => (a.measuredOn < b.measuredOn ? -1 : 1));
      const before = inTime[0] as EmployerReadiness;
      const after = inTime.length > 1 ? (inTime.at(-1) as EmployerReadiness) : null;
      const { programmeId, dimension, questionnaireVersion } = before;
      return {
        ...{ programmeId, dimension, questionnaireVersion, before, after },
        scoreChange: after === null ? null : after.score - before.score,
        mentorChange:
          after === null || after.mentorCount === null || before.mentorCount === null
            ? null
            : after.mentorCount - before.mentorCount,
      };
    });
}

const MOST_MENTORS = 1_000;

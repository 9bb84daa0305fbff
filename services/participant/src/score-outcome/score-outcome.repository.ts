import type { LocalDate } from "@inclusion/kernel";
import type { Reader } from "@inclusion/kernel/runtime";
import type { Series } from "../measurement/measurement.ts";
import type { EmploymentMoment, ScoredOutcome } from "./score-outcome.ts";

/** What is asked of whom. */
export type ScoreAsked = Readonly<{
  programmeId: string;
  series: Series;
  moment: EmploymentMoment;
  week: number;
  asOf: LocalDate;
}>;

/** Days that a measurement may lie from the week that is asked for. */
const TOLERANCE_DAYS = 14;

/** Everyone who has entered a programme by a day, without a name, whoever may see rows. */
export function findScoredOutcomes(
  reader: Reader,
  { programmeId, series, moment, week, asOf }: ScoreAsked,
): Promise<(ScoredOutcome & Readonly<{ synthetic: boolean }>)[]> {
  const { instrument, instrumentVersion, rater } = series;
  return reader.query(
    `SELECT score_sum AS "scoreSum", answered, outcome, made_up AS synthetic
     FROM participant.score_outcomes(ARRAY[$1::uuid], $2, $3, $4, $5, $6, $7, $8)`,
    [programmeId, instrument, instrumentVersion, rater, moment, week * 7, TOLERANCE_DAYS, asOf],
  );
}

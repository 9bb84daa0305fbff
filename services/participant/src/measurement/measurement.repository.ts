import type { LocalDate } from "@inclusion/kernel";
import { type BaseContext, type Reader, rowsLoader } from "@inclusion/kernel/runtime";
import type { Measurement, Series } from "./measurement.ts";
import type { ScorePair } from "./progress.ts";

/** The measurements of these participations that the viewer may see, oldest first. */
export function findMeasurements(reader: Reader, participationIds: readonly string[]): Promise<Measurement[]> {
  return reader.query(
    `SELECT id, participation_id AS "participationId", programme_id AS "programmeId",
            municipality_code AS "municipalityCode", instrument, instrument_version AS "instrumentVersion", rater,
            measured_on::text AS "measuredOn", scores
     FROM participant.measurement WHERE participation_id = ANY ($1::uuid[])
     ORDER BY participation_id, measured_on, id`,
    [participationIds],
  );
}

/** First and latest scores of one participation, which is not named. */
export type ProgrammePair = ScorePair & Readonly<{ programmeId: string; synthetic: boolean }>;

/**
 * The first and latest scores until `asOf` of everyone who has entered a programme by then, without a name for whose
 * they are: also for viewers who may not see rows, within their programmes and municipalities.
 */
export function findScorePairs(
  reader: Reader,
  programmeIds: readonly string[],
  { instrument, instrumentVersion, rater }: Series,
  asOf: LocalDate,
): Promise<ProgrammePair[]> {
  return reader.query(
    `SELECT programme AS "programmeId", measured, first_scores AS "first", latest_scores AS latest, made_up AS synthetic
     FROM participant.score_pairs($1::uuid[], $2, $3, $4, $5)`,
    [programmeIds, instrument, instrumentVersion, rater, asOf],
  );
}

/** The loaders of measurements: one statement for all participations, and one for all programmes asked alike. */
export function measurementLoaders({ reader }: Pick<BaseContext, "reader">) {
  const pairs = new Map<string, ReturnType<typeof rowsLoader<string, ProgrammePair>>>();
  return {
    measurements: rowsLoader<string, Measurement>(
      async (ids) => findMeasurements(await reader(), ids),
      ({ participationId }) => participationId,
    ),
    scorePairs: (programmeId: string, series: Series, asOf: LocalDate): Promise<readonly ProgrammePair[]> => {
      const asked = JSON.stringify([series.instrument, series.instrumentVersion, series.rater, asOf]);
      const loader =
        pairs.get(asked) ??
        rowsLoader<string, ProgrammePair>(
          async (ids) => findScorePairs(await reader(), ids, series, asOf),
          (pair) => pair.programmeId,
        );
      pairs.set(asked, loader);
      return loader.load(programmeId);
    },
  };
}

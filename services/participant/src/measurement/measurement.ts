/** Measurements of how far a participant has come (progression). Pure. */
import { addDays, addMonths, type LocalDate } from "@inclusion/kernel";
import { type Instrument, instrumentOf, type Rater } from "./instruments.ts";

/** Scores by the item's code; null is a question that was not answered, which is never 0. */
export type Scores = Readonly<Record<string, number | null>>;

/** What makes measurements comparable: one instrument, one version, one rater. */
export type Series = Readonly<{ instrument: string; instrumentVersion: number; rater: Rater }>;

/** Scores of one rater on one day. */
export type Measurement = Series &
  Readonly<{
    id: string;
    participationId: string;
    programmeId: string;
    municipalityCode: string;
    measuredOn: LocalDate;
    scores: Scores;
  }>;

/** A score as it is entered. */
export type ScoreEntered = Readonly<{ item: string; score?: number | null | undefined }>;

/** The day and the scores, as they are entered. */
export type Scored = Readonly<{ measuredOn: LocalDate; scores: readonly ScoreEntered[] }>;

/** Something that is not as it should be and is stored all the same. */
export type MeasurementWarning = Readonly<{ code: "TOO_EARLY"; message: string }>;

/** Whether two measurements can be compared. */
export function isOfSeries(measurement: Series, { instrument, instrumentVersion, rater }: Series): boolean {
  return (
    measurement.instrument === instrument &&
    measurement.instrumentVersion === instrumentVersion &&
    measurement.rater === rater
  );
}

/** The measurements of a series, in the order of their days. */
export function measurementsOf(measurements: readonly Measurement[], series: Series): readonly Measurement[] {
  return measurements
    .filter((measurement) => isOfSeries(measurement, series))
    .sort((a, b) => (a.measuredOn < b.measuredOn ? -1 : Number(a.measuredOn > b.measuredOn)));
}

/**
 * TOO_EARLY for each neighbour in the series that is nearer than the instrument's interval less its tolerance.
 *
 * @param measurements all of the participation, `measurement` among them or not
 */
export function warningsFor(
  measurement: Measurement,
  measurements: readonly Measurement[],
): readonly MeasurementWarning[] {
  const instrument = instrumentOf(measurement.instrument, measurement.instrumentVersion);
  if (instrument === null) return [];
  const days = measurementsOf(measurements, measurement)
    .filter(({ id }) => id !== measurement.id)
    .map(({ measuredOn }) => measuredOn);
  const day = measurement.measuredOn;
  const [before, after] = [days.findLast((other) => other < day), days.find((other) => other > day)];
  return [
    ...(before === undefined ? [] : warningBetween(instrument, before, day)),
    ...(after === undefined ? [] : warningBetween(instrument, day, after)),
  ];
}

function warningBetween(
  { interval, label }: Instrument,
  earlier: LocalDate,
  later: LocalDate,
): readonly MeasurementWarning[] {
  const due = addDays(addMonths(earlier, interval.months), -interval.toleranceDays);
  if (later >= due) return [];
  const message = `${label} is measured every ${interval.months} months: after ${earlier} the next is due from ${due}, not on ${later}.`;
  return [{ code: "TOO_EARLY", message }];
}

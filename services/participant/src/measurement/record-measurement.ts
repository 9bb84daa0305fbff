/** What may be recorded as a measurement. Pure. */
import { accept, type Decision, type LocalDate } from "@inclusion/kernel";
import { ownedBy, type ParticipationFile, withRow } from "../participation/participation-file.ts";
import { type Moment, notInFuture, type Problem, type Rule, refusedFor, when } from "../participation/rule.ts";
import type { ParticipantRefusalCode } from "../refusals.ts";
import { type Instrument, instrumentOf, itemsOf, type Rater } from "./instruments.ts";
import { isOfSeries, type Measurement, type Scored, type ScoreEntered, type Series } from "./measurement.ts";

/**
 * Adds a measurement. Items that are not named are stored as not answered.
 *
 * @refuses INSTRUMENT_VERSION_UNKNOWN alone among the codes of scores; RATER_NOT_ALLOWED, ITEM_UNKNOWN,
 *   ITEM_REPEATED, SCORE_OUT_OF_RANGE, SCORES_MISSING, MEASUREMENT_BEFORE_ENTRY, ALREADY_MEASURED, DATE_IN_FUTURE
 */
export function recordMeasurement({ instrument, instrumentVersion, rater }: Series, entered: Scored): Rule {
  return (file, at) => {
    const row = { ...ownedBy(file), id: at.newId(), instrument, instrumentVersion, rater };
    return putMeasurement(file, at, row, entered);
  };
}

/**
 * Puts the right day and scores in the place of wrong ones; what was recorded stays in the row's history.
 * Another instrument, version or rater is another measurement.
 *
 * @refuses ROW_UNKNOWN, and what `recordMeasurement` refuses
 */
export function correctMeasurement(measurementId: string, entered: Scored): Rule {
  return (file, at) => {
    const row = file.measurements.find(({ id }) => id === measurementId);
    if (row !== undefined) return putMeasurement(file, at, row, entered);
    const unknown = when(true, "ROW_UNKNOWN", "The participation has no measurement of this id.", "measurementId");
    return refusedFor(unknown) ?? accept(file);
  };
}

function putMeasurement(
  file: ParticipationFile,
  at: Moment,
  row: Omit<Measurement, "measuredOn" | "scores">,
  { measuredOn, scores }: Scored,
): Decision<ParticipationFile, ParticipantRefusalCode> {
  const instrument = instrumentOf(row.instrument, row.instrumentVersion);
  const problems = [
    ...notInFuture(at, measuredOn, "measuredOn"),
    ...afterEntry(file, measuredOn),
    ...notRepeated(file, row, measuredOn),
    ...(instrument === null ? versionUnknown(row) : scoresProblems(instrument, row.rater, scores)),
  ];
  const stated = new Map(scores.map(({ item, score }) => [item, score ?? null]));
  const items = instrument === null ? [] : itemsOf(instrument, row.rater);
  const whole = Object.fromEntries(items.map(({ code }) => [code, stated.get(code) ?? null]));
  const measurement: Measurement = { ...row, measuredOn, scores: whole };
  return refusedFor(problems) ?? accept({ ...file, measurements: withRow(file.measurements, measurement) });
}

function versionUnknown({ instrument, instrumentVersion }: Series): readonly Problem[] {
  const message = `There is no version ${instrumentVersion} of an instrument ${instrument}: Query.instruments lists them all.`;
  return when(true, "INSTRUMENT_VERSION_UNKNOWN", message, "instrumentVersion");
}

function afterEntry({ participation }: ParticipationFile, day: LocalDate): readonly Problem[] {
  const { enteredOn } = participation;
  const message =
    enteredOn === null ? "The participation has not begun." : `The participation begins on ${enteredOn}, after ${day}.`;
  return when(enteredOn === null || day < enteredOn, "MEASUREMENT_BEFORE_ENTRY", message, "measuredOn");
}

function notRepeated(
  { measurements }: ParticipationFile,
  row: Series & Readonly<{ id: string }>,
  day: LocalDate,
): readonly Problem[] {
  const isRepeated = measurements.some(
    (other) => other.id !== row.id && other.measuredOn === day && isOfSeries(other, row),
  );
  const message = `The same rater has measured with the same instrument on ${day}: correct that measurement.`;
  return when(isRepeated, "ALREADY_MEASURED", message, "measuredOn");
}

function scoresProblems(instrument: Instrument, rater: Rater, scores: readonly ScoreEntered[]): readonly Problem[] {
  const items = itemsOf(instrument, rater).map(({ code }) => code);
  if (items.length === 0) {
    const message = `${instrument.code} version ${instrument.version} has no questions to the ${rater}.`;
    return when(true, "RATER_NOT_ALLOWED", message, "rater");
  }
  const isEmpty = scores.every(({ score }) => score == null);
  return [
    ...when(isEmpty, "SCORES_MISSING", "A measurement answers at least one question.", "scores"),
    ...scores.flatMap((_entered, index) => scoreProblems(instrument, items, scores, index)),
  ];
}

/** What is wrong with the score at `index`; its problems name it by that. */
function scoreProblems(
  { scale: { lowest, highest } }: Instrument,
  items: readonly string[],
  scores: readonly ScoreEntered[],
  index: number,
): readonly Problem[] {
  const { item, score } = scores[index] as ScoreEntered;
  const isRepeated = scores.findIndex((other) => other.item === item) < index;
  const isOutside = score != null && (!Number.isInteger(score) || score < lowest || score > highest);
  const range = `A score is a whole number from ${lowest} to ${highest}, or null when there was no answer.`;
  const unknown = `${item} is none of the rater's questions: ${items.join(", ")}.`;
  const problems = [
    ...when(!items.includes(item), "ITEM_UNKNOWN", unknown, "item"),
    ...when(isRepeated, "ITEM_REPEATED", `${item} is scored twice.`, "item"),
    ...when(isOutside, "SCORE_OUT_OF_RANGE", range, "score"),
  ];
  return problems.map((problem) => ({
    ...problem,
    field: ["input", "scores", String(index), ...(problem.field ?? []).slice(1)],
  }));
}

import type { Decision } from "@inclusion/kernel";
import { type ChangeInput, changeFile } from "../change.ts";
import type { Context } from "../context.ts";
import { addedRow, type ParticipationFile } from "../participation/participation-file.ts";
import type { ParticipantRefusalCode } from "../refusals.ts";
import { type Measurement, type MeasurementWarning, type Scored, type Series, warningsFor } from "./measurement.ts";
import { correctMeasurement, recordMeasurement } from "./record-measurement.ts";

/** A stored measurement, and what is not as it should be. */
type Measured = Readonly<{ measurement: Measurement | null; warnings: readonly MeasurementWarning[] }>;

/**
 * Records a measurement; one that comes too early is stored with a warning.
 *
 * @refuses CONFLICT, IDEMPOTENCY_MISMATCH, and the codes of `recordMeasurement`
 */
export function measurementRecord(
  ctx: Context,
  input: ChangeInput & Series & Scored,
): Promise<Decision<Measured, ParticipantRefusalCode>> {
  const { instrument, instrumentVersion, rater } = input;
  return changeFile(ctx, {
    action: "measurement:record",
    input,
    rule: recordMeasurement({ instrument, instrumentVersion, rater }, input),
    answer: (before, after) => answerWith(after, addedRow(before.measurements, after.measurements)),
  });
}

/**
 * Corrects the day and the scores of a measurement; what was recorded stays in its history.
 *
 * @refuses CONFLICT, IDEMPOTENCY_MISMATCH, and the codes of `correctMeasurement`
 */
export function measurementCorrect(
  ctx: Context,
  input: ChangeInput & Scored & Readonly<{ measurementId: string }>,
): Promise<Decision<Measured, ParticipantRefusalCode>> {
  const { measurementId } = input;
  return changeFile(ctx, {
    action: "measurement:correct",
    input,
    rule: correctMeasurement(measurementId, input),
    answer: (_before, after) => answerWith(after, after.measurements.find(({ id }) => id === measurementId) ?? null),
  });
}

function answerWith({ measurements }: ParticipationFile, measurement: Measurement | null): Measured {
  return { measurement, warnings: measurement === null ? [] : warningsFor(measurement, measurements) };
}

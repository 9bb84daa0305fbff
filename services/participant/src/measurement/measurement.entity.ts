import { EntitySchema } from "typeorm";
import { OWNED } from "../participation/owned-columns.ts";
import type { Measurement } from "./measurement.ts";

/** Table `participant.measurement`; the migrations own it. */
export const MeasurementEntity = new EntitySchema<Measurement>({
  name: "Measurement",
  schema: "participant",
  tableName: "measurement",
  columns: {
    ...OWNED,
    instrument: { type: "text" },
    instrumentVersion: { type: "integer", name: "instrument_version" },
    rater: { type: "text" },
    measuredOn: { type: "date", name: "measured_on" },
    scores: { type: "jsonb" },
  },
});

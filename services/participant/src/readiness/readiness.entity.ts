import { EntitySchema } from "typeorm";
import { OWNED } from "../participation/owned-columns.ts";
import type { Readiness } from "./readiness.ts";

/** Table `participant.readiness`; the migrations own it. */
export const ReadinessEntity = new EntitySchema<Readiness>({
  name: "Readiness",
  schema: "participant",
  tableName: "readiness",
  columns: {
    ...OWNED,
    readyFrom: { type: "date", name: "ready_from" },
    readyUntil: { type: "date", name: "ready_until", nullable: true },
    hoursPerWeek: {
      ...{ type: "numeric", name: "hours_per_week", precision: 4, scale: 1 },
      transformer: { to: (hours: number) => hours, from: Number },
    },
    needs: { type: "jsonb" },
    endReason: { type: "text", name: "end_reason", nullable: true },
  },
});

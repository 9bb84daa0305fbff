import { EntitySchema } from "typeorm";
import { OWNED } from "../participation/owned-columns.ts";
import type { PathwayEvent } from "./pathway.ts";

/** Table `participant.pathway_event`; the migrations own it. */
export const PathwayEventEntity = new EntitySchema<PathwayEvent>({
  name: "PathwayEvent",
  schema: "participant",
  tableName: "pathway_event",
  columns: {
    ...OWNED,
    kind: { type: "text" },
    fromState: { type: "text", name: "from_state", nullable: true },
    toState: { type: "text", name: "to_state" },
    happenedOn: { type: "date", name: "happened_on" },
    actor: { type: "text" },
    reasonCode: { type: "text", name: "reason_code", nullable: true },
  },
});

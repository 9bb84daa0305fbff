import { EntitySchema } from "typeorm";
import { OWNED } from "../participation/owned-columns.ts";
import type { Match } from "./match.ts";

/** Table `participant.match`; the migrations own it. */
export const MatchEntity = new EntitySchema<Match>({
  name: "Match",
  schema: "participant",
  tableName: "match",
  columns: {
    ...OWNED,
    openingId: { type: "uuid", name: "opening_id" },
    proposedOn: { type: "date", name: "proposed_on" },
    decidedOn: { type: "date", name: "decided_on", nullable: true },
    status: { type: "text" },
    declineReason: { type: "text", name: "decline_reason", nullable: true },
  },
});

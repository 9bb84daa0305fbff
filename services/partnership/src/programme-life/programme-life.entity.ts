import { EntitySchema } from "typeorm";
import type { ProgrammeState } from "./programme-life.ts";

/** Table `partnership.programme_life`; the migrations own it. */
export const ProgrammeLifeEntity = new EntitySchema<Readonly<{ id: string; state: ProgrammeState; since: string }>>({
  name: "ProgrammeLife",
  schema: "partnership",
  tableName: "programme_life",
  columns: { id: { type: "uuid", primary: true }, state: { type: "text" }, since: { type: "date" } },
});

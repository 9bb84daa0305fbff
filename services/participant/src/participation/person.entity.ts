import { EntitySchema } from "typeorm";
import type { Person } from "./person.ts";

/** Table `participant.person`; the migrations own it. */
export const PersonEntity = new EntitySchema<Person>({
  name: "Person",
  schema: "participant",
  tableName: "person",
  columns: {
    id: { type: "uuid", primary: true },
    birthDate: { type: "date", name: "birth_date" },
    sex: { type: "text" },
    synthetic: { type: "boolean" },
  },
});

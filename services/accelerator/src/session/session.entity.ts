import { EntitySchema } from "typeorm";
import { OWNED } from "../course/owned-columns.ts";
import type { AdvisoryHours, Attendance, Session } from "./session.ts";

/** Table `accelerator.course_session`; the migrations own it. */
export const SessionEntity = new EntitySchema<Session>({
  name: "Session",
  schema: "accelerator",
  tableName: "course_session",
  columns: {
    id: { type: "uuid", primary: true },
    callId: { type: "uuid", name: "call_id" },
    programmeId: { type: "uuid", name: "programme_id" },
    kind: { type: "text" },
    title: { type: "text" },
    heldOn: { type: "date", name: "held_on" },
    hoursHundredths: { type: "integer", name: "hours_hundredths" },
  },
});

/** Table `accelerator.attendance`; the migrations own it. */
export const AttendanceEntity = new EntitySchema<Attendance>({
  name: "Attendance",
  schema: "accelerator",
  tableName: "attendance",
  columns: {
    ...OWNED,
    sessionId: { type: "uuid", name: "session_id" },
    peopleCount: { type: "integer", name: "people_count" },
  },
});

/** Table `accelerator.advisory_hours`; the migrations own it. */
export const AdvisoryHoursEntity = new EntitySchema<AdvisoryHours>({
  name: "AdvisoryHours",
  schema: "accelerator",
  tableName: "advisory_hours",
  columns: {
    ...OWNED,
    kind: { type: "text" },
    workedOn: { type: "date", name: "worked_on" },
    hoursHundredths: { type: "integer", name: "hours_hundredths" },
  },
});

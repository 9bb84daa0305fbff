/** When follow-ups are due and which days they may tell about. Pure. */
import { addDays, addMonths, type LocalDate } from "@inclusion/kernel";
import { ownedBy, type ParticipationFile } from "../participation/participation-file.ts";
import type { FollowUp, FollowUpKind } from "./follow-up.ts";

/** Days after leaving within which the immediate result is asked. @source docs/sources.md#esf */
const IMMEDIATE_DAYS = 28;

/** Calendar months after leaving about which the longer-term result tells. @source docs/sources.md#esf */
const LONG_TERM_MONTHS = 6;

/** Days from the longer-term day on which an answer still tells about it. */
export const LONG_TERM_DAYS = 28;

/** The last of four weeks, or six calendar months after the exit; a day that the month lacks becomes its last. */
export function dueOnAfter(kind: FollowUpKind, leftOn: LocalDate): LocalDate {
  return kind === "IMMEDIATE_4W" ? addDays(leftOn, IMMEDIATE_DAYS) : addMonths(leftOn, LONG_TERM_MONTHS);
}

/** The first and the last day about which a follow-up may tell; the day of leaving is none of them. */
export function windowOf({
  kind,
  leftOn,
  dueOn,
}: Pick<FollowUp, "kind" | "leftOn" | "dueOn">): Readonly<{ from: LocalDate; to: LocalDate }> {
  return kind === "IMMEDIATE_4W"
    ? { from: addDays(leftOn, 1), to: dueOn }
    : { from: dueOn, to: addDays(dueOn, LONG_TERM_DAYS) };
}

/** Whether the follow-up may tell about the day. */
export function isInWindow(followUp: Pick<FollowUp, "kind" | "leftOn" | "dueOn">, day: LocalDate): boolean {
  const { from, to } = windowOf(followUp);
  return from <= day && day <= to;
}

/** The two follow-ups that an exit makes owed. */
export function followUpsAfter(file: ParticipationFile, leftOn: LocalDate, newId: () => string): readonly FollowUp[] {
  return (["IMMEDIATE_4W", "LONG_TERM_6M"] as const).map((kind) => ({
    ...ownedBy(file),
    id: newId(),
    kind,
    leftOn,
    dueOn: dueOnAfter(kind, leftOn),
    status: "PLANNED",
    ...{ recordedOn: null, labourStatus: null, inEducation: null, gainedQualification: null },
    ...{ searchesJob: null, improvedSituation: null },
  }));
}

/** The follow-ups of the last exit. */
export function currentFollowUps({ participation, followUps }: ParticipationFile): readonly FollowUp[] {
  return followUps.filter(({ leftOn, status }) => leftOn === participation.leftOn && status !== "EXPIRED");
}

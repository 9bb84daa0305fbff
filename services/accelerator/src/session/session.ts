/** Sessions of a cohort, who came, and hours of mentors and advisers. Pure. */
import type { LocalDate } from "@inclusion/kernel";
import type { OfFile } from "../course/of-file.ts";

export type SessionKind = "TEACHING" | "CAMP" | "NETWORK" | "PITCH";

/** A session of a call's cohort. */
export type Session = Readonly<{
  id: string;
  callId: string;
  programmeId: string;
  kind: SessionKind;
  title: string;
  heldOn: LocalDate;
  hoursHundredths: number;
}>;

/** How many people of the company came to a session; 0 when nobody did. */
export type Attendance = OfFile & Readonly<{ sessionId: string; peopleCount: number }>;

export type AdvisoryKind = "MENTOR" | "SALES" | "STRATEGY" | "OPERATIONS" | "FINANCE" | "INCLUSION";

/** Hours of one kind on one day. */
export type AdvisoryHours = OfFile & Readonly<{ kind: AdvisoryKind; workedOn: LocalDate; hoursHundredths: number }>;

/** Hours of one kind in one month; `month` is YYYY-MM. */
export type AdvisoryMonth = Readonly<{
  month: string;
  kind: AdvisoryKind;
  hoursHundredths: number;
  entries: readonly AdvisoryHours[];
}>;

/** Sums by month and kind, in that order. */
export function advisoryMonths(rows: readonly AdvisoryHours[]): readonly AdvisoryMonth[] {
  const groups = Map.groupBy(rows, ({ kind, workedOn }) => `${workedOn.slice(0, 7)} ${kind}`);
  return [...groups]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, entries]) => ({
      month: key.slice(0, 7),
      kind: (entries[0] as AdvisoryHours).kind,
      hoursHundredths: entries.reduce((sum, { hoursHundredths }) => sum + hoursHundredths, 0),
      entries: entries.toSorted((a, b) => (a.workedOn < b.workedOn ? -1 : Number(a.workedOn > b.workedOn))),
    }));
}

/** Activities within a participation, and contacts with companies. Pure. */
import type { LocalDate } from "@inclusion/kernel";
import type { Axis } from "../course/course.ts";

export type ActivityKind = "UPSKILLING" | "EDUCATION" | "MENTOR" | "COMPANY_VISIT" | "GUIDANCE" | "OTHER";

/** What is said of an activity. */
export type ActivityFacts = Readonly<{
  kind: ActivityKind;
  axis: Axis;
  happenedOn: LocalDate;
  /** With two decimals. */
  hours: number;
}>;

/** Something done with the participant. */
export type Activity = ActivityFacts &
  Readonly<{ id: string; participationId: string; programmeId: string; municipalityCode: string }>;

export type ContactKind = "MEETING" | "CALL" | "VISIT" | "INTERVIEW";

/** What is said of a contact with a company. */
export type ContactFacts = Readonly<{ companyId: string; kind: ContactKind; happenedOn: LocalDate }>;

/** A contact with a company about the participant (virksomhedskontakt). */
export type CompanyContact = ContactFacts &
  Readonly<{ id: string; participationId: string; programmeId: string; municipalityCode: string }>;

/** Hours of one kind and one axis. */
export type ActivityHours = Readonly<{ axis: Axis; kind: ActivityKind; hours: number }>;

/** Hours by axis and kind, in the order of their names; kinds without hours are left out. */
export function hoursByKind(activities: readonly Activity[]): readonly ActivityHours[] {
  return [...Map.groupBy(activities, ({ axis, kind }) => `${axis} ${kind}`)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, group]) => {
      const { axis, kind } = group[0] as Activity;
      return { axis, kind, hours: sumOfHours(group) };
    });
}

/** What finance adds up: activities of one axis and kind in one month (`2020-03`). */
export type HoursLine = Readonly<{ axis: Axis; kind: ActivityKind; month: string }>;

/** The lines in which two lists of activities have not the same hours. */
export function changedHours(before: readonly Activity[], after: readonly Activity[]): readonly HoursLine[] {
  const [was, is] = [byLine(before), byLine(after)];
  const lines = [...new Set([...was.keys(), ...is.keys()])].sort();
  return lines
    .filter((line) => sumOfHours(was.get(line) ?? []) !== sumOfHours(is.get(line) ?? []))
    .map((line) => JSON.parse(line) as HoursLine);
}

function byLine(activities: readonly Activity[]): Map<string, Activity[]> {
  return Map.groupBy(activities, ({ axis, kind, happenedOn }) =>
    JSON.stringify({ axis, kind, month: happenedOn.slice(0, 7) } satisfies HoursLine),
  );
}

/** The hours in all, added up in hundredths, so that no sum is off by the machine's rounding. */
export function sumOfHours(activities: readonly Pick<Activity, "hours">[]): number {
  return activities.reduce((sum, { hours }) => sum + inHundredths(hours), 0) / 100;
}

function inHundredths(hours: number): number {
  return Math.round(hours * 100);
}

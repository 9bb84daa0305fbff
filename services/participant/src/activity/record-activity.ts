/** What may be recorded of activities and of contacts with companies. Pure. */
import { accept, type Decision } from "@inclusion/kernel";
import { isOrganisation, survivorOf } from "../organisation/organisation.ts";
import { duringParticipation } from "../participation/day-rules.ts";
import { ownedBy, type ParticipationFile, withRow } from "../participation/participation-file.ts";
import { type Moment, type Problem, type Rule, refusedFor, when } from "../participation/rule.ts";
import type { ParticipantRefusalCode } from "../refusals.ts";
import { type Activity, type ActivityFacts, type CompanyContact, type ContactFacts, sumOfHours } from "./activity.ts";

const HOURS_OF_A_DAY = 24;

/**
 * Adds an activity.
 *
 * @refuses DATE_IN_FUTURE, OUTSIDE_PARTICIPATION, OUTSIDE_PROGRAMME_PERIOD, VALUE_OUT_OF_RANGE, HOURS_ABOVE_DAY
 */
export function recordActivity(facts: ActivityFacts): Rule {
  return (file, at) => putActivity(file, at, { ...facts, ...ownedBy(file), id: at.newId() });
}

/**
 * Puts what is right in the place of what was said of an activity; what was said before stays in its history.
 *
 * @refuses ROW_UNKNOWN, and what `recordActivity` refuses
 */
export function correctActivity(activityId: string, facts: ActivityFacts): Rule {
  return (file, at) => {
    const isUnknown = !file.activities.some(({ id }) => id === activityId);
    const unknown = when(isUnknown, "ROW_UNKNOWN", "The participation has no activity of this id.", "activityId");
    return refusedFor(unknown) ?? putActivity(file, at, { ...facts, ...ownedBy(file), id: activityId });
  };
}

/**
 * Adds a contact with a company.
 *
 * @refuses DATE_IN_FUTURE, OUTSIDE_PARTICIPATION, OUTSIDE_PROGRAMME_PERIOD, EMPLOYER_UNKNOWN
 */
export function recordContact(facts: ContactFacts): Rule {
  return (file, at) => {
    const problems = [
      ...duringParticipation(file, at, facts.happenedOn, "happenedOn"),
      ...when(!isOrganisation(at, facts.companyId), "EMPLOYER_UNKNOWN", "This is no organisation's id.", "companyId"),
    ];
    const companyId = survivorOf(at, facts.companyId);
    const contact: CompanyContact = { ...facts, companyId, ...ownedBy(file), id: at.newId() };
    return refusedFor(problems) ?? accept({ ...file, contacts: withRow(file.contacts, contact) });
  };
}

function putActivity(
  file: ParticipationFile,
  at: Moment,
  activity: Activity,
): Decision<ParticipationFile, ParticipantRefusalCode> {
  const problems = [
    ...duringParticipation(file, at, activity.happenedOn, "happenedOn"),
    ...hoursProblems(file, activity),
  ];
  return refusedFor(problems) ?? accept({ ...file, activities: withRow(file.activities, activity) });
}

function hoursProblems({ activities }: ParticipationFile, { id, happenedOn, hours }: Activity): readonly Problem[] {
  const isPossible = Number(hours.toFixed(2)) === hours && hours > 0 && hours <= HOURS_OF_A_DAY;
  const others = sumOfHours(activities.filter((other) => other.id !== id && other.happenedOn === happenedOn));
  const isLong = sumOfHours([{ hours: others }, { hours }]) > HOURS_OF_A_DAY;
  const range = "Hours are more than 0 and at most 24, with at most two decimals.";
  const day = `${happenedOn} has ${others} hours already: with ${hours} more it would be longer than a day.`;
  return [
    ...when(!isPossible, "VALUE_OUT_OF_RANGE", range, "hours"),
    ...when(isPossible && isLong, "HOURS_ABOVE_DAY", day, "hours"),
  ];
}

/** What other services are told of one participation as it stands: its steps, its work, its readiness. */
import { deepEqual } from "@inclusion/kernel";
import type { NewFact } from "@inclusion/kernel/runtime";
import type { PathwaySet, ReadinessSet, WorkHistorySet } from "@inclusion/schema/facts";
import { completedOn } from "../course/course.ts";
import { isSubsidised } from "../employment/employment.ts";
import { earlierForms } from "../readiness/readiness.ts";
import type { ParticipationFile } from "./participation-file.ts";

/** A fact for each of the three that a change makes another; a file of version 0 was never told of. */
export function standingFacts(before: ParticipationFile, after: ParticipationFile): readonly NewFact[] {
  const isNew = before.version === 0;
  const changed = <Payload>(type: string, payloadOf: (file: ParticipationFile) => Payload | null): NewFact[] => {
    const payload = payloadOf(after);
    if (payload === null || (!isNew && deepEqual(payloadOf(before), payload))) return [];
    return [{ type, version: 1, subject: after.participation.id, payload }];
  };
  return [
    ...changed("PathwaySet", pathwayOf),
    ...changed("WorkHistorySet", workHistoryOf),
    ...(hasEnded(before) && hasEnded(after) ? [] : changed("ReadinessSet", readinessOf)),
  ];
}

/** The days of the way; `completedOn` is the first day on which a course was completed. */
export function pathwayOf({
  participation,
  referrals,
  courses,
}: Pick<ParticipationFile, "participation" | "referrals" | "courses">): PathwaySet {
  const { id, programmeId, municipalityCode, partnershipId, enteredOn, leftOn } = participation;
  const completed = courses.flatMap((course) => completedOn(course) ?? []).sort();
  return {
    participationId: id,
    ...{ programmeId, municipalityCode, partnershipId },
    referredOn: referrals[0]?.referredOn ?? null,
    startedOn: enteredOn,
    completedOn: completed[0] ?? null,
    leftOn,
  };
}

/** The benefit at entry and every job, the first one first. */
export function workHistoryOf({ participation, entryFacts, employments }: ParticipationFile): WorkHistorySet {
  const { id, programmeId, municipalityCode, benefit } = participation;
  const spells = employments.map((job) => ({
    employmentId: job.id,
    form: job.form,
    hoursPerWeek: job.hoursPerWeek,
    isSubsidised: isSubsidised(job),
    from: job.startedOn,
    until: job.endedOn,
  }));
  return {
    participationId: id,
    ...{ programmeId, municipalityCode, benefitAtEntry: benefit },
    seniorityWeeks: entryFacts[0]?.seniorityWeeks ?? null,
    spells: spells.sort((a, b) => (`${a.from} ${a.employmentId}` < `${b.from} ${b.employmentId}` ? -1 : 1)),
  };
}

/** Readiness, or null when none was stated. Of a restricted person no more is told than that it has ended. */
export function readinessOf(file: ParticipationFile): ReadinessSet | null {
  const [readiness] = file.readinesses;
  if (readiness === undefined) return null;
  const { participationId, programmeId, municipalityCode, readyFrom, readyUntil, hoursPerWeek } = readiness;
  const isRestricted = readiness.endReason === "RESTRICTED";
  return {
    ...{ participationId, programmeId, municipalityCode, readyFrom, readyUntil, hoursPerWeek },
    needs: isRestricted ? [] : [...readiness.needs],
    earlierForms: isRestricted ? [] : [...earlierForms(file)],
  };
}

function hasEnded({ readinesses }: ParticipationFile): boolean {
  return readinesses.some(({ endReason }) => endReason !== null);
}

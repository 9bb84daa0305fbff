import {
  type BaseContext,
  type FieldKeys,
  indicatorLoaders,
  resultsLoader,
  rowLoader,
  rowsLoader,
} from "@inclusion/kernel/runtime";
import { activityLoaders } from "./activity/activity.repository.ts";
import { findCourses } from "./course/course.repository.ts";
import { emergencyLoaders } from "./emergency/emergency.repository.ts";
import { findEntryFacts, findSensitiveFacts } from "./entry-facts/entry-facts.repository.ts";
import { findExits } from "./exit/exit.repository.ts";
import { findFollowUps } from "./follow-up/follow-up.repository.ts";
import { identityLoaders } from "./identity/identity-reads.actions.ts";
import { CATALOGUE } from "./indicator/definitions.ts";
import { matchLoaders } from "./match/match.repository.ts";
import { measurementLoaders } from "./measurement/measurement.repository.ts";
import { ownerLoaders } from "./owner/owner.repository.ts";
import { findParticipations } from "./participation/participation.repository.ts";
import { PARTICIPANT_INDICATORS } from "./participation/participation-measures.ts";
import { workLoaders } from "./participation/work.repository.ts";
import { findEvents } from "./pathway/pathway.repository.ts";
import { readinessLoaders } from "./readiness/readiness.repository.ts";
import { findReferrals } from "./referral/referral.repository.ts";
import { findScreenings } from "./screening/screening.repository.ts";

/** Every loader of the service, made anew for each operation: one statement for all keys of a tick. */
export function createLoaders(base: BaseContext, identityKeys: FieldKeys) {
  const { reader } = base;
  const byParticipation = ({ participationId }: Readonly<{ participationId: string }>): string => participationId;
  const figures = indicatorLoaders(CATALOGUE, base);
  return {
    participation: rowLoader(
      async (ids: readonly string[]) => findParticipations(await reader(), ids),
      ({ id }) => id,
    ),
    courses: rowsLoader(async (ids: readonly string[]) => findCourses(await reader(), ids), byParticipation),
    ...workLoaders(base),
    referrals: rowsLoader(async (ids: readonly string[]) => findReferrals(await reader(), ids), byParticipation),
    screenings: rowsLoader(async (ids: readonly string[]) => findScreenings(await reader(), ids), byParticipation),
    entryFacts: rowsLoader(async (ids: readonly string[]) => findEntryFacts(await reader(), ids), byParticipation),
    sensitiveFacts: rowsLoader(
      async (ids: readonly string[]) => findSensitiveFacts(await reader(), ids),
      byParticipation,
    ),
    exits: rowsLoader(async (ids: readonly string[]) => findExits(await reader(), ids), byParticipation),
    followUps: rowsLoader(async (ids: readonly string[]) => findFollowUps(await reader(), ids), byParticipation),
    events: rowsLoader(async (ids: readonly string[]) => findEvents(await reader(), ids), byParticipation),
    ...activityLoaders(base),
    ...emergencyLoaders(base),
    ...matchLoaders(base),
    ...measurementLoaders(base),
    ...ownerLoaders(base),
    ...readinessLoaders(base),
    ...identityLoaders(base, identityKeys),
    ...figures,
    results: resultsLoader(CATALOGUE, Object.keys(PARTICIPANT_INDICATORS), base, figures),
  };
}

/** Lets what is read from now on come from the database: something was changed. */
export function forgetRows(loaders: ReturnType<typeof createLoaders>): void {
  for (const loader of Object.values(loaders)) {
    if ("clearAll" in loader) loader.clearAll();
  }
}

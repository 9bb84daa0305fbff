import { type BaseContext, resultsLoader, rowLoader, rowsLoader } from "@inclusion/kernel/runtime";
import { findCourses } from "./course/course.repository.ts";
import { findEmployments } from "./employment/employment.repository.ts";
import { findParticipations } from "./participation/participation.repository.ts";
import { PARTICIPANT_INDICATORS } from "./participation/participation-measures.ts";
import { findPlacements } from "./placement/placement.repository.ts";

/** Every loader of the service, made anew for each operation: one statement for all keys of a tick. */
export function createLoaders({ reader, viewer }: BaseContext) {
  const byParticipation = ({ participationId }: Readonly<{ participationId: string }>): string => participationId;
  return {
    participation: rowLoader(
      async (ids: readonly string[]) => findParticipations(await reader(), ids),
      ({ id }) => id,
    ),
    courses: rowsLoader(async (ids: readonly string[]) => findCourses(await reader(), ids), byParticipation),
    placements: rowsLoader(async (ids: readonly string[]) => findPlacements(await reader(), ids), byParticipation),
    employments: rowsLoader(async (ids: readonly string[]) => findEmployments(await reader(), ids), byParticipation),
    results: resultsLoader("participant", PARTICIPANT_INDICATORS, "participations:read", { reader, viewer }),
  };
}

import { type BaseContext, indicatorLoaders, resultsLoader, rowLoader, rowsLoader } from "@inclusion/kernel/runtime";
import { callLoaders } from "./call/call.repository.ts";
import { findCourses, findCoursesOfOrganisations } from "./course/course.repository.ts";
import { fileLoaders } from "./course/course-file.repository.ts";
import { growthLoaders } from "./growth/growth.repository.ts";
import { CATALOGUE, RESULTS } from "./indicator/definitions.ts";
import { companyAmountsLoader } from "./indicator/indicator.repository.ts";
import { matchingLoaders } from "./matching/matching-loaders.repository.ts";
import { otherActorLoaders } from "./other-actor/other-actor.repository.ts";
import { registrationLoaders } from "./registration/registration.repository.ts";
import { roomLoaders } from "./room/room-loaders.repository.ts";

/** Every loader of the service, made anew for each operation: one statement for all keys of a tick. */
export function createLoaders(base: BaseContext) {
  const { reader } = base;
  const figures = indicatorLoaders(CATALOGUE, base);
  return {
    course: rowLoader(
      async (ids: readonly string[]) => findCourses(await reader(), ids),
      ({ id }) => id,
    ),
    coursesOfOrganisation: rowsLoader(
      async (ids: readonly string[]) => findCoursesOfOrganisations(await reader(), ids),
      ({ organisationId }) => organisationId,
    ),
    ...fileLoaders(base),
    ...callLoaders(base),
    ...growthLoaders(base),
    ...registrationLoaders(base),
    ...otherActorLoaders(base),
    ...roomLoaders(base),
    ...matchingLoaders(base),
    ...figures,
    companyAmounts: companyAmountsLoader(base),
    results: resultsLoader(CATALOGUE, Object.keys(RESULTS), base, figures),
  };
}

/** Lets what is read from now on come from the database: something was changed. */
export function forgetRows(loaders: ReturnType<typeof createLoaders>): void {
  for (const loader of Object.values(loaders)) {
    if ("clearAll" in loader) loader.clearAll();
  }
}

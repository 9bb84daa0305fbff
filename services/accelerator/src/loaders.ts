import { type BaseContext, resultsLoader, rowLoader, rowsLoader } from "@inclusion/kernel/runtime";
import { findCourses, findCoursesOfOrganisations } from "./course/course.repository.ts";
import { ACCELERATOR_INDICATORS } from "./course/course-measures.ts";

/** Every loader of the service, made anew for each operation: one statement for all keys of a tick. */
export function createLoaders({ reader, viewer }: BaseContext) {
  return {
    course: rowLoader(
      async (ids: readonly string[]) => findCourses(await reader(), ids),
      ({ id }) => id,
    ),
    coursesOfOrganisation: rowsLoader(
      async (ids: readonly string[]) => findCoursesOfOrganisations(await reader(), ids),
      ({ organisationId }) => organisationId,
    ),
    results: resultsLoader("accelerator", ACCELERATOR_INDICATORS, "companies:read", { reader, viewer }),
  };
}

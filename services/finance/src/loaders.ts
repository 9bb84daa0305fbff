import { type BaseContext, rowLoader } from "@inclusion/kernel/runtime";
import { findGrants, findGrantsOfProgrammes } from "./grant/grant.repository.ts";

/** Every loader of the service, made anew for each operation. */
export function createLoaders({ reader }: BaseContext) {
  return {
    grant: rowLoader(
      async (ids: readonly string[]) => findGrants(await reader(), ids),
      ({ id }) => id,
    ),
    grantOfProgramme: rowLoader(
      async (ids: readonly string[]) => findGrantsOfProgrammes(await reader(), ids),
      ({ programmeId }) => programmeId,
    ),
  };
}

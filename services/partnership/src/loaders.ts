import { type BaseContext, resultsLoader, rowLoader, rowsLoader } from "@inclusion/kernel/runtime";
import { findMemberships, findMunicipalities } from "./municipality/municipality.repository.ts";
import { findOrganisations } from "./organisation/organisation.repository.ts";
import { findParties, findPartnerships } from "./partnership/partnership.repository.ts";
import { PARTNERSHIP_INDICATORS } from "./programme/indicator-target.ts";
import {
  findProgrammeMunicipalities,
  findProgrammes,
  findProgrammesBySlug,
  findTargets,
  findVersions,
} from "./programme/programme.repository.ts";

/** Every loader of the service, made anew for each operation: one statement for all keys of a tick. */
export function createLoaders({ reader, viewer }: BaseContext) {
  const byId = ({ id }: Readonly<{ id: string }>): string => id;
  const byProgramme = ({ programmeId }: Readonly<{ programmeId: string }>): string => programmeId;
  return {
    municipality: rowLoader(
      async (codes: readonly string[]) => findMunicipalities(await reader(), codes),
      ({ code }) => code,
    ),
    memberships: rowsLoader(
      async (codes: readonly string[]) => findMemberships(await reader(), codes),
      ({ municipalityCode }) => municipalityCode,
    ),
    organisation: rowLoader(async (ids: readonly string[]) => findOrganisations(await reader(), ids), byId),
    partnership: rowLoader(async (ids: readonly string[]) => findPartnerships(await reader(), ids), byId),
    parties: rowsLoader(
      async (ids: readonly string[]) => findParties(await reader(), ids),
      ({ partnershipId }) => partnershipId,
    ),
    programme: rowLoader(async (ids: readonly string[]) => findProgrammes(await reader(), ids), byId),
    programmeBySlug: rowLoader(
      async (slugs: readonly string[]) => findProgrammesBySlug(await reader(), slugs),
      ({ slug }) => slug,
    ),
    programmeMunicipalities: rowsLoader(
      async (ids: readonly string[]) => findProgrammeMunicipalities(await reader(), ids),
      byProgramme,
    ),
    targets: rowsLoader(async (ids: readonly string[]) => findTargets(await reader(), ids), byProgramme),
    versions: rowsLoader(async (ids: readonly string[]) => findVersions(await reader(), ids), byProgramme),
    results: resultsLoader("partnership", PARTNERSHIP_INDICATORS, "partnerships:read", { reader, viewer }),
  };
}

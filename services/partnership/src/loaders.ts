import { type BaseContext, indicatorLoaders, resultsLoader, rowLoader, rowsLoader } from "@inclusion/kernel/runtime";
import { findTokens } from "./access-token/access-token.repository.ts";
import { findRooms } from "./commitment/room.repository.ts";
import { evaluationLoaders } from "./evaluation/evaluation.repository.ts";
import { findEvidence, findMethodsOf, findMethodVersions } from "./method/method.repository.ts";
import { findMemberships, findMunicipalities, listMunicipalities } from "./municipality/municipality.repository.ts";
import { organisationLoaders } from "./organisation/organisation.repository.ts";
import { findPartnershipFiles, findPartnerships, findTexts } from "./partnership/partnership.repository.ts";
import { findPublishedCases } from "./partnership-case/partnership-case.repository.ts";
import { CATALOGUE } from "./partnership-indicator/definitions.ts";
import { PARTNERSHIP_INDICATORS } from "./programme/indicator-target.ts";
import { findProgrammes, findProgrammesBySlug, findVersions } from "./programme/programme.repository.ts";
import { lifeLoaders } from "./programme-life/programme-life.repository.ts";
import { placeLoaders } from "./programme-place/programme-place.repository.ts";
import { settingLoaders } from "./programme-setting/programme-setting.repository.ts";
import { statementLoaders } from "./programme-statement/programme-statement.repository.ts";
import { resultLoaders } from "./published-result/published-result.repository.ts";
import { regionLoaders } from "./region/region.repository.ts";
import { rsvLoaders } from "./rsv/rsv.repository.ts";
import { listingLoaders } from "./supplier-listing/supplier-listing.repository.ts";

/** Every loader of the service, made anew for each operation: one statement for all keys of a tick. */
export function createLoaders(base: BaseContext) {
  const { reader } = base;
  const byId = ({ id }: Readonly<{ id: string }>): string => id;
  const byProgramme = ({ programmeId }: Readonly<{ programmeId: string }>): string => programmeId;
  const figures = indicatorLoaders(CATALOGUE, base);
  return {
    municipality: rowLoader(
      async (codes: readonly string[]) => findMunicipalities(await reader(), codes),
      ({ code }) => code,
    ),
    memberships: rowsLoader(
      async (codes: readonly string[]) => findMemberships(await reader(), codes),
      ({ municipalityCode }) => municipalityCode,
    ),
    allMunicipalities: rowsLoader(
      async (_keys: readonly string[]) => listMunicipalities(await reader()),
      () => "all",
    ),
    partnership: rowLoader(async (ids: readonly string[]) => findPartnerships(await reader(), ids), byId),
    partnershipFile: rowLoader(
      async (ids: readonly string[]) => findPartnershipFiles(await reader(), ids),
      ({ record }) => record.id,
    ),
    agreementText: rowLoader(async (ids: readonly string[]) => findTexts(await reader(), ids), byId),
    rooms: rowsLoader(
      async (ids: readonly string[]) => findRooms(await reader(), ids),
      ({ partnershipId }) => partnershipId,
    ),
    publishedCases: rowsLoader(async (ids: readonly string[]) => findPublishedCases(await reader(), ids), byProgramme),
    methods: rowsLoader(
      async (ids: readonly string[]) => findMethodsOf(await reader(), ids),
      ({ record }) => record.programmeId,
    ),
    methodVersion: rowLoader(async (ids: readonly string[]) => findMethodVersions(await reader(), ids), byId),
    methodEvidence: rowsLoader(
      async (ids: readonly string[]) => findEvidence(await reader(), ids),
      ({ methodVersionId }) => methodVersionId,
    ),
    accessToken: rowLoader(async (ids: readonly string[]) => findTokens(await reader(), ids), byId),
    ...figures,
    programme: rowLoader(async (ids: readonly string[]) => findProgrammes(await reader(), ids), byId),
    programmeBySlug: rowLoader(
      async (slugs: readonly string[]) => findProgrammesBySlug(await reader(), slugs),
      ({ slug }) => slug,
    ),
    versions: rowsLoader(async (ids: readonly string[]) => findVersions(await reader(), ids), byProgramme),
    ...organisationLoaders(base),
    ...rsvLoaders(base),
    ...listingLoaders(base),
    ...regionLoaders(base),
    ...lifeLoaders(base),
    ...statementLoaders(base),
    ...placeLoaders(base),
    ...settingLoaders(base),
    ...resultLoaders(base),
    ...evaluationLoaders(base),
    results: resultsLoader(CATALOGUE, Object.keys(PARTNERSHIP_INDICATORS), base, figures),
  };
}

/** Lets what is read from now on come from the database: something was changed. */
export function forgetRows(loaders: ReturnType<typeof createLoaders>): void {
  for (const loader of Object.values(loaders)) {
    if ("clearAll" in loader) loader.clearAll();
  }
}

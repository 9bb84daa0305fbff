import type { LocalDate } from "@inclusion/kernel";
import { type BaseContext, type Reader, rowLoader, rowsLoader } from "@inclusion/kernel/runtime";
import type { Region } from "./region.ts";

const COLUMNS = `code, name, valid_from::text AS "validFrom", valid_until::text AS "validUntil", source`;

/** All regions there were and will be, by code. */
export function listRegions(reader: Reader): Promise<Region[]> {
  return reader.query(`SELECT ${COLUMNS} FROM partnership.region ORDER BY code`);
}

/** The regions with these codes. */
export function findRegions(reader: Reader, codes: readonly string[]): Promise<Region[]> {
  return reader.query(`SELECT ${COLUMNS} FROM partnership.region WHERE code = ANY ($1)`, [codes]);
}

/** That a municipality lies in a region, until a day that is itself included. */
type Member = Readonly<{ regionCode: string; municipalityCode: string; from: LocalDate; until: LocalDate | null }>;

/** Municipalities of these regions at any time, by code. */
function findMembers(reader: Reader, regionCodes: readonly string[]): Promise<Member[]> {
  return reader.query(
    `SELECT region_code AS "regionCode", municipality_code AS "municipalityCode", valid_from::text AS "from",
            valid_until::text AS "until"
     FROM partnership.municipality_region WHERE region_code = ANY ($1) ORDER BY region_code, municipality_code`,
    [regionCodes],
  );
}

/** The loaders of regions: one statement for all keys of a tick. */
export function regionLoaders({ reader }: Pick<BaseContext, "reader">) {
  return {
    region: rowLoader<string, Region>(
      async (codes) => findRegions(await reader(), codes),
      ({ code }) => code,
    ),
    members: rowsLoader<string, Member>(
      async (codes) => findMembers(await reader(), codes),
      ({ regionCode }) => regionCode,
    ),
  };
}

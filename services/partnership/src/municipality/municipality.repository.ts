import type { Reader } from "@inclusion/kernel/runtime";
import type { Region } from "../region/region.ts";
import type { Municipality, RegionMembership } from "./municipality.ts";

const COLUMNS = `code, name, nuts3, province, programme_area AS "programmeArea"`;

/** All municipalities by code. */
export function listMunicipalities(reader: Reader): Promise<Municipality[]> {
  return reader.query(`SELECT ${COLUMNS} FROM partnership.municipality ORDER BY code`);
}

/** The municipalities with these codes, in any order. */
export function findMunicipalities(reader: Reader, codes: readonly string[]): Promise<Municipality[]> {
  return reader.query(`SELECT ${COLUMNS} FROM partnership.municipality WHERE code = ANY ($1)`, [codes]);
}

/** Memberships of these municipalities, with their regions. */
export function findMemberships(
  reader: Reader,
  codes: readonly string[],
): Promise<(RegionMembership & Readonly<{ region: Region }>)[]> {
  return reader.query(
    `SELECT m.municipality_code AS "municipalityCode", m.region_code AS "regionCode",
            m.valid_from::text AS "validFrom", m.valid_until::text AS "validUntil",
            json_build_object('code', r.code, 'name', r.name, 'validFrom', r.valid_from, 'validUntil', r.valid_until,
              'source', r.source) AS region
     FROM partnership.municipality_region m JOIN partnership.region r ON r.code = m.region_code
     WHERE m.municipality_code = ANY ($1)`,
    [codes],
  );
}

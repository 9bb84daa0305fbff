import type { LocalDate } from "@inclusion/kernel";
import type { Reader } from "@inclusion/kernel/runtime";

/** The municipalities of areas on a day; an area is one of them, a region or a programme area. */
export function findMunicipalitiesIn(
  reader: Reader,
  areas: readonly string[],
  day: LocalDate,
): Promise<{ area: string; municipalityCode: string }[]> {
  return reader.query(
    `SELECT asked.area, place.municipality_code AS "municipalityCode"
     FROM unnest($1::text[]) AS asked(area)
     JOIN participant.municipality_area place ON asked.area IN (place.municipality_code, place.area)
     UNION
     SELECT region_code, municipality_code FROM participant.municipality_region
     WHERE region_code = ANY ($1::text[]) AND valid_from <= $2::date AND (valid_until IS NULL OR valid_until >= $2::date)`,
    [areas, day],
  );
}

/** Searching what everybody may see of the portal: one statement a page, and one for the numbers beside it. */
import { addDays, type LocalDate } from "@inclusion/kernel";
import type { Reader } from "@inclusion/kernel/runtime";
import { ORGANISATION_COLUMNS } from "../organisation/organisation.repository.ts";
import type { Organisation } from "../organisation/organisation.ts";
import type { ProgrammeArea } from "../programme/programme.ts";
import { FRESH_DAYS } from "../rsv/rsv.ts";
import { LISTING_COLUMNS } from "./supplier-listing.repository.ts";
import type { SupplierListing } from "./supplier-listing.ts";

/** What is searched for; null is not asked. */
export type Search = Readonly<{
  text: string | null;
  /** 2 to 8 digits. */
  cpv: string | null;
  municipalityCode: string | null;
  area: ProgrammeArea | null;
  minCapacityHours: number | null;
}>;

/** A listing that fits, its enterprise, and the keys of its place in the list. */
export type FoundListing = Readonly<{
  listing: SupplierListing;
  organisation: Organisation & Readonly<{ askedId: string }>;
  /** Six decimals, so that a cursor names it exactly. */
  rank: string;
  nameKey: string;
}>;

/** A hit with the text by which it was found. */
export type ShownHit = FoundListing & Readonly<{ text: string | null }>;

/** How many listings have an offer in a division. */
export type DivisionCount = Readonly<{ code: string; count: number }>;

type Page = Readonly<{ today: LocalDate; after: readonly string[] | null; limit: number }>;

/** The best fits, after the keys or from the first; with a text by rank, else by name. */
export async function searchListings(
  reader: Reader,
  search: Search,
  { today, after, limit }: Page,
): Promise<FoundListing[]> {
  const parameters: unknown[] = [];
  const value = (given: unknown): string => `$${parameters.push(given)}`;
  const conditions = conditionsOf(search, today, value);
  const rank =
    search.text === null
      ? "0::numeric"
      : `round(ts_rank(s.ranked, partnership.danish_query(${value(search.text)}))::numeric, 6)`;
  const order = search.text === null ? `s.name_key COLLATE "C", s.listing_id` : "rank DESC, s.listing_id";
  const place = search.text === null ? `(s.name_key COLLATE "C", s.listing_id)` : "(-rank, listing_id)";
  const key = after?.[0] ?? null;
  const next = after === null ? "TRUE" : nextPlace(search.text !== null, place, [value(key), value(after[1])]);
  const found = `SELECT s.listing_id, s.name_key, ${rank} AS rank FROM partnership.supplier_search s
    WHERE ${conditions.join(" AND ")} ${search.text === null ? `AND ${next}` : ""}`;
  const page =
    search.text === null
      ? `${found} ORDER BY ${order} LIMIT ${value(limit)}`
      : `SELECT * FROM (${found} OFFSET 0) s WHERE ${next} ORDER BY ${order} LIMIT ${value(limit)}`;
  return reader.query(
    `WITH page AS (${page})
     SELECT (SELECT to_jsonb(row) FROM (SELECT ${LISTING_COLUMNS}) row) AS listing,
       (SELECT to_jsonb(row) FROM (SELECT o.id AS "askedId", ${ORGANISATION_COLUMNS}) row) AS organisation,
       s.rank::text AS rank, s.name_key AS "nameKey"
     FROM page s JOIN partnership.supplier_listing l ON l.id = s.listing_id
       JOIN partnership.organisation o ON o.id = l.organisation_id
     ORDER BY ${order}`,
    parameters,
  );
}

function nextPlace(isRanked: boolean, place: string, [key, id]: readonly [string, string]): string {
  return isRanked ? `${place} > (-(${key}::numeric), ${id}::uuid)` : `${place} > (${key}::text, ${id}::uuid)`;
}

/** How many fit, by division and by area. */
export type Facets = Readonly<{
  total: number;
  nationwide: number;
  divisions: readonly DivisionCount[];
  areas: readonly Readonly<{ area: ProgrammeArea; count: number }>[];
}>;

/** Counts everything that fits; listings of the same divisions and areas are counted as one before they are taken apart. */
export async function countListings(reader: Reader, search: Search, today: LocalDate): Promise<Facets> {
  const parameters: unknown[] = [];
  const value = (given: unknown): string => `$${parameters.push(given)}`;
  const conditions = conditionsOf(search, today, value);
  const [facets] = await reader.query<Facets>(
    `WITH fits AS MATERIALIZED (
       SELECT s.divisions, s.areas, 'DK' = ANY (s.places) AS everywhere, count(*) AS alike
       FROM partnership.supplier_search s WHERE ${conditions.join(" AND ")} GROUP BY 1, 2, 3)
     SELECT coalesce(sum(alike), 0)::int AS total,
       coalesce(sum(alike) FILTER (WHERE everywhere), 0)::int AS nationwide,
       (SELECT coalesce(jsonb_agg(f ORDER BY f.code), '[]') FROM (
          SELECT code, sum(alike)::int AS count FROM fits, unnest(divisions) AS code GROUP BY code) f) AS divisions,
       (SELECT coalesce(jsonb_agg(f ORDER BY f.area), '[]') FROM (
          SELECT area, sum(alike)::int AS count FROM fits, unnest(areas) AS area
          WHERE NOT everywhere GROUP BY area) f) AS areas
     FROM fits`,
    parameters,
  );
  return facets as Facets;
}

function conditionsOf(search: Search, today: LocalDate, value: (given: unknown) => string): string[] {
  const { text, cpv, municipalityCode, area, minCapacityHours } = search;
  const conditions = [`s.rsv_checked_on >= ${value(addDays(today, -FRESH_DAYS))}::date`];
  if (text !== null) conditions.push(`s.found @@ partnership.danish_query(${value(text)})`);
  if (cpv !== null) conditions.push(`s.cpv @> ARRAY[${value(cpv)}::text]`);
  if (municipalityCode !== null) {
    const code = value(municipalityCode);
    conditions.push(
      `s.places && (SELECT ARRAY['DK', m.code, m.programme_area] || ARRAY(
         SELECT r.region_code FROM partnership.municipality_region r WHERE r.municipality_code = m.code)
       FROM partnership.municipality m WHERE m.code = ${code})`,
    );
  }
  if (area !== null) {
    const label = value(area);
    conditions.push(`(s.areas @> ARRAY[${label}::text] OR s.places @> ARRAY['DK'])`);
  }
  if (minCapacityHours !== null) conditions.push(`s.capacity_hours >= ${value(minCapacityHours)}`);
  return conditions;
}

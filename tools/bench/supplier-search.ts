/**
 * How long a search of the supplier portal takes beside the lookup of one row, in one run on one database.
 *
 * Fills a database with made-up listings (syntetiske data). The test beside it runs it on a few, and
 * `npm run bench -- --measure supplier-search` on many and prints the times.
 */
import { randomUUID } from "node:crypto";
import { ANYONE } from "@inclusion/kernel";
import type { TestService } from "@inclusion/kernel/testing";

/** Percentiles of one kind of request, in milliseconds. */
export type Timing = Readonly<{ name: string; p50: number; p95: number }>;

const NOUNS = [
  "rengøring",
  "kantinedrift",
  "havearbejde",
  "pakkeri",
  "vaskeri",
  "cykelværksted",
  "snedkeri",
  "trykkeri",
];
const PLACES = ["kontorer", "skoler", "boligforeninger", "plejehjem", "butikker", "lagre", "kommuner", "idrætshaller"];
const CPV = ["90910000", "55520000", "77310000", "79920000", "98310000", "50111110", "39100000", "79800000"];

/** Stores `count` registered enterprises with a published listing each, in sets. */
export async function fillListings({ sql }: Pick<TestService, "sql">, count: number, today: string): Promise<void> {
  await sql(
    `WITH made AS (
       SELECT gen_random_uuid() AS organisation_id, gen_random_uuid() AS listing_id, n,
         ($2::text[])[1 + n % 8] AS noun, ($3::text[])[1 + (n / 8) % 8] AS place,
         ($4::text[])[1 + n % 8] AS cpv, ($4::text[])[1 + (n + 1 + n % 3) % 8] AS other
       FROM generate_series(1, $1::int) n),
     organisations AS (
       INSERT INTO partnership.organisation (id, name, kinds, synthetic)
       SELECT organisation_id, 'Syntetisk virksomhed ' || n, '{SOCIAL_ENTERPRISE}', true FROM made)
     INSERT INTO partnership.supplier_listing (id, organisation_id, state, profile, offers, capacity_hours, nationwide,
       municipality_codes, region_codes, programme_areas, "references", rsv_checked_on, published_on)
     SELECT listing_id, organisation_id, 'PUBLISHED',
       'Vi tilbyder ' || noun || ' til ' || place || ' nummer ' || n || ' med plads til mennesker på kanten af arbejdsmarkedet.',
       jsonb_build_array(jsonb_build_object('cpv', cpv, 'title', noun || ' for ' || place, 'description', 'Fast aftale'),
         jsonb_build_object('cpv', other, 'title', 'Andet arbejde', 'description', NULL)),
       20 + n % 500, n % 5 = 0, ARRAY[(SELECT code FROM partnership.municipality ORDER BY code OFFSET n % 98 LIMIT 1)], '{}',
       CASE WHEN n % 7 = 0 THEN '{FYN}'::text[] ELSE '{}' END,
       jsonb_build_array(jsonb_build_object('customer', 'Kunde ' || n, 'what', noun, 'year', 2020)), $5, $5
     FROM made`,
    [count, NOUNS, PLACES, CPV, today],
  );
  await sql("SELECT partnership.refresh_supplier_search(ARRAY(SELECT id FROM partnership.supplier_listing))");
  await sql(
    "ANALYZE partnership.supplier_listing; ANALYZE partnership.supplier_search; ANALYZE partnership.organisation",
  );
}

const FIELDS =
  "nodes { rank snippet { text isHit } listing { id profile organisation { name } } } pageInfo { endCursor }";
const SEARCH = `query($filter: SupplierFilter) { supplierSearch(filter: $filter) { ${FIELDS} } }`;
const FACETS =
  "supplierFacets(filter: $filter) { total nationwide divisions { division { code } count } areas { area count } }";
const SEARCH_WITH_FACETS = `query($filter: SupplierFilter) { supplierSearch(filter: $filter) { ${FIELDS} } ${FACETS} }`;

/** Searches as buyers make them. */
const FILTERS: readonly Readonly<{ name: string; filter: Record<string, unknown> }>[] = [
  { name: "no filter", filter: {} },
  { name: "a common word", filter: { text: "rengøring" } },
  { name: "two words", filter: { text: "rengøring plejehjem" } },
  { name: "a compound's part", filter: { text: "foreninger havearbejde" } },
  { name: "a rare word", filter: { text: "4711" } },
  { name: "a division", filter: { cpv: "90" } },
  { name: "word, division and municipality", filter: { text: "rengøring", cpv: "909", municipalityCode: "0751" } },
  { name: "capacity", filter: { minCapacityHours: 500 } },
];

/** Every search alone and with the numbers beside it. */
export const SEARCHES = FILTERS.flatMap(({ name, filter }) => [
  { name, filter, query: SEARCH },
  { name: `${name}, with facets`, filter, query: SEARCH_WITH_FACETS },
]);

/** Measures every search and a lookup by key in turn, `rounds` times each. */
export async function timeSearches(
  opened: TestService,
  rounds: number,
): Promise<Readonly<{ lookup: Timing; searches: readonly Timing[] }>> {
  const ids = await opened.sql<{ id: string }>(
    "SELECT id FROM partnership.supplier_listing ORDER BY random() LIMIT 100",
  );
  const lookup: number[] = [];
  const times = new Map(SEARCHES.map(({ name }) => [name, [] as number[]]));
  const timed = async (query: string, variables: Record<string, unknown>): Promise<number> => {
    const begun = performance.now();
    const { errors } = await opened.ask(ANYONE, query, variables);
    if (errors !== undefined) throw new Error(JSON.stringify(errors));
    return performance.now() - begun;
  };
  for (let round = -20; round < rounds; round += 1) {
    const id = ids[(round + 20) % ids.length]?.id ?? randomUUID();
    const one = await timed("query($id: ID!) { supplierListing(id: $id) { id profile organisation { name } } }", {
      id,
    });
    if (round >= 0) lookup.push(one);
    for (const { name, filter, query } of SEARCHES) {
      const search = await timed(query, { filter });
      if (round >= 0) times.get(name)?.push(search);
    }
  }
  const searches = [...times].map(([name, each]) => timingOf(name, each));
  return { lookup: timingOf("lookup by key", lookup), searches };
}

function timingOf(name: string, times: readonly number[]): Timing {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { name, p50: at(0.5), p95: at(0.95) };
}

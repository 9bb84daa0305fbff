/** What others have published of the programmes: product data with its source, nothing of it made up. */
import { z } from "zod";
import published from "./published.json" with { type: "json" };
import { seedPart } from "./service-part.ts";

const amount = z
  .string()
  .regex(/^\d+\.\d{2}$/)
  .nullable()
  .default(null);
const day = z.iso.date().nullable().default(null);

/** The file of published figures; its source is docs/sources.md#published. */
export const Published = z.array(
  z.object({
    slug: z.string(),
    statements: z.array(
      z.object({
        kind: z.enum(["ANNOUNCED", "GRANTED", "ADJUSTED", "PAID"]),
        ...{ startsOn: day, endsOn: day, eligibleTotal: amount, euSupport: amount },
        ...{ statedOn: z.iso.date(), source: z.string().min(1) },
      }),
    ),
    results: z.array(
      z.object({
        ...{ code: z.string().regex(/^[A-Z][A-Z0-9_]*$/), what: z.string().min(1), value: z.number().min(0) },
        ...{ unit: z.string().min(1), countedAt: z.string().min(1), publishedOn: day, source: z.string().min(1) },
      }),
    ),
    elements: z.array(
      z.object({
        ...{ code: z.string(), title: z.string(), axis: z.enum(["AXIS_3B1", "AXIS_3B2"]), description: z.string() },
      }),
    ),
  }),
);

const INSERTS = [
  `INSERT INTO partnership.programme_statement (id, programme_id, kind, starts_on, ends_on, eligible_total_minor,
     eu_support_minor, currency, stated_on, source)
   SELECT gen_random_uuid(), p.id, s.kind, s."startsOn", s."endsOn", (s."eligibleTotal" * 100)::bigint,
     (s."euSupport" * 100)::bigint, 'DKK',
     s."statedOn", s.source
   FROM jsonb_array_elements($1::jsonb) AS of JOIN partnership.programme p ON p.slug = of->>'slug',
     jsonb_to_recordset(of->'statements') AS s(kind text, "startsOn" date, "endsOn" date, "eligibleTotal" numeric,
       "euSupport" numeric, "statedOn" date, source text)
   ON CONFLICT DO NOTHING`,
  `INSERT INTO partnership.published_result (id, programme_id, code, what, value, unit, counted_at, published_on, source)
   SELECT gen_random_uuid(), p.id, r.code, r.what, r.value, r.unit, r."countedAt", r."publishedOn", r.source
   FROM jsonb_array_elements($1::jsonb) AS of JOIN partnership.programme p ON p.slug = of->>'slug',
     jsonb_to_recordset(of->'results') AS r(code text, what text, value numeric, unit text, "countedAt" text,
       "publishedOn" date, source text)
   ON CONFLICT DO NOTHING`,
  `INSERT INTO partnership.programme_element (id, programme_id, code, title, axis, description)
   SELECT gen_random_uuid(), p.id, e.code, e.title, e.axis, e.description
   FROM jsonb_array_elements($1::jsonb) AS of JOIN partnership.programme p ON p.slug = of->>'slug',
     jsonb_to_recordset(of->'elements') AS e(code text, title text, axis text, description text)
   ON CONFLICT DO NOTHING`,
];

/** Stores what is not stored yet; gives how many rows were new. */
export function storePublished(url: string): Promise<number> {
  const content = JSON.stringify(Published.parse(published));
  return seedPart("partnership", url, async ({ client }) => {
    let stored = 0;
    for (const insert of INSERTS) stored += (await client.query(insert, [content])).rowCount ?? 0;
    return stored;
  });
}

/** Tells the other services of organisations and registrations that came without being told, in the order of facts. */
export function tellOrganisations(url: string): Promise<void> {
  return seedPart("partnership", url, async ({ client }) => {
    await client.query("SELECT pg_advisory_xact_lock(hashtext('order:partnership'))");
    await client.query(
      "SELECT partnership.tell_organisations(), partnership.tell_registrations(), pg_notify('partnership_fact', '')",
    );
    await client.query(`SELECT partnership.refresh_supplier_search(ARRAY(
      SELECT l.id FROM partnership.supplier_listing l WHERE l.state = 'PUBLISHED'
        AND NOT EXISTS (SELECT FROM partnership.supplier_search s WHERE s.listing_id = l.id)))`);
  });
}

import { ANY_VIEWER, nounTable, UNPUBLISHED_ROWS, within } from "@inclusion/kernel/runtime";
import type { MigrationInterface, QueryRunner } from "typeorm";

const S = "partnership";
const VERSIONED = `version integer NOT NULL DEFAULT 1, recorded_at timestamptz NOT NULL DEFAULT ${S}.recorded_now()`;

/**
 * Rows of the search are public, every one. Any condition on reading them, also one that always holds, would keep the
 * planner from using the indexes of words and codes: their operators may not run before a row policy has been asked.
 * Rows are added and taken away by whoever asks in person, as everywhere; none is ever changed.
 */
function publicSearch(): string[] {
  const table = `${S}.supplier_search`;
  const roles = `${S}_app, ${S}_seed`;
  return [
    `ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY`,
    `CREATE POLICY supplier_search_read ON ${table} FOR SELECT TO ${roles} USING (true)`,
    `CREATE POLICY supplier_search_add ON ${table} FOR INSERT TO ${roles} WITH CHECK (${ANY_VIEWER})`,
    `CREATE POLICY supplier_search_drop ON ${table} FOR DELETE TO ${roles} USING (${ANY_VIEWER})`,
    `GRANT SELECT, INSERT, DELETE ON ${table} TO ${roles}`,
  ];
}

/** The supplier portal: listings, and beside them what is searched of those that everybody may see. */
export class CreateSupplierListing1700000000004 implements MigrationInterface {
  name = "CreateSupplierListing1700000000004";

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...listings(), ...words(), ...search(), ...counting()]) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only; restore a backup instead.");
  }
}

function listings(): string[] {
  const own = `(${UNPUBLISHED_ROWS} AND ${within("organisations", "organisation_id")})`;
  return [
    `CREATE TABLE ${S}.supplier_listing (
       id uuid PRIMARY KEY, organisation_id uuid NOT NULL REFERENCES ${S}.organisation,
       state text NOT NULL CHECK (state IN ('DRAFT', 'SUBMITTED', 'PUBLISHED', 'STALE', 'REMOVED')),
       profile text NOT NULL, offers jsonb NOT NULL, capacity_hours integer CHECK (capacity_hours > 0),
       capacity_people integer CHECK (capacity_people > 0), nationwide boolean NOT NULL,
       municipality_codes text[] NOT NULL, region_codes text[] NOT NULL, programme_areas text[] NOT NULL,
       "references" jsonb NOT NULL, rsv_checked_on date NOT NULL, published_on date, remove_reason text, ${VERSIONED},
       CHECK (published_on IS NOT NULL OR state NOT IN ('PUBLISHED', 'STALE')))`,
    `CREATE UNIQUE INDEX supplier_listing_one ON ${S}.supplier_listing (organisation_id) WHERE state <> 'REMOVED'`,
    `CREATE INDEX supplier_listing_state ON ${S}.supplier_listing (state, id)`,
    ...nounTable(S, "supplier_listing", `${ANY_VIEWER} AND (state = 'PUBLISHED' OR ${own})`),
  ];
}

/**
 * Danish words as they are compared: stemmed as they stand and with æ, ø and å written out, so that both ways of
 * writing meet. Endings of long words are kept apart, so that a compound is found by its last part.
 */
function words(): string[] {
  return [
    `CREATE FUNCTION ${S}.folded(words text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
       SELECT replace(replace(replace(replace(replace(replace(lower(words), 'æ', 'ae'), 'ø', 'oe'), 'å', 'aa'),
         'ä', 'ae'), 'ö', 'oe'), 'é', 'e') $$`,
    `CREATE FUNCTION ${S}.danish_document(words text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
       SELECT to_tsvector('pg_catalog.danish', words)
         || to_tsvector('pg_catalog.danish', ${S}.folded(words)) $$`,
    `CREATE FUNCTION ${S}.word_endings(words text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
       SELECT coalesce(array_to_tsvector(array_agg(DISTINCT substr(word, start))), ''::tsvector)
       FROM regexp_split_to_table(${S}.folded(words), '[^[:alnum:]]+') AS word,
         generate_series(4, length(word) - 4) AS start
       WHERE length(word) BETWEEN 8 AND 60 $$`,
    `CREATE FUNCTION ${S}.danish_query(words text) RETURNS tsquery LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
       DECLARE word text; one tsquery; whole tsquery := ''::tsquery;
       BEGIN
         FOR word IN SELECT w FROM regexp_split_to_table(words, '[^[:alnum:]]+') AS w WHERE length(w) > 1 LOOP
           one := to_tsquery('pg_catalog.danish', word || ':*');
           CONTINUE WHEN numnode(one) = 0;
           one := one || to_tsquery('pg_catalog.danish', ${S}.folded(word) || ':*')
                      || to_tsquery('pg_catalog.simple', ${S}.folded(word) || ':*');
           whole := CASE WHEN numnode(whole) = 0 THEN one ELSE whole && one END;
         END LOOP;
         RETURN whole;
       END $$`,
  ];
}

/** One row a published listing. Endings stand apart from what is ranked: they find, and weigh nothing. */
function search(): string[] {
  return [
    `CREATE TABLE ${S}.supplier_search (
       listing_id uuid PRIMARY KEY REFERENCES ${S}.supplier_listing, name_key text NOT NULL, rsv_checked_on date NOT NULL,
       cpv text[] NOT NULL, divisions text[] NOT NULL, places text[] NOT NULL, areas text[] NOT NULL,
       capacity_hours integer, ranked tsvector NOT NULL, found tsvector NOT NULL)`,
    `CREATE INDEX supplier_search_found ON ${S}.supplier_search USING gin (found)`,
    `CREATE INDEX supplier_search_cpv ON ${S}.supplier_search USING gin (cpv)`,
    `CREATE INDEX supplier_search_places ON ${S}.supplier_search USING gin (places)`,
    `CREATE INDEX supplier_search_areas ON ${S}.supplier_search USING gin (areas)`,
    `CREATE INDEX supplier_search_name ON ${S}.supplier_search (name_key COLLATE "C", listing_id)`,
    ...publicSearch(),
    `CREATE FUNCTION ${S}.refresh_supplier_search(changed uuid[]) RETURNS void LANGUAGE sql
       SET search_path = ${S}, pg_temp AS $$
       DELETE FROM supplier_search WHERE listing_id = ANY (changed);
       INSERT INTO supplier_search
       SELECT l.id, lower(o.name), l.rsv_checked_on, of.cpv, of.divisions,
         CASE WHEN l.nationwide THEN ARRAY['DK'] ELSE '{}' END || l.municipality_codes
           || l.region_codes || l.programme_areas,
         ARRAY(SELECT unnest(l.programme_areas) UNION SELECT m.programme_area FROM municipality m
           WHERE m.code = ANY (l.municipality_codes) OR EXISTS (SELECT 1 FROM municipality_region r
             WHERE r.municipality_code = m.code AND r.region_code = ANY (l.region_codes))),
         l.capacity_hours,
         setweight(danish_document(o.name), 'A') || setweight(danish_document(of.titles), 'B')
           || setweight(danish_document(l.profile), 'C') || setweight(danish_document(of.more), 'D'),
         danish_document(concat_ws(' ', o.name, of.titles, l.profile, of.more))
           || word_endings(concat_ws(' ', o.name, of.titles, l.profile, of.more))
       FROM supplier_listing l JOIN organisation o ON o.id = l.organisation_id,
         LATERAL (SELECT array_agg(DISTINCT left(code, size)) AS cpv, array_agg(DISTINCT left(code, 2)) AS divisions,
             (SELECT string_agg(f->>'title', ' ') FROM jsonb_array_elements(l.offers) f) AS titles,
             concat_ws(' ', (SELECT string_agg(f->>'description', ' ') FROM jsonb_array_elements(l.offers) f),
               (SELECT string_agg(concat_ws(' ', f->>'customer', f->>'what'), ' ')
                  FROM jsonb_array_elements(l."references") f)) AS more
           FROM (SELECT offer->>'cpv' AS code FROM jsonb_array_elements(l.offers) offer) each_offer,
             generate_series(2, 8) AS size) of
       WHERE l.id = ANY (changed) AND l.state = 'PUBLISHED' $$`,
    `REVOKE ALL ON FUNCTION ${S}.refresh_supplier_search(uuid[]) FROM PUBLIC`,
    `GRANT EXECUTE ON FUNCTION ${S}.refresh_supplier_search(uuid[]) TO ${S}_app, ${S}_seed`,
  ];
}

/**
 * What is to be written in the ledgers so that they say of these listings what holds: 1 for a programme in which a
 * published one begins to count, -1 for one in which it counts and is published no longer. It looks past the asker's
 * limits, because a listing counts in programmes that its enterprise may not see, and tells of the listings alone.
 */
function counting(): string[] {
  return [
    `CREATE FUNCTION ${S}.listing_changes(asked uuid[], today date)
       RETURNS TABLE (listing_id uuid, programme_id uuid, municipality_code text, amount integer, synthetic boolean)
       LANGUAGE plpgsql STABLE SET search_path = ${S}, pg_temp AS $$
     #variable_conflict use_column
     DECLARE was_programmes text := current_setting('app.programmes', true);
       was_municipalities text := current_setting('app.municipalities', true);
     BEGIN
       PERFORM set_config('app.programmes', '*', true), set_config('app.municipalities', '*', true);
       RETURN QUERY
         WITH published AS (SELECT s.listing_id FROM supplier_search s WHERE s.listing_id = ANY (asked)),
         counted AS (SELECT e.subject_id, e.programme_id, e.municipality_code, bool_or(e.synthetic) AS synthetic
           FROM measure_entry e WHERE e.indicator = 'SUPPLIER_LISTINGS' AND e.subject_id = ANY (asked)
           GROUP BY 1, 2, 3 HAVING sum(e.amount) > 0)
         SELECT p.listing_id, m.programme_id, m.municipality_code, 1, o.synthetic
         FROM published p JOIN supplier_listing l ON l.id = p.listing_id JOIN organisation o ON o.id = l.organisation_id
           JOIN programme_municipality m ON m.municipality_code = o.municipality_code AND m.joined_on <= today
             AND (m.left_on IS NULL OR m.left_on >= today)
           JOIN programme g ON g.id = m.programme_id AND (g.ends_on IS NULL OR g.ends_on >= today)
         WHERE NOT EXISTS (SELECT FROM counted c WHERE c.subject_id = p.listing_id AND c.programme_id = m.programme_id)
         UNION ALL
         SELECT c.subject_id, c.programme_id, c.municipality_code, -1, c.synthetic FROM counted c
         WHERE c.subject_id NOT IN (SELECT p.listing_id FROM published p)
         ORDER BY 1, 2;
       PERFORM set_config('app.programmes', coalesce(was_programmes, ''), true),
         set_config('app.municipalities', coalesce(was_municipalities, ''), true);
     END $$`,
  ];
}

/**
 * Foreign keys between tables that are both limited by a column, as `municipality_code`, where the key does not hold
 * that column: the database then does not say that the row below has the limits of the row above.
 */

/** A key that leaves a limit out. */
export type LooseKey = Readonly<{
  key: string;
  child: string;
  parent: string;
  /** The columns that both tables are limited by and that the key does not hold. */
  limits: string[];
}>;

/**
 * `$1` are the schemas. A table is limited by a column when a policy to read it names the column. A place that a row may
 * lack is held by a second key beside the first: whoever is limited to places writes no row without one, and so every
 * row of theirs is checked by it.
 */
export const LOOSE_KEYS = `WITH limited AS (
    SELECT c.oid, format('%s.%s', n.nspname, c.relname) AS name, a.attname, a.attnum
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = ANY ($1::text[])
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
      AND a.attname IN ('programme_id', 'municipality_code', 'organisation_id', 'course_id', 'grant_id')
    WHERE EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polcmd IN ('r', '*')
      AND pg_get_expr(p.polqual, p.polrelid) ~ ('\\m' || a.attname || '\\M')))
  SELECT format('%s.%s', child.name, k.conname) AS key, child.name AS child, parent.name AS parent,
    array_agg(parent.attname::text ORDER BY parent.attname) AS limits
  FROM pg_constraint k JOIN limited child ON child.oid = k.conrelid JOIN limited parent ON parent.oid = k.confrelid
  WHERE k.contype = 'f' AND child.attname = parent.attname AND NOT parent.attnum = ANY (k.confkey)
    AND NOT (parent.attname = 'municipality_code' AND EXISTS (SELECT FROM pg_constraint second
      WHERE second.contype = 'f' AND second.conrelid = k.conrelid AND second.confrelid = k.confrelid
        AND second.conkey @> k.conkey AND second.confkey @> k.confkey
        AND child.attnum = ANY (second.conkey) AND parent.attnum = ANY (second.confkey)))
  GROUP BY k.conname, child.name, parent.name ORDER BY 1`;

/**
 * An ordinary company's opening or place has no course, and neither has what belongs to it. The first key holds
 * programme, company and municipality, a second one the course where there is one; a row without a course could name
 * one with a course, of the same company, that its writer does not see. Both are written by actions that read the row
 * above under its policy, lock it and copy the course from it (`lockOpening`, `lockPlace`).
 */
const NO_COURSE = "the course may be missing: the action reads the row above first, and a second key holds the course";

/** Keys that leave a limit out, with what holds it instead. Nothing is added: a new key holds the limits. */
export const LOOSE_WITH_REASON: ReadonlyMap<string, string> = new Map([
  ["accelerator.opening_fill.opening_fill_opening_id_fkey", NO_COURSE],
  ["accelerator.place_booking.place_booking_place_id_fkey", NO_COURSE],
]);

/** What is wrong with the keys that leave a limit out: those that are new, and lines of the list that no key needs. */
export function looseKeyProblems(
  found: readonly LooseKey[],
  known: ReadonlyMap<string, string> = LOOSE_WITH_REASON,
): readonly string[] {
  const keys = new Set(found.map(({ key }) => key));
  return [
    ...found
      .filter(({ key }) => !known.has(key))
      .map(({ key, parent, limits }) => `${key}: does not hold ${limits.join(" and ")} of ${parent}`),
    ...[...known.keys()]
      .filter((key) => !keys.has(key))
      .map((key) => `${key}: is loose no longer; take it off the list`),
  ];
}

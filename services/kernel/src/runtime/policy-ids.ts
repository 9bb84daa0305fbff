/** Policies of before that read the ids of a limit anew for every row. */

/** How a policy of before says it, as PostgreSQL writes conditions, and how `within` does. */
const EACH_ROW = "::text) AS string_to_array))::uuid[]";
const EACH_STATEMENT = "::text)::uuid[] AS string_to_array))::uuid[]";

/**
 * Writes those policies of a service anew, with the same condition; for the migrations of each service.
 *
 * The service's own policies are found first: to read a condition locks its table, and the other services may be migrating
 * at the same time.
 */
export function idsOncePerStatement(schema: string): string[] {
  const rewritten = (condition: string): string => `replace(${condition}, '${EACH_ROW}', '${EACH_STATEMENT}')`;
  return [
    `DO $do$ DECLARE each record; BEGIN
       FOR each IN
         WITH own AS MATERIALIZED (
           SELECT p.polname, p.polrelid, p.polqual, p.polwithcheck, c.relname
           FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid WHERE c.relnamespace = '${schema}'::regnamespace),
         policy AS (
           SELECT polname, relname, pg_get_expr(polqual, polrelid) AS qual, pg_get_expr(polwithcheck, polrelid) AS with_check
           FROM own)
         SELECT polname, relname, ${rewritten("qual")} AS seen, ${rewritten("with_check")} AS written
         FROM policy WHERE strpos(concat(qual, with_check), '${EACH_ROW}') > 0 LOOP
         EXECUTE format('ALTER POLICY %I ON ${schema}.%I', each.polname, each.relname)
           || coalesce(' USING (' || each.seen || ')', '') || coalesce(' WITH CHECK (' || each.written || ')', '');
       END LOOP;
     END $do$`,
  ];
}

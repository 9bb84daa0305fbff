/** Policies of before that read the ids of a limit anew for every row. */

/** How a policy of before says it, as PostgreSQL writes conditions, and how `within` does. */
const EACH_ROW = "::text) AS string_to_array))::uuid[]";
const EACH_STATEMENT = "::text)::uuid[] AS string_to_array))::uuid[]";

/** Writes those policies of a service anew, with the same condition; for the migrations of each service. */
export function idsOncePerStatement(schema: string): string[] {
  const rewritten = (condition: string): string => `replace(${condition}, '${EACH_ROW}', '${EACH_STATEMENT}')`;
  return [
    `DO $do$ DECLARE each record; BEGIN
       FOR each IN SELECT tablename, policyname, ${rewritten("qual")} AS seen, ${rewritten("with_check")} AS written
         FROM pg_policies WHERE schemaname = '${schema}' AND strpos(concat(qual, with_check), '${EACH_ROW}') > 0 LOOP
         EXECUTE format('ALTER POLICY %I ON ${schema}.%I', each.policyname, each.tablename)
           || coalesce(' USING (' || each.seen || ')', '') || coalesce(' WITH CHECK (' || each.written || ')', '');
       END LOOP;
     END $do$`,
  ];
}

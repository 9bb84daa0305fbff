/**
 * Writing millions of rows in one transaction of the seed.
 *
 * Of the time that a row takes, most goes to indexes that are not unique, to looking up what foreign keys name, and to
 * adding its ledger entries to their sums. `begin_bulk` sets these aside and `end_bulk` makes them anew from all rows,
 * which is one sort each instead of a look-up a row. Both are the same transaction's: when it is rolled back, nothing
 * was set aside. In between nobody else reads or writes the tables.
 *
 * Only the seed's role may call them. What was set aside stands in a table that only the owner may touch, so that the
 * seed cannot have the owner run a statement of its own.
 */

/** The functions of a service, which has the foundations' ledger. */
export function bulkLoading(schema: string): string[] {
  return [
    `CREATE TABLE ${schema}.bulk_set_aside (position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, restored_by text NOT NULL)`,
    `ALTER TABLE ${schema}.bulk_set_aside ENABLE ROW LEVEL SECURITY`,
    beginning(schema),
    ending(schema),
    ...["begin_bulk()", "end_bulk()"].flatMap((name) => [
      `REVOKE ALL ON FUNCTION ${schema}.${name} FROM PUBLIC`,
      `GRANT EXECUTE ON FUNCTION ${schema}.${name} TO ${schema}_seed`,
    ]),
  ];
}

/** All tables are locked or none, and then again: so it never waits for somebody who waits for it. */
function beginning(schema: string): string {
  return `CREATE FUNCTION ${schema}.begin_bulk() RETURNS void LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = ${schema}, pg_temp AS $$
    DECLARE each record; is_locked boolean := false;
    BEGIN
      WHILE NOT is_locked LOOP
        BEGIN
          FOR each IN SELECT oid::regclass AS name FROM pg_class
            WHERE relnamespace = '${schema}'::regnamespace AND relkind = 'r'
              AND EXISTS (SELECT FROM pg_index i WHERE i.indrelid = pg_class.oid AND NOT i.indisunique
                UNION ALL SELECT FROM pg_constraint c WHERE c.contype = 'f' AND pg_class.oid IN (c.conrelid, c.confrelid))
            ORDER BY oid LOOP
            EXECUTE format('LOCK TABLE %s IN ACCESS EXCLUSIVE MODE NOWAIT', each.name);
          END LOOP;
          is_locked := true;
        EXCEPTION WHEN lock_not_available THEN PERFORM pg_sleep(0.05);
        END;
      END LOOP;
      FOR each IN SELECT DISTINCT t.oid::regclass AS name FROM pg_class t
        JOIN pg_constraint c ON c.contype = 'f' AND t.oid IN (c.conrelid, c.confrelid)
        WHERE t.relnamespace = '${schema}'::regnamespace AND t.relforcerowsecurity LOOP
        INSERT INTO bulk_set_aside (restored_by) VALUES (format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', each.name));
        EXECUTE format('ALTER TABLE %s NO FORCE ROW LEVEL SECURITY', each.name);
      END LOOP;
      FOR each IN SELECT conname, conrelid::regclass AS "table", pg_get_constraintdef(oid) AS definition
        FROM pg_constraint WHERE connamespace = '${schema}'::regnamespace AND contype = 'f' ORDER BY oid LOOP
        INSERT INTO bulk_set_aside (restored_by)
          VALUES (format('ALTER TABLE %s ADD CONSTRAINT %I %s', each.table, each.conname, each.definition));
        EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', each.table, each.conname);
      END LOOP;
      FOR each IN SELECT i.indexrelid::regclass AS name, pg_get_indexdef(i.indexrelid) AS definition
        FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
        WHERE c.relnamespace = '${schema}'::regnamespace AND NOT i.indisunique ORDER BY i.indexrelid LOOP
        INSERT INTO bulk_set_aside (restored_by) VALUES (each.definition);
        EXECUTE format('DROP INDEX %s', each.name);
      END LOOP;
      ALTER TABLE measure_entry DISABLE TRIGGER measure_entry_roll_up;
    END $$`;
}

/**
 * Restored in the opposite order: foreign keys are checked over all rows while the owner sees them, which the policies
 * would otherwise hide from the check.
 */
function ending(schema: string): string {
  return `CREATE FUNCTION ${schema}.end_bulk() RETURNS void LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = ${schema}, pg_temp SET work_mem = '256MB' SET maintenance_work_mem = '512MB' AS $$
    DECLARE each record;
    BEGIN
      PERFORM rebuild_rollups();
      FOR each IN SELECT restored_by FROM bulk_set_aside ORDER BY position DESC LOOP
        EXECUTE each.restored_by;
      END LOOP;
      DELETE FROM bulk_set_aside;
      ALTER TABLE measure_entry ENABLE TRIGGER measure_entry_roll_up;
    END $$`;
}

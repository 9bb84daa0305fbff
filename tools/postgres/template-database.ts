/** Copies and drops whole databases: a test's own database is a copy of a prepared one. */
import pg from "pg";
import { withConnection } from "./connection.ts";

const { escapeIdentifier: name, escapeLiteral: text } = pg;

/**
 * Makes the database `to` as a copy of `from`, to which nobody may be connected.
 *
 * PostgreSQL copies the tables but neither who may connect nor the roles'
 * settings in the database; both are carried over here, so that the copy
 * behaves like the original.
 */
export async function templateDatabase(adminUrl: string, from: string, to: string): Promise<void> {
  await withConnection(adminUrl, async (admin) => {
    await admin.query(`create database ${name(to)} template ${name(from)} strategy file_copy`);
    await admin.query(copyRights(from, to));
    await admin.query(copySettings(from, to));
  });
}

/** Drops the database, if there is one, and ends the connections to it. */
export async function dropDatabase(adminUrl: string, database: string): Promise<void> {
  await withConnection(adminUrl, (admin) => admin.query(`drop database if exists ${name(database)} with (force)`));
}

/** The owner keeps what it has by itself; PUBLIC has what the original lets it have. */
function copyRights(from: string, to: string): string {
  return `do $$
    declare held record;
    begin
      if (select datacl is null from pg_database where datname = ${text(from)}) then return; end if;
      execute format('revoke all on database %I from public', ${text(to)});
      for held in
        select privilege_type, case grantee when 0 then 'public' else grantee::regrole::text end as grantee
        from pg_database, aclexplode(datacl)
        where datname = ${text(from)} and grantee <> datdba
      loop
        execute format('grant %s on database %I to %s', held.privilege_type, ${text(to)}, held.grantee);
      end loop;
    end $$`;
}

/** A setting passes through this session, because a list in it (search_path) cannot be written as one literal. */
function copySettings(from: string, to: string): string {
  return `do $$
    declare held record;
    begin
      for held in
        select setrole, split_part(entry, '=', 1) as setting, substr(entry, strpos(entry, '=') + 1) as value
        from pg_db_role_setting, unnest(setconfig) as entry
        where setdatabase = (select oid from pg_database where datname = ${text(from)}) and setrole <> 0
      loop
        perform set_config(held.setting, held.value, true);
        execute format('alter role %s in database %I set %I from current', held.setrole::regrole, ${text(to)}, held.setting);
      end loop;
    end $$`;
}

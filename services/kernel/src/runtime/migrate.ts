import { DataSource, type MigrationInterface } from "typeorm";
import { SettingsError } from "./env.ts";

/** A migration class, as TypeORM wants it: a name that ends in a 13-digit number. */
export type Migration = new () => MigrationInterface;

/**
 * Brings a service's schema to the head of `migrations`, one process at a time.
 *
 * @param ownerUrl address with the schema's owner role
 * @returns names of the migrations that ran
 */
export async function migrate(schema: string, ownerUrl: string, migrations: readonly Migration[]): Promise<string[]> {
  const source = await new DataSource({
    type: "postgres",
    url: ownerUrl,
    schema,
    migrations: [...migrations],
    migrationsTableName: "migration",
    extra: { max: 2 },
  }).initialize();
  try {
    const lock = source.createQueryRunner();
    await lock.query("SELECT pg_advisory_lock(hashtext($1))", [`migrate:${schema}`]);
    try {
      await refuseNewerSchema(source, schema, migrations);
      const ran = await source.runMigrations({ transaction: "all" });
      await lock.query(`GRANT SELECT ON ${schema}.migration TO ${schema}_app, ${schema}_seed`);
      return ran.map(({ name }) => name);
    } finally {
      await lock.query("SELECT pg_advisory_unlock(hashtext($1))", [`migrate:${schema}`]);
      await lock.release();
    }
  } finally {
    await source.destroy();
  }
}

/** A schema with migrations that this program does not know was made by a newer one, which alone understands it. */
async function refuseNewerSchema(source: DataSource, schema: string, known: readonly Migration[]): Promise<void> {
  const [table] = await source.query<{ there: string | null }[]>(`SELECT to_regclass('${schema}.migration') AS there`);
  if (table?.there == null) return;
  const ran = await source.query<{ name: string }[]>(`SELECT name FROM ${schema}.migration ORDER BY id`);
  const names = new Set(known.map(({ name }) => name));
  const unknown = ran.find(({ name }) => !names.has(name));
  if (unknown === undefined) return;
  throw new SettingsError([
    `The database was made by a newer version of this program (it holds ${schema}'s ${unknown.name}): update the program, or set DATA_DIR or DATABASE_URL to another database.`,
  ]);
}

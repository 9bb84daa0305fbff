import { DataSource, type MigrationInterface } from "typeorm";

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

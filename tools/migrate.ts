/** The migration job of an installation: prepares the database once, and ends with code 0, or 2 with the reason. */
import { SettingsError } from "@inclusion/kernel/runtime";
import { runMigrationJob } from "./build/migration-job.ts";
import { StartError } from "./postgres/start-error.ts";

try {
  await runMigrationJob(process.env, (line) => console.log(line));
} catch (error) {
  console.error(error instanceof SettingsError || error instanceof StartError ? error.message : error);
  process.exitCode = 2;
}

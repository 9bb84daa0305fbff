import { type Database, openDatabase, runDaily } from "@inclusion/kernel/runtime";
import { service } from "@inclusion/partnership";
import { portalSweep } from "@inclusion/partnership/supplier-listing/portal-sweep.actions";
import { Command } from "commander";
import { withServiceRole } from "./service-role.ts";

/** `graph portal ...` */
export function portalCommand(): Command {
  return new Command("portal").addCommand(
    new Command("sweep")
      .description(
        "Marks published listings as stale whose look-up in the register is more than 90 days old, so that they are " +
          "counted no longer. Nobody finds them by then in any case. The service does it once a day by itself unless DAILY_WORK is off.",
      )
      .option("--json", "how many as JSON: {stale}")
      .addHelpText("after", "\nExample:\n  npm run graph -- portal sweep\n")
      .action(async ({ json }: { json?: true }) => {
        const done = await withPartnerships((database) => runDaily(database, portalSweep));
        const stale = done?.stale ?? 0;
        console.log(json === true ? JSON.stringify({ stale }) : `marked ${stale} listings as stale`);
      }),
  );
}

/** The partnership service's database as its own app role, under every policy that the service is under. */
async function withPartnerships<Result>(work: (database: Database) => Promise<Result>): Promise<Result> {
  const { name: schema, entities, head } = service;
  return withServiceRole(schema, async ({ url }) => {
    const database = await openDatabase({ schema, url, entities, head, poolSize: 1 });
    try {
      await database.check();
      return await work(database);
    } finally {
      await database.close();
    }
  });
}

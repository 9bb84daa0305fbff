import { dayOf, systemViewer, type Viewer } from "@inclusion/kernel";
import { type Database, openDatabase, unitOfWork } from "@inclusion/kernel/runtime";
import { service } from "@inclusion/partnership";
import { markStale } from "@inclusion/partnership/supplier-listing/supplier-listing.repository";
import { Command } from "commander";
import { withServiceRole } from "./service-role.ts";

const OPERATOR: Viewer = { ...systemViewer("portal"), scopes: ["system", "listings:publish", "listings:write"] };

/** `graph portal ...` */
export function portalCommand(): Command {
  return new Command("portal")
    .description("What is to be done day by day with the supplier portal. The system may run meanwhile.")
    .addCommand(
      new Command("sweep")
        .description(
          "Marks published listings as stale whose look-up in the register is more than 90 days old, so that they are " +
            "counted no longer. Nobody finds them by then in any case. Have it run once a day.",
        )
        .option("--json", "how many as JSON: {stale}")
        .addHelpText("after", "\nExample:\n  npm run graph -- portal sweep\n")
        .action(async ({ json }: { json?: true }) => {
          const stale = await withPartnerships(sweepPortal);
          console.log(json === true ? JSON.stringify({ stale }) : `marked ${stale} listings as stale`);
        }),
    );
}

/** Marks what is stale today in one transaction; gives how many listings. */
export async function sweepPortal(database: Database): Promise<number> {
  const { result } = await unitOfWork(database, OPERATOR, "portal sweep", async (tx) => {
    const today = dayOf(new Date());
    const count = await markStale(tx, today);
    await tx.note("listing:markStale", today);
    return count;
  });
  return result;
}

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

import { systemViewer, type Viewer } from "@inclusion/kernel";
import {
  type Database,
  type FieldKeys,
  fieldKeys,
  openDatabase,
  runDaily,
  type Tx,
  unitOfWork,
} from "@inclusion/kernel/runtime";
import { service } from "@inclusion/participant";
import { IDENTITY_LABEL } from "@inclusion/participant/identity/sealed-identity.repository";
import { privacySweep, rotateAll, type Swept } from "@inclusion/participant/privacy/retention.actions";
import { Command } from "commander";
import { withServiceRole } from "./service-role.ts";

/** When the service itself is at it. */
const NOTHING_SWEPT: Swept = { participations: 0, imports: 0, lookups: 0 };

const OPERATOR: Viewer = { ...systemViewer("privacy"), scopes: ["system", "dpo:erase"] };

/** `graph privacy ...` */
export function privacyCommand(): Command {
  return new Command("privacy")
    .addCommand(
      new Command("sweep")
        .description(
          "Deletes persons whose duty to be kept has ended, imports that nobody committed in time, and old notes of " +
            "searches by number. What was counted stays. The service does it once a day by itself unless DAILY_WORK is off.",
        )
        .option("--json", "what was deleted as JSON: {participations, imports, lookups}")
        .addHelpText("after", "\nExample:\n  npm run graph -- privacy sweep\n")
        .action(async ({ json }: { json?: true }) => {
          const swept = (await withParticipants((database) => runDaily(database, privacySweep))) ?? NOTHING_SWEPT;
          const { participations, imports, lookups } = swept;
          const words = `deleted ${participations} participations, ${imports} imports, ${lookups} notes of searches`;
          console.log(json === true ? JSON.stringify(swept) : words);
        }),
    )
    .addCommand(
      new Command("rotate-keys")
        .description(
          "Seals names and numbers anew by the first key of IDENTITY_KEYS. When it has ended, the other keys can go.",
        )
        .option("--json", "how many as JSON: {sealed}")
        .addHelpText("after", "\nExample:\n  IDENTITY_KEYS=2:<new>,1:<old> npm run graph -- privacy rotate-keys\n")
        .action(async ({ json }: { json?: true }) => {
          const sealed = await withParticipants(rotateIn);
          console.log(json === true ? JSON.stringify({ sealed }) : `sealed ${sealed} rows anew`);
        }),
    );
}

/** Seals portion by portion, each in its own transaction, so that nobody waits long. */
export function rotateIn(database: Database, keys: FieldKeys): Promise<number> {
  const inTransaction = async (work: (tx: Tx) => Promise<number>): Promise<number> =>
    (await unitOfWork(database, OPERATOR, "privacy rotate-keys", work)).result;
  return rotateAll(inTransaction, keys);
}

async function withParticipants<Result>(
  work: (database: Database, keys: FieldKeys) => Promise<Result>,
): Promise<Result> {
  const { name: schema, entities, head } = service;
  return withServiceRole(schema, async ({ url, keys }) => {
    const database = await openDatabase({ schema, url, entities, head, poolSize: 1 });
    try {
      await database.check();
      return await work(database, fieldKeys(keys.setting("IDENTITY_KEYS") ?? "", IDENTITY_LABEL));
    } finally {
      await database.close();
    }
  });
}

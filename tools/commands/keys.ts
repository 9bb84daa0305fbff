import { resolve } from "node:path";
import { Command } from "commander";
import { createInstallationKeys, DEFAULT_DATABASE } from "../build/installation-keys.ts";
import { ROOT } from "../system/settings.ts";

/** `graph keys ...` */
export function keysCommand(): Command {
  return new Command("keys").description("Keys and secrets of an installation.").addCommand(
    new Command("create")
      .description("Makes a new folder with every key and secret that docker-compose.yml reads, a file each.")
      .argument("[folder]", "where to, relative to the repository; it must not exist", ".secrets")
      .option("--database <address>", "host:port/name of the database, as the containers see it", DEFAULT_DATABASE)
      .option("--json", "the folder and its files as JSON")
      .addHelpText("after", "\nExample:\n  npm run graph -- keys create .secrets\n")
      .action(async (folder: string, { database, json }: { database: string; json?: true }) => {
        const place = resolve(ROOT, folder);
        const files = await createInstallationKeys(place, database);
        console.log(
          json === true ? JSON.stringify({ folder: place, files }) : `made ${files.length} files in ${place}`,
        );
      }),
  );
}

import { resolve } from "node:path";
import { Command } from "commander";
import { createInstallationKeys, DEFAULT_DATABASE } from "../build/installation-keys.ts";
import { rotateSigningKeys } from "../system/keys.ts";
import { ROOT, readSettings } from "../system/settings.ts";

/** `graph keys ...` */
export function keysCommand(): Command {
  return new Command("keys").addCommand(createCommand()).addCommand(rotateCommand());
}

function createCommand(): Command {
  return new Command("create")
    .description("Makes a new folder with every key and secret that docker-compose.yml reads, a file each.")
    .argument("[folder]", "where to, relative to the repository; it must not exist", ".secrets")
    .option("--database <address>", "host:port/name of the database, as the containers see it", DEFAULT_DATABASE)
    .option("--json", "the folder and its files as JSON")
    .addHelpText("after", "\nExample:\n  npm run graph -- keys create .secrets\n")
    .action(async (folder: string, { database, json }: { database: string; json?: true }) => {
      const place = resolve(ROOT, folder);
      const files = await createInstallationKeys(place, database);
      console.log(json === true ? JSON.stringify({ folder: place, files }) : `made ${files.length} files in ${place}`);
    });
}

function rotateCommand(): Command {
  return new Command("rotate")
    .description(
      "Makes a new key by which the gateway signs the short-lived tokens of partners. Tokens that the key before it has " +
        "signed go on until they end, at most ten minutes. A running gateway takes the new key within ten seconds. A " +
        "folder that was made before there were such keys is given its first.",
    )
    .argument("[folder]", "the folder that `keys create` made; left out, the secrets in DATA_DIR")
    .option("--json", "the folder and how many keys are in use as JSON: {folder, keys}")
    .addHelpText(
      "after",
      "\nExamples:\n  npm run graph -- keys rotate             of the system in DATA_DIR\n  npm run graph -- keys rotate .secrets    of an installation in containers\n",
    )
    .action(async (folder: string | undefined, { json }: { json?: true }) => {
      const place =
        folder === undefined ? resolve(readSettings(process.env).dataDir, "secrets") : resolve(ROOT, folder);
      const keys = await rotateSigningKeys(place, new Date());
      const before = `; ${keys - 1} before it ${keys === 2 ? "still checks" : "still check"} what they signed`;
      const words = `a new key signs from now on${keys === 1 ? "" : before}`;
      console.log(json === true ? JSON.stringify({ folder: place, keys }) : words);
    });
}

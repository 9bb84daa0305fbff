import { Command } from "commander";
import { findHolder } from "../postgres/folder-lock.ts";
import { StartError } from "../postgres/start-error.ts";
import { readSettings } from "../system/settings.ts";
import { startSystem } from "../system/system.ts";
import { InputError } from "./input-error.ts";
import { freePort } from "./running-system.ts";

/** `graph seed` */
export function seedCommand(): Command {
  return new Command("seed")
    .argument("[kind]", "programme or national", "programme")
    .option("--json", "progress as JSON lines")
    .addHelpText("after", "\nExample:\n  DATA_DIR=.data-national npm run graph -- seed national\n")
    .action(async (kind: string, { json }: { json?: true }) => {
      if (kind !== "programme" && kind !== "national")
        throw new InputError(`"${kind}" is no seed: give programme or national.`);
      const settings = readSettings(process.env);
      if (findHolder(settings.dataDir) !== undefined) {
        throw new StartError(`The system of ${settings.dataDir} is running`, "stop it first, and seed again");
      }
      const say = (line: string): void => console.log(json === true ? JSON.stringify({ progress: line }) : line);
      const system = await startSystem({ ...settings, form: "together", seed: kind, port: await freePort() }, say);
      await system.stop();
    });
}

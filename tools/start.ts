/** `npm start`: the whole graph in one command. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { SettingsError } from "@inclusion/kernel/env";
import { Command } from "commander";
import { StartError } from "./postgres/start-error.ts";
import { keepCompiled, writeCompiled } from "./system/compiled.ts";
import { ROOT, readSettings, type Settings, tokensFile } from "./system/settings.ts";
import type { System } from "./system/system.ts";

const stopping = new AbortController();

async function main(): Promise<void> {
  const began = Date.now();
  const settings = readSettings(process.env);
  const say = (line: string): void =>
    console.log(`${String(Math.round((Date.now() - began) / 100) / 10).padStart(6)} s  ${line}`);
  // Loaded when the settings are known to be right: it is most of the program.
  const starting = import("./system/system.ts").then(({ startSystem }) => startSystem(settings, say));
  const end = async (): Promise<void> => {
    if (stopping.signal.aborted) return;
    stopping.abort();
    setTimeout(() => process.exit(1), 9_800).unref();
    await (await starting.catch(() => null))?.stop();
    process.exit(0);
  };
  process.on("SIGINT", () => void end());
  process.on("SIGTERM", () => void end());
  const system = await starting;
  if (stopping.signal.aborted) return;
  introduce(settings, system);
  console.log(`ready ${system.url}`);
  writeCompiled();
}

function introduce(settings: Settings, { url, tokens }: System): void {
  const names = Object.keys(tokens);
  console.log(`
  graph      ${url}
  health     ${url.replace("/graphql", "/livez")}  ${url.replace("/graphql", "/readyz")}
  form       ${settings.form}
  data       ${settings.dataDir}${
    names.length === 0
      ? ""
      : `
  tokens     ${tokensFile(settings.dataDir)}
             ${names.join(" ")}

  Cohorts, companies and partnerships of the seed are synthetic (syntetiske data); sheets and municipalities are real.

  Try it:
  curl -s ${url} -H 'content-type: application/json' \\
    -d '{"query":"{ programme(slug: \\"rummelig-genstart\\") { name grant { eligibleTotal { amount currency } } } }"}'`
  }
`);
}

/** Every setting with its default, as `.env.example` explains them. */
function settingsHelp(): string {
  return `\nSettings, read from the environment:\n\n${readFileSync(join(ROOT, ".env.example"), "utf8")}`;
}

keepCompiled();
try {
  await new Command("npm start")
    .description("Starts the whole graph, makes its database and first data when they are missing, and ends on Ctrl-C.")
    .usage("")
    .allowExcessArguments(false)
    .addHelpText("after", settingsHelp)
    .action(main)
    .parseAsync(process.argv);
} catch (error) {
  const known = error instanceof SettingsError || error instanceof StartError;
  console.error(known ? error.message : error);
  process.exit(known ? 2 : 1);
}

/** `npm run graph -- <command>`: everything a person runs beside the server. */
import { SettingsError } from "@inclusion/kernel/runtime";
import { Command, CommanderError } from "commander";
import { benchCommand } from "./commands/bench.ts";
import { importCommand } from "./commands/import.ts";
import { InputError } from "./commands/input-error.ts";
import { keysCommand } from "./commands/keys.ts";
import { portalCommand } from "./commands/portal.ts";
import { privacyCommand } from "./commands/privacy.ts";
import { seedCommand } from "./commands/seed.ts";
import { tokenCommand } from "./commands/token.ts";
import { verifyCommand } from "./commands/verify.ts";
import { StartError } from "./postgres/start-error.ts";

const program = new Command("graph")
  .description(
    "Commands of Inclusion Graph. Each ends with code 0 (done), 1 (the input is at fault) or 2 (the system is).",
  )
  .exitOverride()
  .configureHelp({ sortSubcommands: true })
  .addCommand(benchCommand())
  .addCommand(importCommand())
  .addCommand(keysCommand())
  .addCommand(portalCommand())
  .addCommand(privacyCommand())
  .addCommand(seedCommand())
  .addCommand(tokenCommand())
  .addCommand(verifyCommand());
for (const command of program.commands) inherit(command);

try {
  await program.parseAsync(process.argv);
} catch (error) {
  process.exitCode = codeOf(error);
  if (!(error instanceof CommanderError)) console.error(messageOf(error));
}

function inherit(command: Command): void {
  command.exitOverride();
  for (const inner of command.commands) inherit(inner);
}

function codeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 1;
  return error instanceof InputError ? 1 : 2;
}

function messageOf(error: unknown): string {
  const known = [SettingsError, StartError, InputError].some((kind) => error instanceof kind);
  if (known && error instanceof Error) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** `npm run graph -- <command>`: everything a person runs beside the server. */
import { SettingsError } from "@inclusion/kernel/env";
import { Command, CommanderError } from "commander";
import { InputError } from "./commands/input-error.ts";
import { StartError } from "./postgres/start-error.ts";
import { keepCompiled } from "./system/compiled.ts";

/** A command, and how its program is loaded: most of what a command needs is needed by no other. */
type Entry = Readonly<{ about: string; load: () => Promise<Command> }>;

const COMMANDS: Readonly<Record<string, Entry>> = {
  bench: {
    about: "Measures the graph beside hand-written SQL that gives the same answers. Takes about 25 minutes whole.",
    load: async () => (await import("./commands/bench.ts")).benchCommand(),
  },
  import: {
    about: "Reads files into the graph.",
    load: async () => (await import("./commands/import.ts")).importCommand(),
  },
  keys: {
    about: "Keys and secrets of an installation.",
    load: async () => (await import("./commands/keys.ts")).keysCommand(),
  },
  portal: {
    about: "What is to be done day by day with the supplier portal. The system may run meanwhile.",
    load: async () => (await import("./commands/portal.ts")).portalCommand(),
  },
  privacy: {
    about: "What is to be done day by day with data about persons. The system may run meanwhile.",
    load: async () => (await import("./commands/privacy.ts")).privacyCommand(),
  },
  seed: {
    about: "Fills the data folder with the first data; what is there already stays as it is. The system must not run.",
    load: async () => (await import("./commands/seed.ts")).seedCommand(),
  },
  token: {
    about:
      "Tokens for partners. The system may run meanwhile. People who sign in with an issuer of their own, and hold the " +
      "scope tokens:admin or tokens:write, do the same with the mutations accessTokenCreate and accessTokenRevoke.",
    load: async () => (await import("./commands/token.ts")).tokenCommand(),
  },
  verify: {
    about: "Looks whether what must never change has not changed. Ends with code 1 when it has.",
    load: async () => (await import("./commands/verify.ts")).verifyCommand(),
  },
};

keepCompiled();
try {
  await (await programFor(process.argv.slice(2))).parseAsync(process.argv);
} catch (error) {
  process.exitCode = codeOf(error);
  if (!(error instanceof CommanderError)) console.error(messageOf(error));
}

/** The program with the command that was asked for; the others have a name and a line of help. */
async function programFor([first, second]: readonly string[]): Promise<Command> {
  const wanted = first === "help" ? second : first;
  const program = new Command("graph")
    .description(
      "Commands of Inclusion Graph. Each ends with code 0 (done), 1 (the input is at fault) or 2 (the system is).",
    )
    .configureHelp({ sortSubcommands: true });
  for (const [name, { about, load }] of Object.entries(COMMANDS)) {
    const command = name === wanted ? await load() : new Command(name);
    program.addCommand(command.description(about));
  }
  throwing(program);
  return program;
}

/** Lets a command throw where it would end the process. */
function throwing(command: Command): void {
  command.exitOverride();
  for (const inner of command.commands) throwing(inner);
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

/** `npm run check`: everything that can be said of the sources without running the tests. */
import { Command, InvalidArgumentError } from "commander";
import { CHECKS } from "./checks/own-checks.ts";
import { runChecks } from "./checks/run-checks.ts";

const names = CHECKS.map(({ name }) => name);

const { only } = new Command("npm run check --")
  .description("Checks the sources. Prints a line for each check and exits 1 when any fails.")
  .option("--only <names>", "the checks to run, with commas between, and what they need", namesIn)
  .addHelpText("after", `\nChecks:\n${CHECKS.map(({ name, about }) => `  ${name.padEnd(14)}${about}`).join("\n")}`)
  .parse()
  .opts<{ only?: readonly string[] }>();

const needed = CHECKS.filter(({ name }) => only?.includes(name)).flatMap(({ after = [] }) => after);
const chosen = CHECKS.filter(({ name }) => only === undefined || only.includes(name) || needed.includes(name));
const { failed } = await runChecks(chosen, (text) => console.log(text));
if (failed > 0) process.exitCode = 1;

function namesIn(text: string): readonly string[] {
  const wanted = text.split(",");
  const unknown = wanted.filter((name) => !names.includes(name));
  if (unknown.length > 0) throw new InvalidArgumentError(`No check is named ${unknown.join(", ")}.`);
  return wanted;
}

import { Command } from "commander";
import { listMeasures, MEASURES, runMeasure } from "../bench/measures.ts";
import { FORMS, SEEDS, type Seed } from "../bench/questions.ts";
import { reportOf } from "../bench/report.ts";
import { runBenchmark } from "../bench/run.ts";
import { InputError } from "./input-error.ts";

/** The seeds that are ready in minutes. */
const SMALL_SEEDS: readonly Seed[] = ["programme", "national"];

type Options = Readonly<{
  seed: string;
  form: string;
  seconds: string;
  connections: string;
  json?: true;
  measure?: string;
}>;

/** `graph bench` */
export function benchCommand(): Command {
  return new Command("bench")
    .option("--seed <seed>", "programme, national, million or both (the first two)", "both")
    .option("--form <form>", "together, apart or both", "both")
    .option("--seconds <number>", "length of one round, 1 to 60", "8")
    .option("--connections <number>", "requests under way at a time, 1 to 200", "20")
    .option("--measure <name>", "one of the measurements below instead")
    .option("--json", "the results as one JSON object")
    .addHelpText(
      "after",
      `\nExample:\n  npm run bench -- --seed programme --form together --seconds 4\n\nMeasurements:\n${listMeasures()}\n`,
    )
    .action(async ({ seed, form, seconds, connections, json, measure }: Options) => {
      if (measure !== undefined) {
        if (!Object.hasOwn(MEASURES, measure))
          throw new InputError(`There is no measurement "${measure}":\n${listMeasures()}`);
        process.exitCode = await runMeasure(measure);
        return;
      }
      const plan = {
        seeds: seed === "both" ? SMALL_SEEDS : chosen("seed", seed, SEEDS),
        forms: chosen("form", form, FORMS),
        seconds: whole("seconds", seconds, 60),
        connections: whole("connections", connections, 200),
      };
      const results = await runBenchmark(plan, (line) => console.error(line));
      console.log(json === true ? JSON.stringify(results, null, 2) : reportOf(results));
    });
}

function chosen<Name extends string>(option: string, given: string, all: readonly Name[]): readonly Name[] {
  const found = given === "both" ? all : all.filter((name) => name === given);
  if (found.length === 0) throw new InputError(`--${option} is "${given}": give ${all.join(", ")} or both.`);
  return found;
}

function whole(option: string, given: string, most: number): number {
  const number = Number(given);
  if (Number.isInteger(number) && number >= 1 && number <= most) return number;
  throw new InputError(`--${option} is "${given}": give a whole number from 1 to ${most}.`);
}

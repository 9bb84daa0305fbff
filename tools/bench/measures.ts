/** Measurements beside the comparison with hand-written SQL: each a program of its own that prints what it found. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

/** A measurement: what it is about, and its file in this folder. */
export type Measure = Readonly<{ about: string; file: string }>;

export const MEASURES: Readonly<Record<string, Measure>> = {
  "company-cohort": {
    about: "200 companies with 8 quarters of figures each, read as one cohort",
    file: "company-cohort.ts",
  },
  histories: {
    about: "10,000 random histories of a contract's money, each looked over to the øre",
    file: "histories.ts",
  },
  hostile: {
    about: "what it costs to refuse each document and request that is made to hurt",
    file: "hostile.ts",
  },
  limits: {
    about: "how much longer a limited token waits than an unlimited one, on every document, at national size",
    file: "limits.ts",
  },
  import: {
    about: "10,000 citizens of one municipality imported by the command line, every commit flushed to disk",
    file: "participant-import.ts",
  },
  matching: {
    about: "the ten best of 10,000 ready participations for each of 500 openings",
    file: "matching.ts",
  },
  money: {
    about: "30 money mutations a second over ten programmes, then 15 on one, every commit flushed to disk",
    file: "money.ts",
  },
  simulation: {
    about: "a programme of 150 persons and one of 100,000 by chance, over ten years",
    file: "simulation.ts",
  },
  "supplier-search": {
    about: "searches of 10,000 listings of the supplier portal beside the lookup of one",
    file: "supplier-portal.ts",
  },
  tokens: {
    about: "what checking a known token, and what it may read, costs a request",
    file: "tokens.ts",
  },
};

/** Runs a measurement and lets it print; resolves to its exit code. @throws Error for a name that is not there */
export async function runMeasure(name: string): Promise<number> {
  const measure = MEASURES[name];
  if (measure === undefined) throw new Error(`There is no measurement ${name}.`);
  const child = spawn(process.execPath, [join(import.meta.dirname, measure.file)], { stdio: "inherit" });
  const [code] = (await once(child, "exit")) as [number | null];
  return code ?? 2;
}

/** The measurements with what they are about, a line each. */
export function listMeasures(): string {
  return Object.entries(MEASURES)
    .map(([name, { about }]) => `  ${name.padEnd(18)} ${about}`)
    .join("\n");
}

/**
 * Every figure of a made-up population at every release, and what a reader of all of them finds out.
 *
 * `node tools/attack/figures.ts [how many] [first seed]` tries more of them than the tests do.
 */
import { type Division, hiddenNames, type QuarterSum, type ReleaseClocks, releasesOf } from "@inclusion/kernel";
import { CATALOGUE } from "../../services/participant/src/indicator/definitions.ts";
import { type Mark, randomFrom } from "./populations.ts";
import { type Bounds, newSystem } from "./solver.ts";
import type { Found } from "./tables.ts";

/** What whoever sees no rows is told: a number, or null where it is withheld. */
type Tell = (code: string, clocks: ReleaseClocks) => number | null;

const FEWEST_VALUES = 3;
const ANY: Bounds = [0, Number.POSITIVE_INFINITY];

/** What a reader of all figures finds out, and of figures that are hidden for each release by itself. */
export function attackFigures(marks: readonly Mark[]): Readonly<{ published: Found; apart: () => Found }> {
  const sums = sumsOf(marks);
  const newest = newestOf(marks);
  const releases = releasesOf(CATALOGUE, sums, newest);
  const codes = new Set(marks.map(({ code }) => code));
  const told = (untoldAt: (clocks: ReleaseClocks) => ReadonlySet<string>): Tell => {
    const hiddenAt = new Map<string, ReadonlySet<string>>();
    return (code, clocks) => {
      const at = `${clocks.valid} ${clocks.recorded}`;
      const { divisions, publishedElsewhere } = CATALOGUE;
      const numbers = new Map([...codes].map((each) => [each, countUntil(sums, each, clocks)]));
      const hidden = hiddenAt.get(at) ?? hiddenNames(numbers, divisions, publishedElsewhere, untoldAt(clocks));
      hiddenAt.set(at, hidden);
      return hidden.has(code) ? null : (numbers.get(code) ?? 0);
    };
  };
  const inTime = told((clocks) => {
    const isNewest = clocks.valid === newest.valid && clocks.recorded === newest.recorded;
    return new Set(isNewest ? [] : [...codes].filter((code) => !releases.isTold(code, clocks)));
  });
  return {
    published: readFigures(sums, newest, inTime),
    apart: () =>
      readFigures(
        sums,
        newest,
        told(() => new Set()),
      ),
  };
}

function newestOf(marks: readonly Mark[]): ReleaseClocks {
  return {
    valid: Math.max(...marks.map(({ valid }) => valid)),
    recorded: Math.max(...marks.map(({ recorded }) => recorded)),
  };
}

function sumsOf(marks: readonly Mark[]): readonly QuarterSum[] {
  return [...Map.groupBy(marks, ({ code, valid, recorded }) => `${code} ${valid} ${recorded}`).values()].map((same) => {
    const { code, valid, recorded } = same[0] as Mark;
    return { name: code, valid, recorded, amount: same.length };
  });
}

function countUntil(sums: readonly QuarterSum[], code: string, clocks: ReleaseClocks): number {
  return sums.reduce(
    (count, { name, valid, recorded, amount }) =>
      name === code && valid <= clocks.valid && recorded <= clocks.recorded ? count + amount : count,
    0,
  );
}

/** Draws the bounds of what was counted until and in each quarter, by each clock, over all indicators. */
function readFigures(sums: readonly QuarterSum[], newest: ReleaseClocks, tell: Tell): Found {
  const system = newSystem();
  const codes = [...new Set(sums.map(({ name }) => name))];
  const quarters = Array.from({ length: newest.valid + 1 }, (_, at) => at);
  const instants = Array.from({ length: newest.recorded + 1 }, (_, at) => at);
  const small = new Map<string, number>();
  const note = (name: string, count: number): void => void (count > 0 && count < 5 && small.set(name, count));
  for (const code of codes) {
    for (const recorded of instants) {
      for (const valid of quarters) {
        const clocks = { valid, recorded };
        const number = tell(code, clocks);
        const truth = countUntil(sums, code, clocks);
        if (number !== null && number !== truth) throw new Error(`${code} is not ${number}.`);
        if (number !== null) system.tell(until(code, clocks), number);
        note(until(code, clocks), truth);
        // A number by both clocks is that of the quarter before and what the quarter adds; see `grid`.
        grid(system, code, clocks);
        const before = { valid: valid - 1, recorded };
        note(during(code, clocks), truth - (valid === 0 ? 0 : countUntil(sums, code, before)));
      }
    }
  }
  for (const division of CATALOGUE.divisions)
    divide(system, division, new Set(codes), { quarters, newest, sums, note });
  const bounds = system.solve();
  const width = ([least, most]: Bounds): number => most - least + 1;
  const determined = [...small].filter(([name]) => width(bounds.get(name) ?? ANY) < FEWEST_VALUES);
  return {
    hidden: small.size,
    determined: determined.map(([name, count]) => `${name} is ${count}: ${bounds.get(name)?.join(" to ")}`),
  };
}

type System = ReturnType<typeof newSystem>;

function grid({ addSum }: System, code: string, { valid, recorded }: ReleaseClocks): void {
  const here = { valid, recorded };
  const quarterBefore = valid === 0 ? [] : [until(code, { valid: valid - 1, recorded })];
  const instantBefore = recorded === 0 ? [] : [during(code, { valid, recorded: recorded - 1 })];
  addSum(until(code, here), [...quarterBefore, during(code, here)]);
  addSum(during(code, here), [...instantBefore, `${code} in ${valid} recorded in ${recorded}`]);
}

/** What is known of a division: on each day a rest that is not negative; quarter by quarter where its parts are all. */
function divide(
  { addSum }: System,
  { whole, parts, isComplete }: Division,
  codes: ReadonlySet<string>,
  {
    quarters,
    newest,
    sums,
    note,
  }: Readonly<{
    quarters: readonly number[];
    newest: ReleaseClocks;
    sums: readonly QuarterSum[];
    note: (name: string, count: number) => void;
  }>,
): void {
  if (![whole, ...parts].every((code) => codes.has(code))) return;
  for (const valid of quarters) {
    const clocks = { valid, recorded: newest.recorded };
    const rest = `${whole} without ${parts.join(", ")} until ${valid}`;
    addSum(until(whole, clocks), [...parts.map((part) => until(part, clocks)), ...(isComplete ? [] : [rest])]);
    if (isComplete)
      addSum(
        during(whole, clocks),
        parts.map((part) => during(part, clocks)),
      );
    else
      note(
        rest,
        countUntil(sums, whole, clocks) - parts.reduce((sum, part) => sum + countUntil(sums, part, clocks), 0),
      );
  }
}

function until(code: string, { valid, recorded }: ReleaseClocks): string {
  return `${code} until ${valid} as of ${recorded}`;
}

function during(code: string, { valid, recorded }: ReleaseClocks): string {
  return `${code} in ${valid} as of ${recorded}`;
}

/** Marks of people over three years, most recorded in their quarter and some later. */
export function marksOf(seed: number): readonly Mark[] {
  const random = randomFrom(seed + 1_000);
  const people = 30 + Math.floor(random() * 400);
  const quarters = 12;
  return Array.from({ length: people }).flatMap(() => {
    const marks: Mark[] = [];
    const mark = (code: string, valid: number): boolean => {
      if (valid >= quarters) return false;
      marks.push({
        code,
        valid,
        recorded: Math.min(quarters, valid + (random() < 0.9 ? 0 : 1 + Math.floor(random() * 3))),
      });
      return true;
    };
    const later = (quarter: number): number => quarter + Math.floor(random() ** 2 * 4);
    const start = Math.floor(random() ** 1.5 * quarters);
    mark("TOTAL", start);
    if (mark(random() < 0.9 ? "COMPLETE" : "INCOMPLETE", start) && marks.at(-1)?.code === "COMPLETE") {
      mark(["CO01", "CO03", "CO05"][Math.floor(random() ** 2 * 3)] as string, start);
    }
    if (random() < 0.7 && mark("3B.1", later(start)) && random() < 0.6) mark("3B.2", later(marks.at(-1)?.valid ?? 0));
    const hired = later(start);
    if (random() < 0.5 && mark("HIRED", hired)) {
      mark(random() < 0.85 ? "3B.3" : "3B.4", hired);
      if (random() < 0.8) mark("AT_3_MONTHS", hired + 1);
    }
    if (random() < 0.6) mark("LEFT", later(start + 1));
    return marks;
  });
}

if (import.meta.main) {
  const [many = "50", first = "1"] = process.argv.slice(2);
  let found = 0;
  for (let seed = Number(first); seed < Number(first) + Number(many); seed += 1) {
    const { published, apart } = attackFigures(marksOf(seed));
    found += published.determined.length;
    console.log(
      `seed ${seed}: ${published.determined.length} of ${published.hidden}, apart ${apart().determined.length}`,
    );
    for (const each of published.determined.slice(0, 50)) console.log(`  ${each}`);
  }
  process.exitCode = found === 0 ? 0 : 1;
}

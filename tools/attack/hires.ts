/**
 * Hires of made-up companies by month and by timing, beside the figures of hires at every release, and what a reader of
 * all of them finds out.
 *
 * `node tools/attack/hires.ts [how many] [first seed]` tries more of them than the tests do.
 */
import { blockOf, type Count, type QuarterSum, releasesOf, suppressTable } from "@inclusion/kernel";
import { CATALOGUE } from "../../services/accelerator/src/indicator/definitions.ts";
import {
  COLUMNS,
  type Column,
  type HireCell,
  publishMonths,
  publishTiming,
} from "../../services/accelerator/src/indicator/hire-table.ts";
import { randomFrom } from "./populations.ts";
import { type Bounds, newSystem } from "./solver.ts";
import type { Found } from "./tables.ts";

const YEARS = [2019, 2020, 2021] as const;
const MONTHS = YEARS.flatMap((year) =>
  Array.from({ length: 12 }, (_, at) => `${year}-${String(at + 1).padStart(2, "0")}`),
);
const COMPANIES = 9;
const FEWEST_VALUES = 3;
const ANY: Bounds = [0, Number.POSITIVE_INFINITY];
const FIGURES = { ORDINARY_HIRES: ["ordinary"], INCLUSIVE_HIRES: ["before", "during", "after", "unplaced"] } as const;
type Figure = keyof typeof FIGURES;
const CODES = Object.keys(FIGURES) as Figure[];

/** Hires by month and company; no company has so many of a month that its number is withheld for the company's sake. */
export function hiresOf(seed: number): readonly HireCell[] {
  const random = randomFrom(seed + 9_000);
  const share = 0.02 + random() ** 2 * 0.6;
  return MONTHS.flatMap((month) => {
    const counts = COLUMNS.map(() => (random() < share ? 3 + Math.floor(random() ** 3 * 20) : 0));
    return Array.from({ length: COMPANIES }, (_, company): HireCell => {
      const part = (column: Column): number => {
        const count = counts[COLUMNS.indexOf(column)] ?? 0;
        return Math.floor(count / COMPANIES) + (company < count % COMPANIES ? 1 : 0);
      };
      const [ordinary, before, during, after, unplaced] = COLUMNS.map(part) as [number, number, number, number, number];
      return { month, courseId: `${company}`, ordinary, before, during, after, unplaced };
    });
  }).filter((cell) => COLUMNS.some((column) => cell[column] > 0));
}

type Row = Readonly<Record<Column | "inclusive", Count>>;
/** What whoever sees no company is told. */
type Told = Readonly<{ months: ReadonlyMap<string, Row>; timing: Row }>;

/** What a reader finds out of what is published, and of months and timing that are hidden each for itself. */
export function attackHires(cells: readonly HireCell[]): Readonly<{ published: Found; apart: () => Found }> {
  const releases = releasesOf(CATALOGUE, sumsOf(cells), {
    valid: quarterOf(MONTHS.at(-1) ?? ""),
    recorded: quarterOf(MONTHS.at(-1) ?? ""),
  });
  const told = { ordinary: releases.toldAfter("ORDINARY_HIRES"), inclusive: releases.toldAfter("INCLUSIVE_HIRES") };
  const published: Told = {
    months: new Map(publishMonths(cells, told).map((row) => [row.month, row])),
    timing: publishTiming(cells, told),
  };
  return { published: readHires(cells, releases, published), apart: () => readHires(cells, releases, apartOf(cells)) };
}

function sumsOf(cells: readonly HireCell[]): readonly QuarterSum[] {
  return CODES.flatMap((name) =>
    [...Map.groupBy(cells, ({ month }) => quarterOf(month))].map(([valid, rows]) => {
      return {
        name,
        valid,
        recorded: valid,
        amount: sum(rows.flatMap((row) => FIGURES[name].map((column) => row[column]))),
      };
    }),
  );
}

/** The same numbers, each table hidden for itself: what a service must not do. */
function apartOf(cells: readonly HireCell[]): Told {
  const counts = MONTHS.map((month) => COLUMNS.map((column) => countOf(cells, month, column)));
  const rowOf = (line: readonly Count[]): Row => {
    const [ordinary, before, during, after, unplaced] = line as [Count, Count, Count, Count, Count];
    const parts = [before, during, after, unplaced];
    const known = parts.flatMap((part) => (part.kind === "exact" ? [part.count] : []));
    const inclusive: Count = known.length === parts.length ? { kind: "exact", count: sum(known) } : HIDDEN;
    return { ordinary, before, during, after, unplaced, inclusive };
  };
  const whole = COLUMNS.map((_, at) => sum(counts.map((line) => line[at] ?? 0)));
  return {
    months: new Map(suppressTable(counts).cells.map((line, at) => [MONTHS[at] ?? "", rowOf(line)])),
    timing: rowOf(suppressTable([whole]).cells[0] ?? []),
  };
}

const HIDDEN: Count = { kind: "suppressed", below: 5 };

/** Draws the bounds of every number along months, quarters, timing and figures. */
function readHires(cells: readonly HireCell[], releases: ReturnType<typeof releasesOf>, told: Told): Found {
  const system = newSystem();
  const small = new Map<string, number>();
  const note = (name: string, truth: number): void => void (truth > 0 && truth < 5 && small.set(name, truth));
  const tell = (name: string, count: Count | undefined, truth: number): void => {
    note(name, truth);
    if (count?.kind === "exact" && count.count !== truth)
      throw new Error(`${name} is ${truth} and not ${count.count}.`);
    if (count?.kind === "exact") system.tell(name, truth);
  };
  for (const column of [...COLUMNS, "inclusive"] as const) {
    const countIn = (month: string): number => sum(partsOf(column).map((part) => countOf(cells, month, part)));
    // A month that is not listed has no hires.
    for (const month of MONTHS) tell(`${column} in ${month}`, told.months.get(month)?.[column] ?? NONE, countIn(month));
    tell(column, told.timing[column], sum(MONTHS.map(countIn)));
    system.addSum(
      column,
      MONTHS.map((month) => `${column} in ${month}`),
    );
  }
  hideNonZero(system, told, releases);
  for (const of of ["", ...MONTHS.map((month) => ` in ${month}`)]) {
    system.addSum(
      `inclusive${of}`,
      FIGURES.INCLUSIVE_HIRES.map((column) => `${column}${of}`),
    );
  }
  for (const [code, column] of [
    ["ORDINARY_HIRES", "ordinary"],
    ["INCLUSIVE_HIRES", "inclusive"],
  ] as const) {
    const last = quarterOf(MONTHS.at(-1) ?? "");
    let before: string | null = null;
    for (const [quarter, months] of Map.groupBy(MONTHS, quarterOf)) {
      const until = `${code} until ${quarter}`;
      const inside = months.map((month) => `${column} in ${month}`);
      system.addSum(until, [...(before === null ? [] : [before]), ...inside]);
      before = until;
      if (!releases.isTold(code, { valid: quarter, recorded: last })) continue;
      system.tell(
        until,
        sum(
          MONTHS.filter((month) => quarterOf(month) <= quarter).flatMap((month) =>
            FIGURES[code].map((part) => countOf(cells, month, part)),
          ),
        ),
      );
    }
  }
  const bounds = system.solve();
  const width = ([least, most]: Bounds): number => most - least + 1;
  const determined = [...small].filter(([name]) => width(bounds.get(name) ?? ANY) < FEWEST_VALUES);
  return {
    hidden: small.size,
    determined: determined.map(([name, count]) => `${name} is ${count}: ${bounds.get(name)?.join(" to ")}`),
  };
}

/** A hidden number is not 0, but in a block between two releases of which no number is told. */
function hideNonZero(system: System, { months }: Told, releases: ReturnType<typeof releasesOf>): void {
  for (const code of CODES) {
    for (const block of Map.groupBy(months.keys(), (month) =>
      blockOf(releases.toldAfter(code), quarterOf(month)),
    ).values()) {
      const cells = block.flatMap((month) =>
        FIGURES[code].map((column) => ({ name: `${column} in ${month}`, count: months.get(month)?.[column] ?? NONE })),
      );
      const hidden = cells.filter(({ count }) => count.kind === "suppressed");
      if (hidden.length < cells.length) for (const { name } of hidden) system.tell(name, null);
    }
  }
}

type System = ReturnType<typeof newSystem>;

const NONE: Count = { kind: "exact", count: 0 };

function partsOf(column: Column | "inclusive"): readonly Column[] {
  return column === "inclusive" ? FIGURES.INCLUSIVE_HIRES : [column];
}

function countOf(cells: readonly HireCell[], month: string, column: Column): number {
  return sum(cells.flatMap((cell) => (cell.month === month ? [cell[column]] : [])));
}

function quarterOf(month: string): number {
  return Number(month.slice(0, 4)) * 4 + Math.floor((Number(month.slice(5, 7)) - 1) / 3);
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}

if (import.meta.main) {
  const [many = "50", first = "1"] = process.argv.slice(2);
  let found = 0;
  for (let seed = Number(first); seed < Number(first) + Number(many); seed += 1) {
    const { published, apart } = attackHires(hiresOf(seed));
    found += published.determined.length;
    console.log(
      `seed ${seed}: ${published.determined.length} of ${published.hidden}, apart ${apart().determined.length}`,
    );
    for (const each of published.determined.slice(0, 6)) console.log(`  ${each}`);
  }
  process.exitCode = found === 0 ? 0 : 1;
}

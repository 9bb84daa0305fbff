/**
 * Every table of a made-up population over every time that whoever sees no rows may ask for, and what a reader of all of
 * them finds out.
 *
 * `node tools/attack/tables-over-time.ts [how many] [first seed] [most places]` tries more of them than the tests do.
 */
import { type Count, type SuppressedTable, toldQuarters } from "@inclusion/kernel";
import { ALWAYS, type Lapse, sumWithin } from "../../services/participant/src/cohort/over-time.ts";
import { publishCells } from "../../services/participant/src/cohort/publish-cells.ts";
import {
  firstTimeOf,
  isInOrder,
  publishReleased,
  quarterIn,
  timeOf,
} from "../../services/participant/src/cohort/released.ts";
import { type Grid, gridOf, type TimeAxis, type TimedCell } from "../../services/participant/src/cohort/table.ts";
import { type Person, populationOf } from "./populations.ts";
import { type Bounds, newSystem } from "./solver.ts";
import { crossed, type Found } from "./tables.ts";

const CUTS = [
  ...(["MUNICIPALITY", "REGION", "PROGRAMME_AREA", "SEX", "AGE_BAND", "BENEFIT"] as const),
  ...(["START_HALF_YEAR", "EVENT_HALF_YEAR"] as const),
];
type CutName = (typeof CUTS)[number];
type Cut = Readonly<{ rows: CutName; columns: CutName | null }>;

const PLACES: ReadonlySet<CutName> = new Set(["MUNICIPALITY", "REGION", "PROGRAMME_AREA"]);
const QUARTERS = 12;
const FIRST = 2019 * 4;

const ALL: readonly Cut[] = CUTS.flatMap((rows, at) => [
  { rows, columns: null },
  ...CUTS.slice(at + 1)
    .filter((columns) => !(PLACES.has(rows) && PLACES.has(columns)))
    .map((columns) => ({ rows, columns })),
]);

/** A time that may be asked for, and how it is called. */
type Time = Readonly<{ axis: TimeAxis; lapse: Lapse }>;

const range = (count: number): number[] => Array.from({ length: count }, (_, at) => at);
const quarter = (at: number): Lapse => ({ after: FIRST + at - 1, until: FIRST + at });

/** Quarters and half-years by entry and by event, and everything until the end of each quarter. */
const TIMES: readonly Time[] = [
  { axis: "EVENT", lapse: ALWAYS },
  ...range(QUARTERS - 1).map((at) => ({ axis: "EVENT" as const, lapse: { ...ALWAYS, until: FIRST + at } })),
  ...(["EVENT", "START"] as const).flatMap((axis) => [
    ...range(QUARTERS).map((at) => ({ axis, lapse: quarter(at) })),
    ...range(QUARTERS / 2).map((at) => ({ axis, lapse: { after: FIRST + 2 * at - 1, until: FIRST + 2 * at + 1 } })),
  ]),
];

type Publish = (cut: Cut, cells: readonly TimedCell[]) => (grid: Grid, time: Time) => SuppressedTable | null;

/** What a reader of all tables finds out, and of tables that are hidden for each time by itself. */
export function attackOverTime(seed: number, mostPlaces?: number): Readonly<{ published: Found; apart: () => Found }> {
  const people = populationOf(seed, mostPlaces);
  return { published: read(people, released(people)), apart: () => read(people, apart) };
}

function cellsOf(people: readonly Person[], { rows, columns }: Cut): readonly TimedCell[] {
  const sums = new Map<string, TimedCell>();
  const halfYear = (at: number): string => `${2019 + Math.floor(at / 4)}-H${Math.floor((at % 4) / 2) + 1}`;
  const keyOf = (person: Person, cut: CutName): string =>
    cut === "EVENT_HALF_YEAR" ? halfYear(person.event) : person[cut];
  for (const person of people) {
    const cell = {
      ...{ row: keyOf(person, rows), column: columns === null ? null : keyOf(person, columns) },
      ...{ place: person.MUNICIPALITY, EVENT: FIRST + person.event, START: FIRST + person.start, EXIT: null },
    };
    const name = JSON.stringify(cell);
    sums.set(name, { ...cell, count: (sums.get(name)?.count ?? 0) + 1 });
  }
  return [...sums.values()];
}

/** As the service tells them. */
function released(people: readonly Person[]): Publish {
  const sums = new Map([...Map.groupBy(people, ({ event }) => FIRST + event)].map(([at, some]) => [at, some.length]));
  const whole = { told: toldQuarters(sums, false), isTotalHidden: false };
  return (cut, cells) => {
    const made = new Map<TimeAxis, ReturnType<typeof publishReleased>>();
    return (grid, { axis: asked, lapse }) => {
      if (lapse === ALWAYS && firstTimeOf(cut) === null) {
        return publishCells(cells, grid, { ...cut, isExact: false, isTotalHidden: false });
      }
      const axis = lapse === ALWAYS ? (firstTimeOf(cut) ?? asked) : asked;
      if (!isInOrder({ ...cut, axis })) return null;
      const publish = made.get(axis) ?? publishReleased(cells, { ...cut, axis }, whole);
      made.set(axis, publish);
      return publish(grid, lapse);
    };
  };
}

/** Each table hidden for itself: what a service must not do. */
const apart: Publish =
  (cut, cells) =>
  (_grid, { axis, lapse }) => {
    const some = cells.filter(
      (cell) => sumWithin([{ group: null, quarter: quarterIn(cell, axis), count: 1 }], lapse) === 1,
    );
    const total = some.reduce((sum, { count }) => sum + count, 0);
    const grid = gridOf(some, ({ row }) => row);
    return publishCells(some, grid, { ...cut, isExact: false, isTotalHidden: total > 0 && total < 5 });
  };

const FEWEST_VALUES = 3;

function read(people: readonly Person[], publish: Publish): Found {
  const system = newSystem();
  const truth = new Map<string, number>();
  const known = new Set<string>();
  for (const cut of ALL) {
    const cells = cellsOf(people, cut);
    const grid = gridOf(cells, ({ row }) => row);
    const publishAt = publish(cut, cells);
    addTimes(system, known, names(cut, grid));
    for (const time of TIMES) {
      const inside = cells.filter(
        (cell) => sumWithin([{ group: null, quarter: quarterIn(cell, time.axis), count: 1 }], time.lapse) === 1,
      );
      const asked = publish === apart ? gridOf(inside, ({ row }) => row) : grid;
      const table = publishAt(grid, time);
      tellAll(system, cut, { grid: asked, table, time, truth, counts: countsIn(inside, asked) });
    }
    addLines(system, cut, grid);
  }
  for (const { whole, parts } of placeSums(people)) addEverywhen(system, whole, parts);
  if (people.every(({ start, event }) => start === event)) {
    for (const name of known) {
      for (const each of range(QUARTERS)) {
        const [event, start] = (["EVENT", "START"] as const).map((axis) => at(name, { axis, lapse: quarter(each) }));
        system.addSum(event as string, [start as string]);
      }
    }
  }
  const bounds = system.solve();
  const small = [...truth].filter(([, count]) => count > 0 && count < 5);
  const width = ([least, most]: Bounds): number => most - least + 1;
  const determined = small.filter(([name]) => width(bounds.get(name) ?? [0, Number.POSITIVE_INFINITY]) < FEWEST_VALUES);
  return {
    hidden: small.length,
    determined: determined.map(([name, count]) => `${name} is ${count}: ${bounds.get(name)?.join(" to ")}`),
  };
}

function countsIn(cells: readonly TimedCell[], grid: Grid): readonly (readonly number[])[] {
  return grid.rows.map((row) =>
    grid.columns.map((column) =>
      cells.reduce((sum, cell) => (cell.row === row && cell.column === column ? sum + cell.count : sum), 0),
    ),
  );
}

type System = ReturnType<typeof newSystem>;

/** Names of a cut's rows, columns and cells. */
function names(cut: Cut, grid: Pick<Grid, "rows" | "columns">): readonly string[] {
  const rows = grid.rows.map((key) => `${cut.rows}=${key}`);
  if (cut.columns === null) return ["ALL", ...rows];
  const columns = grid.columns.map((key) => `${cut.columns}=${key}`);
  return ["ALL", ...rows, ...columns, ...rows.flatMap((row) => columns.map((column) => crossed(row, column)))];
}

/** How a number of a time is called. */
function at(name: string, { axis, lapse }: Time): string {
  if (lapse.after === ALWAYS.after && lapse.until === ALWAYS.until) return name;
  return `${name} ${axis} ${lapse.after === ALWAYS.after ? "" : lapse.after + 1 - FIRST}-${lapse.until - FIRST}`;
}

function tellAll(
  system: System,
  cut: Cut,
  told: Readonly<{
    grid: Grid;
    table: SuppressedTable | null;
    time: Time;
    truth: Map<string, number>;
    counts: readonly (readonly number[])[];
  }>,
): void {
  const { grid, table, time, truth, counts } = told;
  const isNewest =
    time.lapse === ALWAYS && firstTimeOf(cut) === null && table?.cells.flat().some(({ kind }) => kind === "exact");
  const tell = (name: string, count: Count | undefined, real: number): void => {
    truth.set(at(name, time), real);
    if (count?.kind !== "exact") {
      // At the newest release, what is hidden is not 0, unless nothing of the table is told.
      if (isNewest) system.tell(name, null);
      return;
    }
    if (count.count !== real) throw new Error(`${at(name, time)} is ${real} and not ${count.count}.`);
    system.tell(at(name, time), count.count);
  };
  const sum = (some: readonly number[]): number => some.reduce((total, count) => total + count, 0);
  tell("ALL", table?.grandTotal, sum(counts.flat()));
  for (const [i, row] of grid.rows.entries()) {
    const name = `${cut.rows}=${row}`;
    tell(name, table?.rowTotals[i], sum(counts[i] ?? []));
    if (cut.columns === null) continue;
    for (const [j, column] of grid.columns.entries()) {
      tell(crossed(name, `${cut.columns}=${column}`), table?.cells[i]?.[j], counts[i]?.[j] ?? 0);
    }
  }
  if (cut.columns === null) return;
  for (const [j, column] of grid.columns.entries()) {
    tell(`${cut.columns}=${column}`, table?.columnTotals[j], sum(counts.map((line) => line[j] ?? 0)));
  }
}

/** How the times of each number add up. */
function addTimes(system: System, known: Set<string>, all: readonly string[]): void {
  for (const name of all) {
    if (known.has(name)) continue;
    known.add(name);
    for (const axis of ["EVENT", "START"] as const) {
      const quarters = range(QUARTERS).map((each) => at(name, { axis, lapse: quarter(each) }));
      const halves = range(QUARTERS / 2).map((each) =>
        at(name, { axis, lapse: { after: FIRST + 2 * each - 1, until: FIRST + 2 * each + 1 } }),
      );
      halves.forEach((half, each) => void system.addSum(half, quarters.slice(2 * each, 2 * each + 2)));
      system.addSum(name, quarters);
      system.addSum(name, halves);
      if (name.includes(`${axis}_HALF_YEAR=`)) continue;
      halves.forEach((half, each) => {
        const key = `${axis}_HALF_YEAR=${2019 + Math.floor(each / 2)}-H${(each % 2) + 1}`;
        const other = name === "ALL" ? key : name.includes("&") ? null : crossed(name, key);
        if (other !== null) system.addSum(half, [other]);
      });
    }
    const until = (each: number): string =>
      each === QUARTERS - 1 ? name : at(name, { axis: "EVENT", lapse: { ...ALWAYS, until: FIRST + each } });
    for (const each of range(QUARTERS)) {
      const before = each === 0 ? [] : [until(each - 1)];
      system.addSum(until(each), [...before, at(name, { axis: "EVENT", lapse: quarter(each) })]);
    }
  }
}

/** Rows and columns add up at every time. */
function addLines(system: System, cut: Cut, { rows, columns }: Grid): void {
  const rowNames = rows.map((key) => `${cut.rows}=${key}`);
  addEverywhen(system, "ALL", rowNames);
  if (cut.columns === null) return;
  const columnNames = columns.map((key) => `${cut.columns}=${key}`);
  for (const row of rowNames) {
    addEverywhen(
      system,
      row,
      columnNames.map((column) => crossed(row, column)),
    );
  }
  for (const column of columnNames) {
    addEverywhen(
      system,
      column,
      rowNames.map((row) => crossed(row, column)),
    );
  }
}

function addEverywhen(system: System, whole: string, parts: readonly string[]): void {
  for (const time of TIMES)
    system.addSum(
      at(whole, time),
      parts.map((part) => at(part, time)),
    );
}

function placeSums(people: readonly Person[]) {
  const others = CUTS.filter((cut) => !PLACES.has(cut) && timeOf(cut) === null) as ("SEX" | "AGE_BAND" | "BENEFIT")[];
  const columns = [null, ...new Set(people.flatMap((person) => others.map((cut) => `${cut}=${person[cut]}`)))];
  return (["REGION", "PROGRAMME_AREA"] as const).flatMap((wide) =>
    [...Map.groupBy(people, (person) => person[wide])].flatMap(([key, inside]) => {
      const places = [...new Set(inside.map((person) => `MUNICIPALITY=${person.MUNICIPALITY}`))];
      return columns.map((column) => ({
        whole: crossed(`${wide}=${key}`, column),
        parts: places.map((place) => crossed(place, column)),
      }));
    }),
  );
}

if (import.meta.main) {
  const [many = "20", first = "1", mostPlaces = "98"] = process.argv.slice(2);
  let found = 0;
  for (let seed = Number(first); seed < Number(first) + Number(many); seed += 1) {
    const { published } = attackOverTime(seed, Number(mostPlaces));
    found += published.determined.length;
    console.log(`seed ${seed}: ${published.determined.length} of ${published.hidden} found out`);
    for (const each of published.determined.slice(0, 6)) console.log(`  ${each}`);
  }
  process.exitCode = found === 0 ? 0 : 1;
}

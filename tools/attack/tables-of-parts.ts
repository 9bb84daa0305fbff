/**
 * Every table of indicators that are the whole of another one together, of made-up populations, and what a reader of all
 * of them finds out who subtracts some from others.
 *
 * `node tools/attack/tables-of-parts.ts [how many] [first seed] [most places]` tries more than the tests do.
 */
import { type Count, hiddenNames, type SuppressedTable, withDividedParts } from "@inclusion/kernel";
import { type Family, familyOf, isPart, publishPart } from "../../services/participant/src/cohort/parts.ts";
import { publishCells } from "../../services/participant/src/cohort/publish-cells.ts";
import { type CellRow, type Grid, gridOf } from "../../services/participant/src/cohort/table.ts";
import { CATALOGUE } from "../../services/participant/src/indicator/definitions.ts";
import { type Person, populationOf, randomFrom } from "./populations.ts";
import { type Bounds, newSystem, type System } from "./solver.ts";
import { crossed, type Found } from "./tables.ts";

const CUTS = ["MUNICIPALITY", "REGION", "PROGRAMME_AREA", "SEX", "AGE_BAND", "BENEFIT"] as const;
type CutName = (typeof CUTS)[number];
type Cut = Readonly<{ rows: CutName; columns: CutName | null }>;
const PLACES: ReadonlySet<CutName> = new Set(["MUNICIPALITY", "REGION", "PROGRAMME_AREA"]);

const ALL: readonly Cut[] = CUTS.flatMap((rows, at) => [
  { rows, columns: null },
  ...CUTS.slice(at + 1)
    .filter((columns) => !(PLACES.has(rows) && PLACES.has(columns)))
    .map((columns) => ({ rows, columns })),
]);

const COMPLETE = CATALOGUE.divisions.filter(({ isComplete }) => isComplete);
const CODES = [...new Set(COMPLETE.flatMap(({ whole, parts }) => [whole, ...parts]))];

/** Somebody, and the codes that count them. */
type Counted = Person & Readonly<{ codes: ReadonlySet<string> }>;

/** Each is in one part of every whole that counts them; a later part is rarer, and some wholes count few. */
function countedOf(seed: number, mostPlaces?: number): readonly Counted[] {
  const random = randomFrom(seed + 9_000);
  const rare = random() * 0.3;
  return populationOf(seed, mostPlaces).map((person) => {
    const codes = new Set(["TOTAL", ...(random() < 0.5 ? ["HIRED"] : [])]);
    for (const code of codes) {
      const { parts } = COMPLETE.find(({ whole }) => whole === code) ?? { parts: [] };
      const at = random() < rare ? 1 + Math.floor(random() * (parts.length - 1)) : 0;
      const part = parts[at];
      if (part !== undefined) codes.add(part);
    }
    return { ...person, codes };
  });
}

function cellsOf(people: readonly Counted[], code: string, { rows, columns }: Cut): readonly CellRow[] {
  return people
    .filter(({ codes }) => codes.has(code))
    .map((person) => ({
      ...{ row: person[rows], column: columns === null ? null : person[columns], place: person.MUNICIPALITY, count: 1 },
    }));
}

/** With the groups that a table lists besides: those of the whole. */
function cellsListed(people: readonly Counted[], code: string, cut: Cut): readonly CellRow[] {
  return [...new Set([code, ...familyOf(code)])].flatMap((each) =>
    cellsOf(people, each, cut).map((cell) => ({ ...cell, count: each === code ? cell.count : 0 })),
  );
}

type Publish = (code: string, grid: Grid, cut: Cut) => SuppressedTable;

/** As the service tells them. */
function published(people: readonly Counted[], hidden: ReadonlySet<string>): Publish {
  const memberOf = (code: string, cut: Cut) => ({ cells: cellsOf(people, code, cut), isTotalHidden: hidden.has(code) });
  return (code, grid, cut) => {
    if (!isPart(code)) return apart(people, hidden)(code, grid, cut);
    const family: Family = new Map(familyOf(code).map((each) => [each, memberOf(each, cut)]));
    return publishPart(code, family, grid, cut);
  };
}

/** The tables of each indicator by themselves: what a service must not do. */
function apart(people: readonly Counted[], hidden: ReadonlySet<string>): Publish {
  return (code, grid, cut) =>
    publishCells(cellsOf(people, code, cut), grid, { ...cut, isExact: false, isTotalHidden: hidden.has(code) });
}

/** What a reader of all tables finds out, and of tables of each indicator by itself. */
export function attackParts(
  seed: number,
  mostPlaces?: number,
): Readonly<{ published: FoundInParts; apart: () => FoundInParts }> {
  const people = countedOf(seed, mostPlaces);
  const totals = new Map(CODES.map((code) => [code, people.filter(({ codes }) => codes.has(code)).length]));
  const hidden = hiddenNames(totals, withDividedParts(CATALOGUE.divisions));
  return {
    published: read(people, published(people, hidden), cellsListed),
    apart: () => read(people, apart(people, hidden), cellsOf),
  };
}

/** Beside what is found out, how many numbers other than 0 are told. */
type FoundInParts = Found & Readonly<{ told: number }>;

const FEWEST_VALUES = 3;

function read(people: readonly Counted[], publish: Publish, listed: typeof cellsOf): FoundInParts {
  const system = newSystem();
  const truth = new Map<string, number>();
  const of = (code: string, name: string): string => `${code} of ${name}`;
  let told = 0;
  for (const cut of ALL) {
    const names = new Set<string>();
    for (const code of CODES) {
      const grid = gridOf(listed(people, code, cut), ({ row }) => row);
      const table = { cut, grid, table: publish(code, grid, cut) };
      for (const { name, count, truly, isInner } of entriesOf(table)) {
        names.add(name);
        truth.set(of(code, name), truly);
        if (count.kind === "exact" && count.count !== truly)
          throw new Error(`${of(code, name)} is not ${count.count}.`);
        if (count.kind === "exact") told += Number(count.count > 0);
        // Of a part it is not told where there is nobody; of a whole, where no cell is told.
        const mayBeNone = name !== "ALL" && (isPart(code) || (isInner && isAllHidden(table.table)));
        if (count.kind === "exact" || !mayBeNone)
          system.tell(of(code, name), count.kind === "exact" ? count.count : null);
      }
      addLines(system, (name) => of(code, name), table);
    }
    for (const { whole, parts } of COMPLETE) {
      for (const name of names) {
        system.addSum(
          of(whole, name),
          parts.map((part) => of(part, name)),
        );
      }
    }
  }
  addPlaces(system, people, of);
  const bounds = system.solve();
  const small = [...truth].filter(([, count]) => count > 0 && count < 5);
  const width = ([least, most]: Bounds): number => most - least + 1;
  const determined = small.filter(([name]) => width(bounds.get(name) ?? [0, Number.POSITIVE_INFINITY]) < FEWEST_VALUES);
  return {
    told,
    hidden: small.length,
    determined: determined.map(([name, count]) => `${name} is ${count}: ${bounds.get(name)?.join(" to ")}`),
  };
}

type Entry = Readonly<{ name: string; count: Count; truly: number; isInner: boolean }>;

function isAllHidden({ cells }: SuppressedTable): boolean {
  return cells.flat().every(({ kind }) => kind === "suppressed");
}

type Published = Readonly<{ cut: Cut; grid: Grid; table: SuppressedTable }>;

function entriesOf({ cut, grid, table }: Published): readonly Entry[] {
  const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);
  const rowName = (row: number): string => `${cut.rows}=${grid.rows[row]}`;
  const columnName = (column: number): string => `${cut.columns}=${grid.columns[column]}`;
  const isInner = false;
  const rows = table.rowTotals.map((count, row) => ({
    ...{ name: rowName(row), count, truly: sum(grid.counts[row] ?? []), isInner },
  }));
  const all = { name: "ALL", count: table.grandTotal, truly: sum(grid.counts.flat()), isInner };
  if (cut.columns === null) return [all, ...rows];
  const columns = table.columnTotals.map((count, column) => ({
    ...{ name: columnName(column), count, truly: sum(grid.counts.map((line) => line[column] ?? 0)), isInner },
  }));
  const cells = table.cells.flatMap((line, row) =>
    line.map((count, column) => ({
      ...{
        name: crossed(rowName(row), columnName(column)),
        count,
        truly: grid.counts[row]?.[column] ?? 0,
        isInner: true,
      },
    })),
  );
  return [all, ...rows, ...columns, ...cells];
}

function addLines(system: System, nameOf: (name: string) => string, { cut, grid }: Published) {
  const rows = grid.rows.map((key) => `${cut.rows}=${key}`);
  const columns = grid.columns.map((key) => `${cut.columns}=${key}`);
  system.addSum(nameOf("ALL"), rows.map(nameOf));
  if (cut.columns === null) return;
  for (const row of rows)
    system.addSum(
      nameOf(row),
      columns.map((column) => nameOf(crossed(row, column))),
    );
  for (const column of columns)
    system.addSum(
      nameOf(column),
      rows.map((row) => nameOf(crossed(row, column))),
    );
}

/** Municipalities add up to regions and areas. */
function addPlaces(system: System, people: readonly Counted[], of: (code: string, name: string) => string): void {
  const columns = [
    null,
    ...new Set(
      people.flatMap((person) => (["SEX", "AGE_BAND", "BENEFIT"] as const).map((cut) => `${cut}=${person[cut]}`)),
    ),
  ];
  for (const code of CODES) {
    const counted = people.filter(({ codes }) => codes.has(code));
    for (const wide of ["REGION", "PROGRAMME_AREA"] as const) {
      for (const [key, inside] of Map.groupBy(counted, (person) => person[wide])) {
        for (const column of columns) {
          const some = inside.filter(
            (person) => column === null || CUTS.some((cut) => `${cut}=${person[cut]}` === column),
          );
          const places = [...new Set(some.map((person) => `MUNICIPALITY=${person.MUNICIPALITY}`))];
          system.addSum(
            of(code, crossed(`${wide}=${key}`, column)),
            places.map((place) => of(code, crossed(place, column))),
          );
        }
      }
    }
  }
}

if (import.meta.main) {
  const [many = "20", first = "1", mostPlaces = "98"] = process.argv.slice(2);
  let found = 0;
  for (let seed = Number(first); seed < Number(first) + Number(many); seed += 1) {
    const attacked = attackParts(seed, Number(mostPlaces));
    const [own, each] = [attacked.published, attacked.apart()];
    found += own.determined.length;
    console.log(
      `seed ${seed}: ${own.determined.length} of ${own.hidden} found out, ${own.told} told; apart ${each.determined.length} of ${each.hidden}, ${each.told} told`,
    );
    for (const name of own.determined.slice(0, 6)) console.log(`  ${name}`);
  }
  process.exitCode = found === 0 ? 0 : 1;
}

/** Every table of an indicator that can be asked for, and what a reader finds out who has them all. */
import { type Count, suppressTable } from "@inclusion/kernel";
import { type Bounds, newSystem } from "./solver.ts";

/** Cuts whose counts are never negative: what was recorded in a half-year may be less than what was taken back in it. */
const CUTS = [
  ...["MUNICIPALITY", "REGION", "PROGRAMME_AREA", "PARTNERSHIP", "SEX", "AGE_BAND", "BENEFIT", "AXIS"],
  ...["COURSE_KIND", "MENTORED", "START_HALF_YEAR", "EXIT_HALF_YEAR", "EVENT_HALF_YEAR"],
] as const;
const PLACES: ReadonlySet<string> = new Set(["MUNICIPALITY", "REGION", "PROGRAMME_AREA"]);

export type Cut = Readonly<{ rows: string; columns: string | null }>;
/** A count as it came: `count`, or `below` when it is withheld. */
type Told = Readonly<{ count?: number; below?: number }>;
type Key = Readonly<{ key: string | null }>;

/** A table as it was answered. */
export type AskedTable = Readonly<{
  cut: Cut;
  rows: readonly Key[];
  columns: readonly Key[];
  cells: readonly (readonly Told[])[];
  rowTotals: readonly Told[];
  columnTotals: readonly Told[];
  grandTotal: Told;
  /** Whether it was hidden for itself, which hides no 0. */
  isApart?: boolean;
}>;

/** All cuts, alone and by twos. */
function allCuts(): readonly Cut[] {
  const pairs = CUTS.flatMap((rows, at) =>
    CUTS.slice(at + 1)
      .filter((columns) => !(PLACES.has(rows) && PLACES.has(columns)))
      .map((columns) => ({ rows, columns })),
  );
  return [...CUTS.map((rows) => ({ rows, columns: null })), ...pairs];
}

const AT_ONCE = 30;
const COUNT = "{ ... on ExactCount { count } ... on SuppressedCount { below } }";

/** Asks for all tables of an indicator. */
export async function askTables(
  ask: (query: string) => Promise<Readonly<{ data: unknown; errors: readonly unknown[] }>>,
  programme: string,
  indicator: string,
): Promise<readonly AskedTable[]> {
  const cuts = allCuts();
  const tables: AskedTable[] = [];
  for (let at = 0; at < cuts.length; at += AT_ONCE) {
    const some = cuts.slice(at, at + AT_ONCE);
    const fields = some.map(({ rows, columns }, index) => {
      const input = `indicator: "${indicator}", rows: ${rows}${columns === null ? "" : `, columns: ${columns}`}`;
      return `t${index}: participantTable(input: { ${input} }) { rows { key } columns { key } cells ${COUNT}
        rowTotals ${COUNT} columnTotals ${COUNT} grandTotal ${COUNT} }`;
    });
    const { data, errors } = await ask(`{ programme(slug: "${programme}") { ${fields.join(" ")} } }`);
    if (errors.length > 0) throw new Error(JSON.stringify(errors).slice(0, 500));
    const answered = (data as { programme: Record<string, Omit<AskedTable, "cut">> }).programme;
    some.forEach((cut, index) => void tables.push({ cut, ...(answered[`t${index}`] as Omit<AskedTable, "cut">) }));
  }
  return tables;
}

/** A number of a table: its name over all tables, and what was told of it. */
type Entry = Readonly<{ name: string; told: Told }>;

function entriesOf(table: AskedTable): readonly Entry[] {
  const { rows, columns } = namesOf(table);
  const cells = table.cells.flatMap((line, row) =>
    line.map((told, column) => ({ name: crossed(rows[row] ?? "", columns?.[column] ?? null), told })),
  );
  return [
    { name: "ALL", told: table.grandTotal },
    ...table.rowTotals.map((told, row) => ({ name: rows[row] ?? "", told })),
    ...(columns === null ? [] : table.columnTotals.map((told, column) => ({ name: columns[column] ?? "", told }))),
    ...(columns === null ? [] : cells),
  ];
}

function namesOf({ cut, rows, columns }: AskedTable) {
  return {
    rows: rows.map(({ key }) => `${cut.rows}=${key}`),
    columns: cut.columns === null ? null : columns.map(({ key }) => `${cut.columns}=${key}`),
  };
}

export function crossed(row: string, column: string | null): string {
  return column === null ? row : [row, column].sort().join("&");
}

/** A number that is the sum of others, by their names. */
export type KnownSum = Readonly<{ whole: string; parts: readonly string[] }>;

/** What is hidden and small in truth, and how close a reader comes to it. */
export type Found = Readonly<{ hidden: number; determined: readonly string[] }>;

const FEWEST_VALUES = 3;

/**
 * What a reader finds out of these tables.
 *
 * @param truth the same tables as whoever sees the rows gets them
 * @param sums what the reader knows besides of how numbers add up, as municipalities to regions
 * @throws Error when a number that is shown is not true, or the tables cannot be true together
 */
export function readTogether(
  seen: readonly AskedTable[],
  truth: readonly AskedTable[],
  sums: readonly KnownSum[] = [],
): Found {
  const real = new Map(truth.flatMap(entriesOf).map(({ name, told }) => [name, told.count ?? Number.NaN]));
  const { tell, addSum, solve } = newSystem();
  const hidden = new Set<string>();
  for (const table of seen) {
    const { rows, columns } = namesOf(table);
    const isWithheld = table.cells.flat().every(({ count }) => count === undefined);
    // A table by half-years lists all of them, and what it hides in one may be 0.
    const byHalfYears = [table.cut.rows, table.cut.columns].some((cut) => cut?.endsWith("_HALF_YEAR"));
    const isOfTime = table.isApart !== true && byHalfYears;
    for (const { name, told } of entriesOf(table)) {
      // Whoever sees rows is not told of groups in which nobody was counted.
      if (told.count !== undefined && told.count !== (real.get(name) ?? 0))
        throw new Error(`${name} is not ${told.count}.`);
      if (told.count === undefined) hidden.add(name);
      // In a table of which no cell is told, a cell may be 0.
      if (told.count !== undefined || !(isOfTime || (isWithheld && name.includes("&")))) tell(name, told.count ?? null);
    }
    addSum("ALL", rows);
    if (columns === null) continue;
    for (const row of rows)
      addSum(
        row,
        columns.map((column) => crossed(row, column)),
      );
    for (const column of columns)
      addSum(
        column,
        rows.map((row) => crossed(row, column)),
      );
  }
  for (const { whole, parts } of sums) addSum(whole, parts);
  const small = [...hidden].filter((name) => Number(real.get(name)) > 0 && Number(real.get(name)) < 5);
  const bounds = solve();
  const width = ([least, most]: Bounds): number => most - least + 1;
  const determined = small.filter((name) => width(bounds.get(name) ?? [0, Number.POSITIVE_INFINITY]) < FEWEST_VALUES);
  return { hidden: small.length, determined: determined.map((name) => `${name}: ${bounds.get(name)?.join(" to ")}`) };
}

/** The same tables, each hidden for itself: what a service must not do. */
export function hiddenApart(truth: readonly AskedTable[]): readonly AskedTable[] {
  const toldOf = (count: Count): Told => (count.kind === "exact" ? { count: count.count } : { below: count.below });
  return truth.map((table) => {
    const apart = suppressTable(table.cells.map((line) => line.map(({ count }) => count ?? 0)));
    return {
      ...table,
      isApart: true,
      cells: apart.cells.map((line) => line.map(toldOf)),
      rowTotals: apart.rowTotals.map(toldOf),
      columnTotals: apart.columnTotals.map(toldOf),
      grandTotal: toldOf(apart.grandTotal),
    };
  });
}

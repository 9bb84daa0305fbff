/**
 * Made-up populations, every table of them as whoever sees no rows gets it, and what a reader of all tables finds out.
 *
 * `node tools/attack/populations.ts [how many] [first seed]` tries more of them than the tests do.
 */
import type { Count, SuppressedTable } from "@inclusion/kernel";
import type { CohortDimension } from "../../services/participant/src/cohort/dimensions.ts";
import { publishCells } from "../../services/participant/src/cohort/publish-cells.ts";
import { type CellRow, gridOf } from "../../services/participant/src/cohort/table.ts";
import { type AskedTable, crossed, type Found, hiddenApart, type KnownSum, readTogether } from "./tables.ts";

const CUTS = ["MUNICIPALITY", "REGION", "PROGRAMME_AREA", "SEX", "AGE_BAND", "BENEFIT", "START_HALF_YEAR"] as const;
type CutName = (typeof CUTS)[number];
export type Person = Readonly<Record<CutName, string>> &
  Readonly<{
    /** The quarters of entry and of what is counted, from 0, the first of 2019. */
    start: number;
    event: number;
  }>;

/** A mark of somebody: what was counted in which quarter, and when it was recorded. */
export type Mark = Readonly<{ code: string; valid: number; recorded: number }>;

const PLACES: ReadonlySet<string> = new Set(["MUNICIPALITY", "REGION", "PROGRAMME_AREA"]);
const MOST_PLACES = 98;
const FEWEST = 60;
const MOST = 400;

/** Numbers from 0 up to 1 that are the same for the same seed. */
export function randomFrom(seed: number): () => number {
  let state = seed * 2_654_435_761 + 1;
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_507) + 0x9e37_79b9) | 0;
    const mixed = Math.imul(state ^ (state >>> 13), 3_266_489_909);
    return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
  };
}

/** People of 60 to 400, few in most municipalities and many in some. */
export function populationOf(seed: number, mostPlaces = MOST_PLACES): readonly Person[] {
  const random = randomFrom(seed);
  const days = randomFrom(seed + 5_000);
  const below = (count: number): number => Math.floor(random() * count);
  const skewed = (count: number): number => Math.floor(random() ** 2 * count);
  const places = 4 + below(mostPlaces - 3);
  return Array.from({ length: FEWEST + below(MOST - FEWEST + 1) }, () => {
    const place = skewed(places);
    const halfYear = Math.floor(days() ** 1.5 * 6);
    const start = 2 * halfYear + Math.floor(days() * 2);
    return {
      MUNICIPALITY: `m${place}`,
      REGION: `r${place % 5}`,
      PROGRAMME_AREA: `a${place % 7}`,
      SEX: random() < 0.6 ? "F" : "M",
      AGE_BAND: `b${below(3)}`,
      BENEFIT: `k${skewed(5)}`,
      START_HALF_YEAR: `${2019 + Math.floor(halfYear / 2)}-H${(halfYear % 2) + 1}`,
      start,
      // Every other population is counted on the day of entry.
      event: seed % 2 === 0 ? start : Math.min(11, start + Math.floor(days() ** 2 * 4)),
    };
  });
}

type Asked = Readonly<{ rows: CutName; columns: CutName | null }>;

const ALL: readonly Asked[] = CUTS.flatMap((rows, at) => [
  { rows, columns: null },
  ...CUTS.slice(at + 1)
    .filter((columns) => !(PLACES.has(rows) && PLACES.has(columns)))
    .map((columns) => ({ rows, columns })),
]);

function tableOf(people: readonly Person[], { rows, columns }: Asked, isExact: boolean): AskedTable {
  const isByPlace = PLACES.has(rows);
  const cells = people.map(
    (person): CellRow => ({
      row: person[rows],
      column: columns === null ? null : person[columns],
      place: isByPlace ? person.MUNICIPALITY : null,
      count: 1,
    }),
  );
  const grid = gridOf(cells, ({ row }) => row);
  const cut: { rows: CohortDimension; columns: CohortDimension | null } = { rows, columns };
  const published = publishCells(cells, grid, { ...cut, isExact, isTotalHidden: false });
  return {
    cut,
    rows: grid.rows.map((key) => ({ key })),
    columns: grid.columns.map((key) => ({ key })),
    ...told(published),
  };
}

function told({ cells, rowTotals, columnTotals, grandTotal }: SuppressedTable) {
  const toldOf = (count: Count) => (count.kind === "exact" ? { count: count.count } : { below: count.below });
  return {
    cells: cells.map((line) => line.map(toldOf)),
    rowTotals: rowTotals.map(toldOf),
    columnTotals: columnTotals.map(toldOf),
    grandTotal: toldOf(grandTotal),
  };
}

/** How municipalities add up to regions and areas, in all and in every other cut. */
function sumsOf(people: readonly Person[]): readonly KnownSum[] {
  const others = CUTS.filter((cut) => !PLACES.has(cut));
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

/** What a reader of all tables of a population finds out, and of tables that were hidden each for itself. */
export function attack(seed: number): Readonly<{ published: Found; apart: () => Found }> {
  const people = populationOf(seed);
  const truth = ALL.map((asked) => tableOf(people, asked, true));
  const sums = sumsOf(people);
  const seen = ALL.map((asked) => tableOf(people, asked, false));
  return { published: readTogether(seen, truth, sums), apart: () => readTogether(hiddenApart(truth), truth, sums) };
}

if (import.meta.main) {
  const [many = "200", first = "1"] = process.argv.slice(2);
  let found = 0;
  for (let seed = Number(first); seed < Number(first) + Number(many); seed += 1) {
    const { hidden, determined } = attack(seed).published;
    found += determined.length;
    if (determined.length > 0) console.log(`seed ${seed}: ${determined.length} of ${hidden}: ${determined.join("; ")}`);
  }
  console.log(`${many} populations, ${found} numbers found out`);
  process.exitCode = found === 0 ? 0 : 1;
}

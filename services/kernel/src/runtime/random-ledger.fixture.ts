/** Ledgers made by chance, with corrections, late entries and days at the edges of months, and who looks at them. */
import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { localDate, type Viewer } from "../pure/index.ts";
import { viewerWithin } from "../testing/test-viewer.ts";
import type { Session } from "./database.ts";
import type { TwoClocks } from "./measure-ledger.ts";

/** A row of `measure_entry` before it is stored. */
export type StoredEntry = Readonly<{
  indicator: string;
  amount: number;
  programme_id: string;
  municipality_code: string | null;
  subject_id: string;
  valid_on: string;
  recorded_at: string;
  definition_version: number;
  cause: string;
  synthetic: boolean;
  course_id?: string | null;
}>;

const DAYS = ["2019-12-31", "2020-01-01", "2020-01-17", "2020-01-31", "2020-02-01", "2020-02-29", "2020-03-01"].concat([
  "2020-06-30",
  "2020-07-01",
  "2021-01-15",
]);
const INSTANTS = ["2019-12-31T23:59:59.999999Z", "2020-01-01T00:00:00Z", "2020-01-31T22:30:00Z"].concat(
  ["2020-01-31T23:59:59.999Z", "2020-02-01T00:00:00Z", "2020-02-01T00:00:00.001Z", "2020-02-15T12:00:00.123456Z"],
  ["2020-03-01T00:30:00Z", "2020-07-01T00:00:00Z", "2021-01-31T23:59:59.999999Z"],
);
const PLACES = ["0751", "0400", "0101", null];
/** Regions of two of the places, as the test has stored them. */
export const REGION_OF = { "0400": "1084", "0101": "1084" };

const COURSES = ["00000000-0000-7000-8000-00000000c001", "00000000-0000-7000-8000-00000000c002", null];

/** Programmes of one ledger; new ones each time, so that ledgers in one database do not meet. */
export function someProgrammes(): string[] {
  return [randomUUID(), randomUUID(), randomUUID()];
}

/** Statements of entries; each of them is one insert. Many take back one of the entries before. */
export function ledgerOf(programmes: readonly string[], hasCourse: boolean): fc.Arbitrary<StoredEntry[][]> {
  const subjects = Array.from({ length: 8 }, () => randomUUID());
  const entry: fc.Arbitrary<StoredEntry> = fc.record({
    indicator: fc.constantFrom("A", "B"),
    amount: fc.constantFrom(1, 1, 1, 2, -1),
    programme_id: fc.constantFrom(...programmes),
    municipality_code: fc.constantFrom(...PLACES),
    subject_id: fc.constantFrom(...subjects),
    valid_on: fc.constantFrom(...DAYS),
    recorded_at: fc.constantFrom(...INSTANTS),
    definition_version: fc.constantFrom(1, 1, 2),
    cause: fc.constant("chance"),
    synthetic: fc.boolean(),
    ...(hasCourse ? { course_id: fc.constantFrom(...COURSES) } : {}),
  });
  const reversed = fc.tuple(entry, fc.constantFrom(...INSTANTS, null)).map(([first, instant]) => {
    return instant === null ? [first] : [first, { ...first, amount: -first.amount, recorded_at: instant }];
  });
  const statement = fc.array(reversed, { maxLength: 12 }).map((lines) => lines.flat());
  return fc.array(statement, { minLength: 1, maxLength: 4 });
}

/** Instants as the graph has them, in milliseconds: those of entries, one before and one after. */
export const someInstant: fc.Arbitrary<Date> = fc
  .tuple(fc.constantFrom(...INSTANTS), fc.constantFrom(-1, 0, 0, 1))
  .map(([instant, by]) => new Date(Date.parse(instant) + by));

export const someClocks: fc.Arbitrary<TwoClocks> = fc.record({
  asOf: fc.constantFrom(...DAYS, "2020-02-28", "2022-01-01").map(localDate),
  knownAt: fc.oneof(someInstant, fc.constant(new Date("2030-01-01T00:00:00Z"))),
});

/** Anybody from one who sees all to one who sees nothing. */
export function someViewer(programmes: readonly string[]): fc.Arbitrary<Viewer> {
  const limit = (values: readonly string[]) => fc.option(fc.subarray([...values]), { nil: null, freq: 2 });
  const places = fc.oneof(
    fc.constant({ municipalities: null, regions: null }),
    fc.record({
      municipalities: fc.subarray(["0751", "0400", "0101"]),
      regions: fc.subarray(["1084"]),
    }),
  );
  const courses = limit(COURSES.filter((course) => course !== null));
  return fc
    .record({ programmes: limit(programmes), courses, places })
    .map(({ places: both, ...limits }) => viewerWithin({ ...limits, ...both }));
}

/** Stores each statement's entries by one insert. */
export async function storeEntries(
  { query }: Pick<Session, "query">,
  schema: string,
  statements: readonly (readonly StoredEntry[])[],
): Promise<void> {
  for (const entries of statements) {
    const columns = Object.keys(entries[0] ?? { indicator: "" }).join(", ");
    await query(
      `INSERT INTO ${schema}.measure_entry (${columns})
       SELECT ${columns} FROM jsonb_populate_recordset(NULL::${schema}.measure_entry, $1::jsonb)`,
      [JSON.stringify(entries)],
    );
  }
}

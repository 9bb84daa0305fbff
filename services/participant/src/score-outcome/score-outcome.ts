/** Whether scores tell of employment later: people by band of their score and by what became of them. Pure. */
import {
  type Count,
  type Fraction,
  invariant,
  type Share,
  type SuppressedTable,
  shareOf,
  suppressRate,
} from "@inclusion/kernel";
import type { Instrument } from "../measurement/instruments.ts";

export type EmploymentMoment = "AFTER_LEAVING" | "AFTER_ENTRY";
export type Outcome = "EMPLOYED" | "NOT_EMPLOYED" | "NOT_KNOWN";

/** One person who has entered, not named; without a measurement the score is null. */
export type ScoredOutcome = Readonly<{ scoreSum: number | null; answered: number | null; outcome: Outcome }>;

/** The columns of the table, in their order. */
const OUTCOMES: readonly Outcome[] = ["EMPLOYED", "NOT_EMPLOYED", "NOT_KNOWN"];

/** Where bands begin and end; each is an exact fraction. */
export type Band = Readonly<{ from: Fraction; to: Fraction }>;

/** The scale in `count` bands of the same width. */
export function bandsOf({ scale: { lowest, highest } }: Pick<Instrument, "scale">, count: number): readonly Band[] {
  const edge = (at: number): Fraction => ({
    numerator: BigInt(lowest * count + at * (highest - lowest)),
    denominator: BigInt(count),
  });
  return Array.from({ length: count }, (_, at) => ({ from: edge(at), to: edge(at + 1) }));
}

/**
 * The place of a mean score among the bands: a score on an edge belongs to the upper band, the highest score to the
 * last. Null when nothing was answered.
 */
export function bandOf(
  { scale: { lowest, highest } }: Pick<Instrument, "scale">,
  count: number,
  { scoreSum, answered }: Pick<ScoredOutcome, "scoreSum" | "answered">,
): number | null {
  if (scoreSum === null || answered === null || answered === 0) return null;
  const band = Math.floor(((scoreSum - lowest * answered) * count) / (answered * (highest - lowest)));
  invariant(band >= 0 && band <= count, "a mean lies within the scale");
  return Math.min(band, count - 1);
}

/** How many there are by band and outcome; the last line are those without a score. */
export function countOutcomes(
  instrument: Pick<Instrument, "scale">,
  count: number,
  people: readonly ScoredOutcome[],
): readonly (readonly number[])[] {
  const lines = Array.from({ length: count + 1 }, () => OUTCOMES.map(() => 0));
  for (const person of people) {
    const line = lines[bandOf(instrument, count, person) ?? count] as number[];
    const column = OUTCOMES.indexOf(person.outcome);
    line[column] = (line[column] ?? 0) + 1;
  }
  return lines;
}

/** A line of the table as its viewer may have it. */
export type PublishedBand = Readonly<{
  band: Band | null;
  employed: Count;
  notEmployed: Count;
  notKnown: Count;
  total: Count;
  share: Share | null;
}>;

/**
 * The lines of a table whose small numbers are hidden already. A share is told when both of its numbers are, and when
 * it is none from which a small number follows, unless the viewer sees rows.
 */
export function publishBands(
  bands: readonly Band[],
  counts: readonly (readonly number[])[],
  table: SuppressedTable,
  seesRows: boolean,
): readonly PublishedBand[] {
  return counts.map((line, at) => {
    const [employed, notEmployed, notKnown] = table.cells[at] as readonly [Count, Count, Count];
    const [hits = 0, misses = 0] = line;
    const isTold = employed.kind === "exact" && notEmployed.kind === "exact";
    const isSafe = seesRows || suppressRate(hits, hits + misses).kind === "exact";
    return {
      ...{ band: bands[at] ?? null, employed, notEmployed, notKnown, total: table.rowTotals[at] as Count },
      share: isTold && isSafe ? shareOf(hits, hits + misses) : null,
    };
  });
}

/**
 * Ranks ready participations for openings, and openings for a participation. Pure: it proposes nothing to anybody.
 *
 * Many participations are alike in each single factor: they have the same hours, live in the same municipality, need
 * the same things. So each factor is worked out once for each value that there is, and a pair costs four additions.
 */
import { distanceOfIndexes, municipalityIndex } from "./distance.ts";
import {
  distanceFit,
  type Fits,
  formsFit,
  hoursFit,
  isMet,
  needsFit,
  type OpeningNeeds,
  pointsOf,
  type ReadyParticipation,
} from "./factors.ts";
import type { MatchingWeights } from "./weights.ts";

/** A pair, with how well each factor fits. */
export type Ranked = Readonly<{
  openingId: string;
  participationId: string;
  /** The whole fit in points, 0 to 1,000,000. */
  points: number;
  fits: Fits;
  /** Whole kilometres; null when one of the places is not known. */
  km: number | null;
  /** Hours of the opening less those the participation is ready for. */
  hoursAbove: number;
  needsMet: readonly string[];
  needsUnmet: readonly string[];
  /** Whether the participation has had this form of work before. */
  hadForm: boolean;
}>;

/** How to rank: by which weights, how many at most, and how far away at most; null is any distance. */
export type RankingAsked = Readonly<{ weights: MatchingWeights; first: number; withinKm: number | null }>;

/** Ready participations with the values of their factors numbered. */
export type ReadyTable = Readonly<{
  /** In ascending order of id, which breaks ties. */
  rows: readonly ReadyParticipation[];
  hours: Numbered<number>;
  places: Numbered<string>;
  needs: Numbered<readonly string[]>;
  forms: Numbered<readonly string[]>;
}>;

/** The different values of one factor, and which of them each row has. */
type Numbered<Value> = Readonly<{ values: readonly Value[]; ofRow: Uint32Array }>;

/** Numbers the values of participations; do it once for many openings. */
export function tableOfReady(ready: readonly ReadyParticipation[]): ReadyTable {
  const rows = [...ready].sort((a, b) => compareTexts(a.participationId, b.participationId));
  return {
    rows,
    hours: numbered(rows, ({ hoursPerWeek }) => hoursPerWeek),
    places: numbered(rows, ({ municipalityCode }) => municipalityCode),
    needs: numbered(rows, ({ needs }) => [...new Set(needs)].sort()),
    forms: numbered(rows, ({ earlierForms }) => [...new Set(earlierForms)].sort()),
  };
}

/** The participations that fit an opening best, the best first; equal ones in order of id. */
export function rankForOpening(opening: OpeningNeeds, table: ReadyTable, asked: RankingAsked): Ranked[] {
  const { percent } = asked.weights;
  const at = municipalityIndex(opening.municipalityCode);
  const kms = table.places.values.map((code) => distanceOfIndexes(at, municipalityIndex(code)));
  const parts = [
    pointsBy(table.hours, (hours) => hoursFit(opening.hoursPerWeek, hours, asked.weights) * percent.HOURS),
    pointsBy(table.needs, (needs) => needsFit(metOf(needs, opening).length, needs.length) * percent.NEEDS),
    pointsBy(table.forms, (forms) => formsFit(opening.form, forms) * percent.EARLIER_FORMS),
    Int32Array.from(kms, (km) =>
      isWithin(km, asked.withinKm) ? distanceFit(km, asked.weights) * percent.DISTANCE : TOO_FAR,
    ),
  ] as const;
  return bestRows(table, parts, asked.first).map((row) =>
    compare(opening, table.rows[row] as ReadyParticipation, asked.weights),
  );
}

/** The openings that fit a participation best, the best first; equal ones in order of id. */
export function rankForParticipation(
  participation: ReadyParticipation,
  openings: readonly OpeningNeeds[],
  { weights, first, withinKm }: RankingAsked,
): Ranked[] {
  return openings
    .map((opening) => compare(opening, participation, weights))
    .filter(({ km }) => isWithin(km, withinKm))
    .sort((a, b) => b.points - a.points || compareTexts(a.openingId, b.openingId))
    .slice(0, first);
}

/** One pair, factor by factor. */
export function compare(opening: OpeningNeeds, ready: ReadyParticipation, weights: MatchingWeights): Ranked {
  const needs = [...new Set(ready.needs)].sort();
  const needsMet = metOf(needs, opening);
  const km = distanceOfIndexes(municipalityIndex(opening.municipalityCode), municipalityIndex(ready.municipalityCode));
  const fits: Fits = {
    HOURS: hoursFit(opening.hoursPerWeek, ready.hoursPerWeek, weights),
    NEEDS: needsFit(needsMet.length, needs.length),
    DISTANCE: distanceFit(km, weights),
    EARLIER_FORMS: formsFit(opening.form, ready.earlierForms),
  };
  return {
    openingId: opening.id,
    participationId: ready.participationId,
    points: pointsOf(fits, weights),
    fits,
    km,
    hoursAbove: opening.hoursPerWeek - ready.hoursPerWeek,
    needsMet,
    needsUnmet: needs.filter((need) => !needsMet.includes(need)),
    hadForm: ready.earlierForms.includes(opening.form),
  };
}

/** Stands for the points of a place that is too far away: no sum with it is 0 or more. */
const TOO_FAR = -2_000_000;

/** The rows with the most points, the first of equals first; rows that are too far away are left out. */
function bestRows(
  { rows, hours, needs, forms, places }: ReadyTable,
  [byHours, byNeeds, byForms, byPlace]: readonly [Int32Array, Int32Array, Int32Array, Int32Array],
  first: number,
): readonly number[] {
  const best: { row: number; points: number }[] = [];
  for (let row = 0; row < rows.length; row += 1) {
    const points =
      (byHours[hours.ofRow[row] as number] as number) +
      (byNeeds[needs.ofRow[row] as number] as number) +
      (byForms[forms.ofRow[row] as number] as number) +
      (byPlace[places.ofRow[row] as number] as number);
    const isFull = best.length >= first;
    if (points < 0 || first === 0 || (isFull && points <= (best.at(-1)?.points ?? 0))) continue;
    if (isFull) best.pop();
    let place = best.length;
    while (place > 0 && (best[place - 1]?.points ?? 0) < points) place -= 1;
    best.splice(place, 0, { row, points });
  }
  return best.map(({ row }) => row);
}

function numbered<Value>(rows: readonly ReadyParticipation[], of: (row: ReadyParticipation) => Value): Numbered<Value> {
  const numbers = new Map<string, number>();
  const values: Value[] = [];
  const ofRow = Uint32Array.from(rows, (row) => {
    const value = of(row);
    const key = JSON.stringify(value);
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, values.length);
    return values.push(value) - 1;
  });
  return { values, ofRow };
}

function pointsBy<Value>({ values }: Numbered<Value>, points: (value: Value) => number): Int32Array {
  return Int32Array.from(values, points);
}

function metOf(needs: readonly string[], opening: OpeningNeeds): readonly string[] {
  return needs.filter((need) => isMet(need, opening));
}

/** A place that is not known is within no distance, and is kept only where any distance will do. */
function isWithin(km: number | null, withinKm: number | null): boolean {
  return withinKm === null || (km !== null && km <= withinKm);
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** Spend per person by municipality, small municipalities pooled. Pure. */
import {
  type Count,
  deepEqual,
  roundHalfAway,
  SMALLEST_THRESHOLD,
  splitByWeights,
  sumMinor,
  suppressCount,
} from "@inclusion/kernel";

/** Persons of one municipality; null is "no municipality". */
export type Persons = Readonly<{
  municipalityCode: string | null;
  started: number;
  completed: number;
  employed: number;
}>;

/** Money that belongs to one municipality, or to all of them (null). */
export type PlacedMoney = Readonly<{ municipalityCode: string | null; minor: bigint }>;

/** Spend of one municipality, or of a pool (null) of several; `codes` are those of all that it is of. */
export type Spend = Omit<Persons, "municipalityCode"> &
  Readonly<{ municipalityCode: string | null; codes: readonly string[]; spendMinor: bigint }>;

/** A line with its numbers as they are told. */
export type PublishedSpend = Readonly<{ spend: Spend; counts: Readonly<Record<Counted, Count>> }>;

/** What is counted of persons. */
export type Counted = "started" | "completed" | "employed";

/**
 * Spend by municipality: its own money, and its part of what all share by persons who started (largest remainder).
 *
 * @param pools whether municipalities with 1 to 4 persons in any count are put together, as for whoever may not see
 *   rows; a pool that would be small itself, or be of one municipality alone, takes the next smallest as well
 */
export function spendByMunicipality(
  persons: readonly Persons[],
  money: readonly PlacedMoney[],
  pools: boolean,
): readonly Spend[] {
  const places = [...new Set([...persons, ...money].map(({ municipalityCode }) => municipalityCode))]
    .filter((code) => code !== null)
    .toSorted();
  const lines = places.map((municipalityCode) => {
    const of = persons.find((each) => each.municipalityCode === municipalityCode);
    const own = money.filter((each) => each.municipalityCode === municipalityCode).map(({ minor }) => minor);
    const { started = 0, completed = 0, employed = 0 } = of ?? {};
    return { municipalityCode, codes: [municipalityCode], started, completed, employed, spendMinor: sumMinor(own) };
  });
  const shared = sumMinor(money.filter(({ municipalityCode }) => municipalityCode === null).map(({ minor }) => minor));
  const weights = lines.map(({ started }) => BigInt(started));
  const parts = sumMinor(weights) === 0n ? weights.map(() => 0n) : splitByWeights(shared, weights);
  const whole = lines.map((line, index) => ({ ...line, spendMinor: line.spendMinor + (parts[index] ?? 0n) }));
  return pools ? pooled(whole) : whole;
}

/**
 * The lines as their viewer may have them.
 *
 * Whoever sees no rows gets the pools of the newest release, and those numbers in which it counts the same. What all
 * share is divided by the persons who started, so that it would tell how many they were: where others have started
 * since, the line is one of all municipalities.
 *
 * @param newest the persons at the newest release; null for whoever sees rows
 */
export function publishSpend(
  persons: readonly Persons[],
  money: readonly PlacedMoney[],
  newest: readonly Persons[] | null,
): readonly PublishedSpend[] {
  const countOf = (some: readonly Persons[], codes: readonly string[], of: Counted): readonly number[] =>
    codes.map((code) => some.find(({ municipalityCode }) => municipalityCode === code)?.[of] ?? 0);
  const isSame = (codes: readonly string[], of: Counted): boolean =>
    newest === null || deepEqual(countOf(persons, codes, of), countOf(newest, codes, of));
  const whole = spendByMunicipality(persons, money, false);
  const codes = [...new Set([...persons, ...(newest ?? [])].flatMap(({ municipalityCode: code }) => code ?? []))];
  const isDivided = isSame(codes, "started");
  const divided = newest === null ? whole : spendByMunicipality(newest, money, true);
  const lines = isDivided ? divided : whole.length === 0 ? [] : [together(whole)];
  return lines.map((spend) => {
    const told = (of: Counted): Count => {
      if (newest === null) return { kind: "exact", count: spend[of] };
      return suppressCount(isDivided && isSame(spend.codes, of) ? spend[of] : 1);
    };
    return { spend, counts: { started: told("started"), completed: told("completed"), employed: told("employed") } };
  });
}

function pooled(lines: readonly Spend[]): readonly Spend[] {
  const bySize = lines.toSorted((a, b) => a.started - b.started);
  const pool = bySize.filter(isSmall);
  const rest = bySize.filter((line) => !isSmall(line));
  while (pool.length > 0 && rest.length > 0 && (pool.length < 2 || isSmall(together(pool)))) {
    pool.push(rest.shift() as Spend);
  }
  const order = (a: Spend, b: Spend): number => ((a.municipalityCode ?? "") < (b.municipalityCode ?? "") ? -1 : 1);
  return [...rest.toSorted(order), ...(pool.length === 0 ? [] : [together(pool)])];
}

function isSmall({ started, completed, employed }: Spend): boolean {
  return [started, completed, employed].some((count) => count > 0 && count < SMALLEST_THRESHOLD);
}

function together(lines: readonly Spend[]): Spend {
  const sum = (of: (line: Spend) => number): number => lines.reduce((total, line) => total + of(line), 0);
  return {
    ...{ municipalityCode: null, codes: lines.flatMap(({ codes }) => codes) },
    ...{ started: sum((line) => line.started), completed: sum((line) => line.completed) },
    ...{ employed: sum((line) => line.employed), spendMinor: sumMinor(lines.map(({ spendMinor }) => spendMinor)) },
  };
}

/** Money per person, rounded once; null when there is none, or the number is withheld. */
export function perPerson(minor: bigint, persons: number, isShown: boolean): bigint | null {
  return persons === 0 || !isShown ? null : roundHalfAway(minor, BigInt(persons));
}

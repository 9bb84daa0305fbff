/** Words of a closed list, found as people write them and guessed when they are misspelled. Pure. */

/** A list of values with the words for each. */
export type Terms<Value extends string> = Readonly<Record<Value, readonly string[]>>;

/** A list that is ready to be searched. */
export type Dictionary<Value extends string> = Readonly<{
  /** The words as the list has them: most files use these, and they need no folding. */
  exact: ReadonlyMap<string, Value>;
  byFold: ReadonlyMap<string, Value>;
  /** First word of each value, which is the one that is suggested. */
  shown: ReadonlyMap<Value, string>;
}>;

const LETTERS: Readonly<Record<string, string>> = {
  æ: "ae",
  ø: "oe",
  å: "aa",
  ö: "oe",
  ä: "ae",
  é: "e",
  ü: "u",
  ô: "o",
};

/** A text without case, accents, spaces and marks, so that spellings of one word are equal. */
export function fold(text: string): string {
  return text
    .toLowerCase()
    .replace(/[æøåöäéüô]/g, (letter) => LETTERS[letter] as string)
    .replace(/[^a-z0-9]/g, "");
}

/** Makes a list searchable; the value itself is one of its words. */
export function dictionaryOf<Value extends string>(terms: Terms<Value>): Dictionary<Value> {
  const all = Object.entries(terms) as [Value, readonly string[]][];
  return {
    exact: new Map(all.flatMap(([value, words]) => words.map((word) => [word, value] as const))),
    byFold: new Map(all.flatMap(([value, words]) => [value, ...words].map((word) => [fold(word), value] as const))),
    shown: new Map(all.map(([value, words]) => [value, words[0] ?? value])),
  };
}

/** The value of a word; null when the list does not have it. */
export function termNamed<Value extends string>({ exact, byFold }: Dictionary<Value>, word: string): Value | null {
  return exact.get(word) ?? byFold.get(fold(word)) ?? null;
}

/**
 * The word that was probably meant, in the spelling of the list: the nearest one, or the few that begin as it does
 * ("kontanthjælp" is of two kinds); null when there is none.
 */
export function suggestionFor<Value extends string>(list: Dictionary<Value>, word: string): string | null {
  const wanted = fold(word).slice(0, LONGEST);
  if (wanted.length < 3) return null;
  const nearest = nearestIn(list, wanted);
  if (nearest !== null) return list.shown.get(nearest) ?? null;
  const longer = [...list.shown.values()].filter((shown) => fold(shown).startsWith(wanted));
  return longer.length === 0 || longer.length > MOST_SUGGESTED ? null : longer.join(" / ");
}

function nearestIn<Value extends string>({ byFold }: Dictionary<Value>, wanted: string): Value | null {
  let best: Value | null = null;
  let least = Math.max(1, Math.floor(wanted.length / 4)) + 1;
  for (const [known, value] of byFold) {
    if (Math.abs(known.length - wanted.length) >= least) continue;
    const distance = editDistance(wanted, known, least);
    if (distance < least) [best, least] = [value, distance];
  }
  return best;
}

const MOST_SUGGESTED = 3;
const LONGEST = 60;

/** Letters to add, drop, change or swap with a neighbour to make `b` of `a`; `limit` or more is told as `limit`. */
export function editDistance(a: string, b: string, limit: number): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (last[j - 1] as number) + Number(a[i - 1] !== b[j - 1]);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swap = swapped ? (before[j - 2] as number) + 1 : change;
      row.push(Math.min(change, swap, (last[j] as number) + 1, (row[j - 1] as number) + 1));
    }
    if (Math.min(...row) >= limit) return limit;
    [before, last] = [last, row];
  }
  return Math.min(last[b.length] as number, limit);
}

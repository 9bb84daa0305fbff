/** Which organisations are probably one party, by their spellings. Pure. */
import { nameKey } from "./organisation.ts";

/** A spelling and whose it is. */
export type Spelling = Readonly<{ organisationId: string; name: string }>;

/** Two organisations whose spellings are alike. */
export type LikelyPair = Readonly<{
  organisationId: string;
  likelyId: string;
  likenessPercent: number;
  spellings: readonly [string, string];
}>;

/** Words that say what a party is in law, not who it is. */
const LEGAL_FORMS =
  /(?:^| )(?:a s|aps|i s|k s|p s|s m b a|smba|a m b a|amba|f m b a|fmba|ivs|fonden|den selvejende institution|s i)(?= |$)/g;

/** From this likeness on a pair is worth a look. */
const LEAST_PERCENT = 85;

/** Shorter names differ too easily by chance for a misprint to be told from another name. */
const LONG_ENOUGH = 8;

/**
 * Pairs of organisations with the same or nearly the same name, likeliest first, then by ids; each pair once, with
 * its two closest spellings. Names whose numbers differ ("Skole 1", "Skole 2") are never alike.
 */
export function likelyPairs(spellings: readonly Spelling[]): LikelyPair[] {
  const bare = spellings
    .map((spelling) => ({ ...spelling, key: bareKey(spelling.name) }))
    .filter(({ key }) => key !== "");
  const found = new Map<string, LikelyPair>();
  for (const block of blocksOf(bare)) {
    for (const [at, one] of block.entries()) {
      for (const other of block.slice(at + 1)) {
        if (one.organisationId === other.organisationId) continue;
        const likenessPercent = likeness(one.key, other.key);
        const [first, second] = one.organisationId < other.organisationId ? [one, other] : [other, one];
        const pair = `${first.organisationId} ${second.organisationId}`;
        if (likenessPercent < LEAST_PERCENT || (found.get(pair)?.likenessPercent ?? 0) >= likenessPercent) continue;
        found.set(pair, {
          organisationId: first.organisationId,
          likelyId: second.organisationId,
          likenessPercent,
          spellings: [first.name, second.name],
        });
      }
    }
  }
  return [...found.values()].sort(
    (a, b) =>
      b.likenessPercent - a.likenessPercent || (a.organisationId + a.likelyId < b.organisationId + b.likelyId ? -1 : 1),
  );
}

/** A name without case, signs and legal form. */
export function bareKey(name: string): string {
  return nameKey(name).replace(LEGAL_FORMS, " ").replace(/ +/g, " ").trim();
}

/** Names that could be alike begin or end alike: only those are compared, so that the work does not grow squarely. */
function blocksOf<Keyed extends Readonly<{ key: string }>>(keyed: readonly Keyed[]): Keyed[][] {
  const beginnings = Map.groupBy(keyed, ({ key }) => key.slice(0, 3));
  const ends = Map.groupBy(keyed, ({ key }) => key.slice(-4));
  return [...beginnings.values(), ...ends.values()].filter(({ length }) => length > 1);
}

/** How alike two keys are, in per cent of the longer one. */
function likeness(one: string, other: string): number {
  if (one === other) return 100;
  const longer = Math.max(one.length, other.length);
  if (longer < LONG_ENOUGH || digitsOf(one) !== digitsOf(other)) return 0;
  if (Math.abs(one.length - other.length) * 100 > longer * (100 - LEAST_PERCENT)) return 0;
  return Math.floor(((longer - editsBetween(one, other)) * 100) / longer);
}

function digitsOf(key: string): string {
  return key.replace(/\D+/g, " ").trim();
}

/** Letters to change, add, drop or swap with their neighbour until one text is the other. */
export function editsBetween(one: string, other: string): number {
  let [before, last]: [number[], number[]] = [[], Array.from({ length: other.length + 1 }, (_, at) => at)];
  for (let row = 1; row <= one.length; row += 1) {
    const now = [row];
    for (let at = 1; at <= other.length; at += 1) {
      const same = one[row - 1] === other[at - 1] ? 0 : 1;
      let edits = Math.min((last[at] ?? 0) + 1, (now[at - 1] ?? 0) + 1, (last[at - 1] ?? 0) + same);
      const isSwap = row > 1 && at > 1 && one[row - 1] === other[at - 2] && one[row - 2] === other[at - 1];
      if (isSwap) edits = Math.min(edits, (before[at - 2] ?? 0) + 1);
      now.push(edits);
    }
    [before, last] = [last, now];
  }
  return last[other.length] ?? 0;
}

/** The piece of a text that shows why it was found. Pure. */

/** A piece of a snippet. */
export type SnippetPart = Readonly<{ text: string; isHit: boolean }>;

const WORD = /[\p{L}\p{N}]+/gu;
const ENDING_FROM = 5;
const BEFORE = 60;
const LENGTH = 240;

/** A word without what does not matter when it is searched for; the same as `folded` of the database. */
export function folded(word: string): string {
  const written: Readonly<Record<string, string>> = { æ: "ae", ø: "oe", å: "aa", ä: "ae", ö: "oe", é: "e" };
  return word.toLocaleLowerCase("da").replace(/[æøåäöé]/g, (letter) => written[letter] ?? letter);
}

/**
 * At most some 240 characters of `text` around the first word that is searched for, in parts; the beginning of the text
 * when no word of it is. The parts together are a piece of the text as it stands.
 */
export function snippetOf(text: string, search: string): readonly SnippetPart[] {
  const sought = (search.match(WORD) ?? []).map(folded).filter((word) => word.length > 1);
  const words = [...text.matchAll(WORD)].map((found) => ({ at: found.index, word: found[0] }));
  const hits = words.filter(({ word }) => sought.some((each) => isFound(folded(word), each)));
  const from = startOf(text, Math.max(0, (hits[0]?.at ?? 0) - BEFORE));
  const until = endOf(text, Math.min(text.length, from + LENGTH), from);
  const parts: SnippetPart[] = [];
  let at = from;
  for (const hit of hits) {
    const end = hit.at + hit.word.length;
    if (hit.at < from || end > until) continue;
    if (hit.at > at) parts.push({ text: text.slice(at, hit.at), isHit: false });
    parts.push({ text: hit.word, isHit: true });
    at = end;
  }
  if (at < until) parts.push({ text: text.slice(at, until), isHit: false });
  return parts;
}

/** Whether a word of the text is what was searched for: it begins so, shares its stem, or is a compound with it. */
function isFound(word: string, sought: string): boolean {
  const stem = sought.length >= ENDING_FROM ? sought.replace(/(?:erne|ernes|ens|ets|ene|en|et|er|e|s)$/, "") : sought;
  if (word.startsWith(sought) || (stem.length >= 4 && word.startsWith(stem))) return true;
  return sought.length >= ENDING_FROM && word.indexOf(sought) >= 3;
}

/** The place at or after `at` where a word begins. */
function startOf(text: string, at: number): number {
  if (at === 0) return 0;
  const blank = text.indexOf(" ", at);
  return blank === -1 ? at : blank + 1;
}

/** The place at or before `at` where a word has ended. */
function endOf(text: string, at: number, from: number): number {
  if (at >= text.length) return text.length;
  const blank = text.lastIndexOf(" ", at);
  return blank <= from ? at : blank;
}

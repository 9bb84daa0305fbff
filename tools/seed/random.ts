/**
 * Chance that can be repeated: the same number gives the same draws on every platform.
 *
 * The generator is xoshiro128** (Blackman and Vigna), whose state is filled by splitmix32. Both are 32-bit integer
 * arithmetic, which JavaScript does exactly; nothing here depends on floating-point functions that may differ.
 */
import { type LocalDate, uuidV7 } from "@inclusion/kernel";
import { MS_PER_DAY, movedBy, startOf, weekdayOf } from "./days.ts";

/** A stream of draws. */
export type Random = Readonly<{
  /** A whole number of 0 to `limit` - 1. */
  below: (limit: number) => number;
  /** A whole number from `least` to `most`, both possible. */
  between: (least: number, most: number) => number;
  /** Whether something happens that does so `percent` times in a hundred. */
  chance: (percent: number) => boolean;
  /** One of the items. */
  pick: <Item>(items: readonly Item[]) => Item;
  /** The items in another order. */
  shuffle: <Item>(items: readonly Item[]) => Item[];
  /** An id in the form of a UUID of version 7, whose time lies within the day. */
  id: (day: LocalDate) => string;
  /** An instant of the working hours of the day, as ISO text. */
  instant: (day: LocalDate) => string;
  /** A stream of its own, which further draws here do not disturb. */
  fork: (label: string) => Random;
}>;

/** The stream that this number begins. */
export function randomOf(seed: number): Random {
  const next = xoshiro128(seed);
  const below = (limit: number): number => Math.floor((next() / 0x1_0000_0000) * limit);
  const bytes = new Uint8Array(12);
  const words = new DataView(bytes.buffer);
  return {
    below,
    between: (least, most) => least + below(most - least + 1),
    chance: (percent) => below(100) < percent,
    pick: (items) => items[below(items.length)] as (typeof items)[number],
    shuffle: (items) => shuffled(items, below),
    id: (day) => {
      for (const at of [0, 4, 8]) words.setUint32(at, next());
      return uuidV7(startOf(day) + below(MS_PER_DAY), bytes);
    },
    instant: (day) => {
      const minutes = 7 * 60 + below(9 * 60);
      const [hour, minute, second] = [Math.floor(minutes / 60), minutes % 60, below(60)].map(twoDigits);
      return `${day}T${hour}:${minute}:${second}Z`;
    },
    fork: (label) => randomOf(hashOf(`${seed}/${label}`)),
  };
}

/** A day from `least` to `most` days after `day`. */
export function dayAfter(random: Random, day: LocalDate, least: number, most: number): LocalDate {
  return movedBy(day, random.between(least, most));
}

/** The first Monday on or after the day; courses and jobs begin on one. */
export function mondayFrom(day: LocalDate): LocalDate {
  return movedBy(day, (7 - weekdayOf(day)) % 7);
}

function twoDigits(part: number): string {
  return String(part).padStart(2, "0");
}

function shuffled<Item>(items: readonly Item[], below: (limit: number) => number): Item[] {
  const result = [...items];
  for (let last = result.length - 1; last > 0; last -= 1) {
    const other = below(last + 1);
    [result[last], result[other]] = [result[other] as Item, result[last] as Item];
  }
  return result;
}

function xoshiro128(seed: number): () => number {
  const fill = splitmix32(seed);
  let [a, b, c, d] = [fill(), fill(), fill(), fill()];
  return () => {
    const result = Math.imul(rotate(Math.imul(b, 5), 7), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotate(d, 11);
    return result;
  };
}

function rotate(word: number, by: number): number {
  return (word << by) | (word >>> (32 - by));
}

function splitmix32(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let word = state ^ (state >>> 16);
    word = Math.imul(word, 0x21f0aaad);
    word ^= word >>> 15;
    word = Math.imul(word, 0x735a2d97);
    return word ^ (word >>> 15);
  };
}

/** FNV-1a of the text, 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const char of text) hash = Math.imul(hash ^ (char.codePointAt(0) as number), 0x01000193);
  return hash;
}

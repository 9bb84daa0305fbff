/**
 * What a reader can find out who has several published tables: every unknown number is at least 0, every line of a
 * table sums to its total, and a part is no larger than its whole. Bounds are drawn closer along all lines of all
 * tables until nothing moves.
 */

/** The bounds of a number. */
export type Bounds = readonly [least: number, most: number];

/** Numbers by name, and what ties them together. */
export type System = Readonly<{
  /** What was told: a number, or that it is hidden and thus not 0. */
  tell: (name: string, count: number | null) => void;
  /** A sum of parts; a part that nobody told of is unknown from 0. */
  addSum: (whole: string, parts: readonly string[]) => void;
  /** A number that is part of another. */
  addPart: (part: string, whole: string) => void;
  /** Draws all bounds as close as they get. @throws Error when what was told cannot be true together */
  solve: () => ReadonlyMap<string, Bounds>;
}>;

type Rule = Readonly<{ whole: string; parts: readonly string[]; isComplete: boolean }>;

const ANY: Bounds = [0, Number.POSITIVE_INFINITY];

export function newSystem(): System {
  const bounds = new Map<string, Bounds>();
  const rules: Rule[] = [];
  const rulesOf = new Map<string, Rule[]>();
  const addRule = (rule: Rule): void => {
    rules.push(rule);
    for (const name of [rule.whole, ...rule.parts]) {
      const known = rulesOf.get(name);
      if (known === undefined) rulesOf.set(name, [rule]);
      else known.push(rule);
    }
  };
  const narrow = (name: string, [least, most]: Bounds): boolean => {
    const [low, high] = bounds.get(name) ?? ANY;
    const next: Bounds = [Math.max(low, least), Math.min(high, most)];
    if (next[0] > next[1]) throw new Error(`${name} would have to be from ${next[0]} to ${next[1]}.`);
    if (next[0] === low && next[1] === high) return false;
    bounds.set(name, next);
    return true;
  };
  return {
    tell: (name, count) => void narrow(name, count === null ? [1, Number.POSITIVE_INFINITY] : [count, count]),
    addSum: (whole, parts) => addRule({ whole, parts, isComplete: true }),
    addPart: (part, whole) => addRule({ whole, parts: [part], isComplete: false }),
    solve: () => {
      const open = new Set(rules);
      for (const rule of open) {
        open.delete(rule);
        for (const name of narrowed(rule, (each) => bounds.get(each) ?? ANY, narrow)) {
          for (const touched of rulesOf.get(name) ?? []) open.add(touched);
        }
      }
      return bounds;
    },
  };
}

/** Narrows the numbers of one rule by each other; the names of those that moved. */
function narrowed(
  { whole, parts, isComplete }: Rule,
  boundsOf: (name: string) => Bounds,
  narrow: (name: string, bounds: Bounds) => boolean,
): readonly string[] {
  const moved: string[] = [];
  const all = parts.map(boundsOf);
  const least = all.reduce((sum, [low]) => sum + low, 0);
  const most = all.reduce((sum, [, high]) => sum + high, 0);
  if (narrow(whole, [least, isComplete ? most : Number.POSITIVE_INFINITY])) moved.push(whole);
  const [low, high] = boundsOf(whole);
  for (const [index, part] of parts.entries()) {
    const [own, ownMost] = all[index] as Bounds;
    const othersMost = Number.isFinite(ownMost) ? most - ownMost : othersOf(all, index);
    const atLeast = isComplete && Number.isFinite(othersMost) ? low - othersMost : 0;
    if (narrow(part, [atLeast, high - (least - own)])) moved.push(part);
  }
  return moved;
}

function othersOf(all: readonly Bounds[], index: number): number {
  return all.reduce((sum, [, high], other) => (other === index ? sum : sum + high), 0);
}

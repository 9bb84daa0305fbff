/** Which numbers are hidden when many numbers about the same people are published side by side. */
import { isSmall } from "./suppression.ts";

/**
 * A number and parts of it that do not overlap. The parts are the whole of it, or leave a rest that is published
 * nowhere and that a reader gets by subtraction.
 */
export type Division = Readonly<{ whole: string; parts: readonly string[]; isComplete: boolean }>;

/** Numbers by name; a name that is not there is 0. */
export type Numbers = ReadonlyMap<string, number>;

/**
 * The names whose numbers are hidden, so that no division gives a number from 1 to 4 away: neither one of its parts
 * nor its rest.
 *
 * Small numbers are hidden. While a division still tells a small number by subtraction, its smallest shown part other
 * than 0 is hidden, or the whole when no part is left. Numbers that are published elsewhere are not hidden for
 * another's sake, because that would help nobody.
 *
 * @param published names whose numbers are published elsewhere
 * @param hiddenElsewhere names whose numbers are hidden wherever else they are published
 */
export function hiddenNames(
  numbers: Numbers,
  divisions: readonly Division[],
  published: ReadonlySet<string> = new Set(),
  hiddenElsewhere: ReadonlySet<string> = new Set(),
): ReadonlySet<string> {
  const small = [...numbers].filter(([, count]) => isSmall(count)).map(([name]) => name);
  const hidden = new Set([...small, ...hiddenElsewhere]);
  let isStable = false;
  while (!isStable) {
    isStable = true;
    for (const division of divisions) {
      const name = tells(numbers, division, hidden) ? smallestShown(numbers, division, hidden, published) : null;
      if (name === null) continue;
      hidden.add(name);
      isStable = false;
    }
  }
  return hidden;
}

/**
 * The divisions, and those that follow from them: a part of a whole may be divided itself, and where it is hidden a
 * reader subtracts its parts from the whole.
 */
export function withDividedParts(divisions: readonly Division[]): readonly Division[] {
  const known = LINKED.get(divisions);
  if (known !== undefined) return known;
  const all = new Map(divisions.map((division) => [nameOf(division), division]));
  for (const { whole, parts, isComplete } of all.values()) {
    for (const inner of divisions.filter((division) => parts.includes(division.whole))) {
      const others = parts.filter((part) => part !== inner.whole);
      const divided = { whole, parts: [...others, ...inner.parts], isComplete: isComplete && inner.isComplete };
      if (!all.has(nameOf(divided))) all.set(nameOf(divided), divided);
    }
  }
  const linked = [...all.values()];
  LINKED.set(divisions, linked);
  return linked;
}

/** A catalogue's divisions are linked once. */
const LINKED = new WeakMap<readonly Division[], readonly Division[]>();

function nameOf({ whole, parts, isComplete }: Division): string {
  return JSON.stringify([whole, [...parts].sort(), isComplete]);
}

/** Whether a number from 1 to 4 follows from what the division still shows. */
function tells(numbers: Numbers, { whole, parts, isComplete }: Division, hidden: ReadonlySet<string>): boolean {
  const hiddenParts = parts.filter((part) => hidden.has(part));
  const rest = countOf(numbers, whole) - sumOf(numbers, parts);
  if (hidden.has(whole)) return isComplete && hiddenParts.length === 0;
  const unseen = rest + sumOf(numbers, hiddenParts);
  if (isComplete && hiddenParts.length === 1) return true;
  return isSmall(unseen) && (!isComplete || hiddenParts.length > 0);
}

function smallestShown(
  numbers: Numbers,
  { whole, parts }: Division,
  hidden: ReadonlySet<string>,
  published: ReadonlySet<string>,
): string | null {
  const mayHide = (name: string): boolean => !hidden.has(name) && !published.has(name) && countOf(numbers, name) > 0;
  const [part] = parts.filter(mayHide).sort((a, b) => countOf(numbers, a) - countOf(numbers, b));
  return part ?? (mayHide(whole) ? whole : null);
}

function countOf(numbers: Numbers, name: string): number {
  return numbers.get(name) ?? 0;
}

function sumOf(numbers: Numbers, names: readonly string[]): number {
  return names.reduce((sum, name) => sum + countOf(numbers, name), 0);
}

/** The name that was probably meant. Pure. */

/** So many letters may be wrong. */
const FARTHEST = 3;

/** The known name that is nearest to `text`, at most three letters away; null when none is near. */
export function nearestName(text: string, known: Iterable<string>): string | null {
  if (text.length > 80) return null;
  let nearest: string | null = null;
  let least = FARTHEST + 1;
  for (const name of [...known].sort()) {
    const distance = distanceOf(text.toLowerCase(), name);
    if (distance < least) [nearest, least] = [name, distance];
  }
  return nearest;
}

/** How many letters must be put in, taken away or changed to make the one text the other. */
function distanceOf(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...b].entries()) {
      const changed = (row[j] as number) + (letter === other ? 0 : 1);
      next.push(Math.min(changed, (row[j + 1] as number) + 1, (next[j] as number) + 1));
    }
    row = next;
  }
  return row[b.length] as number;
}

/** People whom two municipalities registered in one programme without knowing of each other. Pure. */
import type { Pathway } from "./pathway.ts";

/** Pairs of municipalities, each with one citizen in common. */
const PAIRS = [
  ["0751", "0461"],
  ["0751", "0851"],
  ["0751", "0621"],
  ["0751", "0430"],
] as const;

/**
 * The same ways, in which the first person of one municipality of a pair is the first one of the other as well: born
 * on the same day and of the same sex. Pairs whose municipalities are not both in the programme are left out, and
 * nobody is of two pairs.
 */
export function withTwins(pathways: readonly Pathway[]): Pathway[] {
  const result = [...pathways];
  const taken = new Set<number>();
  for (const pair of PAIRS) {
    const [one, other] = pair.map((code) => {
      return result.findIndex((pathway, index) => !taken.has(index) && municipalityOf(pathway) === code);
    }) as [number, number];
    const [known, again] = [result[one], result[other]];
    if (known === undefined || again === undefined) continue;
    const { birthDate, sex } = known.person;
    result[other] = { ...again, person: { ...again.person, birthDate, sex } };
    taken.add(one).add(other);
  }
  return result;
}

function municipalityOf({ events }: Pathway): string | null {
  const first = events.find(({ change }) => change.table === "participation");
  return first?.change.table === "participation" ? first.change.row.municipalityCode : null;
}

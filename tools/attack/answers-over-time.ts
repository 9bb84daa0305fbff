/** Answers about participations in services that do not keep them, at every release, and what one less another tells. */
import { PROGRAMME } from "./samples.ts";

/** A release: the last day that counts, and the instant until which facts are known. */
export type Release = Readonly<{ asOf: string; knownAt: string }>;

/** What was told at a release: each number under its name; one that is withheld is not there. */
export type ToldAt = Readonly<{ release: Release; numbers: ReadonlyMap<string, number> }>;

const COUNT = "{ ... on ExactCount { count } ... on SuppressedCount { below } }";
const COHORTS = [2018, 2019, 2020, 2021] as const;

/** All of these answers at one release. */
export function questionsAt({ asOf, knownAt }: Release): string {
  const clocks = `asOf: "${asOf}", knownAt: "${knownAt}"`;
  const savings = COHORTS.map(
    (year) => `savings${year}: savings(cohortYear: ${year}, ${clocks}) {
      persons ${COUNT} employed ${COUNT} notCounted ${COUNT} }`,
  );
  const flow = `municipality { code } referrals ${COUNT} starts ${COUNT} completions ${COUNT}`;
  return `{ programme(slug: "${PROGRAMME}") { ${savings.join(" ")}
    spendByMunicipality(${clocks}) { municipality { code } started ${COUNT} completed ${COUNT} employed ${COUNT} }
    closingQuestion(${clocks}) { municipalities { municipality { code } started ${COUNT} employed ${COUNT} } }
    contractReplay(terms: {}, ${clocks}) { metrics { metric outcomes ${COUNT} } waiting { outcomes ${COUNT} } }
    partnershipNetwork(asOf: "${asOf}") { flows { otherActor { id } ${flow} } byMunicipality { ${flow} }
      byOtherActor { otherActor { id } referrals ${COUNT} starts ${COUNT} completions ${COUNT} } }
  } }`;
}

/** The numbers that an answer tells, by where they are; a line of a list by what it is about. */
export function numbersIn(value: unknown, name = ""): ReadonlyMap<string, number> {
  if (Array.isArray(value)) {
    return new Map(value.flatMap((line) => [...numbersIn(line, `${name} ${subjectOf(line as Line)}`)]));
  }
  if (typeof value !== "object" || value === null) return new Map();
  const { count } = value as Readonly<{ count?: number }>;
  if (count !== undefined) return new Map([[name, count]]);
  return new Map(Object.entries(value).flatMap(([field, of]) => [...numbersIn(of, `${name} ${field}`)]));
}

type Line = Readonly<{ metric?: string; otherActor?: { id: string }; municipality?: { code: string } | null }>;

function subjectOf({ metric, otherActor, municipality }: Line): string {
  return [metric, otherActor?.id, municipality === undefined ? undefined : (municipality?.code ?? "others")].join(",");
}

/** Each number that is 1 to 4 more or less at one release than at another; a pool of places may be of others then. */
export function fewBetween(answers: readonly ToldAt[]): readonly string[] {
  return answers.flatMap(({ release, numbers }, at) =>
    answers.slice(at + 1).flatMap((later) =>
      [...numbers].flatMap(([name, count]) => {
        const by = Math.abs((later.numbers.get(name) ?? count) - count);
        if (by === 0 || by > 4 || name.includes(",others")) return [];
        return [`${name}: ${by} between ${Object.values(release)} and ${Object.values(later.release)}`];
      }),
    ),
  );
}

/** The ends of quarters from one year until another, each as it was known when it ended and as it is known at last. */
export function releasesOfYears(first: number, last: number): readonly Release[] {
  const newest = `${last + 1}-01-01T00:00:00Z`;
  return Array.from({ length: (last - first + 1) * 4 }, (_, at) => {
    const [year, quarter] = [first + Math.floor(at / 4), at % 4];
    const asOf = `${year}-${["03-31", "06-30", "09-30", "12-31"][quarter]}`;
    const next = quarter === 3 ? `${year + 1}-01-01` : `${year}-${["04", "07", "10"][quarter]}-01`;
    return [
      { asOf, knownAt: newest },
      { asOf, knownAt: `${next}T00:00:00Z` },
    ];
  }).flat();
}

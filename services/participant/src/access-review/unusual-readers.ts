/** Readers who deserve a look, by rules that anybody can check against the log. Pure. */

/** What one reader read in a period. */
export type Reading = Readonly<{
  actor: string;
  /** Participations of which something was read. */
  persons: number;
  /** Participations whose file was opened, besides supervision and requests of the persons. */
  filesOpened: number;
  /** Those of them that are not in the reader's caseload. */
  outsideCaseload: number;
  /** Emergencies that were used. */
  emergencies: number;
  linesWithoutPurpose: number;
}>;

/** Rules that find readers. */
export type UnusualReadingReason = "MANY_MORE_THAN_PEERS" | "OUTSIDE_CASELOAD" | "EMERGENCY";

/** A reader whom rules found. */
export type UnusualReader = Reading & Readonly<{ reasons: readonly UnusualReadingReason[] }>;

const FEWEST_PEERS = 4;
const MANY_PERSONS = 20;
const TIMES_THE_MEDIAN = 3;
const MANY_OUTSIDE = 10;

/** The rules in words, in the order in which they are applied. */
export const RULES: readonly Readonly<{ reason: UnusualReadingReason; text: Readonly<{ da: string; en: string }> }>[] =
  [
    {
      reason: "MANY_MORE_THAN_PEERS",
      text: {
        da: `Har læst om mindst ${MANY_PERSONS} personer og mere end ${TIMES_THE_MEDIAN} gange så mange som medianen af de øvrige læsere, når der er mindst ${FEWEST_PEERS} af dem.`,
        en: `Read of at least ${MANY_PERSONS} persons and of more than ${TIMES_THE_MEDIAN} times as many as the median of the other readers, where there are at least ${FEWEST_PEERS} of them.`,
      },
    },
    {
      reason: "OUTSIDE_CASELOAD",
      text: {
        da: `Har åbnet sager om mindst ${MANY_OUTSIDE} personer uden for egne sager, og det er mere end halvdelen af de åbnede sager. Tilsyn og anmodninger fra personen selv tæller ikke.`,
        en: `Opened the files of at least ${MANY_OUTSIDE} persons outside of the own caseload, and that is more than half of the files opened. Supervision and requests of the person do not count.`,
      },
    },
    { reason: "EMERGENCY", text: { da: "Har brugt nødadgang.", en: "Used an emergency." } },
  ];

/** The readers whom a rule finds, those who read of most persons first. */
export function unusualReaders(readings: readonly Reading[]): readonly UnusualReader[] {
  return readings
    .map((reading) => ({ ...reading, reasons: reasonsOf(reading, readings) }))
    .filter(({ reasons }) => reasons.length > 0)
    .sort((a, b) => b.persons - a.persons || (a.actor < b.actor ? -1 : 1));
}

/** The middle of the numbers; 0 of none. */
export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low = 0, high = 0] = [sorted[sorted.length % 2 === 1 ? middle : middle - 1], sorted[middle]];
  return (low + high) / 2;
}

function reasonsOf(reading: Reading, all: readonly Reading[]): readonly UnusualReadingReason[] {
  const others = all.filter(({ actor }) => actor !== reading.actor).map(({ persons }) => persons);
  const isFarAbove = reading.persons > TIMES_THE_MEDIAN * median(others);
  const applies: Readonly<Record<UnusualReadingReason, boolean>> = {
    MANY_MORE_THAN_PEERS: others.length >= FEWEST_PEERS && reading.persons >= MANY_PERSONS && isFarAbove,
    OUTSIDE_CASELOAD: reading.outsideCaseload >= MANY_OUTSIDE && reading.outsideCaseload * 2 > reading.filesOpened,
    EMERGENCY: reading.emergencies > 0,
  };
  return RULES.map(({ reason }) => reason).filter((reason) => applies[reason]);
}

/**
 * What is measured with: instruments with their versions, raters, items and scales. Pure data.
 *
 * A version is never changed once something was measured with it; other items or another scale are the next version.
 * Names of items are our own words: no licensed text of any instrument stands here.
 */

export type Rater = "PARTICIPANT" | "CASEWORKER";

export type InstrumentKind = "BIP" | "STAR" | "CUSTOM";

/** One question, or area of life. */
export type Item = Readonly<{
  /** Stable within the version. */
  code: string;
  /** In Danish, as the form shows it. */
  label: string;
  raters: readonly Rater[];
}>;

/** How often one measures: the months between two measurements, and how many days sooner is still in time. */
export type Interval = Readonly<{ months: number; toleranceDays: number }>;

/** One version of an instrument. */
export type Instrument = Readonly<{
  code: string;
  version: number;
  kind: InstrumentKind;
  label: string;
  /** Lowest and highest score; scores are whole numbers. */
  scale: Readonly<{ lowest: number; highest: number }>;
  /** Steps from which a change of one item counts, up or down. */
  countedSteps: number;
  interval: Interval;
  items: readonly Item[];
}>;

const BOTH: readonly Rater[] = ["PARTICIPANT", "CASEWORKER"];
const EVERY_THREE_MONTHS: Interval = { months: 3, toleranceDays: 14 };
const FIVE_STEPS = { scale: { lowest: 1, highest: 5 }, countedSteps: 1 } as const;
const TEN_STEPS = { scale: { lowest: 1, highest: 10 }, countedSteps: 2 } as const;

/**
 * Nine questions to the participant and eleven to the caseworker.
 *
 * @source docs/sources.md#distance-travelled
 */
const BIP_1: Instrument = {
  code: "BIP",
  version: 1,
  kind: "BIP",
  label: "Beskæftigelsesindikatorer",
  ...FIVE_STEPS,
  interval: EVERY_THREE_MONTHS,
  items: [
    { code: "COPES_WITH_HEALTH", label: "Mestring af helbred", raters: BOTH },
    { code: "COPES_WITH_DAILY_LIFE", label: "Mestring af hverdagen", raters: BOTH },
    { code: "BELIEVES_IN_JOB", label: "Tro på at få et job", raters: BOTH },
    { code: "COOPERATES", label: "Samarbejde", raters: BOTH },
    { code: "SEEKS_JOB", label: "Jobsøgning", raters: BOTH },
    { code: "SKILLS", label: "Faglige kompetencer", raters: BOTH },
    { code: "KNOWS_CHANCES", label: "Viden om egne muligheder", raters: BOTH },
    { code: "HAS_NETWORK", label: "Netværk og støtte", raters: BOTH },
    { code: "HAS_STRENGTH", label: "Overskud og fokus", raters: BOTH },
    { code: "WORKS_TOWARDS_GOAL", label: "Målrettethed", raters: ["CASEWORKER"] },
    { code: "CASEWORKER_BELIEVES_IN_JOB", label: "Sagsbehandlerens tro på job", raters: ["CASEWORKER"] },
  ],
};

/** Areas of life, scored by the participant together with a caseworker. @source docs/sources.md#distance-travelled */
const STAR_1: Instrument = {
  code: "STAR",
  version: 1,
  kind: "STAR",
  label: "Livsområder",
  ...TEN_STEPS,
  interval: EVERY_THREE_MONTHS,
  items: [
    { code: "WORK", label: "Arbejde og læring", raters: ["PARTICIPANT"] },
    { code: "WELLBEING", label: "Trivsel", raters: ["PARTICIPANT"] },
    { code: "HOME", label: "Bolig", raters: ["PARTICIPANT"] },
    { code: "MONEY", label: "Økonomi", raters: ["PARTICIPANT"] },
    { code: "PEOPLE", label: "Familie og netværk", raters: ["PARTICIPANT"] },
    { code: "TIME", label: "Brug af tiden", raters: ["PARTICIPANT"] },
    { code: "CONFIDENCE", label: "Tro på sig selv", raters: ["PARTICIPANT"] },
  ],
};

/** Whether somebody is part of a workplace; our own questions. */
const BELONGING_1: Instrument = {
  code: "BELONGING",
  version: 1,
  kind: "CUSTOM",
  label: "Del af arbejdsfællesskabet",
  ...FIVE_STEPS,
  interval: EVERY_THREE_MONTHS,
  items: [
    { code: "KNOWS_COLLEAGUES", label: "Kender kollegerne", raters: BOTH },
    { code: "IS_NEEDED", label: "Der er brug for mig", raters: BOTH },
    { code: "CAN_ASK", label: "Kan bede om hjælp", raters: BOTH },
  ],
};

/** Every version of every instrument, also those that are no longer in use. */
export const INSTRUMENTS: readonly Instrument[] = [BIP_1, STAR_1, BELONGING_1];

/** The version of the instrument, or null. */
export function instrumentOf(code: string, version: number): Instrument | null {
  return INSTRUMENTS.find((instrument) => instrument.code === code && instrument.version === version) ?? null;
}

/** The items that the rater scores, in the order of the form; none when the instrument does not ask that rater. */
export function itemsOf({ items }: Instrument, rater: Rater): readonly Item[] {
  return items.filter(({ raters }) => raters.includes(rater));
}

/** Which outcomes the reaching of an indicator reports, and by which contract. Pure. */
import type { LocalDate } from "@inclusion/kernel";
import { cardOn, linesReportedBy, type RateCard, type RateLine } from "../rate-card/rate-card.ts";
import { type Moment, type Outcome, type OutcomeFile, UNASKED_CAPS } from "./outcome.ts";

/** What was reached, by whom and when. */
export type Reached = Readonly<{
  participationId: string;
  programmeId: string;
  municipalityCode: string | null;
  indicator: string;
  eventOn: LocalDate;
}>;

/** The contract in force on a day: the one that moves money, else the simulated one; null when neither is. */
export function contractOn(cards: readonly RateCard[], eventOn: LocalDate): RateCard | null {
  const of = (mode: RateCard["mode"]) =>
    cardOn(
      cards.filter((card) => card.mode === mode),
      eventOn,
    );
  return of("ACTUAL") ?? of("SIMULATED");
}

/** The lines that are reported, each with its card; none when no contract prices the indicator on that day. */
export function reportedLines(
  cards: readonly RateCard[],
  { indicator, eventOn }: Pick<Reached, "indicator" | "eventOn">,
): readonly Readonly<{ card: RateCard; line: RateLine }>[] {
  const card = contractOn(cards, eventOn);
  return card === null ? [] : linesReportedBy(card, indicator).map((line) => ({ card, line }));
}

/** The first report of an outcome, with nothing behind it yet. */
export function firstReport(
  reached: Reached,
  { card, line }: Readonly<{ card: RateCard; line: RateLine }>,
  { actor, newId, isRestricted }: Pick<Moment, "actor" | "newId"> & Pick<Outcome, "isRestricted">,
): OutcomeFile {
  const outcome: Outcome = {
    ...{ id: newId(), programmeId: reached.programmeId, participationId: reached.participationId },
    ...{ municipalityCode: reached.municipalityCode, metric: line.metric, indicator: reached.indicator },
    ...{ eventOn: reached.eventOn, cardId: card.id, mode: card.mode, state: "REPORTED", round: 1, rejections: 0 },
    ...{ reportedBy: actor, verifiedAt: null, verifiedBy: null, runId: null, price: null, paidOn: null },
    ...{ isRestricted, version: 1 },
  };
  return {
    ...{ outcome, line, cardVersion: card.version, currency: card.currency, payers: card.payers },
    ...{ evidence: [], spells: [], run: null, caps: UNASKED_CAPS },
  };
}

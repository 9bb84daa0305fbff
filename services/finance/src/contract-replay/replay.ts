/**
 * What a recorded history would have cost under other terms. Pure.
 *
 * Outcomes are priced one by one in the order in which they were, or would have been, verified; a reversal gives its
 * room back to what is priced later and reopens nothing. Under the terms in force the result is the ledger's, to the øre.
 */
import { addDays, dayOf, type Fraction, fraction, type LocalDate, sumMinor } from "@inclusion/kernel";
import { minus, ONE, rounded, times } from "../exact/fraction.ts";
import { payWithin, roomLeft } from "../rate-card/caps.ts";
import { settlementsOf } from "../rate-card/line-figures.ts";
import { cardOn, linesReportedBy, type RateCard, type RateLine } from "../rate-card/rate-card.ts";
import { type Payer, type PayerPart, type PayerShare, splitAmongPayers } from "../split/split.ts";

/** A verified outcome as it is recorded, priced or not. */
export type HistoryOutcome = Readonly<{
  outcomeId: string;
  participationId: string;
  municipalityCode: string | null;
  metric: string;
  /** The indicator that was reached, as `3B.3`. */
  indicator: string;
  eventOn: LocalDate;
  /** Whether it has a price; one that waits for it is replayed after all that have one, and stands in no sum. */
  isPriced: boolean;
  /** Instants as ISO text; `reversedAt` is null while it stands. */
  verifiedAt: string;
  reversedAt: string | null;
  /** What the ledger has for it now, by payer; none when it was reversed or never priced. */
  actualParts: readonly PayerPart[];
}>;

/** Terms to replay under; what is left out is as it was. */
export type ReplayTerms = Readonly<{
  /** Versions of the contract; each outcome is priced by the one in force on its day. */
  cards: readonly RateCard[];
  /** Caps in the place of the cards' own; `undefined` leaves them, null is no cap. */
  personCapMinor?: bigint | null;
  programmeCapMinor?: bigint | null;
  /** Payers in the place of the cards' own. */
  payers?: readonly PayerShare[];
  /** Days from the event to its verification; left out, as it was. */
  verificationLagDays?: number;
  /** The last day of verification that counts. */
  asOf: LocalDate;
  /** Part of every payment that is not owed, because it would have come anyway: none when left out. */
  deadweight?: Readonly<{ low: Fraction; mid: Fraction; high: Fraction }>;
}>;

/** Why an outcome is paid as it is. */
export type ReplayReason = "PAID" | "CUT_BY_CAP" | "NOT_PRICED" | "NOT_VERIFIED_YET" | "REVERSED";

/** An outcome under both terms; amounts before any deadweight. */
export type ReplayedOutcome = Readonly<{
  outcomeId: string;
  participationId: string;
  municipalityCode: string | null;
  metric: string;
  actualMinor: bigint;
  replayedMinor: bigint;
  cutMinor: bigint;
  reason: ReplayReason;
  parts: readonly PayerPart[];
}>;

/** Least, middle and most that is owed: the most deadweight gives the least. */
export type Range = Readonly<{ lowMinor: bigint; midMinor: bigint; highMinor: bigint }>;

export type ReplayedPayer = Range & Readonly<{ payer: Payer; organisationId: string | null; actualMinor: bigint }>;
export type ReplayedMetric = Range &
  Readonly<{
    metric: string;
    outcomes: number;
    actualMinor: bigint;
    /** What a two-sided line comes to under the programme's cap, before any deadweight; null for other lines. */
    twoSidedMinor: bigint | null;
  }>;

export type Replay = Readonly<{
  outcomes: readonly ReplayedOutcome[];
  payers: readonly ReplayedPayer[];
  metrics: readonly ReplayedMetric[];
  total: Range & Readonly<{ actualMinor: bigint }>;
  /** Verified outcomes without a price: how many, and what they would cost; in no other sum, since the ledger has nothing of them. */
  waiting: Range & Readonly<{ outcomes: number }>;
}>;

/** Replays a history; the outcomes stand in the order in which they are verified. */
export function replay(history: readonly HistoryOutcome[], terms: ReplayTerms): Replay {
  const all = price(history, terms);
  const waits = new Set(history.filter(({ isPriced }) => !isPriced).map(({ outcomeId }) => outcomeId));
  const outcomes = all.filter(({ outcomeId }) => !waits.has(outcomeId));
  const waiting = all.filter(({ outcomeId }) => waits.has(outcomeId));
  const settled = settledUnder(terms, outcomes);
  const byMetric = Map.groupBy(outcomes, ({ metric }) => metric);
  const actual = sumMinor(outcomes.map(({ actualMinor }) => actualMinor));
  return {
    outcomes,
    payers: payersOf(history, outcomes, terms),
    metrics: [...byMetric]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([metric, rows]) => ({
        ...{ metric, outcomes: rows.length, actualMinor: sumMinor(rows.map(({ actualMinor }) => actualMinor)) },
        twoSidedMinor: settled.get(metric) ?? null,
        ...rangeOf(sumMinor(rows.map(({ replayedMinor }) => replayedMinor)), terms),
      })),
    total: { actualMinor: actual, ...rangeOf(sumMinor(outcomes.map(({ replayedMinor }) => replayedMinor)), terms) },
    waiting: {
      outcomes: waiting.length,
      ...rangeOf(sumMinor(waiting.map(({ replayedMinor }) => replayedMinor)), terms),
    },
  };
}

/** What two-sided lines come to at the count that is replayed, by the version in force on the last day. */
function settledUnder(terms: ReplayTerms, outcomes: readonly ReplayedOutcome[]): ReadonlyMap<string, bigint> {
  const card = cardOn(terms.cards, terms.asOf) ?? terms.cards.at(-1);
  if (card === undefined) return new Map();
  const reached = card.lines.map(({ metric }) => {
    const standing = outcomes.filter((each) => each.metric === metric && STANDING.has(each.reason));
    return {
      ...{ metric, achieved: standing.length },
      payableMinor: sumMinor(standing.map(({ replayedMinor }) => replayedMinor)),
    };
  });
  return settlementsOf(card, reached, terms.programmeCapMinor);
}

const STANDING: ReadonlySet<ReplayReason> = new Set(["PAID", "CUT_BY_CAP"]);

type Verified = Readonly<{ outcome: HistoryOutcome; verifiedAt: string }>;

function price(history: readonly HistoryOutcome[], terms: ReplayTerms): readonly ReplayedOutcome[] {
  const inOrder = history
    .map((outcome): Verified => ({ outcome, verifiedAt: verifiedAtUnder(outcome, terms) }))
    .toSorted(
      (a, b) =>
        Number(b.outcome.isPriced) - Number(a.outcome.isPriced) ||
        compare(a.verifiedAt, b.verifiedAt) ||
        compare(a.outcome.outcomeId, b.outcome.outcomeId),
    );
  const room = cappedRoom(history);
  return inOrder.map(({ outcome, verifiedAt }) => {
    const { replayed, gross } = priceOne(outcome, verifiedAt, terms, room.usedAt(verifiedAt, outcome.participationId));
    room.take(outcome, verifiedAt, gross);
    return replayed;
  });
}

type Used = Readonly<{ usedMinor: bigint; usedByPersonMinor: bigint }>;

/** What is taken of the caps while outcomes are priced in order; each reversal gives its part back at its instant. */
function cappedRoom(history: readonly HistoryOutcome[]) {
  const reversals = history
    .flatMap(({ outcomeId, participationId, reversedAt }) =>
      reversedAt === null ? [] : [{ outcomeId, participationId, reversedAt }],
    )
    .toSorted((a, b) => compare(a.reversedAt, b.reversedAt));
  const taken = new Map<string, bigint>();
  const byPerson = new Map<string, bigint>();
  let usedMinor = 0n;
  let next = 0;
  const add = (participationId: string, minor: bigint): void => {
    usedMinor += minor;
    byPerson.set(participationId, (byPerson.get(participationId) ?? 0n) + minor);
  };
  return {
    usedAt: (at: string, participationId: string): Used => {
      for (let due = reversals[next]; due !== undefined && due.reversedAt <= at; due = reversals[next]) {
        add(due.participationId, -(taken.get(due.outcomeId) ?? 0n));
        next += 1;
      }
      return { usedMinor, usedByPersonMinor: byPerson.get(participationId) ?? 0n };
    },
    take: ({ outcomeId, participationId, reversedAt }: HistoryOutcome, at: string, minor: bigint): void => {
      // Reversed before it would have been priced: it never takes any room.
      if (reversedAt !== null && reversedAt <= at) return;
      taken.set(outcomeId, minor);
      add(participationId, minor);
    },
  };
}

function priceOne(
  outcome: HistoryOutcome,
  verifiedAt: string,
  terms: ReplayTerms,
  used: Used,
): Readonly<{ replayed: ReplayedOutcome; gross: bigint }> {
  const { outcomeId, participationId, municipalityCode, metric, eventOn } = outcome;
  const actualMinor = sumMinor(outcome.actualParts.map(({ minor }) => minor));
  const row = { outcomeId, participationId, municipalityCode, metric, actualMinor };
  const nothing = (reason: ReplayReason) => ({
    replayed: { ...row, replayedMinor: 0n, cutMinor: 0n, reason, parts: [] },
    gross: 0n,
  });
  const card = cardOn(terms.cards, eventOn);
  const line = card === null ? undefined : lineFor(card, outcome);
  if (card === null || line === undefined) return nothing("NOT_PRICED");
  if (dayOf(new Date(verifiedAt)) > terms.asOf) return nothing("NOT_VERIFIED_YET");
  const personCap = terms.personCapMinor === undefined ? card.personCapMinor : terms.personCapMinor;
  const programmeCap = terms.programmeCapMinor === undefined ? card.programmeCapMinor : terms.programmeCapMinor;
  const { paidMinor, cutMinor } = payWithin(
    line.unitPriceMinor,
    roomLeft(personCap, used.usedByPersonMinor),
    roomLeft(programmeCap, used.usedMinor),
  );
  const isReversed = outcome.reversedAt !== null && dayOf(new Date(outcome.reversedAt)) <= terms.asOf;
  if (isReversed) return { replayed: nothing("REVERSED").replayed, gross: paidMinor };
  const parts = paidMinor === 0n ? [] : splitAmongPayers(paidMinor, terms.payers ?? card.payers);
  const reason = cutMinor > 0n ? "CUT_BY_CAP" : "PAID";
  return { replayed: { ...row, replayedMinor: paidMinor, cutMinor, reason, parts }, gross: paidMinor };
}

/** The line of the same name, or the first one that the same indicator reports. */
function lineFor(card: RateCard, { metric, indicator }: HistoryOutcome): RateLine | undefined {
  return card.lines.find((line) => line.metric === metric) ?? linesReportedBy(card, indicator)[0];
}

function verifiedAtUnder({ eventOn, verifiedAt }: HistoryOutcome, { verificationLagDays: lag }: ReplayTerms): string {
  return lag === undefined ? verifiedAt : `${addDays(eventOn, lag)}T12:00:00.000Z`;
}

function payersOf(
  history: readonly HistoryOutcome[],
  outcomes: readonly ReplayedOutcome[],
  terms: ReplayTerms,
): readonly ReplayedPayer[] {
  const keyOf = ({ payer, organisationId }: Pick<PayerPart, "payer" | "organisationId">): string =>
    `${payer} ${organisationId ?? ""}`;
  const actual = Map.groupBy(
    history.flatMap(({ actualParts }) => actualParts),
    keyOf,
  );
  const replayed = Map.groupBy(
    outcomes.flatMap(({ parts }) => parts),
    keyOf,
  );
  const sum = (parts: readonly PayerPart[] | undefined): bigint => sumMinor((parts ?? []).map(({ minor }) => minor));
  const payers = new Map([...actual.values(), ...replayed.values()].flat().map((part) => [keyOf(part), part]));
  return [...payers]
    .sort(([a], [b]) => compare(a, b))
    .map(([key, { payer, organisationId }]) => ({
      ...{ payer, organisationId, actualMinor: sum(actual.get(key)) },
      ...rangeOf(sum(replayed.get(key)), terms),
    }));
}

function rangeOf(minor: bigint, { deadweight }: ReplayTerms): Range {
  const owed = (share: Fraction): bigint => rounded(times(fraction(minor), minus(ONE, share)));
  const { low, mid, high } = deadweight ?? { low: fraction(0n), mid: fraction(0n), high: fraction(0n) };
  return { lowMinor: owed(high), midMinor: owed(mid), highMinor: owed(low) };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

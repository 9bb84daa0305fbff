/** Terms of a replay as they are written, and what it answers, on their way through the graph. */
import { type LocalDate, localDate } from "@inclusion/kernel";
import { Fault } from "@inclusion/kernel/runtime";
import { compare } from "../exact/fraction.ts";
import { actual, simulated } from "../money-mode/money-mode.ts";
import type { RateCard, RateLine } from "../rate-card/rate-card.ts";
import { shareOf } from "../savings/calculations.mappers.ts";
import { areSharesWhole, type Payer, type PayerShare } from "../split/split.ts";
import type { PublishedReplay } from "./published-replay.ts";
import type { Range, Replay, ReplayTerms } from "./replay.ts";

type Optional<Value> = Value | null | undefined;

/** The terms as they are written; amounts in minor units. */
export type WrittenTerms = Readonly<{
  lines?: Optional<
    readonly Readonly<{ metric: string; indicators?: Optional<readonly string[]>; unitPrice: bigint }>[]
  >;
  personCap?: Optional<bigint>;
  withoutPersonCap?: Optional<boolean>;
  programmeCap?: Optional<bigint>;
  withoutProgrammeCap?: Optional<boolean>;
  payers?: Optional<readonly Readonly<{ payer: Payer; organisationId?: Optional<string>; weight: number }>[]>;
  verificationLagDays?: Optional<number>;
  deadweight?: Optional<Readonly<{ low: string; mid: string; high: string }>>;
}>;

function requireTerms(holds: unknown, message: string): asserts holds {
  if (!holds) throw new Fault("BAD_USER_INPUT", message);
}

/** The terms over the contract's own versions. @throws Fault BAD_USER_INPUT */
export function replayTermsOf(written: WrittenTerms, cards: readonly RateCard[], asOf: LocalDate): ReplayTerms {
  const lag = written.verificationLagDays;
  requireTerms(lag == null || (lag >= 0 && lag <= 3650), "verificationLagDays is 0 to 3650.");
  return {
    ...{ cards: cardsOf(written, cards), asOf },
    ...capOf("personCap", written.personCap, written.withoutPersonCap),
    ...capOf("programmeCap", written.programmeCap, written.withoutProgrammeCap),
    ...(written.payers == null ? {} : { payers: payersOf(written.payers) }),
    ...(lag == null ? {} : { verificationLagDays: lag }),
    ...(written.deadweight == null ? {} : { deadweight: rangeOf(written.deadweight) }),
  };
}

function cardsOf({ lines }: WrittenTerms, cards: readonly RateCard[]): readonly RateCard[] {
  const last = cards.at(-1);
  if (lines == null || last === undefined) return cards;
  requireTerms(
    lines.length > 0 &&
      new Set(lines.map(({ metric }) => metric)).size === lines.length &&
      lines.every(({ unitPrice }) => unitPrice >= 0n),
    "Give at least one line, each metric once, and no price below 0.",
  );
  const known = new Map(cards.flatMap((card) => card.lines.map((line) => [line.metric, line] as const)));
  const own = lines.map(({ metric, indicators, unitPrice }): RateLine => {
    const like = known.get(metric);
    return {
      ...(like ?? NEW_LINE),
      ...{ metric, indicators: indicators ?? like?.indicators ?? [], unitPriceMinor: unitPrice },
    };
  });
  return [{ ...last, validFrom: localDate("0001-01-01"), contractEndsOn: null, lines: own }];
}

/** What a line needs that no contract has; of these only the price is looked at in a replay. */
const NEW_LINE: Omit<RateLine, "metric" | "indicators" | "unitPriceMinor"> = {
  evidence: { kinds: [], sustainedWork: null },
  ...{ twoSided: null, baselineRate: null, validation: "NOT_AVAILABLE" },
};

function capOf(name: "personCap" | "programmeCap", cap: Optional<bigint>, without: Optional<boolean>) {
  requireTerms(
    cap == null || (cap >= 0n && without !== true),
    `${name} is not below 0, and not given beside its absence.`,
  );
  if (without === true) return { [`${name}Minor`]: null };
  return cap == null ? {} : { [`${name}Minor`]: cap };
}

function payersOf(given: NonNullable<WrittenTerms["payers"]>): readonly PayerShare[] {
  const shares = given.map(({ payer, organisationId, weight }) => ({
    ...{ payer, organisationId: organisationId ?? null, weight: BigInt(weight) },
  }));
  requireTerms(areSharesWhole(shares), "Name at least one payer, each once, with a weight above 0.");
  return shares;
}

function rangeOf(written: NonNullable<WrittenTerms["deadweight"]>): NonNullable<ReplayTerms["deadweight"]> {
  const [low, mid, high] = [
    ...[shareOf(written.low, "low"), shareOf(written.mid, "mid"), shareOf(written.high, "high")],
  ] as const;
  requireTerms(low && mid && high && compare(low, mid) <= 0 && compare(mid, high) <= 0, "The ratios stand in order.");
  return { low, mid, high };
}

/** `ReplayedSum` of the graph. */
export function sumOf({ actualMinor, lowMinor, midMinor, highMinor }: Range & Readonly<{ actualMinor: bigint }>) {
  return {
    ...{ actual: actual(actualMinor), low: simulated(lowMinor), mid: simulated(midMinor), high: simulated(highMinor) },
    more: simulated(midMinor - actualMinor),
  };
}

/** Outcomes that are paid otherwise, the largest difference first. */
export function changedOutcomes({ outcomes }: Replay, first: number) {
  const size = (each: (typeof outcomes)[number]): bigint => {
    const difference = each.replayedMinor - each.actualMinor;
    return difference < 0n ? -difference : difference;
  };
  return outcomes
    .filter((each) => size(each) > 0n)
    .toSorted((a, b) => (size(a) === size(b) ? 0 : size(a) > size(b) ? -1 : 1))
    .slice(0, first)
    .map(({ outcomeId, metric, municipalityCode, actualMinor, replayedMinor, cutMinor, reason }) => ({
      ...{ outcomeId, metric, reason, municipality: municipalityCode === null ? null : { code: municipalityCode } },
      ...{ actual: actual(actualMinor), replayed: simulated(replayedMinor), cut: simulated(cutMinor) },
    }));
}

/** A replay on its way into the graph. */
export type ReplayRow = Readonly<{ replay: Replay; published: PublishedReplay; asOf: LocalDate; knownAt: Date }>;

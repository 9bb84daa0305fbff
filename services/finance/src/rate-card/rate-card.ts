/** Rate cards (takstblade): what a verified outcome costs whom, and by which evidence. Pure. */
import type { Currency, Fraction, LocalDate } from "@inclusion/kernel";
import type { PayerShare } from "../split/split.ts";

/** Whether a card moves money or only says what it would have moved. The two are never added. */
export type Mode = "ACTUAL" | "SIMULATED";

/** Kinds of evidence for an outcome. */
export type EvidenceKind = "PAYSLIP" | "CONTRACT" | "E_INCOME" | "SIGNED_FORM";

/** How an effect is validated, in the words of the INDIGO data standard. */
export type ValidationMethod =
  | "RANDOMISED_TRIAL"
  | "QUASI_EXPERIMENTAL"
  | "HISTORICAL_COMPARISON"
  | "PRE_POST"
  | "SIMPLE_EX_POST"
  | "NOT_AVAILABLE";

/** Work that must last: `need` weeks of at least `minHours` ordinary hours inside `window` consecutive weeks. */
export type SustainedWork = Readonly<{ need: number; window: number; minHours: number }>;

/** What has to be shown before a line pays. */
export type EvidenceRule = Readonly<{
  kinds: readonly EvidenceKind[];
  /** Null when the event itself is enough. */
  sustainedWork: SustainedWork | null;
}>;

/** Payment around a target: more pays a share of the price above it, less costs a share below it. */
export type TwoSided = Readonly<{
  target: number;
  /** Least and most that is paid, as basis points of target times price. */
  floorBp: number;
  ceilingBp: number;
  bonusShare: Fraction;
  malusShare: Fraction;
}>;

/** One priced outcome of a card. */
export type RateLine = Readonly<{
  /** Name of the outcome on the contract, as `EMPLOYED_13W`; once on a card. */
  metric: string;
  /** Indicators that report it when a participation reaches one, as `3B.3`. */
  indicators: readonly string[];
  unitPriceMinor: bigint;
  evidence: EvidenceRule;
  twoSided: TwoSided | null;
  /** Share of the cohort that would have reached it anyway; null when the contract names none. */
  baselineRate: Fraction | null;
  validation: ValidationMethod;
}>;

/** When outcomes are settled. */
export type PaymentSchedule = Readonly<{
  frequency: "MONTHLY" | "QUARTERLY" | "HALF_YEARLY" | "YEARLY";
  /** Day of the month after the period on which it is cut off. */
  cutOffDay: number;
  graceDays: number;
}>;

/** One version of a programme's contract on outcomes. Nothing of it is ever changed; the next version follows it. */
export type RateCard = Readonly<{
  id: string;
  programmeId: string;
  /** Counted from 1 in each programme and mode. */
  version: number;
  mode: Mode;
  currency: Currency;
  /** First day whose events it prices; until the next version's first day. */
  validFrom: LocalDate;
  /** Last day of the contract; null when it has none. */
  contractEndsOn: LocalDate | null;
  /** Most that one person's outcomes pay; null is no limit. */
  personCapMinor: bigint | null;
  /** Most that the programme pays in all; null is no limit. */
  programmeCapMinor: bigint | null;
  payers: readonly PayerShare[];
  schedule: PaymentSchedule;
  lines: readonly RateLine[];
}>;

/** The version that prices events of `eventOn`: the last one that had begun; null when none had, or the contract had ended. */
export function cardOn(cards: readonly RateCard[], eventOn: LocalDate): RateCard | null {
  const begun = cards.filter(({ validFrom }) => validFrom <= eventOn);
  const inForce = begun.toSorted((a, b) => compare(a.validFrom, b.validFrom) || a.version - b.version).at(-1) ?? null;
  return inForce?.contractEndsOn != null && eventOn > inForce.contractEndsOn ? null : inForce;
}

/** The lines that the reaching of an indicator reports. */
export function linesReportedBy(card: RateCard, indicator: string): readonly RateLine[] {
  return card.lines.filter(({ indicators }) => indicators.includes(indicator));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** Whether cost is eligible (støtteberettiget). Pure. */
import type { Currency, LocalDate, Refusal } from "@inclusion/kernel";
import { type CostKind, type CostMethod, isInsideFlatRate } from "./flat-rates.ts";
import { costOfHours, hoursUnder, STANDARD_MONTH_HOURS, YEAR_HOURS } from "./hourly-rate.ts";

/** What a grant says of cost. */
export type CostTerms = Readonly<{
  eligibleFrom: LocalDate | null;
  eligibleTo: LocalDate | null;
  costMethod: CostMethod;
  currency: Currency;
}>;

/** How hours are paid for: at a person's own rate, or at the Danish standard rate. */
export type HoursKind = "OWN_RATE" | "STANDARD_RATE";

/** Hours behind a line; `staffRef` says nothing about the person. */
export type LineHours = Readonly<{
  kind: HoursKind;
  staffRef: string;
  /** Hundredths of hours. */
  hours: bigint;
  rateMinor: bigint;
  /** Hundredths of hours declared before: of the year at an own rate, of the month at the standard rate. */
  declaredBefore: bigint;
}>;

/** Aid to a company; the limits of the rules are checked by whoever grants it. */
export type StateAid = Readonly<{ kind: "DE_MINIMIS" | "BLOCK_EXEMPTION"; beneficiaryId: string | null }>;

/** What eligibility asks of a line. */
export type CostFacts = Readonly<{
  kind: CostKind;
  minor: bigint;
  invoicedOn: LocalDate;
  /** Null while it is not paid. */
  paidOn: LocalDate | null;
  isAdditional: boolean;
  hasMarketCheck: boolean;
  hours: LineHours | null;
  stateAid: StateAid | null;
}>;

export type CostRefusal =
  | "COST_OUTSIDE_PERIOD"
  | "COST_NOT_PAID"
  | "COST_NOT_ADDITIONAL"
  | "LINE_INSIDE_FLAT_RATE"
  | "HOURS_ABOVE_CEILING"
  | "AMOUNT_NOT_OF_HOURS"
  | "AMOUNT_NOT_POSITIVE"
  | "MARKET_CHECK_MISSING"
  | "STATE_AID_BENEFICIARY_MISSING"
  | "DATE_ORDER"
  | "DATE_IN_FUTURE";

/** The amount in kroner from which the market has to be checked, by the day of the invoice. */
export function marketCheckFrom(invoicedOn: LocalDate): bigint {
  return invoicedOn >= "2018-09-01" ? 3_000_000n : 1_000_000n;
}

/** Every reason why cost cannot be recorded; an invoice may be recorded before it is paid. */
export function reasonsAgainst(terms: CostTerms, cost: CostFacts, today: LocalDate): readonly Refusal<CostRefusal>[] {
  return [...aboutAmount(terms, cost), ...aboutDays(terms, cost, today), ...aboutHours(cost)];
}

/** Why cost cannot stand on a claim: it has to be paid, by the end of the claim's period. */
export function reasonsAgainstClaiming(paidOn: LocalDate | null, periodTo: LocalDate): readonly Refusal<CostRefusal>[] {
  return paidOn !== null && paidOn <= periodTo
    ? []
    : [why("COST_NOT_PAID", `Claim what was paid by ${periodTo}; record the day of payment first.`, "costLineId")];
}

function aboutAmount(terms: CostTerms, cost: CostFacts): readonly Refusal<CostRefusal>[] {
  const { kind, minor, invoicedOn, isAdditional, hasMarketCheck, stateAid } = cost;
  const needsCheck = kind === "EXTERNAL" && terms.currency === "DKK" && minor >= marketCheckFrom(invoicedOn);
  return [
    ...(minor > 0n
      ? []
      : [
          why(
            "AMOUNT_NOT_POSITIVE",
            "Cost is more than 0; what was too much is corrected in the next claim.",
            "amount",
          ),
        ]),
    ...(isAdditional
      ? []
      : [why("COST_NOT_ADDITIONAL", "Only cost beyond ordinary operation is eligible.", "isAdditional")]),
    ...(isInsideFlatRate(terms.costMethod, kind)
      ? [
          why(
            "LINE_INSIDE_FLAT_RATE",
            `Under ${terms.costMethod} cost of this kind is computed and cannot be stated.`,
            "kind",
          ),
        ]
      : []),
    ...(needsCheck && !hasMarketCheck
      ? [
          why(
            "MARKET_CHECK_MISSING",
            "A purchase of this size needs papers on how the market was checked.",
            "hasMarketCheck",
          ),
        ]
      : []),
    ...(stateAid !== null && stateAid.beneficiaryId === null
      ? [why("STATE_AID_BENEFICIARY_MISSING", "Name the company that gets the aid.", "stateAid", "beneficiaryId")]
      : []),
  ];
}

function aboutDays(
  terms: CostTerms,
  { invoicedOn, paidOn }: CostFacts,
  today: LocalDate,
): readonly Refusal<CostRefusal>[] {
  const { eligibleFrom, eligibleTo } = terms;
  const outside = (day: LocalDate): boolean =>
    (eligibleFrom !== null && day < eligibleFrom) || (eligibleTo !== null && day > eligibleTo);
  const period = `${eligibleFrom ?? "the start"} to ${eligibleTo ?? "the end"}`;
  return [
    ...(outside(paidOn ?? invoicedOn)
      ? [
          why(
            "COST_OUTSIDE_PERIOD",
            `The grant pays for what was paid from ${period}.`,
            paidOn === null ? "invoicedOn" : "paidOn",
          ),
        ]
      : []),
    ...(paidOn !== null && paidOn < invoicedOn
      ? [why("DATE_ORDER", "It was paid before it was invoiced.", "paidOn")]
      : []),
    ...(paidOn !== null && paidOn > today
      ? [why("COST_NOT_PAID", "The day of payment is still to come.", "paidOn")]
      : []),
    ...(invoicedOn > today ? [why("DATE_IN_FUTURE", "The day of the invoice is still to come.", "invoicedOn")] : []),
  ];
}

function aboutHours({ hours, minor }: CostFacts): readonly Refusal<CostRefusal>[] {
  if (hours === null) return [];
  const ceiling = hours.kind === "OWN_RATE" ? YEAR_HOURS : STANDARD_MONTH_HOURS;
  const { accepted, refused } = hoursUnder(ceiling, hours.declaredBefore, hours.hours);
  const expected = costOfHours(hours.hours, hours.rateMinor);
  return [
    ...(refused > 0n
      ? [
          why(
            "HOURS_ABOVE_CEILING",
            `${hundredths(accepted)} of the ${hundredths(hours.hours)} hours are left.`,
            "hours",
            "hours",
          ),
        ]
      : []),
    ...(minor === expected ? [] : [why("AMOUNT_NOT_OF_HOURS", "The amount is not hours times rate.", "amount")]),
  ];
}

function hundredths(hours: bigint): string {
  return `${hours / 100n}.${String(hours % 100n).padStart(2, "0")}`;
}

function why(code: CostRefusal, message: string, ...field: readonly string[]): Refusal<CostRefusal> {
  return { code, message, field: ["input", ...field] };
}

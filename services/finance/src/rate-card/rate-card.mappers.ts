/** From the graph's terms of a contract to the rules' and back. */
import { type Fraction, fraction } from "@inclusion/kernel";
import { Fault } from "@inclusion/kernel/runtime";
import type {
  ExactRateInput,
  RateCardPublishInput,
  RateLineInput,
  TwoSidedTermsInput,
} from "../generated/resolvers.ts";
import type { RateCardTerms } from "./rate-card.actions.ts";
import type { RateLine, TwoSided } from "./rate-card.ts";

const WHOLE = /^-?\d{1,18}$/;

/** @throws Fault BAD_USER_INPUT when a part is no whole number, or the denominator is not above 0 */
export function fractionOf({ numerator, denominator }: ExactRateInput): Fraction {
  if (!WHOLE.test(numerator) || !WHOLE.test(denominator) || BigInt(denominator) <= 0n) {
    throw new Fault("BAD_USER_INPUT", "A rate is two whole numbers of at most 18 digits, the second above 0.");
  }
  return fraction(BigInt(numerator), BigInt(denominator));
}

/** The contract that is asked for. */
export function termsOf(input: RateCardPublishInput): RateCardTerms {
  return {
    ...{ programmeId: input.programmeId, mode: input.mode, currency: input.currency ?? "DKK" },
    ...{ validFrom: input.validFrom, contractEndsOn: input.contractEndsOn ?? null },
    ...{ personCapMinor: input.personCap ?? null, programmeCapMinor: input.programmeCap ?? null },
    payers: input.payers.map(({ payer, organisationId, weight }) => ({
      ...{ payer, organisationId: organisationId ?? null, weight: BigInt(weight) },
    })),
    schedule: input.schedule,
    lines: input.lines.map(lineOf),
  };
}

function lineOf(line: RateLineInput): RateLine {
  return {
    ...{ metric: line.metric, indicators: line.indicators ?? [], unitPriceMinor: line.unitPrice },
    evidence: { kinds: line.evidenceKinds, sustainedWork: line.sustainedWork ?? null },
    twoSided: line.twoSided == null ? null : twoSidedOf(line.twoSided),
    baselineRate: line.baselineRate == null ? null : fractionOf(line.baselineRate),
    validation: line.validation,
  };
}

function twoSidedOf({ bonusShare, malusShare, ...terms }: TwoSidedTermsInput): TwoSided {
  return { ...terms, bonusShare: fractionOf(bonusShare), malusShare: fractionOf(malusShare) };
}

/** An exact ratio as the graph shows it. */
export function exactRate({ numerator, denominator }: Fraction, basisPoints: number | null) {
  return { numerator: String(numerator), denominator: String(denominator), basisPoints: basisPoints ?? 0 };
}

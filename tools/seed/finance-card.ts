/** The two contracts on outcomes that the seed makes up; every price in them is invented. */

import type { RateCard, RateLine } from "@inclusion/finance/rate-card/rate-card";
import { cardRow } from "@inclusion/finance/rate-card/rate-card.repository";
import { fraction, localDate } from "@inclusion/kernel";
import type { Step } from "./finance-book.ts";
import type { ProgrammeSpan } from "./places.ts";
import type { Random } from "./random.ts";

/** From here on the contract moves money. */
export const CONTRACT_FROM = localDate("2020-01-01");

/** The two contracts: simulated money for the first years, real money from 2020 on. */
export function contracts(random: Random, { programmeId, startsOn }: ProgrammeSpan): readonly RateCard[] {
  const line = (metric: string, indicators: readonly string[], unitPriceMinor: bigint): RateLine => ({
    ...{ metric, indicators, unitPriceMinor, twoSided: null, baselineRate: null, validation: "NOT_AVAILABLE" },
    evidence: { kinds: ["SIGNED_FORM", "CONTRACT"], sustainedWork: null },
  });
  const work: RateLine = {
    ...line("EMPLOYED_13W", ["3B.3", "3B.4"], 6_000_000n),
    evidence: {
      kinds: ["PAYSLIP", "E_INCOME", "CONTRACT"],
      sustainedWork: { need: 13, window: 16, minHours: 8 },
    },
    baselineRate: fraction(18, 100),
    validation: "HISTORICAL_COMPARISON",
  };
  const lines = [line("COMPLETED", ["3B.2"], 1_500_000n), work];
  const twoSided = {
    ...{ target: 72, floorBp: 6_000, ceilingBp: 12_000 },
    ...{ bonusShare: fraction(1, 2), malusShare: fraction(1) },
  };
  const common = {
    programmeId,
    version: 1,
    currency: "DKK",
    schedule: { frequency: "QUARTERLY", cutOffDay: 10, graceDays: 30 },
  } as const;
  const part = (payer: "MUNICIPALITY" | "STATE" | "REGION", weight: bigint) => ({
    payer,
    organisationId: null,
    weight,
  });
  return [
    {
      ...{ ...common, id: random.id(CONTRACT_FROM), mode: "ACTUAL", validFrom: CONTRACT_FROM },
      ...{ contractEndsOn: localDate("2022-12-31"), personCapMinor: 7_000_000n, programmeCapMinor: 250_000_000n },
      ...{ payers: [part("MUNICIPALITY", 5n), part("STATE", 3n), part("REGION", 1n)], lines },
    },
    {
      ...{ ...common, id: random.id(startsOn), mode: "SIMULATED", validFrom: startsOn, contractEndsOn: null },
      ...{ personCapMinor: null, programmeCapMinor: 700_000_000n },
      ...{
        payers: [part("MUNICIPALITY", 1n), part("STATE", 1n)],
        lines: lines.map((each) => (each === work ? { ...work, twoSided } : each)),
      },
    },
  ];
}

/** Publishes the contracts before anything is reached. */
export function publishing(cards: readonly RateCard[], recordedAt: string): Step[] {
  return cards.map((card) => ({ recordedAt, row: (book) => book.add("rate_card", cardRow(card, "system:seed")) }));
}

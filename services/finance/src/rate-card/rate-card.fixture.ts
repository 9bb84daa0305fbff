/** Rate cards for tests. */
import { localDate } from "@inclusion/kernel";
import type { RateCard, RateLine } from "./rate-card.ts";

/** A line that pays 40,000 kroner for being in work. */
export function aLine(differs: Partial<RateLine> = {}): RateLine {
  return {
    ...{ metric: "EMPLOYED", indicators: ["3B.3", "3B.4"], unitPriceMinor: 4_000_000n },
    evidence: { kinds: ["PAYSLIP", "CONTRACT", "E_INCOME"], sustainedWork: null },
    ...{ twoSided: null, baselineRate: null, validation: "SIMPLE_EX_POST" },
    ...differs,
  };
}

/** A card of one line that a municipality and the state pay two to one, in force from 2019. */
export function aCard(differs: Partial<RateCard> = {}): RateCard {
  return {
    ...{ id: "00000000-0000-4000-8000-000000000c01", programmeId: "00000000-0000-4000-8000-000000000001" },
    ...{ version: 1, mode: "ACTUAL", currency: "DKK", validFrom: localDate("2019-01-01"), contractEndsOn: null },
    ...{ personCapMinor: null, programmeCapMinor: null },
    payers: [
      { payer: "MUNICIPALITY", organisationId: null, weight: 2n },
      { payer: "STATE", organisationId: null, weight: 1n },
    ],
    schedule: { frequency: "QUARTERLY", cutOffDay: 15, graceDays: 30 },
    lines: [aLine()],
    ...differs,
  };
}

/** Money that was paid and money that was computed are two types, and nothing takes both. Pure. */
import { type Currency, sumMinor } from "@inclusion/kernel";

/** An amount that a model gave; never in the ledger. */
export type SimulatedMoney = Readonly<{ simulatedMinor: bigint; currency: Currency }>;

/** An amount that stands in the ledger. */
export type ActualMoney = Readonly<{ actualMinor: bigint; currency: Currency }>;

/** Simulated kroner. */
export function simulated(minor: bigint, currency: Currency = "DKK"): SimulatedMoney {
  return { simulatedMinor: minor, currency };
}

/** Kroner of the ledger. */
export function actual(minor: bigint, currency: Currency = "DKK"): ActualMoney {
  return { actualMinor: minor, currency };
}

/** The sum of simulated amounts of one currency. */
export function sumSimulated(amounts: readonly SimulatedMoney[]): bigint {
  return sumMinor(amounts.map(({ simulatedMinor }) => simulatedMinor));
}

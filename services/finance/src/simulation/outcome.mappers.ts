/** Outcomes of simulations on their way into the graph. */
import { type Count, suppressTable, type Viewer } from "@inclusion/kernel";
import { simulated } from "../money-mode/money-mode.ts";
import { millionthsText } from "./assumption-terms.ts";
import type { MunicipalityResult, Outcome } from "./simulation-scope.ts";

type Npvs = Pick<Outcome, "publicNpvMinor" | "municipalityAloneNpvMinor" | "municipalityWithSupportNpvMinor">;

/** The three answers as money. */
export function npvs({ publicNpvMinor, municipalityAloneNpvMinor, municipalityWithSupportNpvMinor }: Npvs) {
  return {
    publicNpv: simulated(publicNpvMinor),
    municipalityAloneNpv: simulated(municipalityAloneNpvMinor),
    municipalityWithSupportNpv: simulated(municipalityWithSupportNpvMinor),
  };
}

/** `SimulatedOutcome` of the graph. */
export function outcomeMoney(outcome: Outcome) {
  return { ...npvs(outcome), coverageBp: outcome.coverageBp, isSelfFinancing: outcome.isSelfFinancing };
}

/** A share, or null where there is none. */
export function shareText(millionths: number | null): string | null {
  return millionths === null ? null : millionthsText(millionths);
}

/** `SimulatedDeadweight` of the graph, by share of deadweight. */
export function deadweightsOf({ byDeadweight }: Pick<MunicipalityResult, "byDeadweight">) {
  return byDeadweight.map((each) => ({
    ...{ deadweight: millionthsText(each.deadweight), outcome: outcomeMoney(each) },
    breakEvenSustainedRate: shareText(each.breakEvenSustained),
  }));
}

type Purses = Readonly<
  Record<"costMinor" | "municipalityMinor" | "stateMinor" | "regionMinor" | "supportMinor", bigint>
>;

/** Cost, savings and support of a year or a quarter as money. */
export function purses({ costMinor, municipalityMinor, stateMinor, regionMinor, supportMinor }: Purses) {
  return {
    programmeCost: simulated(costMinor),
    municipality: simulated(municipalityMinor),
    state: simulated(stateMinor),
    region: simulated(regionMinor),
    support: simulated(supportMinor),
  };
}

/** `SimulatedQuarter` of the graph. */
export function quarterMoney(quarter: Purses & Readonly<{ quarter: string }>) {
  return { quarter: quarter.quarter, ...purses(quarter) };
}

/**
 * Persons by municipality as the viewer may see them. Who may not see rows sees no small number, nor the one beside it
 * by which a small number could be worked out from the whole.
 */
export function personsFor({ scopes }: Viewer, persons: readonly number[]): readonly Count[] {
  if (scopes.includes("participations:read")) return persons.map((count) => ({ kind: "exact", count }));
  return persons.length === 0 ? [] : (suppressTable([persons]).cells[0] ?? []);
}

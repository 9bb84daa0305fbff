/** What municipalities decide on frozen simulations. Pure. */
import { acceptUnless, type Decision, type LocalDate, type Refusal } from "@inclusion/kernel";
import type { FinanceRefusalCode } from "../refusals.ts";
import type { SimulationState } from "../simulation/simulation.ts";

export type MunicipalDecisionKind = "FINANCE" | "FINANCE_PARTLY" | "DECLINE";

export type MunicipalDecision = Readonly<{
  id: string;
  programmeId: string;
  municipalityCode: string;
  simulationId: string;
  decision: MunicipalDecisionKind;
  decidedOn: LocalDate;
  councilReference: string;
  isCurrent: boolean;
}>;

/** What a decision is checked against. */
export type DecisionGround = Readonly<{
  state: SimulationState;
  /** Day on which the simulation was frozen; null while it is not. */
  frozenOn: LocalDate | null;
  /** Municipalities with persons in the simulation. */
  municipalities: readonly (string | null)[];
  /** Day of the decision that holds now; null without one. */
  currentDecidedOn: LocalDate | null;
  today: LocalDate;
}>;

/**
 * Whether a municipality's decision can be recorded.
 *
 * @refuses SIMULATION_NOT_FROZEN, MUNICIPALITY_NOT_SIMULATED, COUNCIL_REFERENCE_MISSING, DATE_IN_FUTURE, DATE_ORDER
 */
export function checkDecision(
  wanted: Pick<MunicipalDecision, "municipalityCode" | "decidedOn" | "councilReference">,
  ground: DecisionGround,
): Decision<null, FinanceRefusalCode> {
  const problems: Refusal<FinanceRefusalCode>[] = [];
  const refuse = (code: FinanceRefusalCode, message: string, field: string): void => {
    problems.push({ code, message, field: ["input", field] });
  };
  const { frozenOn, currentDecidedOn } = ground;
  if (ground.state !== "FROZEN" || frozenOn === null) {
    refuse("SIMULATION_NOT_FROZEN", "A decision rests on a frozen simulation: freeze it first.", "simulationId");
  } else if (wanted.decidedOn < frozenOn) {
    refuse("DATE_ORDER", `The simulation was frozen on ${frozenOn}; what rests on it is decided later.`, "decidedOn");
  }
  if (!ground.municipalities.includes(wanted.municipalityCode)) {
    refuse("MUNICIPALITY_NOT_SIMULATED", "The municipality has nobody in this simulation.", "municipalityCode");
  }
  if (wanted.councilReference.trim() === "") {
    refuse("COUNCIL_REFERENCE_MISSING", "Give the reference of the council's case.", "councilReference");
  }
  if (wanted.decidedOn > ground.today) refuse("DATE_IN_FUTURE", "The day is still to come.", "decidedOn");
  if (currentDecidedOn !== null && wanted.decidedOn < currentDecidedOn) {
    refuse("DATE_ORDER", `The decision of ${currentDecidedOn} can be replaced by a later one only.`, "decidedOn");
  }
  return acceptUnless(problems, () => null);
}

/** Every reason why something about money is refused, and what it means to who asked. */
export const FINANCE_REFUSALS = {
  CONFLICT: "The record was changed by somebody else since it was read.",
  IDEMPOTENCY_MISMATCH: "The idempotency key was used before for another request.",
  PERIOD_INVALID: "The months of the simulation are no period that can be simulated.",
  RATE_INVALID: "A ratio cannot be read or lies outside of its range.",
  COST_INVALID: "A year's cost is negative, named twice, or lies outside of the programme's months.",
  COST_MISSING: "There is no cost: none was given and no grant states any.",
  GROUP_INVALID: "A group of persons has numbers that cannot be.",
  BENEFIT_INVALID: "A benefit is not shared by the refund ladder, or no rate of it is known.",
  COHORT_EMPTY: "There is nobody to simulate: no group was given and nobody has started in the period.",
  ASSUMPTION_INVALID: "An assumption is missing, named twice, out of order or out of range.",
  SOURCE_MISSING: "An assumption names no source.",
  SCENARIO_INVALID: "A scenario has no name, the name of another one, or a value out of range.",
  DRAWS_INVALID: "The number of draws or the seed is out of range.",
  NAME_MISSING: "The simulation needs a name.",
  SIMULATION_FROZEN: "The simulation is frozen and stays as it is.",
  SIMULATION_NOT_FROZEN: "The simulation is not frozen; a decision rests on a frozen one.",
  SIMULATION_NOT_COMPUTED: "The simulation has no result of its present inputs; run it first.",
  JOB_RUNNING: "The simulation is being run.",
  JOB_ENDED: "The job has ended.",
  MUNICIPALITY_NOT_SIMULATED: "The municipality has nobody in the simulation.",
  DATE_IN_FUTURE: "The day is still to come.",
  DATE_ORDER:
    "The decision is before the day on which the simulation was frozen, or before the decision that it replaces.",
  COUNCIL_REFERENCE_MISSING: "The decision needs the reference of the council's case.",
} as const;

/** The stable name of a reason in `FINANCE_REFUSALS`. */
export type FinanceRefusalCode = keyof typeof FINANCE_REFUSALS;

/** The frozen simulation that the seed's municipalities decide on, and their decisions. Invented, but for the total cost. */

import type {
  MunicipalDecision,
  MunicipalDecisionKind,
} from "@inclusion/finance/municipal-decision/municipal-decision";
import { supersede } from "@inclusion/finance/municipal-decision/municipal-decision.repository";
import { listWorkFiles } from "@inclusion/finance/pathway/pathway.repository";
import { cohortGroups } from "@inclusion/finance/simulation/cohort-groups";
import { CODE_VERSION } from "@inclusion/finance/simulation/simulation";
import { hashOf, insertSimulation } from "@inclusion/finance/simulation/simulation.repository";
import { canonicalText } from "@inclusion/finance/simulation/simulation-inputs";
import { inputsOf, programmeDays } from "@inclusion/finance/simulation/simulation-terms";
import { computeSimulation } from "@inclusion/finance/simulation-worker";
import { fraction, type LocalDate, localDate } from "@inclusion/kernel";
import type { Tx } from "@inclusion/kernel/runtime";
import type { LateStep } from "./finance-tx.ts";
import type { ProgrammeSpan } from "./places.ts";
import type { Random } from "./random.ts";

/** Cost by year in minor units: an invented course of the sheet's real total. */
const COST_BY_YEAR = [
  [2018, 400_000_000n],
  [2019, 800_000_000n],
  [2020, 900_000_000n],
  [2021, 800_000_000n],
  [2022, 515_280_900n],
] as const;

const TERMS = {
  ...{ firstMonth: "2018-02", programmeMonths: 56, monthsAfter: 60, discountRate: "0.035", supportRate: "1/2" },
  ...{ costs: COST_BY_YEAR.map(([year, cost]) => ({ year, cost })), seed: 2018, draws: 200 },
};

/** Decisions by municipality. */
const DECISIONS: readonly (readonly [code: string, decision: MunicipalDecisionKind, on: string])[] = [
  ["0461", "FINANCE_PARTLY", "2022-11-28"],
  ["0615", "DECLINE", "2022-12-06"],
  ["0751", "FINANCE", "2022-12-14"],
];

const FROZEN_AT = "2022-11-01T10:00:00.000Z";

/** A simulation of everyone who had started, frozen after the programme's end, and what three councils made of it. */
export function modelSteps(random: Random, { programmeId }: ProgrammeSpan): LateStep[] {
  const id = random.id(localDate("2022-10-31"));
  const freezing = async (tx: Tx): Promise<void> => {
    const days = programmeDays(TERMS);
    if (days === null) throw new Error("The seed's simulation has no days.");
    const asked = { programmeId, startedFrom: days.from, startedTo: days.to, knownAt: new Date(FROZEN_AT) };
    const cohort = cohortGroups(await listWorkFiles(tx, asked), days.from);
    const inputs = inputsOf(TERMS, { programmeId, eligibleTotalMinor: null, euShare: fraction(1, 2), cohort });
    if (!inputs.ok) throw new Error(`The seed's simulation: ${JSON.stringify(inputs.refusals)}`);
    await insertSimulation(tx, {
      id,
      name: "Synthetic: the programme as it went",
      inputs: inputs.value,
      createdBy: "seed:economist",
    });
    const result = computeSimulation(canonicalText(inputs.value), () => {});
    await tx.query(
      `UPDATE finance.simulation SET state = 'FROZEN', result = $2, result_hash = $3, code_version = $4, computed_at = $5,
         frozen_at = $5, created_at = $5 WHERE id = $1`,
      [id, result, hashOf(result), CODE_VERSION, FROZEN_AT],
    );
    const payload = { programmeId, simulationId: id, frozenAt: FROZEN_AT };
    tx.tell({ type: "SimulationFrozen", version: 1, subject: id, payload });
  };
  const decided = DECISIONS.map(([municipalityCode, decision, on]): LateStep => {
    const decidedOn: LocalDate = localDate(on);
    const row: MunicipalDecision & Readonly<{ decidedBy: string }> = {
      ...{ id: random.id(decidedOn), programmeId, municipalityCode, simulationId: id, decision, decidedOn },
      ...{ councilReference: `SYNTHETIC ${on}, item 7`, isCurrent: true, decidedBy: "seed:economist" },
    };
    return { recordedAt: `${on}T15:00:00Z`, row: (tx) => supersede(tx, null, row) };
  });
  return [{ recordedAt: FROZEN_AT, row: freezing }, ...decided];
}

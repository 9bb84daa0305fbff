import { accept, type Decision, dayOf, isId, type LocalDate } from "@inclusion/kernel";
import { Fault, once } from "@inclusion/kernel/runtime";
import type { Context } from "../context.ts";
import { seesPlace } from "../limits.repository.ts";
import { authorize } from "../policy.ts";
import type { FinanceRefusalCode } from "../refusals.ts";
import { findSimulationTexts, lockSimulation } from "../simulation/simulation.repository.ts";
import { fromCanonicalText, type SimulationInputs } from "../simulation/simulation-inputs.ts";
import { lockCurrent, supersede } from "./municipal-decision.repository.ts";
import { checkDecision, type MunicipalDecisionKind } from "./municipal-decision.ts";

type DecisionInput = Readonly<{
  simulationId: string;
  municipalityCode: string;
  decision: MunicipalDecisionKind;
  decidedOn: LocalDate;
  councilReference: string;
  idempotencyKey?: string | null | undefined;
}>;

/**
 * Records what a municipality decided; answers the decision's id.
 *
 * @throws Fault NOT_FOUND when there is no simulation that the viewer may see, or the municipality is not the viewer's
 * @refuses IDEMPOTENCY_MISMATCH, and the codes of `checkDecision`
 */
export function municipalDecisionRecord(
  ctx: Context,
  input: DecisionInput,
): Promise<Decision<string, FinanceRefusalCode>> {
  authorize(ctx.viewer, "municipalDecision:record");
  const operation = "municipalDecision:record";
  const request = { actor: ctx.viewer.subject, operation, key: input.idempotencyKey ?? null, input };
  return ctx.transaction((tx) =>
    once<string, FinanceRefusalCode>(tx, "finance", request, async () => {
      const simulation = isId(input.simulationId) ? await lockSimulation(tx, input.simulationId) : null;
      if (simulation === null || !(await seesPlace(tx, input.municipalityCode))) {
        throw new Fault("NOT_FOUND", "There is no simulation or municipality of this id that you may see.");
      }
      const { programmeId, state, frozenAt } = simulation;
      const { municipalityCode, decidedOn } = input;
      const earlier = await lockCurrent(tx, { programmeId, municipalityCode });
      const [texts] = await findSimulationTexts(tx, [simulation.id]);
      const inputs = fromCanonicalText<SimulationInputs>(texts?.inputs ?? "{}");
      const checked = checkDecision(input, {
        ...{ state, today: ctx.today, currentDecidedOn: earlier?.decidedOn ?? null },
        frozenOn: frozenAt === null ? null : dayOf(frozenAt),
        municipalities: inputs.groups.map((group) => group.municipalityCode),
      });
      if (!checked.ok) return checked;
      const [id, decidedBy] = [ctx.newId(), ctx.viewer.subject];
      const councilReference = input.councilReference.trim();
      const row = {
        id,
        programmeId,
        municipalityCode,
        simulationId: simulation.id,
        decision: input.decision,
        decidedOn,
      };
      await supersede(tx, earlier, { ...row, councilReference, isCurrent: true, decidedBy });
      await tx.note(operation, id);
      return accept(id);
    }),
  );
}

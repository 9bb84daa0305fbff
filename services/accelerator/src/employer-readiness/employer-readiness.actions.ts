import { accept } from "@inclusion/kernel";
import type { EmployerReadinessMeasured } from "@inclusion/schema/facts";
import { type ActionInput, inTransaction } from "../action.ts";
import type { Context } from "../context.ts";
import type { Given } from "../refusal/rule.ts";
import type { CompanyGiven } from "../room/company.ts";
import { type RoomDecision, withProblems } from "../room-change.ts";
import { ownerOf } from "../room-owner.ts";
import { EmployerReadinessEntity } from "./employer-readiness.entity.ts";
import { isMeasured } from "./employer-readiness.repository.ts";
import { type EmployerReadiness, type ReadinessEntered, recordReadiness } from "./employer-readiness.ts";

/** A measurement as it is sent. */
export type RecordInput = ActionInput &
  CompanyGiven &
  Omit<ReadinessEntered, "mentorCount"> &
  Readonly<{ mentorCount?: Given<number> }>;

/**
 * Records how ready an employer is; partnerships are told.
 *
 * @throws Fault NOT_FOUND for a company, programme or place out of the viewer's reach
 * @refuses IDEMPOTENCY_MISMATCH, COMPANY_UNKNOWN, COURSE_UNKNOWN, MUNICIPALITY_UNKNOWN, PARTNERSHIP_NOT_SIGNED, and
 *   the codes of
 *   `recordReadiness`
 */
export function employerReadinessRecord(ctx: Context, input: RecordInput): Promise<RoomDecision<EmployerReadiness>> {
  const action = "employerReadiness:record";
  return inTransaction(ctx, action, input, async (tx) => {
    const { company, problems } = await ownerOf(ctx, tx, input, input.measuredOn);
    const entered = { ...input, mentorCount: input.mentorCount ?? null };
    const isTwice = problems.length === 0 && (await isMeasured(tx, company, entered));
    const moment = { today: ctx.today, newId: ctx.newId };
    const decided = withProblems(problems, recordReadiness(company, entered, isTwice, moment));
    if (!decided.ok) return decided;
    const measured = decided.value;
    await tx.manager.insert(EmployerReadinessEntity, { ...measured });
    const { programmeId, organisationId, dimension, score, mentorCount, questionnaireVersion, measuredOn } = measured;
    const payload: EmployerReadinessMeasured = {
      ...{ programmeId, organisationId, dimension, score, mentorCount, questionnaireVersion, measuredOn },
    };
    tx.tell({ type: "EmployerReadinessMeasured", version: 1, subject: organisationId, payload });
    await tx.note(action, measured.id);
    return accept(measured);
  });
}

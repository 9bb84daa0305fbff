import type { Decision } from "@inclusion/kernel";
import { type ChangeInput, changeFile } from "../change.ts";
import type { Context } from "../context.ts";
import { addedRow } from "../participation/participation-file.ts";
import type { ParticipantRefusalCode } from "../refusals.ts";
import type { Activity, ActivityFacts, CompanyContact, ContactFacts } from "./activity.ts";
import { correctActivity, recordActivity, recordContact } from "./record-activity.ts";
import { withdrawActivity } from "./withdraw-activity.ts";

/**
 * Records an activity; finance is told the new total of its month.
 *
 * @refuses CONFLICT, IDEMPOTENCY_MISMATCH, and the codes of `recordActivity`
 */
export function activityRecord(
  ctx: Context,
  input: ChangeInput & ActivityFacts,
): Promise<Decision<Activity | null, ParticipantRefusalCode>> {
  const { kind, axis, happenedOn, hours } = input;
  return changeFile(ctx, {
    action: "activity:record",
    input,
    rule: recordActivity({ kind, axis, happenedOn, hours }),
    answer: (before, after) => addedRow(before.activities, after.activities),
  });
}

/**
 * Corrects an activity; finance is told the new total of every month that it moves.
 *
 * @refuses CONFLICT, IDEMPOTENCY_MISMATCH, and the codes of `correctActivity`
 */
export function activityCorrect(
  ctx: Context,
  input: ChangeInput & ActivityFacts & Readonly<{ activityId: string }>,
): Promise<Decision<Activity | null, ParticipantRefusalCode>> {
  const { activityId, kind, axis, happenedOn, hours } = input;
  return changeFile(ctx, {
    action: "activity:correct",
    input,
    rule: correctActivity(activityId, { kind, axis, happenedOn, hours }),
    answer: (_before, after) => after.activities.find(({ id }) => id === activityId) ?? null,
  });
}

/**
 * Takes back an activity; finance is told the new total of its month.
 *
 * @refuses CONFLICT, IDEMPOTENCY_MISMATCH, and the codes of `withdrawActivity`
 */
export function activityWithdraw(
  ctx: Context,
  input: ChangeInput & Readonly<{ activityId: string }>,
): Promise<Decision<Activity | null, ParticipantRefusalCode>> {
  return changeFile(ctx, {
    action: "activity:withdraw",
    input,
    rule: withdrawActivity(input.activityId),
    answer: (before) => before.activities.find(({ id }) => id === input.activityId) ?? null,
  });
}

/**
 * Records a contact with a company.
 *
 * @refuses CONFLICT, IDEMPOTENCY_MISMATCH, and the codes of `recordContact`
 */
export function companyContactRecord(
  ctx: Context,
  input: ChangeInput & ContactFacts,
): Promise<Decision<CompanyContact | null, ParticipantRefusalCode>> {
  const { companyId, kind, happenedOn } = input;
  return changeFile(ctx, {
    action: "companyContact:record",
    input,
    rule: recordContact({ companyId, kind, happenedOn }),
    answer: (before, after) => addedRow(before.contacts, after.contacts),
  });
}

/** How companies come into the accelerator: who may do it, and the rule that decides. */
import { accept, type Decision, isId, type LocalDate, type Refusal, refuse } from "@inclusion/kernel";
import { Fault, type Tx } from "@inclusion/kernel/runtime";
import { inTransaction } from "../action.ts";
import { findCalls } from "../call/call.repository.ts";
import { applyChange, type Changed, type ChangeInput, changeCourse, momentOf } from "../change.ts";
import type { Context } from "../context.ts";
import { hasOpenCourse, isOpenTwice, mayHold } from "../course/course.repository.ts";
import type { StoredCourse } from "../course/course.ts";
import { newFile } from "../course/course-file.ts";
import type { Given } from "../course/rule.ts";
import { findOrganisations, findPartnerships } from "../organisation/organisation.repository.ts";
import type { AcceleratorRefusalCode } from "../refusals.ts";
import { type ApplyInput, applied, apply, reject, withdraw } from "./apply.ts";
import { acceptApplication, type CheckInput, recordCheck, startDueDiligence } from "./examine.ts";
import { declareConflict, type ScoreInput, scoreApplication } from "./review.ts";

type Repeated = Readonly<{ idempotencyKey?: string | null | undefined }>;

/**
 * @refuses what `apply` refuses; IDEMPOTENCY_MISMATCH
 * @throws Fault NOT_FOUND when the viewer may not see the call or the municipality; BAD_USER_INPUT for what is no id
 */
export async function applicationSubmit(ctx: Context, input: ApplyInput & Repeated): Changed {
  for (const argument of ["organisationId", "partnershipId"] as const) {
    const id = input[argument];
    if (id != null && !isId(id)) throw new Fault("BAD_USER_INPUT", `${argument} is no id.`, { argument });
  }
  try {
    return await inTransaction(ctx, "application:submit", input, (tx) => submit(ctx, tx, input));
  } catch (error) {
    if (isOpenTwice(error)) return refuse(OPEN_ELSEWHERE);
    throw error;
  }
}

const OPEN_ELSEWHERE: Refusal<AcceleratorRefusalCode> = {
  code: "DUPLICATE_COURSE",
  message: "The company has an open course in the programme, which you may not see or which has just begun.",
  field: ["input", "organisationId"],
};

async function submit(
  ctx: Context,
  tx: Tx,
  input: ApplyInput,
): Promise<Decision<StoredCourse, AcceleratorRefusalCode>> {
  const [call] = isId(input.callId) ? await findCalls(tx, [input.callId]) : [];
  if (call === undefined) throw new Fault("NOT_FOUND", "There is no call of this id that you may see.");
  const [organisation] = await findOrganisations(tx, [input.organisationId]);
  const [partnership] = input.partnershipId == null ? [] : await findPartnerships(tx, [input.partnershipId]);
  const known = { call, organisation: organisation ?? null };
  const course = applied(input, known, ctx.newId());
  if (!(await mayHold(tx, call.programmeId, course.municipalityCode || "-")) && course.municipalityCode !== "") {
    throw new Fault("NOT_FOUND", "There is no such municipality in a programme that you may see.");
  }
  const before = newFile({ ...known, course, partnership: partnership ?? null });
  const isOpen = await hasOpenCourse(tx, call.programmeId, input.organisationId);
  const decided = apply(input, isOpen)(before, momentOf(ctx));
  if (!decided.ok) return decided;
  await applyChange(tx, before, decided.value, "application:submit");
  await tx.note("application:submit", course.id);
  return accept({ ...decided.value.course, version: 1 });
}

/** @refuses what `declareConflict` refuses */
export function reviewDeclareConflict(ctx: Context, input: ChangeInput & Readonly<{ reason: string }>): Changed {
  return changeCourse(ctx, { action: "review:declareConflict", input, rule: declareConflict(input) });
}

/** @refuses what `scoreApplication` refuses */
export function reviewScore(ctx: Context, input: ChangeInput & ScoreInput): Changed {
  return changeCourse(ctx, { action: "review:score", input, rule: scoreApplication(input) });
}

/** @refuses what `startDueDiligence` refuses */
export function dueDiligenceStart(ctx: Context, input: ChangeInput & Readonly<{ startedOn: LocalDate }>): Changed {
  return changeCourse(ctx, { action: "dueDiligence:start", input, rule: startDueDiligence(input) });
}

/** @refuses what `recordCheck` refuses */
export function dueDiligenceRecord(ctx: Context, input: ChangeInput & CheckInput): Changed {
  return changeCourse(ctx, { action: "dueDiligence:record", input, rule: recordCheck(input) });
}

/** @refuses what `acceptApplication` refuses */
export function applicationAccept(ctx: Context, input: ChangeInput & Readonly<{ acceptedOn: LocalDate }>): Changed {
  return changeCourse(ctx, { action: "application:accept", input, rule: acceptApplication(input) });
}

/** @refuses what `reject` refuses */
export function applicationReject(
  ctx: Context,
  input: ChangeInput & Readonly<{ rejectedOn: LocalDate; reason: string }>,
): Changed {
  return changeCourse(ctx, { action: "application:reject", input, rule: reject(input) });
}

/** @refuses what `withdraw` refuses */
export function applicationWithdraw(
  ctx: Context,
  input: ChangeInput & Readonly<{ withdrawnOn: LocalDate; reason?: Given<string> }>,
): Changed {
  return changeCourse(ctx, { action: "application:withdraw", input, rule: withdraw(input) });
}

import { allows, type Decision, isId, refuse } from "@inclusion/kernel";
import { Fault, once, type Tx } from "@inclusion/kernel/runtime";
import { recountAll } from "../change.ts";
import type { Context } from "../context.ts";
import { forgetRows } from "../loaders.ts";
import { authorize } from "../policy.ts";
import { findConcerned, findVersionedTerms, lockTerms, putHours } from "./programme-terms.repository.ts";
import type { ProgrammeTermsRefusalCode } from "./refusals.ts";
import { changedHours, setTerms, type TermsEntered } from "./set-terms.ts";

export type TermsSetInput = TermsEntered & Readonly<{ programmeId: string; idempotencyKey: string | null }>;

/** What became of terms: how many participations were counted anew. */
export type TermsSet = Readonly<{ programmeId: string; recounted: number }>;

/**
 * Sets the hours from which a job counts, and counts everyone anew whom it concerns.
 *
 * @refuses PROGRAMME_UNKNOWN, IDEMPOTENCY_MISMATCH, and the codes of `setTerms`
 * @throws Fault FORBIDDEN_FIELD when the viewer may not see the whole programme
 */
export async function programmeTermsSet(
  ctx: Context,
  input: TermsSetInput,
): Promise<Decision<TermsSet, ProgrammeTermsRefusalCode>> {
  authorize(ctx.viewer, "programmeTerms:set");
  const { municipalities, regions, programmes } = ctx.viewer.limits;
  if (municipalities !== null || regions !== null) {
    throw new Fault("FORBIDDEN_FIELD", "Terms hold for a whole programme: only who may see all of it can set them.");
  }
  const { idempotencyKey: key, ...rest } = input;
  const request = { actor: ctx.viewer.subject, operation: "programmeTerms:set", key, input: rest };
  const mayUse = isId(input.programmeId) && allows(programmes, input.programmeId);
  const set = await ctx.transaction((tx) =>
    once(tx, "participant", request, async () => (mayUse ? change(ctx, tx, input) : unknown())),
  );
  forgetRows(ctx.loaders);
  return set;
}

async function change(
  ctx: Context,
  tx: Tx,
  { programmeId, ...entered }: TermsSetInput,
): Promise<Decision<TermsSet, ProgrammeTermsRefusalCode>> {
  await lockTerms(tx, programmeId);
  const before = await findVersionedTerms(tx, programmeId);
  if (before === null) return unknown();
  const decided = setTerms(before, entered);
  if (!decided.ok) return decided;
  const step = { validFrom: entered.validFrom, hours: entered.minimumWeeklyHours };
  await putHours(tx, programmeId, ctx.newId(), step);
  // Whom it concerns is counted whole: also those whose data is restricted, by facts that the caller may not see.
  await tx.query(
    `SELECT set_config('app.person_rows', 'on', true), set_config('app.sensitive_rows', 'on', true),
       set_config('app.restricted_rows', 'on', true)`,
  );
  const changed = changedHours(before.terms, step);
  const concerned = changed === null ? [] : await findConcerned(tx, programmeId, changed);
  await recountAll(tx, concerned, `terms of ${entered.validFrom}`);
  await tx.note("programmeTerms:set", programmeId);
  return { ok: true, value: { programmeId, recounted: concerned.length } };
}

function unknown(): Decision<never, ProgrammeTermsRefusalCode> {
  const message = "There is no programme of this id that you may set terms for.";
  return refuse({ code: "PROGRAMME_UNKNOWN", message, field: ["input", "programmeId"] });
}

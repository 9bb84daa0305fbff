/** Figures, corrections and growth rules: who may do it, and the rule that decides. */
import { accept, type Decision } from "@inclusion/kernel";
import { Fault } from "@inclusion/kernel/runtime";
import { inTransaction } from "../action.ts";
import { type Changed, type ChangeInput, changeCourse, momentOf, recountCourse } from "../change.ts";
import type { Context } from "../context.ts";
import { findFilesOfProgramme } from "../course/course-file.repository.ts";
import { programmes } from "../programme.repository.ts";
import type { AcceleratorRefusalCode } from "../refusals.ts";
import { type CorrectInput, correctSnapshot } from "./correct-snapshot.ts";
import { lockRules, storeRule } from "./growth.repository.ts";
import { type RuleInput, type StoredRule, setRule } from "./growth-rule.ts";
import { type FinalInput, measureGraduate, recordSnapshot, type SnapshotInput } from "./record-snapshot.ts";

/** @refuses what `recordSnapshot` refuses */
export function snapshotRecord(ctx: Context, input: ChangeInput & SnapshotInput): Changed {
  return changeCourse(ctx, { action: "snapshot:record", input, rule: recordSnapshot(input) });
}

/** @refuses what `correctSnapshot` refuses */
export function snapshotCorrect(ctx: Context, input: ChangeInput & CorrectInput): Changed {
  return changeCourse(ctx, { action: "snapshot:correct", input, rule: correctSnapshot(input) });
}

/** @refuses what `measureGraduate` refuses */
export function courseMeasure(ctx: Context, input: ChangeInput & FinalInput): Changed {
  return changeCourse(ctx, { action: "course:measure", input, rule: measureGraduate(input) });
}

/**
 * Sets the next version of the rule, and counts the programme's companies by it.
 *
 * @refuses what `setRule` refuses; IDEMPOTENCY_MISMATCH
 * @throws Fault NOT_FOUND for a programme that is not there or that the viewer may not see; FORBIDDEN_FIELD when the viewer is limited to some
 *   of its companies, because the rule counts for all
 */
export function growthRuleSet(
  ctx: Context,
  input: RuleInput & Readonly<{ idempotencyKey?: string | null | undefined }>,
): Promise<Decision<StoredRule, AcceleratorRefusalCode>> {
  return inTransaction(ctx, "growthRule:set", input, async (tx) => {
    const { programmeId } = input;
    await programmes.require(tx, ctx.viewer, programmeId);
    const { municipalities, courses, regions } = ctx.viewer.limits;
    if (courses !== null || municipalities !== null || regions !== null) {
      throw new Fault("FORBIDDEN_FIELD", "A growth rule counts for every company: this token sees some of them only.");
    }
    const earlier = await lockRules(tx, programmeId);
    const set = setRule(input, earlier, momentOf(ctx));
    if (!set.ok) return set;
    await storeRule(tx, set.value);
    const files = await findFilesOfProgramme(tx, programmeId, { cohort: null, parts: ["snapshots"] });
    for (const file of files) await recountCourse(tx, file, `growth rule ${set.value.ruleVersion}`);
    await tx.note("growthRule:set", set.value.id);
    return accept(set.value);
  });
}

import { accept, acceptUnless, allows, type Decision, isId, type LocalDate } from "@inclusion/kernel";
import { act, type ChangeInput, notFound, staleVersion } from "../act.ts";
import { type OfProgramme, workOnProgramme } from "../change-programme.ts";
import type { Context } from "../context.ts";
import type { Action } from "../policy.ts";
import type { PartnershipRefusalCode } from "../refusals.ts";
import { findEvaluation, lockEvaluation, putEvaluation } from "./evaluation.repository.ts";
import { type Evaluation, type EvaluationKind, publishEvaluation, readEvaluation } from "./evaluation.ts";

type Changed = Promise<Decision<Evaluation, PartnershipRefusalCode>>;
type Decided = Decision<Evaluation, PartnershipRefusalCode>;
type Maybe = string | null | undefined;
type OfEvaluation = ChangeInput & Readonly<{ evaluationId: string }>;

/** @refuses the codes of `readEvaluation` */
export function evaluationRegister(
  ctx: Context,
  input: OfProgramme &
    Readonly<{
      kind: EvaluationKind;
      title: string;
      author: string;
      fileUrl: string;
      mediaType: string;
      sha256?: Maybe;
    }>,
): Changed {
  const { kind, title, author, fileUrl, mediaType } = input;
  return workOnProgramme<Evaluation>(ctx, {
    action: "evaluation:register",
    input,
    afterEnd: true,
    work: async (tx, { programme }) => {
      const sha256 = input.sha256?.toLowerCase() ?? null;
      const about = { id: ctx.newId(), programmeId: programme.id, kind, title, author, fileUrl, mediaType, sha256 };
      const decided = readEvaluation({ ...about, publishedOn: null, version: 1 });
      if (decided.ok) await putEvaluation(tx, decided.value);
      return decided;
    },
  });
}

/** @refuses CONFLICT and the codes of `readEvaluation` */
export function evaluationCorrect(
  ctx: Context,
  input: OfEvaluation & Readonly<{ title?: Maybe; author?: Maybe; fileUrl?: Maybe; mediaType?: Maybe; sha256?: Maybe }>,
): Changed {
  return change(ctx, "evaluation:correct", input, (before) =>
    readEvaluation({
      ...before,
      title: input.title ?? before.title,
      author: input.author ?? before.author,
      fileUrl: input.fileUrl ?? before.fileUrl,
      mediaType: input.mediaType ?? before.mediaType,
      sha256: input.sha256?.toLowerCase() ?? before.sha256,
    }),
  );
}

/** @refuses CONFLICT and the codes of `publishEvaluation` */
export function evaluationPublish(ctx: Context, input: OfEvaluation & Readonly<{ publishedOn: LocalDate }>): Changed {
  return change(ctx, "evaluation:publish", input, (before) => publishEvaluation(before, input.publishedOn, ctx.today));
}

function change(ctx: Context, action: Action, input: OfEvaluation, rule: (before: Evaluation) => Decided): Changed {
  return act<Evaluation, PartnershipRefusalCode>(ctx, action, input, async (tx) => {
    const before = isId(input.evaluationId) ? await lockEvaluation(tx, input.evaluationId) : null;
    if (before === null || !allows(ctx.viewer.limits.programmes, before.programmeId)) return notFound("evaluation");
    const current = acceptUnless(staleVersion(before.version, input, "evaluation"), () => before);
    if (!current.ok) return current;
    const decided = rule(before);
    if (!decided.ok) return decided;
    await putEvaluation(tx, decided.value);
    await tx.note(action, before.id);
    const after = await findEvaluation(tx, before.id);
    return accept(after as Evaluation);
  });
}

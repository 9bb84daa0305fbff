/** Figures of other actors: who may do it, the rule that decides, and what partnership is told. */
import { accept, type Decision, isId, type Refusal, refuse } from "@inclusion/kernel";
import { Fault, type Tx } from "@inclusion/kernel/runtime";
import { inTransaction } from "../action.ts";
import { momentOf } from "../change.ts";
import type { Context } from "../context.ts";
import { mayHold } from "../course/course.repository.ts";
import { findPartnerships } from "../organisation/organisation.repository.ts";
import type { AcceleratorRefusalCode } from "../refusals.ts";
import { growthFacts } from "./other-actor.facts.ts";
import { type ActorKey, findActorOfFigures, isCountedTwice, lockActor, storeActor } from "./other-actor.repository.ts";
import { type ActorInput, measureActor, type OtherActor, type OtherActorFile, voidFigures } from "./other-actor.ts";

type Repeated = Readonly<{ idempotencyKey?: string | null | undefined }>;

/** What becomes of an other actor. */
type Measured = Promise<Decision<OtherActor, AcceleratorRefusalCode>>;

/**
 * @refuses what `measureActor` refuses; IDEMPOTENCY_MISMATCH
 * @throws Fault NOT_FOUND when the viewer may not see the partnership's programme or the municipality
 */
export function otherActorMeasure(
  ctx: Context,
  input: ActorInput & Omit<ActorKey, "programmeId"> & Repeated,
): Measured {
  const { partnershipId, organisationId, municipalityCode } = input;
  return counting(() =>
    inTransaction(ctx, "otherActor:measure", input, async (tx) => {
      const isKnown = isId(partnershipId) && isId(organisationId);
      const [partnership] = isKnown ? await findPartnerships(tx, [partnershipId]) : [];
      const programmeId = partnership?.programmeId;
      if (programmeId === undefined || !(await mayHold(tx, programmeId, municipalityCode))) {
        throw new Fault("NOT_FOUND", "There is no partnership of this id that has been signed and that you may see.");
      }
      const key = { programmeId, partnershipId, organisationId, municipalityCode };
      const before = await lockActor(tx, key, ctx.newId);
      return store(tx, before, measureActor(input, before, momentOf(ctx)), "otherActor:measure");
    }),
  );
}

/**
 * @refuses what `voidFigures` refuses; IDEMPOTENCY_MISMATCH
 * @throws Fault NOT_FOUND when there are no such figures that the viewer may see
 */
export function otherActorVoid(
  ctx: Context,
  input: Readonly<{ figuresId: string; reason: string }> & Repeated,
): Measured {
  return counting(() =>
    inTransaction(ctx, "otherActor:void", input, async (tx) => {
      const actor = isId(input.figuresId) ? await findActorOfFigures(tx, input.figuresId) : null;
      if (actor === null) throw new Fault("NOT_FOUND", "There are no figures of this id that you may see.");
      const before = await lockActor(tx, actor, ctx.newId);
      return store(tx, before, voidFigures(input, before, momentOf(ctx)), "otherActor:void");
    }),
  );
}

async function store(
  tx: Tx,
  before: OtherActorFile,
  decided: Decision<OtherActorFile, AcceleratorRefusalCode>,
  action: string,
): Measured {
  if (!decided.ok) return decided;
  const { actor } = decided.value;
  await storeActor(tx, before, decided.value);
  tx.tell(...growthFacts(before.actor, actor));
  await tx.note(action, actor.id);
  return accept(actor);
}

const COUNTED_ELSEWHERE: Refusal<AcceleratorRefusalCode> = {
  code: "OTHER_ACTOR_ALREADY_COUNTED",
  message: "Another actor of the programme, which you may not see, has grown in this municipality: one counts.",
  field: ["input", "municipalityCode"],
};

async function counting(work: () => Measured): Measured {
  try {
    return await work();
  } catch (error) {
    if (isCountedTwice(error)) return refuse(COUNTED_ELSEWHERE);
    throw error;
  }
}

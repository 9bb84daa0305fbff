/** The one way in which something of a programme changes: within the token's programmes, and not after its end. */
import { accept, acceptUnless, allows, type Decision, isId, type Refusal } from "@inclusion/kernel";
import { Fault, type Tx } from "@inclusion/kernel/runtime";
import { act, type ChangeInput, notFound, staleVersion } from "./act.ts";
import type { Context } from "./context.ts";
import type { Action } from "./policy.ts";
import { findProgrammes } from "./programme/programme.repository.ts";
import type { Programme } from "./programme/programme.ts";
import { lockLife } from "./programme-life/programme-life.repository.ts";
import { isShut, type Life } from "./programme-life/programme-life.ts";
import type { PartnershipRefusalCode } from "./refusals.ts";

export type OfProgramme = ChangeInput & Readonly<{ programmeId: string }>;

/** A programme and where it stands, held until the transaction ends. */
export type HeldProgramme = Readonly<{ programme: Programme; life: Life }>;

/** What is done to a programme. */
export type ProgrammeWork<Answer> = Readonly<{
  action: Action;
  input: OfProgramme;
  /** Whether it may be done when the programme is closed, as to publish what came of it. */
  afterEnd: boolean;
  work: (tx: Tx, held: HeldProgramme) => Promise<Decision<Answer, PartnershipRefusalCode>>;
}>;

/**
 * Whoever is limited to some programmes makes no other and changes no other by its name.
 *
 * @param programmeId null for one that is not there yet
 * @throws Fault FORBIDDEN_FIELD
 */
export function requireWithinProgrammes({ viewer }: Context, programmeId: string | null): void {
  if (allows(viewer.limits.programmes, programmeId)) return;
  throw new Fault("FORBIDDEN_FIELD", "This token is limited to programmes of which this is none.", {
    hint: "Leave it to somebody whose token sees every programme: see viewer { limits }.",
  });
}

/** @refuses CONFLICT, PROGRAMME_CLOSED, and the codes of the work */
export function workOnProgramme<Answer>(
  ctx: Context,
  { action, input, afterEnd, work }: ProgrammeWork<Answer>,
): Promise<Decision<Answer, PartnershipRefusalCode>> {
  return act<Answer, PartnershipRefusalCode>(ctx, action, input, async (tx) => {
    const isWithin = isId(input.programmeId) && allows(ctx.viewer.limits.programmes, input.programmeId);
    const [programme] = isWithin ? await findProgrammes(tx, [input.programmeId]) : [];
    if (programme === undefined) return notFound("programme");
    const life = await lockLife(tx, programme.id);
    const shut: Refusal<"PROGRAMME_CLOSED">[] =
      afterEnd || !isShut(life)
        ? []
        : [
            {
              code: "PROGRAMME_CLOSED",
              message: `The programme is ${life.state}: nothing of it changes.`,
              field: ["input", "programmeId"],
            },
          ];
    const current = acceptUnless([...staleVersion(life.version, input, "programme's life"), ...shut], () => life);
    if (!current.ok) return current;
    const done = await work(tx, { programme, life });
    if (done.ok) await tx.note(action, programme.id);
    return done;
  });
}

/** Like `workOnProgramme`, answered with the programme as it is afterwards. */
export function changeProgramme(
  ctx: Context,
  wanted: ProgrammeWork<undefined>,
): Promise<Decision<Programme, PartnershipRefusalCode>> {
  return workOnProgramme<Programme>(ctx, {
    ...wanted,
    work: async (tx, held) => {
      const done = await wanted.work(tx, held);
      if (!done.ok) return done;
      const [programme] = await findProgrammes(tx, [held.programme.id]);
      return accept(programme as Programme);
    },
  });
}

/** A programme as a payload of a mutation shows it. */
export function programmePayload<Code extends string>(done: Decision<Programme, Code>) {
  return done.ok ? { programme: done.value, refusals: [] } : { programme: null, refusals: done.refusals };
}

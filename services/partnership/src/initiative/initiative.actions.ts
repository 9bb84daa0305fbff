import { isId, type LocalDate } from "@inclusion/kernel";
import type { ChangeInput } from "../act.ts";
import { beginRecord, type Changed, changeRecord, type Kept } from "../change.ts";
import type { Context } from "../context.ts";
import type { Action } from "../policy.ts";
import type { Given } from "../record/rule.ts";
import { INITIATIVE_MAP } from "./initiative.repository.ts";
import {
  type Advance,
  advance,
  type Initiative,
  type InitiativeFile,
  initiativeMeasures,
  registerNeed,
} from "./initiative.ts";

const INITIATIVES: Kept<InitiativeFile> = {
  ...{ noun: "initiative", map: INITIATIVE_MAP, measures: initiativeMeasures },
  facts: () => [],
};

type StepInput = ChangeInput & Readonly<{ initiativeId: string; reachedOn: LocalDate }>;

/** Registers a need. @refuses the codes of `registerNeed` */
export function initiativeRegister(
  ctx: Context,
  input: ChangeInput &
    Pick<Initiative, "programmeId" | "kind" | "title" | "need"> &
    Readonly<{ municipalityCode?: Given<string>; registeredOn: LocalDate }>,
): Changed<InitiativeFile> {
  const { programmeId, kind, title, need, registeredOn } = input;
  const municipalityCode = input.municipalityCode ?? null;
  return beginRecord(ctx, INITIATIVES, {
    ...{ action: "initiative:register", programmeId, municipalityCode, input },
    rule: async (_tx, at) => {
      const record: Initiative = {
        ...{ id: at.newId(), programmeId, municipalityCode, kind, title, need, stage: "NEED" },
        ...{ organisationId: null, dropReason: null, synthetic: false },
      };
      const file = { record, version: 0, steps: [] };
      return registerNeed(file, registeredOn)(file, at);
    },
    answer: (file) => file,
  });
}

/** Begins to look for an answer to the need. @refuses the codes of `advance` */
export function initiativeExplore(ctx: Context, input: StepInput): Changed<InitiativeFile> {
  return step(ctx, "initiative:explore", input, { stage: "EXPLORING", reachedOn: input.reachedOn });
}

/** Says how it is to be. @refuses the codes of `advance` */
export function initiativeDesign(ctx: Context, input: StepInput): Changed<InitiativeFile> {
  return step(ctx, "initiative:design", input, { stage: "DESIGNED", reachedOn: input.reachedOn });
}

/** Begins to try it. @refuses the codes of `advance` */
export function initiativePilot(ctx: Context, input: StepInput): Changed<InitiativeFile> {
  return step(ctx, "initiative:pilot", input, { stage: "PILOT", reachedOn: input.reachedOn });
}

/** It has become an enterprise or a project. @refuses the codes of `advance` */
export async function initiativeEstablish(
  ctx: Context,
  input: StepInput & Readonly<{ organisationId?: Given<string> }>,
): Changed<InitiativeFile> {
  const { organisationId, reachedOn } = input;
  const organisation =
    organisationId != null && isId(organisationId) ? await ctx.loaders.organisation.load(organisationId) : null;
  return step(ctx, "initiative:establish", input, { stage: "ESTABLISHED", reachedOn, organisation });
}

/** Gives it up. @refuses the codes of `advance` */
export function initiativeDrop(ctx: Context, input: StepInput & Readonly<{ reason: string }>): Changed<InitiativeFile> {
  const { reachedOn, reason } = input;
  return step(ctx, "initiative:drop", input, { stage: "DROPPED", reachedOn, reason });
}

function step(ctx: Context, action: Action, input: StepInput, wanted: Advance): Changed<InitiativeFile> {
  return changeRecord(ctx, INITIATIVES, {
    ...{ action, id: input.initiativeId, input, rule: advance(wanted) },
    answer: (_before, after) => after,
  });
}

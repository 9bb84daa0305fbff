import { type LocalDate, refuse } from "@inclusion/kernel";
import type { ChangeInput } from "../act.ts";
import { beginRecord, type Changed, changeRecord, type Kept } from "../change.ts";
import type { Context } from "../context.ts";
import type { Action } from "../policy.ts";
import type { Given, Rule } from "../record/rule.ts";
import { isNameTaken, METHOD_MAP } from "./method.repository.ts";
import { addEvidence, adoptVersion, beginMethod, type MethodFile, testVersion, writeVersion } from "./method.ts";

const METHODS: Kept<MethodFile> = { noun: "method", map: METHOD_MAP, measures: () => [], facts: () => [] };

type MethodInput = ChangeInput & Readonly<{ methodId: string }>;

/** Begins a method with its first version. @refuses REFERENCE_REPEATED, and the codes of `beginMethod` */
export function methodBegin(
  ctx: Context,
  input: ChangeInput & Readonly<{ programmeId: string; name: string; description: string }>,
): Changed<MethodFile> {
  const { programmeId, name, description } = input;
  return beginRecord(ctx, METHODS, {
    ...{ action: "method:begin", programmeId, municipalityCode: null, input },
    rule: async (tx, at) => {
      if (await isNameTaken(tx, programmeId, name)) {
        const message = "The programme has a method of this name: write a version of it.";
        return refuse({ code: "REFERENCE_REPEATED", message, field: ["input", "name"] });
      }
      const record = { id: at.newId(), programmeId, name, synthetic: false };
      const file: MethodFile = { record, version: 0, versions: [], evidence: [] };
      return beginMethod(file, description)(file, at);
    },
    answer: (file) => file,
  });
}

/** Writes a version. @refuses the codes of `writeVersion` */
export function methodWriteVersion(
  ctx: Context,
  input: MethodInput & Readonly<{ description: string }>,
): Changed<MethodFile> {
  return changeMethod(ctx, "method:writeVersion", input, writeVersion(input.description));
}

/** Adds evidence to a version. @refuses the codes of `addEvidence` */
export function methodAddEvidence(
  ctx: Context,
  input: MethodInput & Readonly<{ methodVersionId: string; title: string; link: string; contentHash: string }>,
): Changed<MethodFile> {
  const { methodVersionId, title, link, contentHash } = input;
  return changeMethod(ctx, "method:addEvidence", input, addEvidence({ methodVersionId, title, link, contentHash }));
}

/** Notes that a version was tested. @refuses the codes of `testVersion` */
export function methodTestVersion(
  ctx: Context,
  input: MethodInput & Readonly<{ methodVersionId: string; testedOn: LocalDate }>,
): Changed<MethodFile> {
  return changeMethod(ctx, "method:testVersion", input, testVersion(input.methodVersionId, input.testedOn));
}

/** Adopts a version. @refuses the codes of `adoptVersion` */
export function methodAdoptVersion(
  ctx: Context,
  input: MethodInput & Readonly<{ methodVersionId: string; adoptedOn: LocalDate; scalability?: Given<string> }>,
): Changed<MethodFile> {
  const { methodVersionId, adoptedOn, scalability } = input;
  return changeMethod(ctx, "method:adoptVersion", input, adoptVersion({ methodVersionId, adoptedOn, scalability }));
}

function changeMethod(ctx: Context, action: Action, input: MethodInput, rule: Rule<MethodFile>): Changed<MethodFile> {
  return changeRecord(ctx, METHODS, { action, id: input.methodId, input, rule, answer: (_before, after) => after });
}

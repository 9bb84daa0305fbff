import { acceptUnless, type Decision, type LocalDate } from "@inclusion/kernel";
import { changeProgramme, type OfProgramme } from "../change-programme.ts";
import type { Context } from "../context.ts";
import type { Programme } from "../programme/programme.ts";
import type { PartnershipRefusalCode } from "../refusals.ts";
import { hoursFact, insertSetting, insertTarget } from "./programme-setting.repository.ts";
import { readSetting, type SettingName, targetRefusals } from "./programme-setting.ts";

type Changed = Promise<Decision<Programme, PartnershipRefusalCode>>;

/** @refuses PROGRAMME_CLOSED and the codes of `targetRefusals` */
export function targetSet(
  ctx: Context,
  input: OfProgramme &
    Readonly<{ code: string; target: number; definition: string; statedOn: LocalDate; source: string }>,
): Changed {
  const { code, target, definition, statedOn, source } = input;
  const stated = { code, target, definition, statedOn, source };
  return changeProgramme(ctx, {
    action: "target:set",
    input,
    afterEnd: false,
    work: async (tx, { programme }) => {
      const decided = acceptUnless(targetRefusals(stated, ctx.today), () => undefined);
      if (decided.ok) await insertTarget(tx, { ...stated, programmeId: programme.id });
      return decided;
    },
  });
}

/** @refuses PROGRAMME_CLOSED and the codes of `readSetting` */
export function settingSet(
  ctx: Context,
  input: OfProgramme & Readonly<{ name: SettingName; value: string; from: LocalDate; source: string }>,
): Changed {
  return changeProgramme(ctx, {
    action: "setting:set",
    input,
    afterEnd: false,
    work: async (tx, { programme }) => {
      const read = readSetting(input.name, input.value, input.source);
      if (!read.ok) return read;
      await insertSetting(tx, { ...read.value, id: ctx.newId(), programmeId: programme.id, from: input.from });
      if (input.name === "MINIMUM_WEEKLY_HOURS") tx.tell(await hoursFact(tx, programme.id));
      return acceptUnless([], () => undefined);
    },
  });
}

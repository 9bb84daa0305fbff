/** How courses end, and in which partnership they run. */
import { isId, type LocalDate } from "@inclusion/kernel";
import { Fault } from "@inclusion/kernel/runtime";
import { type Changed, type ChangeInput, changeCourse } from "../change.ts";
import type { Context } from "../context.ts";
import { findPartnerships } from "../organisation/organisation.repository.ts";
import { exit, graduate, joinPartnership } from "./end-course.ts";
import type { Given } from "./rule.ts";

/**
 * @refuses what `joinPartnership` refuses
 * @throws Fault BAD_USER_INPUT for a partnership that is no id
 */
export async function courseJoinPartnership(
  ctx: Context,
  input: ChangeInput & Readonly<{ partnershipId?: Given<string> }>,
): Changed {
  const partnershipId = input.partnershipId ?? null;
  if (partnershipId !== null && !isId(partnershipId)) {
    throw new Fault("BAD_USER_INPUT", "partnershipId is no id.", { argument: "partnershipId" });
  }
  return changeCourse(ctx, {
    action: "course:joinPartnership",
    input,
    rule: joinPartnership(partnershipId),
    around: async (tx, file) => {
      const [partnership] = partnershipId === null ? [] : await findPartnerships(tx, [partnershipId]);
      return { ...file, partnership: partnership ?? null };
    },
  });
}

/** @refuses what `graduate` refuses */
export function courseGraduate(ctx: Context, input: ChangeInput & Readonly<{ graduatedOn: LocalDate }>): Changed {
  return changeCourse(ctx, { action: "course:graduate", input, rule: graduate(input) });
}

/** @refuses what `exit` refuses */
export function courseExit(
  ctx: Context,
  input: ChangeInput & Readonly<{ exitedOn: LocalDate; reason: string }>,
): Changed {
  return changeCourse(ctx, { action: "course:exit", input, rule: exit(input) });
}

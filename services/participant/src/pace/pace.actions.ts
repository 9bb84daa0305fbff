import type { LocalDate } from "@inclusion/kernel";
import type { Context } from "../context.ts";
import { findGround } from "../programme-terms/programme-terms.repository.ts";

/** The first and the last day of a programme; null unless both are known. */
export async function periodOf(
  ctx: Context,
  programmeId: string,
): Promise<Readonly<{ startsOn: LocalDate; endsOn: LocalDate }> | null> {
  const { startsOn, endsOn } = (await findGround(await ctx.reader(), programmeId)).terms;
  return startsOn === null || endsOn === null ? null : { startsOn, endsOn };
}

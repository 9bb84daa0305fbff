import { accept, type Decision, type LocalDate, refuse } from "@inclusion/kernel";
import { type OfProgramme, workOnProgramme } from "../change-programme.ts";
import type { Context } from "../context.ts";
import type { PartnershipRefusalCode } from "../refusals.ts";
import { insertResult } from "./published-result.repository.ts";
import { type PublishedResult, readResult } from "./published-result.ts";

type Given = Omit<PublishedResult, "id" | "publishedOn"> & Readonly<{ publishedOn?: LocalDate | null | undefined }>;

/** Where a figure was recorded. */
export type Recorded = Readonly<{ programmeId: string; id: string }>;

/** @refuses ALREADY_STATED and the codes of `readResult` */
export function publishedResultRecord(
  ctx: Context,
  input: OfProgramme & Given,
): Promise<Decision<Recorded, PartnershipRefusalCode>> {
  return workOnProgramme<Recorded>(ctx, {
    action: "publishedResult:record",
    input,
    afterEnd: true,
    work: async (tx, { programme }) => {
      const { code, what, value, unit, countedAt, publishedOn = null, source } = input;
      const figure = {
        id: ctx.newId(),
        programmeId: programme.id,
        code,
        what,
        value,
        unit,
        countedAt,
        publishedOn,
        source,
      };
      const decided = readResult(figure, ctx.today);
      if (!decided.ok) return decided;
      if (await insertResult(tx, decided.value)) return accept({ programmeId: programme.id, id: figure.id });
      const message = "This source's figure is recorded already.";
      return refuse({ code: "ALREADY_STATED", message, field: ["input", "source"] });
    },
  });
}

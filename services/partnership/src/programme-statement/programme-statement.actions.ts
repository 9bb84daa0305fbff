import { accept, type Currency, type Decision, type LocalDate, refuse } from "@inclusion/kernel";
import { type OfProgramme, workOnProgramme } from "../change-programme.ts";
import type { Context } from "../context.ts";
import type { PartnershipRefusalCode } from "../refusals.ts";
import { insertStatement } from "./programme-statement.repository.ts";
import { readStatement, type StatementKind } from "./programme-statement.ts";

type StatementInput = OfProgramme &
  Readonly<{
    kind: StatementKind;
    startsOn?: LocalDate | null | undefined;
    endsOn?: LocalDate | null | undefined;
    eligibleTotal?: bigint | null | undefined;
    euSupport?: bigint | null | undefined;
    currency?: Currency | undefined;
    statedOn: LocalDate;
    source: string;
  }>;

/** The programme and the id of what was recorded. */
export type StatementRecorded = Readonly<{ programmeId: string; id: string }>;

/** @refuses ALREADY_STATED, and the codes of `readStatement` */
export function statementRecord(
  ctx: Context,
  input: StatementInput,
): Promise<Decision<StatementRecorded, PartnershipRefusalCode>> {
  return workOnProgramme<StatementRecorded>(ctx, {
    action: "statement:record",
    input,
    afterEnd: true,
    work: async (tx, { programme }) => {
      const { kind, currency = "DKK", statedOn, source, startsOn = null, endsOn = null } = input;
      const [eligibleTotalMinor, euSupportMinor] = [input.eligibleTotal ?? null, input.euSupport ?? null];
      const stated = { programmeId: programme.id, kind, startsOn, endsOn, eligibleTotalMinor, euSupportMinor };
      const decided = readStatement({ ...stated, currency, statedOn, source }, ctx.today);
      if (!decided.ok) return decided;
      const id = ctx.newId();
      if (await insertStatement(tx, { ...decided.value, id })) return accept({ programmeId: programme.id, id });
      const message = "This source said something of this kind on that day already; what was said is never changed.";
      return refuse({ code: "ALREADY_STATED", message, field: ["input", "source"] });
    },
  });
}

/** What was said of a programme's days and money: announced, granted, adjusted and paid are four different things. Pure. */
import { acceptUnless, type Currency, type Decision, type LocalDate, type Refusal } from "@inclusion/kernel";
import { futureRefusals, orderRefusals, sourceRefusals } from "../refusal/common-rules.ts";

export const STATEMENT_KINDS = ["ANNOUNCED", "GRANTED", "ADJUSTED", "PAID"] as const;
export type StatementKind = (typeof STATEMENT_KINDS)[number];

/** A statement before it is recorded; amounts in minor units, null is "says nothing of it". */
export type NewStatement = Readonly<{
  programmeId: string;
  kind: StatementKind;
  startsOn: LocalDate | null;
  endsOn: LocalDate | null;
  eligibleTotalMinor: bigint | null;
  euSupportMinor: bigint | null;
  currency: Currency;
  statedOn: LocalDate;
  source: string;
}>;

/** A statement as stored. */
export type Statement = NewStatement & Readonly<{ id: string; recordedAt: Date }>;

type Said = Pick<NewStatement, "programmeId" | "kind" | "statedOn" | "source"> & Partial<NewStatement>;

/** A statement that says nothing of what is left out, in kroner. */
export function newStatement(said: Said): NewStatement {
  return { startsOn: null, endsOn: null, eligibleTotalMinor: null, euSupportMinor: null, currency: "DKK", ...said };
}

/** A statement that can be recorded. @refuses TEXT_MISSING, VALUE_OUT_OF_RANGE, DATE_ORDER, DATE_IN_FUTURE, SOURCE_MISSING, ... */
export function readStatement(statement: NewStatement, today: LocalDate) {
  const { startsOn, endsOn, eligibleTotalMinor: total, euSupportMinor: support, statedOn, source } = statement;
  const refusals: Refusal<"TEXT_MISSING" | "VALUE_OUT_OF_RANGE">[] = [];
  if (startsOn === null && endsOn === null && total === null && support === null) {
    refusals.push({ code: "TEXT_MISSING", message: "Say at least one day or one amount.", field: ["input"] });
  }
  if (total !== null && total < 0n) {
    refusals.push({
      code: "VALUE_OUT_OF_RANGE",
      message: "A total is not below 0.",
      field: ["input", "eligibleTotal"],
    });
  }
  if (support !== null && (support < 0n || (total !== null && support > total))) {
    const message = "Support is not below 0 and not more than the total.";
    refusals.push({ code: "VALUE_OUT_OF_RANGE", message, field: ["input", "euSupport"] });
  }
  return acceptUnless(
    [
      ...refusals,
      ...orderRefusals(startsOn, endsOn, ["input", "endsOn"]),
      ...futureRefusals(statedOn, today, ["input", "statedOn"]),
      ...sourceRefusals(source, ["input", "source"]),
    ],
    () => statement,
  ) satisfies Decision<NewStatement, string>;
}

/** What was said until `asOf` and recorded until `knownAt`, in the order in which it was said. */
export function saidBy(statements: readonly Statement[], asOf: LocalDate | null, knownAt: Date | null): Statement[] {
  return statements
    .filter(
      ({ statedOn, recordedAt }) => (asOf === null || statedOn <= asOf) && (knownAt === null || recordedAt <= knownAt),
    )
    .sort((a, b) => compare(a.statedOn, b.statedOn) || compare(a.recordedAt, b.recordedAt) || compare(a.id, b.id));
}

/** The last statement of each kind, in the order announced, granted, adjusted, paid. */
export function inForce(said: readonly Statement[]): Statement[] {
  return STATEMENT_KINDS.flatMap((kind) => said.findLast((statement) => statement.kind === kind) ?? []);
}

function compare<Value extends string | Date>(a: Value, b: Value): number {
  if (a < b) return -1;
  return a > b ? 1 : 0;
}

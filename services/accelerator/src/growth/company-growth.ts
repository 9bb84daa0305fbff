/** Whether a company has grown, and which follow-ups it owes: the same questions for accepted and rejected ones. Pure. */
import { addMonths, type LocalDate } from "@inclusion/kernel";
import type { CompanyCourse } from "../course/course.ts";
import { comparableWith, type Growth, type GrowthRule, growthOf, type Measured, ruleOn } from "./growth.ts";
import { FOLLOW_UP_MONTHS, inTime, type MetricSnapshot } from "./metric-snapshot.ts";

/** What growth is told from. */
export type Figured = Readonly<{
  course: Pick<CompanyCourse, "decidedOn" | "acceptedOn">;
  snapshots: readonly MetricSnapshot[];
  /** The organisation that the company was found to be or became part of; null when it stands for itself. */
  mergedInto: string | null;
}>;

export type GrowthStatus = "COMPARABLE" | "NO_BASELINE" | "NO_FOLLOW_UP" | "PERIOD_LENGTH" | "CURRENCY" | "MERGED";

/** A company's growth; `growth` and `later` are null unless the status is COMPARABLE. */
export type CompanyGrowth = Readonly<{
  status: GrowthStatus;
  ruleVersion: number;
  growth: Growth | null;
  later: Measured | null;
}>;

/** Growth that was measured at the end of one snapshot's period. */
export type MeasuredGrowth = Readonly<{ snapshot: MetricSnapshot; growth: Growth; later: Measured; rule: GrowthRule }>;

/**
 * Growth at each measurement since the decision that can be compared with the baseline, in time; each by the rule of
 * its own last day. None of a company that has become part of another.
 */
export function growthInTime(
  { course, snapshots, mergedInto }: Figured,
  rules: readonly GrowthRule[],
): readonly MeasuredGrowth[] {
  const baseline = snapshots.find(({ kind }) => kind === "BASELINE");
  const decided = course.decidedOn ?? course.acceptedOn;
  if (baseline === undefined || decided === null || mergedInto !== null) return [];
  const rows = snapshots.filter(({ kind }) => kind !== "BASELINE").toSorted(inTime);
  return rows.flatMap((snapshot, index) => {
    if (snapshot.periodTo < decided) return [];
    const compared = comparableWith(baseline, rows.slice(0, index + 1));
    if (compared.later === null) return [];
    const rule = ruleOn(rules, snapshot.periodTo);
    return [{ snapshot, growth: growthOf(baseline, compared.later, rule), later: compared.later, rule }];
  });
}

/** Growth by the latest figures until `asOf` that can be compared, or why there are none. */
export function growthOn(figured: Figured, rules: readonly GrowthRule[], asOf: LocalDate): CompanyGrowth {
  const known = figured.snapshots.filter(({ periodTo }) => periodTo <= asOf);
  const baseline = known.find(({ kind }) => kind === "BASELINE");
  const none = (status: GrowthStatus): CompanyGrowth => {
    return { status, ruleVersion: ruleOn(rules, asOf).ruleVersion, growth: null, later: null };
  };
  if (figured.mergedInto !== null) return none("MERGED");
  if (baseline === undefined) return none("NO_BASELINE");
  const latest = growthInTime({ ...figured, snapshots: known }, rules).at(-1);
  if (latest !== undefined) {
    const { growth, later, rule } = latest;
    return { status: "COMPARABLE", ruleVersion: rule.ruleVersion, growth, later };
  }
  const decided = figured.course.decidedOn ?? figured.course.acceptedOn;
  const rows = known.filter(({ kind }) => kind !== "BASELINE").toSorted(inTime);
  const last = rows.at(-1);
  if (last === undefined || decided === null || last.periodTo < decided) return none("NO_FOLLOW_UP");
  const compared = comparableWith(baseline, rows);
  return none(compared.status === "COMPARABLE" ? "NO_FOLLOW_UP" : compared.status);
}

export type ObligationStatus = "NOT_YET" | "DUE" | "OVERDUE" | "MET";

/** A follow-up that is owed at one month from the decision. */
export type Obligation = Readonly<{
  month: number;
  dueOn: LocalDate;
  overdueOn: LocalDate;
  status: ObligationStatus;
  snapshot: MetricSnapshot | null;
}>;

/** Months after the due day from which a follow-up is late. */
const GRACE_MONTHS = 3;

/** What the company owes; nothing before a decision, and nothing from a company that withdrew. */
export function obligationsOf(
  { course, snapshots }: Pick<Figured, "course" | "snapshots">,
  asOf: LocalDate,
): readonly Obligation[] {
  const decided = course.decidedOn ?? course.acceptedOn;
  if (decided === null) return [];
  return FOLLOW_UP_MONTHS.map((month) => {
    const dueOn = addMonths(decided, month);
    const overdueOn = addMonths(dueOn, GRACE_MONTHS);
    const snapshot = snapshots.find((row) => answers(row, month) && row.periodTo <= asOf) ?? null;
    const open = asOf < dueOn ? "NOT_YET" : asOf < overdueOn ? "DUE" : "OVERDUE";
    return { month, dueOn, overdueOn, status: snapshot === null ? open : "MET", snapshot };
  });
}

function answers({ kind, month: answered }: MetricSnapshot, month: number): boolean {
  return month === 0 ? kind === "BASELINE" : kind === "FOLLOW_UP" && answered === month;
}

/** How figures are recorded: one baseline, follow-ups after it, and measurements after graduation. Pure. */
import { acceptUnless, type LocalDate } from "@inclusion/kernel";
import { type CourseFile, decidedOn, ownedBy } from "../course/course-file.ts";
import { type Given, inRange, isBlank, type Moment, type Problem, type Rule, textGiven, when } from "../course/rule.ts";
import { inStates, takeStep } from "../course/step.ts";
import { type Figures, type MetricSnapshot, overlaps } from "./metric-snapshot.ts";

/** Figures as they are entered. */
export type FiguresInput = Figures;

/** Figures that are recorded: `month` says which follow-up they answer. */
export type SnapshotInput = FiguresInput & Readonly<{ kind: MetricSnapshot["kind"]; month?: Given<number> }>;

/**
 * @refuses BASELINE_FROZEN, BASELINE_MISSING, COMPANY_MERGED, ILLEGAL_TRANSITION, MEASUREMENT_BEFORE_BASELINE, PERIOD_OPEN,
 *   PERIOD_OVERLAP, UNIT_MISMATCH, DATE_ORDER, VALUE_OUT_OF_RANGE
 */
export function recordSnapshot(input: SnapshotInput): Rule {
  return (file, at) => {
    const problems = [
      ...(input.kind === "BASELINE" ? newBaseline(input, file) : newFollowUp(input, file)),
      ...when(
        input.kind === "FINAL",
        "VALUE_OUT_OF_RANGE",
        "Figures after graduation go through courseMeasure.",
        "kind",
      ),
      ...figureProblems(input, at),
    ];
    const frozenOn = input.kind === "BASELINE" ? decidedOn(file) : null;
    return acceptUnless(problems, () => ({
      ...file,
      snapshots: [...file.snapshots, { ...snapshotOf(input, input, file, at), frozenOn }],
    }));
  };
}

/** The baseline is of a period before the decision; a company that was turned down may bring it later. */
function newBaseline(input: SnapshotInput, file: CourseFile): readonly Problem[] {
  const baseline = baselineOf(file);
  const decided = decidedOn(file);
  return [
    ...when(
      baseline !== null,
      "BASELINE_FROZEN",
      "The company has its baseline: a second person corrects it, with the reason.",
      "kind",
    ),
    ...(baseline === null ? inStates(file, ["APPLIED", "DUE_DILIGENCE", "REJECTED"], "Recording a baseline") : []),
    ...when(input.month != null, "VALUE_OUT_OF_RANGE", "A baseline is for no month: leave it out.", "month"),
    ...when(
      decided !== null && input.periodTo >= decided,
      "PERIOD_OVERLAP",
      `A baseline is of a period before the decision on ${decided}.`,
      "periodTo",
    ),
  ];
}

const MEASURED = ["REJECTED", "ACCEPTED", "DIAGNOSED", "IN_SPRINTS", "GRADUATED", "EXITED"] as const;

function newFollowUp(input: SnapshotInput, file: CourseFile): readonly Problem[] {
  const isForMonth = input.month == null || [6, 12, 24].includes(input.month);
  return [
    ...inStates(file, MEASURED, "A follow-up"),
    ...mergedProblems(file),
    ...when(!isForMonth, "VALUE_OUT_OF_RANGE", "Give the month 6, 12 or 24; the baseline is that of month 0.", "month"),
    ...againstBaseline(input, file),
    ...overlapProblems({ ...input, kind: "FOLLOW_UP", id: null }, file),
  ];
}

/** Figures of a company that has become part of another tell of both, and so of neither's growth. */
function mergedProblems({ organisation }: CourseFile): readonly Problem[] {
  const mergedInto = organisation?.mergedInto ?? null;
  const message = `The company has become part of ${mergedInto}: its figures can no longer be compared.`;
  return when(mergedInto !== null, "COMPANY_MERGED", message);
}

/** @refuses BASELINE_MISSING, UNIT_MISMATCH, MEASUREMENT_BEFORE_BASELINE */
export function againstBaseline(input: Figures, file: CourseFile): readonly Problem[] {
  const baseline = baselineOf(file);
  if (baseline === null) return when(true, "BASELINE_MISSING", "Record the baseline first.");
  return [
    ...when(
      input.currency !== baseline.currency,
      "UNIT_MISMATCH",
      `The baseline is in ${baseline.currency}: give the figures in it.`,
      "currency",
    ),
    ...when(
      input.periodFrom <= baseline.periodTo,
      "MEASUREMENT_BEFORE_BASELINE",
      `Give a period after the baseline, which ended on ${baseline.periodTo}.`,
      "periodFrom",
    ),
  ];
}

/**
 * Figures of the same month are owed once. Periods between the months follow one another; those for a month look back
 * over a year and may share days with others.
 *
 * @refuses PERIOD_OVERLAP
 */
export function overlapProblems(
  input: Figures & Readonly<{ id: string | null; kind: MetricSnapshot["kind"]; month?: Given<number> }>,
  { snapshots }: CourseFile,
): readonly Problem[] {
  const month = input.month ?? null;
  const other = snapshots.find(
    (row) =>
      row.id !== input.id &&
      row.kind === input.kind &&
      (month !== null && row.month === month
        ? true
        : (row.month === month || row.kind === "FINAL") && overlaps(row, input)),
  );
  const message = `There are figures from ${other?.periodFrom} to ${other?.periodTo}: correct those instead.`;
  return when(other !== undefined, "PERIOD_OVERLAP", message, "periodFrom");
}

/** Figures after graduation. */
export type FinalInput = FiguresInput & Readonly<{ month: number }>;

/** @refuses COMPANY_MERGED, PERIOD_OVERLAP, PERIOD_OPEN, UNIT_MISMATCH, DATE_ORDER, VALUE_OUT_OF_RANGE, and a step's codes */
export function measureGraduate(input: FinalInput): Rule {
  return (file, at) => {
    const { endedOn, state } = file.course;
    const isDuring = state === "GRADUATED" && endedOn !== null && input.periodFrom <= endedOn;
    return takeStep(file, at, {
      kind: "MEASURE",
      happenedOn: at.today,
      dayField: "periodTo",
      problems: [
        ...when(![12, 24].includes(input.month), "VALUE_OUT_OF_RANGE", "Give the month 12 or 24.", "month"),
        ...when(
          isDuring,
          "PERIOD_OVERLAP",
          `Give a period that begins after the graduation on ${endedOn}.`,
          "periodFrom",
        ),
        ...mergedProblems(file),
        ...overlapProblems({ ...input, kind: "FINAL", id: null }, file),
        ...againstBaseline(input, file),
        ...figureProblems(input, at),
      ],
      change: () => ({
        snapshots: [...file.snapshots, snapshotOf({ kind: "FINAL", month: input.month }, input, file, at)],
      }),
    });
  };
}

/** The baseline, or null. */
export function baselineOf({ snapshots }: Pick<CourseFile, "snapshots">): MetricSnapshot | null {
  return snapshots.find(({ kind }) => kind === "BASELINE") ?? null;
}

function snapshotOf(
  which: Readonly<{ kind: MetricSnapshot["kind"]; month?: Given<number> }>,
  input: Figures,
  file: CourseFile,
  at: Moment,
): MetricSnapshot {
  return {
    ...ownedBy(file),
    ...figuresOf(input),
    id: at.newId(),
    kind: which.kind,
    month: which.month ?? null,
    frozenOn: null,
    enteredBy: at.actor,
    corrections: [],
    synthetic: file.course.synthetic,
  };
}

/** The figures alone. */
export function figuresOf(input: Figures): Figures {
  return {
    periodFrom: input.periodFrom,
    periodTo: input.periodTo,
    currency: input.currency,
    turnoverMinor: input.turnoverMinor,
    publicSalesMinor: input.publicSalesMinor,
    privateSalesMinor: input.privateSalesMinor,
    fteHundredths: input.fteHundredths,
    headcount: input.headcount,
    vulnerableFteHundredths: input.vulnerableFteHundredths,
    newCustomers: input.newCustomers,
    equityMinor: input.equityMinor,
    source: input.source,
  };
}

/** @refuses DATE_ORDER, PERIOD_OPEN, VALUE_OUT_OF_RANGE */
export function figureProblems(input: Figures, { today }: Readonly<{ today: LocalDate }>): readonly Problem[] {
  const sales = (input.publicSalesMinor ?? 0n) + (input.privateSalesMinor ?? 0n);
  return [
    ...when(
      input.periodTo < input.periodFrom,
      "DATE_ORDER",
      `${input.periodTo} is before the period's first day (${input.periodFrom}).`,
      "periodTo",
    ),
    ...when(
      input.periodTo >= today,
      "PERIOD_OPEN",
      "The period is not over: record its figures when it is.",
      "periodTo",
    ),
    ...inRange(input.turnoverMinor, 0n, MOST_MINOR, "turnover"),
    ...inRange(input.publicSalesMinor, 0n, MOST_MINOR, "publicSales"),
    ...inRange(input.privateSalesMinor, 0n, MOST_MINOR, "privateSales"),
    ...when(
      sales > input.turnoverMinor,
      "VALUE_OUT_OF_RANGE",
      "Public and private sales together are more than the turnover: correct one of the three.",
      "turnover",
    ),
    ...inRange(input.equityMinor, -MOST_MINOR, MOST_MINOR, "equity"),
    ...inRange(input.fteHundredths, 0, MOST_PEOPLE * 100, "fte"),
    ...inRange(input.vulnerableFteHundredths, 0, MOST_PEOPLE * 100, "vulnerableFte"),
    ...inRange(input.headcount, 0, MOST_PEOPLE, "headcount"),
    ...inRange(input.newCustomers, 0, 1_000_000_000, "newCustomers"),
    ...(isBlank(input.source) ? when(true, "VALUE_OUT_OF_RANGE", "Say where the figures are from.", "source") : []),
    ...(isBlank(input.source) ? [] : textGiven(input.source as string, "source")),
  ];
}

/** Above what any company has, and far below what a column can hold. */
const MOST_MINOR = 10n ** 16n;
const MOST_PEOPLE = 1_000_000;

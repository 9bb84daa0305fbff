/** How figures in force are corrected: by a second person, with a reason, and the old values kept. Pure. */
import { acceptUnless } from "@inclusion/kernel";
import { type CourseFile, decidedOn, withRow } from "../course/course-file.ts";
import { type Problem, type Rule, reasonGiven, when } from "../course/rule.ts";
import type { Correction, MetricSnapshot } from "./metric-snapshot.ts";
import { againstBaseline, type FiguresInput, figureProblems, figuresOf, overlapProblems } from "./record-snapshot.ts";

/** The right figures, all of them. */
export type CorrectInput = FiguresInput & Readonly<{ snapshotId: string; reason: string }>;

/**
 * Whoever entered the values in force, or corrected them last, is the first person.
 *
 * @refuses FOUR_EYES, REASON_REQUIRED, ROW_UNKNOWN, MEASUREMENT_BEFORE_BASELINE, PERIOD_OPEN, PERIOD_OVERLAP,
 *   UNIT_MISMATCH, DATE_ORDER, VALUE_OUT_OF_RANGE
 */
export function correctSnapshot(input: CorrectInput): Rule {
  return (file, at) => {
    const row = file.snapshots.find(({ id }) => id === input.snapshotId);
    const problems = [
      ...when(row === undefined, "ROW_UNKNOWN", "The course has no such figures.", "snapshotId"),
      ...when(
        row?.enteredBy === at.actor,
        "FOUR_EYES",
        "You entered the figures in force: let somebody else correct them.",
        "snapshotId",
      ),
      ...reasonGiven(input.reason),
      ...(row === undefined ? [] : placeProblems(row, input, file)),
      ...figureProblems(input, at),
    ];
    return acceptUnless(problems, () => {
      const corrected = row as MetricSnapshot;
      const correction = { ...keptOf(corrected), correctedOn: at.today, correctedBy: at.actor, reason: input.reason };
      const corrections = [...corrected.corrections, correction];
      const next = { ...corrected, ...figuresOf(input), enteredBy: at.actor, corrections };
      return { ...file, snapshots: withRow(file.snapshots, next) };
    });
  };
}

/** A corrected baseline still lies before the decision and before all that was measured against it. */
function placeProblems(row: MetricSnapshot, input: CorrectInput, file: CourseFile): readonly Problem[] {
  if (row.kind !== "BASELINE") {
    const graduatedOn = row.kind === "FINAL" ? file.course.endedOn : null;
    return [
      ...againstBaseline(input, file),
      ...overlapProblems({ ...input, id: row.id, kind: row.kind, month: row.month }, file),
      ...when(
        graduatedOn !== null && input.periodFrom <= graduatedOn,
        "PERIOD_OVERLAP",
        `Give a period that begins after the graduation on ${graduatedOn}.`,
        "periodFrom",
      ),
    ];
  }
  const decided = decidedOn(file);
  const later = file.snapshots.filter(({ kind }) => kind !== "BASELINE");
  const isOver = later.some(({ periodFrom }) => periodFrom <= input.periodTo);
  return [
    ...when(
      (decided !== null && input.periodTo >= decided) || isOver,
      "PERIOD_OVERLAP",
      "A baseline is of a period before the decision and before every follow-up.",
      "periodTo",
    ),
    ...when(
      later.some(({ currency }) => currency !== input.currency),
      "UNIT_MISMATCH",
      "Follow-ups are in another currency: correct the figures in theirs.",
      "currency",
    ),
  ];
}

function keptOf(row: MetricSnapshot): Omit<Correction, "correctedOn" | "correctedBy" | "reason"> {
  const { publicSalesMinor, privateSalesMinor, equityMinor, turnoverMinor, ...figures } = figuresOf(row);
  const text = (minor: bigint | null): string | null => (minor === null ? null : String(minor));
  return {
    ...figures,
    enteredBy: row.enteredBy,
    turnoverMinor: String(turnoverMinor),
    publicSalesMinor: text(publicSalesMinor),
    privateSalesMinor: text(privateSalesMinor),
    equityMinor: text(equityMinor),
  };
}

/** How a course ends, and in which partnership it runs. Pure. */
import { acceptUnless, type LocalDate } from "@inclusion/kernel";
import type { CourseFile } from "./course-file.ts";
import { type Problem, type Rule, reasonGiven, when } from "./rule.ts";
import { inStates, takeStep } from "./step.ts";
import { IN_COURSE } from "./transitions.ts";

/** @refuses MILESTONE_OPEN, SNAPSHOT_MISSING, and what a step refuses */
export function graduate({ graduatedOn }: Readonly<{ graduatedOn: LocalDate }>): Rule {
  return (file, at) =>
    takeStep(file, at, {
      kind: "GRADUATE",
      happenedOn: graduatedOn,
      dayField: "graduatedOn",
      problems: [...milestoneProblems(file), ...snapshotProblems(file)],
      change: () => ({ course: { endedOn: graduatedOn } }),
    });
}

function milestoneProblems({ milestones }: CourseFile): readonly Problem[] {
  const open = milestones.filter(({ isMandatory, doneOn }) => isMandatory && doneOn === null);
  const titles = open.map(({ title }) => title).join("; ");
  return when(open.length > 0, "MILESTONE_OPEN", `These milestones have still to be done: ${titles}.`);
}

function snapshotProblems({ snapshots, course: { acceptedOn } }: CourseFile): readonly Problem[] {
  const isThere = snapshots.some(
    ({ kind, periodTo }) => kind === "FOLLOW_UP" && acceptedOn !== null && periodTo >= acceptedOn,
  );
  return when(!isThere, "SNAPSHOT_MISSING", "Record figures of a period that ended after the acceptance.");
}

/** @refuses REASON_REQUIRED, OPEN_PLACEMENTS, VALUE_OUT_OF_RANGE, and what a step refuses */
export function exit({ exitedOn, reason }: Readonly<{ exitedOn: LocalDate; reason: string }>): Rule {
  return (file, at) =>
    takeStep(file, at, {
      kind: "EXIT",
      happenedOn: exitedOn,
      dayField: "exitedOn",
      reason,
      problems: [
        ...reasonGiven(reason),
        ...when(
          file.openPlacements > 0,
          "OPEN_PLACEMENTS",
          `${file.openPlacements} placements at the company go on: move or end them first.`,
        ),
      ],
      change: () => ({ course: { endedOn: exitedOn } }),
    });
}

/** @refuses ILLEGAL_TRANSITION, ROW_UNKNOWN */
export function joinPartnership(partnershipId: string | null): Rule {
  return (file) => {
    const { partnership, course } = file;
    const isForeign = partnershipId !== null && partnership?.programmeId !== course.programmeId;
    const problems = [
      ...inStates(file, ["APPLIED", "DUE_DILIGENCE", ...IN_COURSE], "A change of partnership"),
      ...when(isForeign, "ROW_UNKNOWN", "The programme has no such partnership that has been signed.", "partnershipId"),
    ];
    return acceptUnless(problems, () => ({ ...file, course: { ...course, partnershipId } }));
  };
}

/** The examination of a company, and its acceptance. Pure. */
import { acceptUnless, type LocalDate } from "@inclusion/kernel";
import { type CourseFile, ownedBy, withRow } from "../course/course-file.ts";
import { type Given, isBlank, notBefore, notInFuture, notLong, type Problem, type Rule, when } from "../course/rule.ts";
import { inStates, takeStep } from "../course/step.ts";
import { isSocial } from "../organisation/organisation.ts";
import { CHECK_KINDS, type CheckKind } from "./application.ts";
import { frozen } from "./apply.ts";

/** @refuses NOT_SME, NO_SOCIAL_PURPOSE, and what a step refuses */
export function startDueDiligence({ startedOn }: Readonly<{ startedOn: LocalDate }>): Rule {
  return (file, at) =>
    takeStep(file, at, {
      kind: "START_DUE_DILIGENCE",
      happenedOn: startedOn,
      dayField: "startedOn",
      problems: [...sizeProblems(file), ...purposeProblems(file)],
      change: () => ({}),
    });
}

/** The register decides where it knows the size; else what the application states with evidence. */
function sizeProblems({ organisation, applications: [application] }: CourseFile): readonly Problem[] {
  const known = organisation?.sizeClass ?? null;
  const stated = isBlank(application?.sizeEvidence) ? null : (application?.statedSizeClass ?? null);
  const size = known ?? stated;
  const message =
    size === null
      ? "The company's size is not known: the application has to state it, with evidence."
      : "The company is large: the accelerator is for small and medium-sized ones.";
  return when(size === null || size === "LARGE", "NOT_SME", message);
}

function purposeProblems({ organisation, applications: [application] }: CourseFile): readonly Problem[] {
  const isStated = !isBlank(application?.socialPurpose) && !isBlank(application?.socialPurposeEvidence);
  const isKnown = organisation !== null && isSocial(organisation);
  const message = "No social purpose is known: the application has to state it, with evidence.";
  return when(!isKnown && !isStated, "NO_SOCIAL_PURPOSE", message);
}

/** What a check found. */
export type CheckInput = Readonly<{
  kind: CheckKind;
  result: "PASSED" | "FAILED";
  checkedOn: LocalDate;
  evidence?: Given<string>;
}>;

/** @refuses ILLEGAL_TRANSITION, DATE_IN_FUTURE, DATE_ORDER, VALUE_OUT_OF_RANGE */
export function recordCheck({ kind, result, checkedOn, evidence }: CheckInput): Rule {
  return (file, at) => {
    const earlier = file.checks.find((check) => check.kind === kind);
    const problems = [
      ...inStates(file, ["DUE_DILIGENCE"], "A check"),
      ...notInFuture(at, checkedOn, "checkedOn"),
      ...notBefore(checkedOn, file.course.appliedOn, "the application", "checkedOn"),
      ...notLong(evidence, "evidence"),
    ];
    const row = { kind, result, checkedBy: at.actor, checkedOn, evidence: evidence ?? null };
    return acceptUnless(problems, () => ({
      ...file,
      checks: withRow(file.checks, { ...ownedBy(file), ...row, id: earlier?.id ?? at.newId() }),
    }));
  };
}

/** @refuses CHECK_FAILED, BASELINE_MISSING, COHORT_FULL, and what a step refuses */
export function acceptApplication({ acceptedOn }: Readonly<{ acceptedOn: LocalDate }>): Rule {
  return (file, at) =>
    takeStep(file, at, {
      kind: "ACCEPT",
      happenedOn: acceptedOn,
      dayField: "acceptedOn",
      problems: [...checkProblems(file), ...baselineProblems(file, acceptedOn), ...capacityProblems(file)],
      change: () => ({ course: { acceptedOn, decidedOn: acceptedOn }, snapshots: frozen(file, acceptedOn) }),
    });
}

function checkProblems({ checks }: CourseFile): readonly Problem[] {
  const passed = new Set(checks.filter(({ result }) => result === "PASSED").map(({ kind }) => kind));
  const open = CHECK_KINDS.filter((kind) => !passed.has(kind));
  return when(open.length > 0, "CHECK_FAILED", `These checks are missing or failed: ${open.join(", ")}.`);
}

/** The baseline is of a period that was closed before the company was accepted. */
function baselineProblems({ snapshots }: CourseFile, acceptedOn: LocalDate): readonly Problem[] {
  const baseline = snapshots.find(({ kind }) => kind === "BASELINE");
  const isMissing = baseline === undefined || baseline.periodTo >= acceptedOn;
  return when(isMissing, "BASELINE_MISSING", "Record the figures of the last period that was closed before this day.");
}

function capacityProblems({ call, acceptedInCall }: CourseFile): readonly Problem[] {
  const isFull = call !== null && acceptedInCall >= call.capacity;
  return when(isFull, "COHORT_FULL", `The cohort ${call?.cohort} has its ${call?.capacity} companies.`);
}

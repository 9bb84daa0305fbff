/** Everything that is known of one course: what a rule looks at, and what a change is a change of. Pure. */
import type { LocalDate } from "@inclusion/kernel";
import type { Application, ApplicationReview, DueDiligenceCheck } from "../application/application.ts";
import type { Call } from "../call/call.ts";
import type { GrowthRule } from "../growth/growth.ts";
import type { MetricSnapshot } from "../growth/metric-snapshot.ts";
import type { Diagnosis, GoalMeasurement, GrowthPlan, Milestone } from "../growth-plan/growth-plan.ts";
import type { OrganisationCopy, PartnershipCopy } from "../organisation/organisation.ts";
import type { AdvisoryHours, Attendance, Session } from "../session/session.ts";
import type { CompanyCourse } from "./course.ts";
import type { OfFile } from "./of-file.ts";
import type { CourseEvent } from "./transitions.ts";

/** The lists of a file; each is in the order of its days. */
export type FileLists = Readonly<{
  applications: readonly Application[];
  reviews: readonly ApplicationReview[];
  checks: readonly DueDiligenceCheck[];
  diagnoses: readonly Diagnosis[];
  plans: readonly GrowthPlan[];
  goalMeasurements: readonly GoalMeasurement[];
  milestones: readonly Milestone[];
  attendances: readonly Attendance[];
  advisoryHours: readonly AdvisoryHours[];
  snapshots: readonly MetricSnapshot[];
  events: readonly CourseEvent[];
}>;

/** The file of one course. `applications` and `diagnoses` hold at most one row. */
export type CourseFile = FileLists &
  Readonly<{
    course: CompanyCourse;
    /** Raised by every change, for optimistic locking; 0 for a course that is not stored yet. */
    version: number;
    call: Call | null;
    /** Sessions of the call's cohort. */
    sessions: readonly Session[];
    /** How many companies of the call are accepted, this one among them. */
    acceptedInCall: number;
    organisation: OrganisationCopy | null;
    partnership: PartnershipCopy | null;
    /** Placements at the company that go on in the programme. */
    openPlacements: number;
    growthRules: readonly GrowthRule[];
  }>;

const NO_ROWS: FileLists = {
  applications: [],
  reviews: [],
  checks: [],
  diagnoses: [],
  plans: [],
  goalMeasurements: [],
  milestones: [],
  attendances: [],
  advisoryHours: [],
  snapshots: [],
  events: [],
};

/** The file of a course that is not stored yet. */
export function newFile(known: Pick<CourseFile, "course" | "call" | "organisation" | "partnership">): CourseFile {
  return { ...known, ...NO_ROWS, version: 0, sessions: [], acceptedInCall: 0, openPlacements: 0, growthRules: [] };
}

/** A list with `row` in the place of the one with its id, or at the end. */
export function withRow<Row extends Readonly<{ id: string }>>(rows: readonly Row[], row: Row): readonly Row[] {
  return rows.some(({ id }) => id === row.id) ? rows.map((each) => (each.id === row.id ? row : each)) : [...rows, row];
}

/** What every row of the file repeats of its course. */
export function ownedBy({ course }: Pick<CourseFile, "course">): Omit<OfFile, "id"> {
  return { courseId: course.id, programmeId: course.programmeId, municipalityCode: course.municipalityCode };
}

/** The day on which the company was accepted or turned down. */
export function decidedOn({ course }: Pick<CourseFile, "course">): LocalDate | null {
  return course.decidedOn ?? course.acceptedOn;
}

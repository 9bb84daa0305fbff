/** Which companies are compared with which. Pure. */
import type { LocalDate } from "@inclusion/kernel";
import type { CourseFile } from "../course/course-file.ts";
import type { Figured } from "./company-growth.ts";
import { partOfYear, publishSums, type YearPart } from "./company-sums.ts";
import { compareGroups, DRAWS, type PublishedMonth } from "./comparison.ts";

/** What is asked: the seed of the interval, the day, and whether the reader may see the companies. */
export type Asked = Readonly<{ seed: number; asOf: LocalDate; exact: boolean }>;

/** A comparison of two groups. */
export type GroupComparison = Readonly<{
  months: readonly PublishedMonth[];
  measure: string;
  seed: number;
  draws: number;
  asOf: LocalDate;
}>;

/** Accepted companies against those that were turned down; who withdrew is in neither. */
export function acceptedAgainstRejected(files: readonly CourseFile[], asked: Asked): GroupComparison {
  const accepted = files.filter(({ course }) => course.acceptedOn !== null);
  const rejected = files.filter(({ course }) => course.state === "REJECTED");
  return comparison([accepted, rejected], asked);
}

/** Accepted companies with a partnership against those without. */
export function withPartnershipAgainstWithout(files: readonly CourseFile[], asked: Asked): GroupComparison {
  const accepted = files.filter(({ course }) => course.acceptedOn !== null);
  const inPartnership = accepted.filter(({ course }) => course.partnershipId !== null);
  const alone = accepted.filter(({ course }) => course.partnershipId === null);
  return comparison([inPartnership, alone], asked);
}

function comparison(
  [group, other]: readonly [readonly CourseFile[], readonly CourseFile[]],
  asked: Asked,
): GroupComparison {
  const months = compareGroups([group.map(figured), other.map(figured)], asked);
  return { months, measure: "TURNOVER", seed: asked.seed, draws: DRAWS, asOf: asked.asOf };
}

function figured({ course, snapshots, organisation }: CourseFile): Figured {
  return { course, snapshots, mergedInto: organisation?.mergedInto ?? null };
}

/** Sums of a year over accepted companies. */
export function sumsOfYear(files: readonly CourseFile[], year: number, exact: boolean) {
  const cohorts = new Map<string | null, YearPart[]>();
  for (const { course, snapshots } of files) {
    const part = course.acceptedOn === null ? null : partOfYear(snapshots, year);
    if (part !== null) cohorts.set(course.cohort, [...(cohorts.get(course.cohort) ?? []), part]);
  }
  return { year, ...publishSums(cohorts, exact) };
}

/** How figures and growth look in the graph. */
import type { Currency, LocalDate, Money } from "@inclusion/kernel";
import type { StoredCourse } from "../course/course.ts";
import type { CourseFile } from "../course/course-file.ts";
import { type CompanyGrowth, type Figured, growthOn, obligationsOf } from "./company-growth.ts";
import { wholeHundredths } from "./hundredths.ts";
import type { Figures } from "./metric-snapshot.ts";

/** `CompanyGrowth` of the graph: with the currency of its amounts. */
export type GrowthRow = CompanyGrowth & Readonly<{ currency: Currency }>;

/** What growth is told from. */
export function figuredOf({ course, snapshots, organisation }: CourseFile): Figured {
  return { course, snapshots, mergedInto: organisation?.mergedInto ?? null };
}

/** The growth of a course on a day. */
export function growthRowOf(file: CourseFile, asOf: LocalDate): GrowthRow {
  const baseline = file.snapshots.find(({ kind }) => kind === "BASELINE");
  return { ...growthOn(figuredOf(file), file.growthRules, asOf), currency: baseline?.currency ?? "DKK" };
}

/** A course of a table, as it is stored. */
export function storedCourseOf({ course, version }: CourseFile): StoredCourse {
  return { ...course, version };
}

/** A course with its figures until a day. */
export function growthTableRow(file: CourseFile, asOf: LocalDate) {
  return {
    course: storedCourseOf(file),
    group: file.course.acceptedOn === null ? ("REJECTED" as const) : ("ACCEPTED" as const),
    growth: growthRowOf(file, asOf),
    snapshots: file.snapshots.filter(({ periodTo }) => periodTo <= asOf),
    followUps: obligationsOf(file, asOf),
  };
}

/** An amount of a snapshot; null when it is not known. */
export function moneyOf(minor: bigint | null, currency: Currency): Money | null {
  return minor === null ? null : { minor, currency };
}

/** Figures as the graph takes them: decimals as hundredths. */
export type GraphFigures = Readonly<{
  periodFrom: LocalDate;
  periodTo: LocalDate;
  currency: Currency;
  turnover: bigint;
  publicSales?: bigint | null | undefined;
  privateSales?: bigint | null | undefined;
  fte: bigint;
  headcount?: number | null | undefined;
  vulnerableFte?: bigint | null | undefined;
  newCustomers?: number | null | undefined;
  equity?: bigint | null | undefined;
  source: string;
}>;

/** Figures as the rules take them. */
export function figuresFrom(input: GraphFigures): Figures {
  return {
    periodFrom: input.periodFrom,
    periodTo: input.periodTo,
    currency: input.currency,
    turnoverMinor: input.turnover,
    publicSalesMinor: input.publicSales ?? null,
    privateSalesMinor: input.privateSales ?? null,
    fteHundredths: wholeHundredths(input.fte),
    headcount: input.headcount ?? null,
    vulnerableFteHundredths: input.vulnerableFte == null ? null : wholeHundredths(input.vulnerableFte),
    newCustomers: input.newCustomers ?? null,
    equityMinor: input.equity ?? null,
    source: input.source,
  };
}

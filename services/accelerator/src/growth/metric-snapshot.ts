/** A company's figures of one closed period. Pure. */
import { type Currency, daysBetween, type LocalDate } from "@inclusion/kernel";

export type MetricKind = "BASELINE" | "FOLLOW_UP" | "FINAL";

/** Months after the decision for which a follow-up is owed; month 0 is the baseline. */
export const FOLLOW_UP_MONTHS = [0, 6, 12, 24] as const;

/** Figures: money in minor units of `currency`, full-time equivalents in hundredths; null is "not known". */
export type Figures = Readonly<{
  periodFrom: LocalDate;
  periodTo: LocalDate;
  currency: Currency;
  turnoverMinor: bigint;
  publicSalesMinor: bigint | null;
  privateSalesMinor: bigint | null;
  fteHundredths: number;
  headcount: number | null;
  vulnerableFteHundredths: number | null;
  newCustomers: number | null;
  equityMinor: bigint | null;
  source: string | null;
}>;

/** Values that held until somebody else corrected them; amounts as text, as JSON keeps them. */
export type Correction = Readonly<{
  correctedOn: LocalDate;
  correctedBy: string;
  enteredBy: string | null;
  reason: string;
  periodFrom: LocalDate;
  periodTo: LocalDate;
  currency: Currency;
  turnoverMinor: string;
  publicSalesMinor: string | null;
  privateSalesMinor: string | null;
  fteHundredths: number;
  headcount: number | null;
  vulnerableFteHundredths: number | null;
  newCustomers: number | null;
  equityMinor: string | null;
  source: string | null;
}>;

/** The company's figures of one closed period, which is which measurement, and who stands for it. */
export type MetricSnapshot = Figures &
  Readonly<{
    id: string;
    courseId: string;
    programmeId: string;
    municipalityCode: string;
    kind: MetricKind;
    /** The follow-up that it answers: months after the decision, or after graduation for FINAL. */
    month: number | null;
    frozenOn: LocalDate | null;
    /** Who entered the values in force; null for rows from before it was asked. */
    enteredBy: string | null;
    corrections: readonly Correction[];
    synthetic: boolean;
  }>;

/** What a row says of a period alone; the rest is not known. For rows of before the rest was asked. */
export const UNKNOWN_FIGURES = {
  month: null,
  currency: "DKK",
  publicSalesMinor: null,
  privateSalesMinor: null,
  headcount: null,
  vulnerableFteHundredths: null,
  newCustomers: null,
  equityMinor: null,
  source: null,
  frozenOn: null,
  enteredBy: null,
  corrections: [],
} as const satisfies Partial<MetricSnapshot>;

/** A stretch of days, both ends in it. */
export type Period = Readonly<{ periodFrom: LocalDate; periodTo: LocalDate }>;

/** Days of a period, both ends counted. */
export function daysOf({ periodFrom, periodTo }: Period): number {
  return daysBetween(periodFrom, periodTo) + 1;
}

/** Whether two periods share a day. */
export function overlaps(a: Period, b: Period): boolean {
  return a.periodFrom <= b.periodTo && b.periodFrom <= a.periodTo;
}

/** Whether two periods are as long as one another, but for a leap day and the unequal lengths of months. */
export function isSameLength(a: Period, b: Period): boolean {
  return Math.abs(daysOf(a) - daysOf(b)) <= UNEQUAL_DAYS;
}

/** Quarters have 90 to 92 days, years 365 or 366, half-years 181 to 184. */
const UNEQUAL_DAYS = 3;

/** By the end of the period; of one day the final figures come last and so decide. */
export function inTime(a: MetricSnapshot, b: MetricSnapshot): number {
  return compareTexts(a.periodTo, b.periodTo) || compareTexts(b.kind, a.kind) || compareTexts(a.id, b.id);
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

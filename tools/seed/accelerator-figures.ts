/** Figures of companies quarter by quarter, against the year before they were accepted or turned down. Pure. */
import type { CompanyCourse } from "@inclusion/accelerator/course/course";
import { type MetricSnapshot, UNKNOWN_FIGURES } from "@inclusion/accelerator/growth/metric-snapshot";
import { addMonths, type LocalDate, localDate } from "@inclusion/kernel";
import { movedBy } from "./days.ts";
import type { Random } from "./random.ts";

/**
 * How a company fares: RISES from the first year on, FALTERS for a year and rises then, DIPS in the second year and comes
 * back, FALLS for good.
 */
export type Fortune = "RISES" | "FALTERS" | "DIPS" | "FALLS";

/** Quarters after the baseline that are measured: until two years after the decision. */
export const QUARTERS = 10;

/** Quarters that end half a year, one year and two years after the decision, by their place. */
const MONTHS: Readonly<Record<number, number>> = { 3: 6, 5: 12, 9: 24 };

/** Percent of the baseline's turnover in each quarter. */
const LEVELS: Readonly<Record<Fortune, readonly number[]>> = {
  RISES: [101, 103, 105, 107, 109, 110, 112, 114, 115, 117],
  FALTERS: [99, 96, 94, 95, 98, 102, 106, 108, 110, 111],
  DIPS: [102, 103, 103, 102, 82, 79, 104, 106, 107, 108],
  FALLS: [98, 97, 95, 94, 92, 93, 90, 91, 89, 88],
};

/** Percent of a quarter's share of the year: the sum of a whole year is four hundred. */
const SEASONS = [92, 104, 96, 108];

/**
 * The baseline, which is the closed year before the decision, and quarters from then on. Years begin with whichever
 * quarter lets half a year after the decision be compared with a whole one.
 *
 * @param answered quarters that the company tells of, from the first
 */
export function figuresOf(
  random: Random,
  course: CompanyCourse,
  { fortune, answered }: Readonly<{ fortune: Fortune; answered: number }>,
): readonly MetricSnapshot[] {
  const start = addMonths(quarterStart(addMonths(course.decidedOn as LocalDate, 6)), -9);
  const thousands = random.between(1_500, 14_000);
  const people = random.between(300, 2_400);
  const pace = random.between(90, 130);
  const isPublic = random.between(10, 45);
  const row = (from: LocalDate, months: number, parts: Pick<MetricSnapshot, "kind" | "month">): MetricSnapshot => {
    const periodTo = movedBy(addMonths(from, months), -1);
    const { id, programmeId, municipalityCode } = course;
    return {
      ...UNKNOWN_FIGURES,
      ...{ id: random.id(periodTo), courseId: id, programmeId, municipalityCode, synthetic: true, ...parts },
      ...{ periodFrom: from, periodTo, turnoverMinor: 0n, fteHundredths: people, enteredBy: "system:seed" },
    };
  };
  const baseline = row(addMonths(start, -12), 12, { kind: "BASELINE", month: null });
  const quarters = LEVELS[fortune].slice(0, answered).map((level, index): MetricSnapshot => {
    const month = MONTHS[index] ?? null;
    const rise = Math.round(((level - 100) * pace) / 100);
    const season = SEASONS[index % SEASONS.length] as number;
    const quarter = Math.round((thousands * season * (100 + rise)) / 40_000);
    const more = fortune === "RISES" ? 12 * (index + 1) : 0;
    return {
      ...row(addMonths(start, 3 * index), 3, { kind: "FOLLOW_UP", month }),
      ...salesOf(quarter, isPublic + index),
      ...peopleOf(fortune === "FALLS" ? people - 9 * index : people + more, index + 1),
      newCustomers: random.between(0, 9),
      source: "syntetisk kvartalsopgørelse",
    };
  });
  const first = { ...baseline, ...salesOf(thousands, isPublic), ...peopleOf(people, 0) };
  return [{ ...first, source: "syntetisk årsrapport", frozenOn: course.decidedOn }, ...quarters];
}

/** Sales of a period in kroner; `publicPercent` of them to public buyers. */
function salesOf(thousands: number, publicPercent: number) {
  const turnoverMinor = BigInt(thousands) * 100_000n;
  const publicSalesMinor = (turnoverMinor * BigInt(publicPercent)) / 100n;
  return { turnoverMinor, publicSalesMinor, privateSalesMinor: turnoverMinor - publicSalesMinor };
}

function peopleOf(fteHundredths: number, quarter: number) {
  const headcount = Math.ceil(fteHundredths / 80);
  return { fteHundredths, headcount, vulnerableFteHundredths: Math.round(fteHundredths / 8) + 15 * quarter };
}

function quarterStart(day: LocalDate): LocalDate {
  const month = Number(day.slice(5, 7));
  return localDate(`${day.slice(0, 5)}${String(month - ((month - 1) % 3)).padStart(2, "0")}-01`);
}

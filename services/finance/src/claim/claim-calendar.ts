/** When costs are claimed, and how long their papers are kept. Pure. */
import { addDays, addMonths, type LocalDate, localDate } from "@inclusion/kernel";

/** A claim's cut-off and the half-year that it closes. */
export type ClaimPeriod = Readonly<{ from: LocalDate; to: LocalDate }>;

/** The cut-off (skæringsdato) on or after `day`: the end of February or of August. */
export function cutOffOnOrAfter(day: LocalDate): LocalDate {
  const year = Number(day.slice(0, 4));
  const ends = [year, year + 1].flatMap((each) => {
    const text = String(each).padStart(4, "0");
    return [addDays(localDate(`${text}-03-01`), -1), localDate(`${text}-08-31`)];
  });
  return ends.find((end) => end >= day) as LocalDate;
}

/** The half-year between two cut-offs in which `day` lies. */
export function claimPeriodOf(day: LocalDate): ClaimPeriod {
  const to = cutOffOnOrAfter(day);
  return { from: addMonths(addDays(to, 1), -6), to };
}

/** Frameworks of the European Union with rules of their own on how long papers are kept. */
export type Framework = "ESF_2014_2020" | "ESF_PLUS";

/** What decides how long papers are kept. */
export type RetentionTerms = Readonly<{
  framework: Framework;
  /** Day of the accounts that hold the last expenditure (2014-2020), or of the last payment (ESF+). */
  countedFrom: LocalDate;
  /** Whether the operation has at least one million euro of eligible expenditure; matters in 2014-2020 only. */
  isLarge: boolean;
  /** Days for which a legal case or an audit stopped the clock. */
  suspendedDays: number;
  /** Aid records are kept for ten years. */
  hasStateAid: boolean;
}>;

const AID_YEARS = 10;

/** The last day on which papers are kept (G6): whole years from 31 December after the event. */
export function keptUntil(terms: RetentionTerms): LocalDate {
  const years = terms.framework === "ESF_PLUS" ? 5 : terms.isLarge ? 2 : 3;
  const from = Number(terms.countedFrom.slice(0, 4));
  const whole = Math.max(years, terms.hasStateAid ? AID_YEARS : 0);
  return addDays(localDate(`${String(from + whole).padStart(4, "0")}-12-31`), terms.suspendedDays);
}

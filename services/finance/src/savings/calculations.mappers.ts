/** Calculations that need no record: inputs of the graph to the rules, and their answers back. */
import { type Fraction, fraction, type LocalDate, localDate } from "@inclusion/kernel";
import { Fault } from "@inclusion/kernel/runtime";
import { compare, isShare, parseRatio, ratioText } from "../exact/fraction.ts";
import { answersOf, type CaseYear, incomeStatement, type StatementYear } from "../funding-case/funding-case.ts";
import { ladderOn, splitBenefit, weeklyOf } from "../ladder/ladder.ts";
import { simulated } from "../money-mode/money-mode.ts";
import {
  npvOfMonths,
  npvOfYears,
  paybackMonth,
  paybackYear,
  SHOWN_RATES,
  undiscounted,
} from "../present-value/present-value.ts";
import { DEFAULT_ASSUMPTIONS } from "../simulation/simulation-inputs.ts";
import { DEFAULT_EFFECTS } from "../simulation/simulation-terms.ts";

type Optional<Value> = Value | null | undefined;

/** @throws Fault BAD_USER_INPUT unless `holds` */
function requireInput(holds: unknown, message: string): asserts holds {
  if (!holds) throw new Fault("BAD_USER_INPUT", message);
}

/** A ratio from 0 to 1. @throws Fault BAD_USER_INPUT */
export function shareOf(text: string, name: string): Fraction {
  const value = parseRatio(text);
  requireInput(value !== null && isShare(value), `${name} is a ratio from 0 to 1, written like 35/1000 or 0.035.`);
  return value;
}

/** L1 to L3 and L5. @throws Fault BAD_USER_INPUT */
export function benefitSplitOf(
  input: Readonly<{
    monthlyBenefit?: Optional<bigint>;
    weeklyBenefit?: Optional<bigint>;
    benefitLeft?: Optional<bigint>;
    firstWeek: number;
    weeks: number;
    on?: Optional<LocalDate>;
  }>,
  today: LocalDate,
) {
  const { monthlyBenefit, weeklyBenefit, firstWeek, weeks } = input;
  const given = monthlyBenefit ?? weeklyBenefit;
  requireInput(
    given != null && (monthlyBenefit == null || weeklyBenefit == null),
    "Give one of monthlyBenefit and weeklyBenefit.",
  );
  requireInput(firstWeek >= 1 && firstWeek <= 10_000, "The first week is 1 to 10,000.");
  requireInput(weeks >= 0 && weeks <= 5_000, "The weeks are 0 to 5,000.");
  const ladder = ladderOn(input.on ?? today);
  requireInput(ladder !== null, "There was no ladder on that day: it is in force from 2016-01-04.");
  const saved = given - (input.benefitLeft ?? 0n);
  const weekly = monthlyBenefit == null ? fraction(saved) : weeklyOf(saved);
  const split = splitBenefit({ weekly, firstWeek, weeks }, ladder);
  return {
    ...{ gross: simulated(split.grossMinor), state: simulated(split.stateMinor) },
    ...{ municipality: simulated(split.municipalMinor), steps: split.steps },
    ...{ nextWeek: firstWeek + weeks, source: ladder.source },
  };
}

/** N1, N2 and N3. @throws Fault BAD_USER_INPUT */
export function presentValueOf({
  flows,
  every,
  rate: text,
}: Readonly<{ flows: readonly bigint[]; every: "MONTH" | "YEAR"; rate?: Optional<string> }>) {
  requireInput(flows.length >= 1 && flows.length <= 1200, "Give 1 to 1200 flows.");
  const rate = shareOf(text ?? "0.035", "rate");
  const isYearly = every === "YEAR";
  const payback = isYearly ? paybackYear : paybackMonth;
  return {
    rate: ratioText(rate),
    npv: simulated(isYearly ? npvOfYears(flows, rate) : npvOfMonths(flows, rate)),
    sum: simulated(undiscounted(flows)),
    paybackSimple: payback(flows, fraction(0n)),
    paybackDiscounted: payback(flows, rate),
  };
}

/** V36: the income statement and the three answers. @throws Fault BAD_USER_INPUT */
export function fundingCaseOf(
  input: Readonly<{
    years: readonly Readonly<{ year: number; cost: bigint; municipality: bigint; state: bigint; region: bigint }>[];
    supportRate: string;
    discountRate?: Optional<string>;
  }>,
) {
  const { years } = input;
  requireInput(years.length >= 1 && years.length <= 100, "Give 1 to 100 years.");
  requireInput(
    years.every(({ year }, index) => year === (years[0]?.year ?? 0) + index),
    "Years stand in order and without gaps.",
  );
  const cases = years.map(
    (each): CaseYear => ({
      ...{ year: each.year, costMinor: each.cost, municipalityMinor: each.municipality },
      ...{ stateMinor: each.state, regionMinor: each.region },
    }),
  );
  const statement = incomeStatement(cases, shareOf(input.supportRate, "supportRate"));
  const rate = shareOf(input.discountRate ?? "0.035", "discountRate");
  const rates = [rate, ...SHOWN_RATES.filter((shown) => compare(shown, rate) !== 0)];
  return { incomeStatement: statement.map(yearMoney), answers: rates.map((each) => answerMoney(statement, each)) };
}

function yearMoney(year: StatementYear) {
  return {
    ...{ year: year.year, programmeCost: simulated(year.costMinor), municipality: simulated(year.municipalityMinor) },
    ...{ state: simulated(year.stateMinor), region: simulated(year.regionMinor) },
    ...{ publicResult: simulated(year.publicResultMinor), support: simulated(year.supportMinor) },
  };
}

function answerMoney(statement: readonly StatementYear[], rate: Fraction) {
  const answers = answersOf(statement, rate);
  const { bp: coverageBp, isSelfFinancing, gapMinor } = answers.coverage;
  return {
    ...{ discountRate: ratioText(rate), publicNpv: simulated(answers.publicNpvMinor) },
    ...{ isPublicGain: answers.isPublicGain, coverageBp, isSelfFinancing, gap: simulated(gapMinor) },
    municipalityAloneNpv: simulated(answers.municipalityAloneNpvMinor),
    municipalityWithSupportNpv: simulated(answers.municipalityWithSupportNpvMinor),
  };
}

type RangeTerms = Optional<Readonly<{ low: string; mid: string; high: string }>>;

/** Where the amounts and ranges of `Programme.savings` are from, in words. */
export const ASSUMED: readonly string[] = [
  "Benefits: public monthly rates of the year of the start (see docs/sources.md, benefit rates).",
  "Refund ladder: act on municipal financing of certain public benefits, section 5; a first-order effect.",
  "Tax, activation and health per person: own judgement, invented round amounts.",
  "A small job saves the part of the benefit that its hours are of 37: own judgement.",
];

/** Days of a year's starters and what is assumed of them. @throws Fault BAD_USER_INPUT */
export function cohortTermsOf({
  cohortYear,
  monthsAfter,
  deadweight,
  kept,
  gains,
}: Readonly<{
  cohortYear: number;
  monthsAfter: number;
  deadweight: RangeTerms;
  kept: RangeTerms;
  gains: Optional<Readonly<{ personPerMonth: bigint; companyPerMonth: bigint; source: string }>>;
}>) {
  requireInput(cohortYear >= 2016 && cohortYear <= 2100, "The year is 2016 to 2100: before there was no ladder.");
  requireInput(monthsAfter >= 0 && monthsAfter <= 120, "0 to 120 months are looked at afterwards.");
  requireInput(gains == null || gains.source.trim() !== "", "Say where the gains are from.");
  return {
    ...{ from: localDate(`${cohortYear}-01-01`), to: localDate(`${cohortYear}-12-31`), monthsAfter },
    ...{
      effects: DEFAULT_EFFECTS,
      deadweight: rangeOf(deadweight, "DEADWEIGHT"),
      kept: rangeOf(kept, "SUSTAINED_RATE"),
      gains:
        gains == null
          ? null
          : { personPerMonthMinor: gains.personPerMonth, companyPerMonthMinor: gains.companyPerMonth },
    },
  };
}

function rangeOf(given: RangeTerms, key: "DEADWEIGHT" | "SUSTAINED_RATE") {
  const own = DEFAULT_ASSUMPTIONS.find((assumption) => assumption.key === key);
  const of = (end: "low" | "mid" | "high"): Fraction =>
    given == null ? fraction(own?.[end] ?? 0, 1_000_000) : shareOf(given[end], key.toLowerCase());
  const [low, mid, high] = [of("low"), of("mid"), of("high")];
  requireInput(compare(low, mid) <= 0 && compare(mid, high) <= 0, "The ratios stand in order: low, mid, high.");
  return { low, mid, high };
}

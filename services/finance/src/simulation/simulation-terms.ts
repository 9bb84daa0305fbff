/** From terms as a person writes them to checked inputs, or to every reason why not. Pure. */
import {
  acceptUnless,
  addDays,
  addMonths,
  type Decision,
  type Fraction,
  fraction,
  type LocalDate,
  parseLocalDate,
  type Refusal,
} from "@inclusion/kernel";
import { isOnLadder, monthlyRateOf } from "../benefit/benefit.ts";
import { isShare, parseRatio, ratioText, rounded, times } from "../exact/fraction.ts";
import { ladderOn } from "../ladder/ladder.ts";
import type { FinanceRefusalCode } from "../refusals.ts";
import type { AssumptionTerms, ScenarioTerms } from "./assumption-terms.ts";
import { checkAssumptions, checkScenarios } from "./assumption-terms.ts";
import {
  canonicalInputs,
  monthsOf,
  type PersonEffects,
  type SimulationGroup,
  type SimulationInputs,
  yearOfMonth,
} from "./simulation-inputs.ts";

type Optional<Value> = Value | null | undefined;

/** A group as it is written. */
export type GroupTerms = Readonly<{
  municipalityCode?: Optional<string>;
  persons: number;
  startMonth: number;
  benefit?: Optional<string>;
  monthlyBenefit?: Optional<bigint>;
  monthlyBenefitLeft?: Optional<bigint>;
  seniorityWeeks: number;
}>;

/** The terms of a simulation as they are written; amounts in minor units. */
export type SimulationTerms = Readonly<{
  firstMonth: string;
  programmeMonths: number;
  monthsAfter: number;
  discountRate?: Optional<string>;
  supportRate?: Optional<string>;
  costs?: Optional<readonly Readonly<{ year: number; cost: bigint }>[]>;
  groups?: Optional<readonly GroupTerms[]>;
  effects?: Optional<
    Readonly<{
      activationPerYear: bigint;
      stateTaxPerMonth: bigint;
      municipalTaxPerMonth: bigint;
      regionHealthPerYear: bigint;
      source: string;
    }>
  >;
  assumptions?: Optional<readonly AssumptionTerms[]>;
  scenarios?: Optional<readonly ScenarioTerms[]>;
  seed?: Optional<number>;
  draws?: Optional<number>;
}>;

/** What is known of the programme, for terms that are left out. */
export type KnownProgramme = Readonly<{
  programmeId: string;
  /** The grant's eligible total and the part of it that the EU pays; null without a grant. */
  eligibleTotalMinor: bigint | null;
  euShare: Fraction | null;
  /** Those who have started; empty when none have. */
  cohort: readonly GroupTerms[];
}>;

/** Invented round amounts, where nothing better is given. @source docs/sources.md#assumptions-of-simulations */
export const DEFAULT_EFFECTS: PersonEffects = {
  activationPerYearMinor: 150_000n,
  stateTaxPerMonthMinor: 120_000n,
  municipalTaxPerMonthMinor: 210_000n,
  regionHealthPerYearMinor: 225_000n,
};
const DEFAULT_EFFECTS_SOURCE = "Own judgement: invented round amounts, to be replaced by the municipality's own.";

const MOST_MONTHS = 120;
const MOST_PERSONS = 1_000_000;
const MOST_BENEFIT = 10_000_000n;

type Problem = Refusal<FinanceRefusalCode>;

/**
 * The inputs that terms stand for.
 *
 * @refuses PERIOD_INVALID alone; RATE_INVALID, COST_INVALID, COST_MISSING, GROUP_INVALID, BENEFIT_INVALID,
 *   COHORT_EMPTY, ASSUMPTION_INVALID, SOURCE_MISSING, SCENARIO_INVALID, DRAWS_INVALID
 */
export function inputsOf(
  terms: SimulationTerms,
  known: KnownProgramme,
): Decision<SimulationInputs, FinanceRefusalCode> {
  const period = checkPeriod(terms);
  if (period.length > 0) return acceptUnless(period, () => neverAsked());
  const discount = rateOf(terms.discountRate ?? "0.035", "discountRate");
  const support = rateOf(terms.supportRate ?? ratioText(known.euShare ?? fraction(0n)), "supportRate");
  const costs = costsOf(terms, known);
  const groups = groupsOf(terms, known);
  const assumptions = checkAssumptions(terms.assumptions ?? []);
  const scenarios = checkScenarios(terms.scenarios ?? []);
  const problems = [discount, support, costs, groups, assumptions, scenarios].flatMap((part) => part.problems);
  return acceptUnless([...problems, ...checkDraws(terms)], () =>
    canonicalInputs({
      programmeId: known.programmeId,
      firstMonth: terms.firstMonth,
      programmeMonths: terms.programmeMonths,
      monthsAfter: terms.monthsAfter,
      discountRate: ratioText(discount.value),
      supportRate: ratioText(support.value),
      costs: costs.value,
      groups: groups.value,
      ...effectsOf(terms),
      assumptions: assumptions.value,
      scenarios: scenarios.value,
      seed: terms.seed ?? 1,
      draws: terms.draws ?? 1000,
    }),
  );
}

/** A part of the inputs, and what is wrong with it; the value counts when nothing is. */
export type Checked<Value> = Readonly<{ value: Value; problems: readonly Problem[] }>;

function neverAsked(): never {
  throw new Error("Broken invariant: a refused period has no inputs");
}

function problem(code: FinanceRefusalCode, message: string, ...field: readonly string[]): Problem {
  return { code, message, field: ["terms", ...field] };
}

function checkPeriod({ firstMonth, programmeMonths, monthsAfter }: SimulationTerms): readonly Problem[] {
  const first = parseLocalDate(`${firstMonth}-01`);
  const isWithin = (value: number, least: number): boolean =>
    Number.isInteger(value) && value >= least && value <= MOST_MONTHS;
  return [
    ...(first !== null && firstMonth <= "2100-01" && ladderOn(first) !== null
      ? []
      : [
          problem(
            "PERIOD_INVALID",
            "Write the first month as 2019-01; before 2016-02 there is no ladder to share by.",
            "firstMonth",
          ),
        ]),
    ...(isWithin(programmeMonths, 1)
      ? []
      : [problem("PERIOD_INVALID", "A programme runs 1 to 120 months.", "programmeMonths")]),
    ...(isWithin(monthsAfter, 0)
      ? []
      : [problem("PERIOD_INVALID", "0 to 120 months are looked at afterwards.", "monthsAfter")]),
  ];
}

function rateOf(text: string, field: string): Checked<Fraction> {
  const value = parseRatio(text);
  if (value !== null && isShare(value)) return { value, problems: [] };
  const message = `${field} is a ratio from 0 to 1, written like 35/1000 or 0.035.`;
  return { value: fraction(0n), problems: [problem("RATE_INVALID", message, field)] };
}

function costsOf(terms: SimulationTerms, { eligibleTotalMinor }: KnownProgramme): Checked<SimulationInputs["costs"]> {
  const months = Array.from({ length: terms.programmeMonths }, (_, month) => yearOfMonth(terms.firstMonth, month));
  const years = [...new Set(months)];
  if (terms.costs == null) {
    if (eligibleTotalMinor === null) {
      return {
        value: [],
        problems: [problem("COST_MISSING", "Give the cost of each year: no grant states any.", "costs")],
      };
    }
    return { value: spread(eligibleTotalMinor, months), problems: [] };
  }
  const span = `${years[0]} to ${years.at(-1)}`;
  const problems = terms.costs.flatMap(({ year, cost }, index, all) => [
    ...(years.includes(year)
      ? []
      : [problem("COST_INVALID", `The programme runs ${span}, not in ${year}.`, "costs", String(index), "year")]),
    ...(all.findIndex((other) => other.year === year) === index
      ? []
      : [problem("COST_INVALID", `${year} is named twice.`, "costs", String(index), "year")]),
    ...(cost >= 0n ? [] : [problem("COST_INVALID", "A year's cost is not negative.", "costs", String(index), "cost")]),
  ]);
  const missing =
    terms.costs.length === 0 ? [problem("COST_MISSING", "Give the cost of at least one year.", "costs")] : [];
  return { value: terms.costs.map(({ year, cost }) => ({ year, minor: cost })), problems: [...problems, ...missing] };
}

/** A total over the years of the months, each year by its months; rounded as a running sum, so that it adds up. */
function spread(totalMinor: bigint, months: readonly number[]): SimulationInputs["costs"] {
  const until = (index: number): bigint => rounded(times(fraction(totalMinor), fraction(index, months.length)));
  return [...new Set(months)].map((year) => ({
    year,
    minor: until(months.lastIndexOf(year) + 1) - until(months.indexOf(year)),
  }));
}

function groupsOf(terms: SimulationTerms, { cohort }: KnownProgramme): Checked<readonly SimulationGroup[]> {
  const given = terms.groups ?? cohort;
  if (given.length === 0) {
    const message = "Give groups of persons: nobody is known to have started in the programme's months.";
    return { value: [], problems: [problem("COHORT_EMPTY", message, "groups")] };
  }
  const checked = given.map((group, index) => groupOf(terms, group, index));
  return { value: checked.map(({ value }) => value), problems: checked.flatMap(({ problems }) => problems) };
}

function groupOf(terms: SimulationTerms, group: GroupTerms, index: number): Checked<SimulationGroup> {
  const at = (message: string, field: string, code: FinanceRefusalCode = "GROUP_INVALID"): Problem =>
    problem(code, message, "groups", String(index), field);
  const months = monthsOf(terms);
  const startYear = yearOfMonth(terms.firstMonth, Math.max(0, group.startMonth));
  const monthly = group.monthlyBenefit ?? rateOfBenefit(group.benefit, startYear);
  const left = group.monthlyBenefitLeft ?? 0n;
  const isWhole = (value: number, least: number, most: number): boolean =>
    Number.isInteger(value) && value >= least && value <= most;
  const problems = [
    ...(group.municipalityCode == null || /^\d{4}$/.test(group.municipalityCode)
      ? []
      : [at("A municipality has four digits.", "municipalityCode")]),
    ...(isWhole(group.persons, 1, MOST_PERSONS) ? [] : [at("A group has 1 to 1,000,000 persons.", "persons")]),
    ...(isWhole(group.startMonth, 0, months - 1)
      ? []
      : [at(`They start in one of the ${months} months, counted from 0.`, "startMonth")]),
    ...(isWhole(group.seniorityWeeks, 0, 5_000) ? [] : [at("Weeks with benefit are 0 to 5,000.", "seniorityWeeks")]),
    ...(monthly === null
      ? [
          at(
            "No rate of this benefit is known, or the ladder does not share it: give monthlyBenefit.",
            "benefit",
            "BENEFIT_INVALID",
          ),
        ]
      : monthly >= 0n && monthly <= MOST_BENEFIT && left >= 0n && left <= MOST_BENEFIT
        ? []
        : [at("A benefit is 0 to 100,000 kroner a month.", "monthlyBenefit")]),
  ];
  const value: SimulationGroup = {
    municipalityCode: group.municipalityCode ?? null,
    ...{ persons: group.persons, startMonth: group.startMonth, seniorityWeeks: group.seniorityWeeks },
    ...{ monthlyBenefitMinor: monthly ?? 0n, monthlyBenefitLeftMinor: left },
  };
  return { value, problems };
}

function rateOfBenefit(benefit: Optional<string>, year: number): bigint | null {
  return isOnLadder(benefit ?? null) ? (monthlyRateOf(benefit as never, year)?.monthlyMinor ?? null) : null;
}

function effectsOf({ effects }: SimulationTerms): Pick<SimulationInputs, "effects" | "effectsSource"> {
  if (effects == null) return { effects: DEFAULT_EFFECTS, effectsSource: DEFAULT_EFFECTS_SOURCE };
  return {
    effects: {
      activationPerYearMinor: effects.activationPerYear,
      stateTaxPerMonthMinor: effects.stateTaxPerMonth,
      municipalTaxPerMonthMinor: effects.municipalTaxPerMonth,
      regionHealthPerYearMinor: effects.regionHealthPerYear,
    },
    effectsSource: effects.source,
  };
}

function checkDraws({ seed, draws, effects }: SimulationTerms): readonly Problem[] {
  const amounts =
    effects == null
      ? []
      : [
          effects.activationPerYear,
          effects.stateTaxPerMonth,
          effects.municipalTaxPerMonth,
          effects.regionHealthPerYear,
        ];
  return [
    ...(draws == null || (draws >= 0 && draws <= 10_000)
      ? []
      : [problem("DRAWS_INVALID", "0 to 10,000 draws are taken.", "draws")]),
    ...(seed == null || seed >= 0 ? [] : [problem("DRAWS_INVALID", "A seed is not negative.", "seed")]),
    ...(effects != null && effects.source.trim() === ""
      ? [problem("SOURCE_MISSING", "Say where the amounts per person are from.", "effects", "source")]
      : []),
    ...(amounts.every((amount) => amount >= -MOST_BENEFIT && amount <= MOST_BENEFIT)
      ? []
      : [problem("GROUP_INVALID", "Amounts per person are at most 100,000 kroner.", "effects")]),
  ];
}

/** The first and the last day of the programme's months. */
export function programmeDays({
  firstMonth,
  programmeMonths,
}: SimulationTerms): Readonly<{ from: LocalDate; to: LocalDate }> | null {
  const from = parseLocalDate(`${firstMonth}-01`);
  if (from === null || !Number.isInteger(programmeMonths) || programmeMonths < 1 || programmeMonths > MOST_MONTHS)
    return null;
  return { from, to: addDays(addMonths(from, programmeMonths), -1) };
}

/** What a simulation is a function of, all of it: the same inputs give the same result. Pure. */
import { type Fraction, fraction } from "@inclusion/kernel";

/** What is not known and is assumed, between a low and a high value. */
export type AssumptionKey =
  | "EMPLOYMENT_RATE"
  | "SUSTAINED_RATE"
  | "DEADWEIGHT"
  | "YEARLY_EXIT"
  | "COST_FACTOR"
  | "SAVING_FACTOR"
  | "MONTHS_TO_JOB"
  | "SHORT_JOB_MONTHS";

/** Where an assumption is from: a public model, a statistic or report, an act, or the user's own judgement. */
export type SourceKind = "SOEM" | "CABI" | "REPORT" | "LAW" | "OWN";

/** Shares and factors in millionths, months in whole months. */
export type Assumption = Readonly<{
  key: AssumptionKey;
  low: number;
  mid: number;
  high: number;
  sourceKind: SourceKind;
  source: string;
}>;

/** Persons who are alike in everything that the model looks at. */
export type SimulationGroup = Readonly<{
  municipalityCode: string | null;
  persons: number;
  /** Months from the first month of the programme to their start. */
  startMonth: number;
  /** Benefit a month in minor units, and what of it is still paid beside work (0 for ordinary work). */
  monthlyBenefitMinor: bigint;
  monthlyBenefitLeftMinor: bigint;
  /** Weeks with benefit before the start. */
  seniorityWeeks: number;
}>;

/** What work changes beside the benefit, in minor units of one person. */
export type PersonEffects = Readonly<{
  activationPerYearMinor: bigint;
  stateTaxPerMonthMinor: bigint;
  municipalTaxPerMonthMinor: bigint;
  regionHealthPerYearMinor: bigint;
}>;

/** A scenario: other values of some assumptions. */
export type Scenario = Readonly<{
  name: string;
  changes: readonly Readonly<{ key: AssumptionKey; value: number }>[];
}>;

export type SimulationInputs = Readonly<{
  programmeId: string;
  /** First month, `YYYY-MM`: month 0, in the year that is not discounted. */
  firstMonth: string;
  programmeMonths: number;
  monthsAfter: number;
  /** Ratios as `ratioText` writes them. */
  discountRate: string;
  supportRate: string;
  /** Cost of calendar years, minor units. */
  costs: readonly Readonly<{ year: number; minor: bigint }>[];
  groups: readonly SimulationGroup[];
  effects: PersonEffects;
  effectsSource: string;
  assumptions: readonly Assumption[];
  scenarios: readonly Scenario[];
  seed: number;
  draws: number;
}>;

/** One value of every assumption. */
export type Point = Readonly<Record<AssumptionKey, number>>;

/** A whole, in millionths. */
export const MILLION = 1_000_000;

/** Keys whose values are whole months; all others are millionths. */
export const MONTH_KEYS: ReadonlySet<AssumptionKey> = new Set(["MONTHS_TO_JOB", "SHORT_JOB_MONTHS"]);

/** Keys of which a low value is the favourable one. */
export const ADVERSE_KEYS: ReadonlySet<AssumptionKey> = new Set([
  "DEADWEIGHT",
  "YEARLY_EXIT",
  "COST_FACTOR",
  "MONTHS_TO_JOB",
]);

/**
 * Assumptions where none are given; each is an opinion with a source, and to be replaced by what is known better.
 *
 * @source docs/sources.md#assumptions-of-simulations
 */
export const DEFAULT_ASSUMPTIONS: readonly Assumption[] = [
  {
    ...{ key: "EMPLOYMENT_RATE", low: 460_000, mid: 560_811, high: 716_667, sourceKind: "REPORT" },
    source:
      "low: IMPACT60, 46 % (co-pi.dk, 2021); mid: 83 of 148, the programme sheet's targets; high: Klar til Start, 43 of 60 (apmollerfonde.dk, 2020)",
  },
  {
    ...{ key: "SUSTAINED_RATE", low: 333_333, mid: 650_000, high: 800_000, sourceKind: "REPORT" },
    source:
      "low: two thirds of the jobs lost in 2020 (mm.dk, April 2020); high: 80 % in KLAPjob (sbst.dk, 2023); mid: own judgement between them",
  },
  {
    ...{ key: "DEADWEIGHT", low: 0, mid: 180_000, high: 400_000, sourceKind: "OWN" },
    source: "the range of the programme's closing question; 18 % is an invented baseline",
  },
  {
    ...{ key: "YEARLY_EXIT", low: 50_000, mid: 100_000, high: 200_000, sourceKind: "OWN" },
    source: "own judgement: of those who keep a job, how many leave work in a year",
  },
  {
    ...{ key: "COST_FACTOR", low: 900_000, mid: 1_000_000, high: 1_100_000, sourceKind: "OWN" },
    source: "own judgement: ten per cent to either side",
  },
  {
    ...{ key: "SAVING_FACTOR", low: 800_000, mid: 1_000_000, high: 1_200_000, sourceKind: "OWN" },
    source: "own judgement: twenty per cent to either side of the figures per person",
  },
  {
    ...{ key: "MONTHS_TO_JOB", low: 6, mid: 12, high: 18, sourceKind: "REPORT" },
    source: "mid: the citizen's course lasts 12 months (densocialekapitalfond.dk, 2018); range: own judgement",
  },
  {
    ...{ key: "SHORT_JOB_MONTHS", low: 2, mid: 4, high: 6, sourceKind: "OWN" },
    source: "own judgement: how long a job lasts that is not kept",
  },
];

/** The values in the middle. */
export function midPoint(assumptions: readonly Assumption[]): Point {
  return pointOf(assumptions, ({ mid }) => mid);
}

/** Every assumption at the end that is worst, or best, for the purse. */
export function extremePoint(assumptions: readonly Assumption[], end: "WORST" | "BEST"): Point {
  return pointOf(assumptions, ({ key, low, high }) => (ADVERSE_KEYS.has(key) === (end === "BEST") ? low : high));
}

/** A point with some values replaced. */
export function pointOf(assumptions: readonly Assumption[], value: (assumption: Assumption) => number): Point {
  const values = assumptions.map((assumption) => [assumption.key, value(assumption)] as const);
  return Object.fromEntries(values) as Record<AssumptionKey, number>;
}

/** Millionths as an exact fraction. */
export function millionths(value: number): Fraction {
  return fraction(value, MILLION);
}

/** How many months the simulation covers. */
export function monthsOf({
  programmeMonths,
  monthsAfter,
}: Pick<SimulationInputs, "programmeMonths" | "monthsAfter">): number {
  return programmeMonths + monthsAfter;
}

/** The calendar year of a month counted from the first one. */
export function yearOfMonth(firstMonth: string, month: number): number {
  const [year, first] = firstMonth.split("-").map(Number) as [number, number];
  return year + Math.floor((first - 1 + month) / 12);
}

/**
 * The inputs in one order and one form, so that what is equal in meaning has one text and one hash.
 *
 * Groups that are alike are one; assumptions and costs stand in the order of their keys.
 */
export function canonicalInputs(inputs: SimulationInputs): SimulationInputs {
  const byKey = new Map<string, SimulationGroup>();
  for (const group of inputs.groups) {
    const key = canonicalText({ ...group, persons: 0 });
    const same = byKey.get(key);
    byKey.set(key, same === undefined ? group : { ...same, persons: same.persons + group.persons });
  }
  const keys = [...byKey.keys()].sort((a, b) => (a < b ? -1 : 1));
  const groups = keys.map((key) => byKey.get(key) as SimulationGroup);
  return {
    ...inputs,
    groups,
    costs: [...inputs.costs].sort((a, b) => a.year - b.year),
    assumptions: [...inputs.assumptions].sort((a, b) => (a.key < b.key ? -1 : 1)),
  };
}

/** A value as JSON with its keys in order; whole numbers of any size are written as text. */
export function canonicalText(value: unknown): string {
  if (typeof value === "bigint") return `"${value}"`;
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value ?? null);
  const entries = Object.entries(value)
    .filter(([, each]) => each !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, each]) => `${JSON.stringify(key)}:${canonicalText(each)}`);
  return `{${entries.join(",")}}`;
}

/** Reads what `canonicalText` wrote: whatever is named minor is money again. */
export function fromCanonicalText<Value>(text: string): Value {
  const value: unknown = JSON.parse(text);
  restoreMoney(value);
  return value as Value;
}

/** Changes the value itself: a reviver of JSON or a copy would need many times the memory of the inputs. */
function restoreMoney(value: unknown): void {
  if (Array.isArray(value)) for (const each of value) restoreMoney(each);
  if (typeof value !== "object" || value === null || Array.isArray(value)) return;
  const fields = value as Record<string, unknown>;
  for (const key in fields) {
    const field = fields[key];
    if (typeof field === "object") restoreMoney(field);
    else if (typeof field === "string" && (key === "minor" || key.endsWith("Minor"))) fields[key] = BigInt(field);
  }
}

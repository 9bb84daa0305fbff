/** Everything that a simulation answers, from its inputs alone. Pure. */
import { type Fraction, fraction, sumMinor } from "@inclusion/kernel";
import { ratioText, times } from "../exact/fraction.ts";
import { type Answers, answersOf, type StatementYear } from "../funding-case/funding-case.ts";
import { breakEvenPersons, SHOWN_RATES } from "../present-value/present-value.ts";
import type { MonteCarlo } from "./monte-carlo.ts";
import {
  type AssumptionKey,
  extremePoint,
  midPoint,
  millionths,
  type Point,
  yearOfMonth,
} from "./simulation-inputs.ts";
import { costParts, type Model, type MonthlyFlows, personsIn, statementOf } from "./simulation-model.ts";
import {
  breakEvenOf,
  flowsOf,
  type MunicipalityResult,
  municipalityResult,
  type Outcome,
  outcomeAt,
  outcomeOf,
  type Payback,
  paybackOf,
  QUESTIONS,
  type Question,
  ratio,
  type Scope,
  scopeOf,
  sidesOf,
  supportByMonth,
} from "./simulation-scope.ts";

/** The answers at one rate, as they are kept. */
export type RatedAnswers = Omit<Answers, "rate"> & Readonly<{ discountRate: string }>;

/** Money in and out in one quarter, as `2019-Q3`. */
export type QuarterFlow = Omit<StatementYear, "year" | "publicResultMinor"> & Readonly<{ quarter: string }>;

/** The share, in millionths and rounded up, from which on the answer is yes; null when not even the whole suffices. */
export type BreakEvenRates = Readonly<{ question: Question; employment: number | null; sustained: number | null }>;

export type TornadoBar = Readonly<{
  key: AssumptionKey;
  lowValue: number;
  highValue: number;
  low: Outcome;
  high: Outcome;
}>;
export type HeatCell = Outcome & Readonly<{ deadweight: number; sustained: number; paybackMonth: number | null }>;

export type SimulationResult = Readonly<{
  persons: number;
  statement: readonly StatementYear[];
  quarters: readonly QuarterFlow[];
  answers: readonly RatedAnswers[];
  paybacks: readonly Payback[];
  /** Persons in work that pay for the programme at what one of them saves the public; null when none do. */
  breakEvenPersons: bigint | null;
  breakEvenRates: readonly BreakEvenRates[];
  scenarios: readonly (Outcome & Readonly<{ name: string }>)[];
  tornado: readonly TornadoBar[];
  heatMap: readonly HeatCell[];
  municipalities: readonly MunicipalityResult[];
  monteCarlo: MonteCarlo | null;
}>;

const percents = (...values: readonly number[]): readonly number[] => values.map((value) => value * 10_000);

const MAP_DEADWEIGHTS = percents(0, 5, 10, 15, 20, 25, 30, 35, 40);
const MAP_SUSTAINED = percents(30, 40, 50, 60, 70, 80, 90, 100);

/** The whole result; `monteCarlo` is drawn apart, because it takes longer. */
export function resultOf(model: Model, monteCarlo: MonteCarlo | null): SimulationResult {
  const { inputs } = model;
  const mid = midPoint(inputs.assumptions);
  const scope = scopeOf(model, inputs.groups);
  const flows = flowsOf(scope, mid);
  const statement = statementOf(model, flows);
  const discount = ratio(inputs.discountRate);
  return {
    persons: personsIn(inputs.groups),
    statement,
    quarters: quartersOf(model, flows, statement),
    answers: shownRates(discount).map((rate) => ratedAnswers(statement, rate)),
    paybacks: QUESTIONS.map((question) => paybackOf(model, flows, statement, question)),
    breakEvenPersons: employedThatPay(model, statement, mid),
    breakEvenRates: QUESTIONS.map((question) => ({
      question,
      employment: breakEvenOf(scope, mid, question, "EMPLOYMENT_RATE"),
      sustained: breakEvenOf(scope, mid, question, "SUSTAINED_RATE"),
    })),
    scenarios: scenariosOf(scope, mid),
    tornado: tornadoOf(scope, mid),
    heatMap: heatMapOf(scope, mid),
    municipalities: municipalityResults(model, mid),
    monteCarlo,
  };
}

function ratedAnswers(statement: readonly StatementYear[], rate: Fraction): RatedAnswers {
  const { rate: _rate, ...answers } = answersOf(statement, rate);
  return { discountRate: ratioText(rate), ...answers };
}

function shownRates(chosen: Fraction): readonly Fraction[] {
  const text = ratioText(chosen);
  return [chosen, ...SHOWN_RATES.filter((rate) => ratioText(rate) !== text)];
}

function employedThatPay({ inputs }: Model, statement: readonly StatementYear[], mid: Point): bigint | null {
  const { savings, costs } = sidesOf(statement, "PUBLIC");
  const employed = times(fraction(personsIn(inputs.groups)), millionths(mid.EMPLOYMENT_RATE));
  const [saving, cost] = [sumMinor(savings), sumMinor(costs)];
  // cost / (saving / employed), with both sides times the denominator, so that nothing is rounded on the way.
  return breakEvenPersons(cost * employed.numerator, saving * employed.denominator)?.persons ?? null;
}

function quartersOf(model: Model, flows: MonthlyFlows, statement: readonly StatementYear[]): readonly QuarterFlow[] {
  const support = supportByMonth(model, statement);
  const { firstMonth } = model.inputs;
  const start = Number(firstMonth.slice(5)) - 1;
  const months = Array.from({ length: model.months }, (_, month) => month);
  const byQuarter = Map.groupBy(months, (month) => {
    return `${yearOfMonth(firstMonth, month)}-Q${Math.floor(((start + month) % 12) / 3) + 1}`;
  });
  return [...byQuarter].map(([quarter, within]) => {
    const sum = (row: readonly bigint[] | undefined): bigint => sumMinor(within.map((month) => row?.[month] ?? 0n));
    const [municipalityMinor = 0n, stateMinor = 0n, regionMinor = 0n] = flows.savings.map(sum);
    return {
      quarter,
      costMinor: sum(flows.costs),
      municipalityMinor,
      stateMinor,
      regionMinor,
      supportMinor: sum(support),
    };
  });
}

function scenariosOf(scope: Scope, mid: Point): SimulationResult["scenarios"] {
  const { assumptions, scenarios } = scope.model.inputs;
  const own = scenarios.map(({ name, changes }) => ({
    name,
    point: { ...mid, ...Object.fromEntries(changes.map(({ key, value }) => [key, value])) },
  }));
  return [
    { name: "worst", point: extremePoint(assumptions, "WORST") },
    { name: "mid", point: mid },
    { name: "best", point: extremePoint(assumptions, "BEST") },
    ...own,
  ].map(({ name, point }) => ({ name, ...outcomeAt(scope, point) }));
}

/** One assumption at a time at both of its ends; the one that moves the public result most comes first. */
function tornadoOf(scope: Scope, mid: Point): readonly TornadoBar[] {
  const width = ({ low, high }: TornadoBar): bigint => {
    const difference = high.publicNpvMinor - low.publicNpvMinor;
    return difference < 0n ? -difference : difference;
  };
  return scope.model.inputs.assumptions
    .map(({ key, low, high }) => ({
      ...{ key, lowValue: low, highValue: high },
      low: outcomeAt(scope, { ...mid, [key]: low }),
      high: outcomeAt(scope, { ...mid, [key]: high }),
    }))
    .sort((a, b) => (width(a) === width(b) ? (a.key < b.key ? -1 : 1) : width(a) > width(b) ? -1 : 1));
}

function heatMapOf(scope: Scope, mid: Point): readonly HeatCell[] {
  return MAP_DEADWEIGHTS.flatMap((deadweight) =>
    MAP_SUSTAINED.map((sustained) => {
      const flows = flowsOf(scope, { ...mid, DEADWEIGHT: deadweight, SUSTAINED_RATE: sustained });
      const statement = statementOf(scope.model, flows);
      const outcome = outcomeOf(answersOf(statement, ratio(scope.model.inputs.discountRate)));
      const { simpleMonth } = paybackOf(scope.model, flows, statement, "PUBLIC");
      return { deadweight, sustained, ...outcome, paybackMonth: simpleMonth };
    }),
  );
}

/** Each municipality with the part of the cost that its persons are of all persons; the parts sum to the cost. */
function municipalityResults(model: Model, mid: Point): readonly MunicipalityResult[] {
  const byCode = Map.groupBy(model.inputs.groups, ({ municipalityCode }) => municipalityCode);
  const persons = model.municipalities.map((code) => BigInt(personsIn(byCode.get(code) ?? [])));
  const costs = costParts(model.costs, persons);
  return model.municipalities.map((municipalityCode, index) => {
    const groups = byCode.get(municipalityCode) ?? [];
    const own: Model = { ...model, costs: costs.map((parts) => parts[index] ?? 0n) };
    return { municipalityCode, ...municipalityResult(scopeOf(own, groups), mid) };
  });
}

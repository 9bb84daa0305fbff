/** Some groups of a simulation with their part of the cost, and what they answer at one value of every assumption. Pure. */
import { type Fraction, fraction, invariant, sumMinor } from "@inclusion/kernel";
import { ceiling, parseRatio, times } from "../exact/fraction.ts";
import { type Answers, answersOf, type StatementYear } from "../funding-case/funding-case.ts";
import { breakEvenShare, npvOfYears, paybackMonth } from "../present-value/present-value.ts";
import { MILLION, type Point, type SimulationGroup } from "./simulation-inputs.ts";
import {
  type Basis,
  basisOf,
  flowsAt,
  type Model,
  type MonthlyFlows,
  personsIn,
  type SavingsByStart,
  savingsByStart,
  statementOf,
} from "./simulation-model.ts";

/** The three questions that are answered apart and never added. */
export type Question = "PUBLIC" | "MUNICIPALITY_ALONE" | "MUNICIPALITY_WITH_SUPPORT";

export const QUESTIONS: readonly Question[] = ["PUBLIC", "MUNICIPALITY_ALONE", "MUNICIPALITY_WITH_SUPPORT"];

/** When the outlay has come back; null when it has not within the months simulated. */
export type Payback = Readonly<{ question: Question; simpleMonth: number | null; discountedMonth: number | null }>;

/** One point answered: what scenarios, the ends of assumptions and cells of a map have in common. */
export type Outcome = Readonly<{
  publicNpvMinor: bigint;
  municipalityAloneNpvMinor: bigint;
  municipalityWithSupportNpvMinor: bigint;
  coverageBp: number | null;
  isSelfFinancing: boolean;
}>;

/** What holds for one municipality, which bears the cost of its own participants. */
export type MunicipalityResult = Outcome &
  Readonly<{
    municipalityCode: string | null;
    persons: number;
    costMinor: bigint;
    municipalityMinor: bigint;
    breakEvenSustained: number | null;
    byDeadweight: readonly (Outcome & Readonly<{ deadweight: number; breakEvenSustained: number | null }>)[];
  }>;

/** Deadweight of the closing question. */
export const DEADWEIGHTS = [0, 10, 20, 30, 40].map((percent) => percent * 10_000);
/** Groups with their part of the cost, and bases that were worked out for them. */
export type Scope = Readonly<{
  model: Model;
  groups: readonly SimulationGroup[];
  savings: SavingsByStart;
  bases: Map<string, Basis>;
}>;

/** A scope of some groups. */
export function scopeOf(model: Model, groups: readonly SimulationGroup[]): Scope {
  return { model, groups, savings: savingsByStart(model, groups), bases: new Map() };
}

/** Money by month of a scope at one point. */
export function flowsOf({ model, savings, bases }: Scope, point: Point): MonthlyFlows {
  const key = [point.MONTHS_TO_JOB, point.SHORT_JOB_MONTHS, point.YEARLY_EXIT].join();
  const basis = bases.get(key) ?? basisOf(model, savings, point);
  bases.set(key, basis);
  return flowsAt(model, basis, point);
}

/** The answers of a scope at one point, at the simulation's own rate. */
export function outcomeAt(scope: Scope, point: Point): Outcome {
  const statement = statementOf(scope.model, flowsOf(scope, point));
  return outcomeOf(answersOf(statement, ratio(scope.model.inputs.discountRate)));
}

/** What is kept of the answers at the simulation's own rate. */
export function outcomeOf({
  publicNpvMinor,
  municipalityAloneNpvMinor,
  municipalityWithSupportNpvMinor,
  coverage,
}: Answers): Outcome {
  const { bp: coverageBp, isSelfFinancing } = coverage;
  return { publicNpvMinor, municipalityAloneNpvMinor, municipalityWithSupportNpvMinor, coverageBp, isSelfFinancing };
}

/** A ratio of checked inputs. */
export function ratio(text: string): Fraction {
  const value = parseRatio(text);
  invariant(value !== null, "inputs are checked");
  return value;
}

/** What comes in and what goes out for a question, by year. */
export function sidesOf(statement: readonly StatementYear[], question: Question) {
  return {
    savings: statement.map(({ municipalityMinor, stateMinor, regionMinor }) =>
      question === "PUBLIC" ? municipalityMinor + stateMinor + regionMinor : municipalityMinor,
    ),
    costs: statement.map(({ costMinor, supportMinor }) =>
      question === "MUNICIPALITY_WITH_SUPPORT" ? costMinor - supportMinor : costMinor,
    ),
  };
}

/** The smallest share of `key`, in millionths, at which savings reach cost; the other values stay. */
export function breakEvenOf(
  scope: Scope,
  point: Point,
  question: Question,
  key: "EMPLOYMENT_RATE" | "SUSTAINED_RATE",
): number | null {
  const rate = ratio(scope.model.inputs.discountRate);
  const at = (value: number) => {
    const { savings, costs } = sidesOf(statementOf(scope.model, flowsOf(scope, { ...point, [key]: value })), question);
    return { saving: fraction(npvOfYears(savings, rate)), cost: fraction(npvOfYears(costs, rate)) };
  };
  const [none, whole] = [at(0), at(MILLION)];
  const share = breakEvenShare(none.saving, whole.saving, none.cost);
  return share === null ? null : Number(ceiling(times(share, fraction(MILLION))));
}

/** Support comes at the end of its year, or with the last month simulated. */
export function supportByMonth({ yearIndex, months }: Model, statement: readonly StatementYear[]): bigint[] {
  const byMonth = Array.from({ length: months }, () => 0n);
  for (const [year, { supportMinor }] of statement.entries()) byMonth[yearIndex.lastIndexOf(year)] = supportMinor;
  return byMonth;
}

/** When the outlay of a question has come back. */
export function paybackOf(
  model: Model,
  flows: MonthlyFlows,
  statement: readonly StatementYear[],
  question: Question,
): Payback {
  const support = supportByMonth(model, statement);
  const net = flows.costs.map((cost, month) => {
    const [municipality = 0n, state = 0n, region = 0n] = flows.savings.map((purse) => purse[month] ?? 0n);
    if (question === "PUBLIC") return municipality + state + region - cost;
    return municipality - cost + (question === "MUNICIPALITY_ALONE" ? 0n : (support[month] ?? 0n));
  });
  // Before anything is paid nothing can come back.
  const first = Math.max(
    0,
    flows.costs.findIndex((cost) => cost !== 0n),
  );
  const monthAt = (rate: Fraction): number | null => {
    const month = paybackMonth(net.slice(first), rate);
    return month === null ? null : month + first;
  };
  return { question, simpleMonth: monthAt(fraction(0n)), discountedMonth: monthAt(ratio(model.inputs.discountRate)) };
}

/** What holds for the persons of one municipality and its part of the cost. */
export function municipalityResult(scope: Scope, point: Point): Omit<MunicipalityResult, "municipalityCode"> {
  const statement = statementOf(scope.model, flowsOf(scope, point));
  const sustainedAt = (at: Point) => breakEvenOf(scope, at, "MUNICIPALITY_ALONE", "SUSTAINED_RATE");
  return {
    persons: personsIn(scope.groups),
    costMinor: sumMinor(statement.map(({ costMinor }) => costMinor)),
    municipalityMinor: sumMinor(statement.map(({ municipalityMinor }) => municipalityMinor)),
    ...outcomeAt(scope, point),
    breakEvenSustained: sustainedAt(point),
    byDeadweight: DEADWEIGHTS.map((deadweight) => {
      const at = { ...point, DEADWEIGHT: deadweight };
      return { deadweight, ...outcomeAt(scope, at), breakEvenSustained: sustainedAt(at) };
    }),
  };
}

/** The three answers that are never mixed: gain for the public, a municipality alone, a municipality with support. Pure. */
import { type Fraction, floorToWhole, fraction, sumMinor } from "@inclusion/kernel";
import { floored, times } from "../exact/fraction.ts";
import { type Coverage, coverageOf, npvOfYears } from "../present-value/present-value.ts";

/** A year of cost and of savings by purse, in minor units, none of them negative by form. */
export type CaseYear = Readonly<{
  year: number;
  costMinor: bigint;
  municipalityMinor: bigint;
  stateMinor: bigint;
  regionMinor: bigint;
}>;

/** A year of the income statement. Support is cash from the EU and no part of the public result. */
export type StatementYear = CaseYear & Readonly<{ publicResultMinor: bigint; supportMinor: bigint }>;

/** The answers at one discount rate; years are discounted from the first one. */
export type Answers = Readonly<{
  rate: Fraction;
  publicNpvMinor: bigint;
  isPublicGain: boolean;
  municipalityAloneNpvMinor: bigint;
  municipalityWithSupportNpvMinor: bigint;
  /** Whether the municipality's savings would pay the whole cost. */
  coverage: Coverage;
}>;

/** The income statement: what is saved less what it costs, and the support paid out each year by the claim formula. */
export function incomeStatement(years: readonly CaseYear[], supportRate: Fraction): readonly StatementYear[] {
  let accepted = 0n;
  let paid = 0n;
  return years.map((year) => {
    accepted += year.costMinor;
    const due = floorToWhole(floored(times(fraction(accepted), supportRate)));
    const supportMinor = due - paid;
    paid = due;
    const saved = year.municipalityMinor + year.stateMinor + year.regionMinor;
    return { ...year, supportMinor, publicResultMinor: saved - year.costMinor };
  });
}

/** The three answers at a rate, each from its own flows. */
export function answersOf(statement: readonly StatementYear[], rate: Fraction): Answers {
  const npv = (flow: (year: StatementYear) => bigint): bigint => npvOfYears(statement.map(flow), rate);
  const publicNpvMinor = npv(({ publicResultMinor }) => publicResultMinor);
  const alone = ({ municipalityMinor, costMinor }: StatementYear): bigint => municipalityMinor - costMinor;
  return {
    rate,
    publicNpvMinor,
    isPublicGain: publicNpvMinor > 0n,
    municipalityAloneNpvMinor: npv(alone),
    municipalityWithSupportNpvMinor: npv((year) => alone(year) + year.supportMinor),
    coverage: coverageOf(
      npv(({ municipalityMinor }) => municipalityMinor),
      npv(({ costMinor }) => costMinor),
    ),
  };
}

/** Sums over all years. */
export function totalOfYears(statement: readonly StatementYear[]): Omit<StatementYear, "year"> {
  const sum = (of: (year: StatementYear) => bigint): bigint => sumMinor(statement.map(of));
  return {
    costMinor: sum((year) => year.costMinor),
    municipalityMinor: sum((year) => year.municipalityMinor),
    stateMinor: sum((year) => year.stateMinor),
    regionMinor: sum((year) => year.regionMinor),
    publicResultMinor: sum((year) => year.publicResultMinor),
    supportMinor: sum((year) => year.supportMinor),
  };
}

/** No support at all. */
export const NO_SUPPORT: Fraction = fraction(0n);

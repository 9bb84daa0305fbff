/** What is saved when somebody works instead of living on a benefit, and who saves it. Pure. */
import { fraction, sumMinor } from "@inclusion/kernel";
import { rounded } from "../exact/fraction.ts";
import { type Ladder, splitBenefit, weeklyOf } from "../ladder/ladder.ts";

/** The Danish public purses. The EU is none of them: its support is a cash inflow, not a saving. */
export type PublicPayer = "MUNICIPALITY" | "STATE" | "REGION";

export const PUBLIC_PAYERS: readonly PublicPayer[] = ["MUNICIPALITY", "STATE", "REGION"];

/** A saving of a public purse. */
export type PublicLine = Readonly<{
  payer: PublicPayer;
  kind: "BENEFIT" | "ACTIVATION" | "TAX" | "HEALTH";
  minor: bigint;
}>;

/** What it means to the person or the company: shown beside, and of a form that no sum of public money takes. */
export type NotedLine = Readonly<{ party: "PERSON" | "COMPANY"; kind: "NET_GAIN"; notedMinor: bigint }>;

/** One run of weeks at work instead of on benefit; amounts in minor units. */
export type SavingTerms = Readonly<{
  monthlyBenefitMinor: bigint;
  /** Benefit that is still paid beside the work (L5); 0 for ordinary work. */
  monthlyBenefitLeftMinor: bigint;
  /** The week on the ladder that the first week would have been. */
  firstWeek: number;
  weeks: number;
  activationPerYearMinor: bigint;
  stateTaxPerMonthMinor: bigint;
  municipalTaxPerMonthMinor: bigint;
  /** Over the whole run. */
  regionHealthMinor: bigint;
  personGainPerMonthMinor: bigint;
  companyGainPerMonthMinor: bigint;
}>;

/** The savings of one run, line by line, and what is only noted. */
export type Saving = Readonly<{ lines: readonly PublicLine[]; noted: readonly NotedLine[] }>;

/** S1: each line is rounded once; a month is 52/12 weeks. */
export function savingOf(terms: SavingTerms, ladder: Ladder): Saving {
  const { firstWeek, weeks } = terms;
  const weekly = weeklyOf(terms.monthlyBenefitMinor - terms.monthlyBenefitLeftMinor);
  const benefit = splitBenefit({ weekly, firstWeek, weeks }, ladder);
  const perYear = (minor: bigint): bigint => rounded(fraction(minor * BigInt(weeks), 52n));
  const perMonth = (minor: bigint): bigint => rounded(fraction(minor * BigInt(weeks) * 12n, 52n));
  return {
    lines: [
      { payer: "MUNICIPALITY", kind: "BENEFIT", minor: benefit.municipalMinor },
      { payer: "MUNICIPALITY", kind: "ACTIVATION", minor: perYear(terms.activationPerYearMinor) },
      { payer: "MUNICIPALITY", kind: "TAX", minor: perMonth(terms.municipalTaxPerMonthMinor) },
      { payer: "STATE", kind: "BENEFIT", minor: benefit.stateMinor },
      { payer: "STATE", kind: "TAX", minor: perMonth(terms.stateTaxPerMonthMinor) },
      { payer: "REGION", kind: "HEALTH", minor: terms.regionHealthMinor },
    ],
    noted: [
      { party: "PERSON", kind: "NET_GAIN", notedMinor: perMonth(terms.personGainPerMonthMinor) },
      { party: "COMPANY", kind: "NET_GAIN", notedMinor: perMonth(terms.companyGainPerMonthMinor) },
    ],
  };
}

/** What one purse saves. */
export function savingOfPayer(lines: readonly PublicLine[], payer: PublicPayer): bigint {
  return sumMinor(lines.filter((line) => line.payer === payer).map(({ minor }) => minor));
}

/** What all public purses save. */
export function publicSaving(lines: readonly PublicLine[]): bigint {
  return sumMinor(lines.map(({ minor }) => minor));
}

/** What a programme has cost: made up line by line, with the sheet's total. */
import { createHash } from "node:crypto";
import { cutOffOnOrAfter } from "@inclusion/finance/claim/claim-calendar";
import type { CostLine } from "@inclusion/finance/cost-line/cost-line";
import { costLineRow } from "@inclusion/finance/cost-line/cost-line.repository";
import type { CostMethod } from "@inclusion/finance/cost-line/flat-rates";
import type { BudgetLine, GrantVersion } from "@inclusion/finance/grant/grant-version";
import { versionRow } from "@inclusion/finance/grant/grant-version.repository";
import { addDays, type LocalDate, splitByWeights } from "@inclusion/kernel";
import type { Step } from "./finance-book.ts";
import { type ClaimInHand, type ClaimStory, claimSteps, type Period, REFUSED, TAKEN_BACK } from "./finance-claims.ts";
import { linesByKind, type PlaceCost } from "./finance-staff.ts";
import type { ProgrammeSpan } from "./places.ts";
import type { Random } from "./random.ts";

/** Where a part of the cost belongs; null is what all share. */
export type CostPlace = Readonly<{
  organisationId: string;
  municipalityCode: string | null;
  partnershipId: string | null;
}>;

/** Main activities and axes with their part of the budget, in per cent. */
const BUDGET = [
  ["MA1_QUALIFICATION", "AXIS_3B1", 46],
  ["MA2_ACCELERATOR", "AXIS_3B2", 24],
  ["MA3_PARTNERSHIP", "AXIS_3B1", 18],
  ["MA4_PAYMENT_MODEL", "AXIS_3B2", 12],
] as const;

/** The version that gives the sheet's grant a budget and a way of stating cost; the amounts sum to the total, all is made up. */
export function budgetVersion(random: Random, sheet: GrantVersion, costMethod: CostMethod): GrantVersion {
  const parts = splitByWeights(
    sheet.totalMinor ?? 0n,
    BUDGET.map(([, , weight]) => BigInt(weight)),
  );
  const budget = BUDGET.map(
    ([mainActivity, axis], index): BudgetLine => ({ mainActivity, axis, minor: parts[index] as bigint }),
  );
  const id = random.id(sheet.eligibleFrom ?? sheet.decidedOn);
  const reason = "Synthetic: a budget by main activity, made up";
  return { ...sheet, id, number: sheet.number + 1, status: "ADJUSTED", costMethod, budget, reason };
}

/** Steps of a programme's cost: the budget, then each half-year's lines and its claim. */
export function costSteps(
  random: Random,
  span: ProgrammeSpan,
  { terms, places, story }: Readonly<{ terms: GrantVersion; places: readonly CostPlace[]; story: ClaimStory }>,
): Step[] {
  const periods = periodsOf(span);
  const total = terms.totalMinor ?? 0n;
  // What is refused and what is taken back is claimed besides, so that what is accepted in the end is the grant's total.
  const extra = (number: number): bigint =>
    (number === story.partly ? REFUSED : 0n) + (number === (story.corrected ?? 0) - 1 ? TAKEN_BACK : 0n);
  const amounts = splitByWeights(
    total,
    periods.map((_, index) => BigInt(6 + Math.min(index, 5))),
  );
  const kept = new Map<number, readonly CostLine[]>();
  const files: ClaimInHand[] = [];
  return [
    { recordedAt: `${span.startsOn}T08:00:00Z`, row: (book) => book.add("grant_version", versionRow(terms)) },
    ...periods.flatMap((period, index) => {
      const number = index + 1;
      const lines = linesOf(random, terms, { period, places, minor: (amounts[index] as bigint) + extra(number) });
      kept.set(number, lines);
      return [
        recording(lines, period.to),
        ...claimSteps(random, {
          terms,
          story,
          number,
          period,
          lines,
          files,
          earlier: () => kept.get(number - 1) ?? [],
        }),
      ];
    }),
  ];
}

function periodsOf({ startsOn, endsOn }: ProgrammeSpan): Period[] {
  const periods: Period[] = [];
  for (let from = startsOn; from <= endsOn; ) {
    const cutOff = cutOffOnOrAfter(addDays(from, 60));
    const to = cutOff < endsOn && addDays(cutOff, 45) < endsOn ? cutOff : endsOn;
    periods.push({ from, to });
    from = addDays(to, 1);
  }
  return periods;
}

function linesOf(
  random: Random,
  terms: GrantVersion,
  { period, places, minor }: Readonly<{ period: Period; places: readonly CostPlace[]; minor: bigint }>,
): CostLine[] {
  const weights = places.map(({ municipalityCode }) =>
    municipalityCode === null ? 12n : BigInt(random.between(2, 6)),
  );
  const parts = splitByWeights(minor, weights);
  const costs = places.map((place, index): PlaceCost => {
    const invoicedOn = addDays(period.from, random.between(3, 50));
    const [mainActivity, axis] = BUDGET[
      place.partnershipId === null ? random.pick([0, 1, 3]) : random.pick([0, 2])
    ] as (typeof BUDGET)[number];
    const id = random.id(invoicedOn);
    const own = random.fork(`${period.to} ${index}`);
    const beneficiaryId = place.partnershipId !== null && own.chance(30) ? place.organisationId : null;
    const line: CostLine = {
      ...{ id, grantId: terms.grantId, programmeId: terms.programmeId, partnerOrganisationId: place.organisationId },
      ...{ kind: "EXTERNAL", mainActivity, axis, currency: terms.currency, minor: parts[index] as bigint },
      ...{ recoverableVatMinor: 0n, invoiceRef: `SYNTHETIC-${period.to}-${index + 1}`, invoiceLine: 1, invoicedOn },
      ...{ paidOn: addDays(invoicedOn, 8), evidenceHash: createHash("sha256").update(`synthetic ${id}`).digest("hex") },
      ...{ activity: "Synthetic: courses, mentors and coordination", isAdditional: true, hasMarketCheck: true },
      ...{ hours: null, partnershipId: place.partnershipId, participationId: null },
      ...{ stateAid: beneficiaryId === null ? null : { kind: "DE_MINIMIS", beneficiaryId } },
      ...{ municipalityCode: place.municipalityCode, claimId: null, acceptedMinor: null, refusedMinor: null },
      ...{ refusalReason: null, correctsLineId: null, recordedBy: "seed:bookkeeper", version: 1 },
    };
    return { line, random: own };
  });
  return linesByKind(terms.costMethod, costs);
}

function recording(lines: readonly CostLine[], to: LocalDate): Step {
  return { recordedAt: `${to}T07:00:00Z`, row: (book) => book.add("cost_line", ...lines.map(costLineRow)) };
}

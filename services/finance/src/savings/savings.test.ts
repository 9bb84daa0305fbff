import { localDate } from "@inclusion/kernel";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Ladder, ladderOn } from "../ladder/ladder.ts";
import { PUBLIC_PAYERS, publicSaving, type SavingTerms, savingOf, savingOfPayer } from "./savings.ts";

const LADDER = ladderOn(localDate("2018-01-01")) as Ladder;
const V11: SavingTerms = {
  monthlyBenefitMinor: 1_587_400n,
  monthlyBenefitLeftMinor: 0n,
  firstWeek: 105,
  weeks: 104,
  activationPerYearMinor: 150_000n,
  stateTaxPerMonthMinor: 120_000n,
  municipalTaxPerMonthMinor: 210_000n,
  regionHealthMinor: 450_000n,
  personGainPerMonthMinor: 300_000n,
  companyGainPerMonthMinor: 50_000n,
};

describe("savingOf", () => {
  test("V11: each purse of one person over 104 weeks", () => {
    const { lines, noted } = savingOf(V11, LADDER);
    expect(lines).toEqual([
      { payer: "MUNICIPALITY", kind: "BENEFIT", minor: 30_478_080n },
      { payer: "MUNICIPALITY", kind: "ACTIVATION", minor: 300_000n },
      { payer: "MUNICIPALITY", kind: "TAX", minor: 5_040_000n },
      { payer: "STATE", kind: "BENEFIT", minor: 7_619_520n },
      { payer: "STATE", kind: "TAX", minor: 2_880_000n },
      { payer: "REGION", kind: "HEALTH", minor: 450_000n },
    ]);
    expect(PUBLIC_PAYERS.map((payer) => savingOfPayer(lines, payer))).toEqual([35_818_080n, 10_499_520n, 450_000n]);
    expect(publicSaving(lines)).toBe(46_767_600n);
    expect(noted.map(({ notedMinor }) => notedMinor)).toEqual([7_200_000n, 1_200_000n]);
  });

  test("what person and company gain is of a type that no public sum takes", () => {
    const { noted } = savingOf(V11, LADDER);
    // @ts-expect-error a noted line is no public line
    expect(() => publicSaving(noted)).toThrow();
  });

  test("changes with benefit alone in the purses that share it, and sums over the purses", () => {
    const amount = fc.bigInt(0n, 5_000_000n);
    const terms = fc.record({ benefit: amount, left: amount, weeks: fc.integer({ min: 0, max: 520 }) });
    fc.assert(
      fc.property(terms, ({ benefit, left, weeks }) => {
        const { lines } = savingOf(
          { ...V11, monthlyBenefitMinor: benefit, monthlyBenefitLeftMinor: left, weeks },
          LADDER,
        );
        expect(PUBLIC_PAYERS.reduce((sum, payer) => sum + savingOfPayer(lines, payer), 0n)).toBe(publicSaving(lines));
        expect(savingOfPayer(lines, "REGION")).toBe(450_000n);
      }),
    );
  });
});

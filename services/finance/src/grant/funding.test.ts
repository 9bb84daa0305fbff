import { fraction, localDate, sumMinor } from "@inclusion/kernel";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { budgetFigures, forecastOf, fundingProgress, type Spent } from "./funding.ts";
import type { GrantVersion } from "./grant-version.ts";

const version: GrantVersion = {
  ...{ id: "v", grantId: "g", programmeId: "p", number: 1, status: "GRANTED", currency: "DKK" },
  ...{ totalMinor: 2_610_329_800n, rate: fraction(1_495_536_100n, 2_610_329_800n), costMethod: "REAL_COST" },
  ...{ eligibleFrom: localDate("2020-10-20"), eligibleTo: localDate("2023-03-31"), decidedOn: localDate("2020-10-20") },
  parts: [
    { source: "ESF", label: "EU", minor: 1_495_536_100n },
    { source: "DECENTRALISED_BUSINESS_PROMOTION", label: "DEM", minor: 451_284_500n },
  ],
  budget: [{ mainActivity: "MA1_QUALIFICATION", axis: "AXIS_3B1", minor: 1_000_000n }],
  ...{ reason: null, recordedAt: new Date(0) },
};
const spent = (acceptedMinor: bigint): Spent => ({
  ...{
    mainActivity: "MA2_ACCELERATOR",
    axis: "AXIS_3B2",
    spentMinor: acceptedMinor,
    claimedMinor: acceptedMinor,
    acceptedMinor,
  },
});

describe("funding by source and axis", () => {
  test("is the sheet's split when all of the grant was accepted", () => {
    const whole = fundingProgress(version, [spent(2_610_329_800n)]).filter(({ axis }) => axis === null);
    expect(whole.map(({ source, plannedBp, soFarMinor, soFarBp }) => [source, plannedBp, soFarMinor, soFarBp])).toEqual(
      [
        ["ESF", 5729, 1_495_536_100n, 5729],
        ["DECENTRALISED_BUSINESS_PROMOTION", 1729, 451_284_500n, 1729],
        ["OWN_OR_OTHER", 2542, 663_509_200n, 2542],
      ],
    );
  });

  test("always sums to what was accepted, with support in whole kroner", () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 10n ** 10n), (accepted) => {
        const whole = fundingProgress(version, [spent(accepted)]).filter(({ axis }) => axis === null);
        expect(sumMinor(whole.map(({ soFarMinor }) => soFarMinor))).toBe(accepted);
        expect((whole[0]?.soFarMinor ?? 1n) % 100n).toBe(0n);
      }),
    );
  });

  test("has a line for each axis that is budgeted or spent on", () => {
    const axes = fundingProgress(version, [spent(100n)]).map(({ axis }) => axis);
    expect([...new Set(axes)]).toEqual([null, "AXIS_3B1", "AXIS_3B2"]);
    expect(
      budgetFigures(version, [spent(100n)]).map(({ budgetMinor, spentMinor }) => [budgetMinor, spentMinor]),
    ).toEqual([
      [1_000_000n, 0n],
      [0n, 100n],
    ]);
  });
});

describe("the forecast", () => {
  const standing = {
    ...{ spentMinor: 1_000_000n, claimedMinor: 600_000n, acceptedMinor: 300_000n, refusedMinor: 100_000n },
    ...{ decidedSupportMinor: 171_800n, receivedSupportMinor: 100_000n },
  };

  test("says what is unclaimed, underway, owed and laid out", () => {
    const half = { ...version, rate: fraction(1, 2) };
    expect(forecastOf(half, standing, localDate("2023-01-01"))).toMatchObject({
      ...{ unclaimedMinor: 200_000n, underwayMinor: 100_000n, owedMinor: 71_800n, receivedMinor: 100_000n },
      laidOutMinor: 800_000n,
    });
  });

  test("spreads what is left over the half-years to the grant's end", () => {
    const { periods } = forecastOf(version, standing, localDate("2022-12-15"));
    expect(periods.map(({ from, to }) => [from, to])).toEqual([
      ["2022-12-15", "2023-02-28"],
      ["2023-03-01", "2023-03-31"],
    ]);
    expect(sumMinor(periods.map(({ expectedCostMinor }) => expectedCostMinor))).toBe(2_610_329_800n - 900_000n);
    expect(forecastOf(version, standing, localDate("2023-04-01")).periods).toEqual([]);
  });
});

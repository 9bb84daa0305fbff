import { sumMinor } from "@inclusion/kernel";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type FundingPart, sharesOf } from "./grant.ts";

const esf = (minor: bigint): FundingPart => ({ source: "ESF", label: "EU-støtte", minor });
const decentral = (minor: bigint): FundingPart => ({
  source: "DECENTRALISED_BUSINESS_PROMOTION",
  label: "Decentrale erhvervsfremmemidler",
  minor,
});
const own = (minor: bigint): FundingPart => ({ source: "OWN_OR_OTHER", label: "Egen medfinansiering", minor });

describe("sharesOf", () => {
  test.for([
    {
      case: "three sources, the rest derived",
      total: 2_610_329_800n,
      parts: [esf(1_495_536_100n), decentral(451_284_500n)],
      shares: [
        ["ESF", 1_495_536_100n, 5729, false],
        ["DECENTRALISED_BUSINESS_PROMOTION", 451_284_500n, 1729, false],
        ["OWN_OR_OTHER", 663_509_200n, 2542, true],
      ],
    },
    {
      case: "half, rounded down by the funder",
      total: 3_415_280_900n,
      parts: [esf(1_707_640_400n)],
      shares: [
        ["ESF", 1_707_640_400n, 5000, false],
        ["OWN_OR_OTHER", 1_707_640_500n, 5000, true],
      ],
    },
    {
      case: "decentralised funds alone",
      total: 10_000n,
      parts: [decentral(7_500n)],
      shares: [
        ["DECENTRALISED_BUSINESS_PROMOTION", 7_500n, 7500, false],
        ["OWN_OR_OTHER", 2_500n, 2500, true],
      ],
    },
    {
      case: "a stated own part and nothing left over",
      total: 300n,
      parts: [esf(100n), own(200n)],
      shares: [
        ["ESF", 100n, 3333, false],
        ["OWN_OR_OTHER", 200n, 6667, false],
      ],
    },
    { case: "a total without parts", total: 300n, parts: [], shares: [] },
    { case: "parts without a total", total: null, parts: [esf(100n)], shares: [["ESF", 100n, null, false]] },
  ])("gives $case", ({ total, parts, shares }) => {
    const found = sharesOf({ eligibleTotalMinor: total, parts });
    expect(found.map(({ source, minor, shareBp, derived }) => [source, minor, shareBp, derived])).toEqual(shares);
  });

  test("sums to the total whenever any part is stated", () => {
    fc.assert(
      fc.property(fc.bigInt(1n, 10n ** 12n), fc.bigInt(0n, 10n ** 12n), fc.bigInt(0n, 10n ** 12n), (eu, debf, rest) => {
        const shares = sharesOf({ eligibleTotalMinor: eu + debf + rest, parts: [esf(eu), decentral(debf)] });
        expect(sumMinor(shares.map(({ minor }) => minor))).toBe(eu + debf + rest);
      }),
    );
  });
});

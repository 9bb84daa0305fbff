import { type Amount, localDate, suppressMoney } from "@inclusion/kernel";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { partOfYear, protectSums, publishSums } from "./company-sums.ts";
import { type MetricSnapshot, UNKNOWN_FIGURES } from "./metric-snapshot.ts";

const shownOf = (sums: readonly Amount[]) => sums.map((sum) => (sum.kind === "exact" ? Number(sum.minor) : null));

describe("protectSums", () => {
  test.for([
    {
      case: "every group is large",
      groups: [
        [1n, 1n, 1n],
        [2n, 2n, 2n],
      ],
      shown: [3, 6, 9],
    },
    {
      case: "one group has two companies",
      groups: [
        [1n, 1n],
        [2n, 2n, 2n],
        [3n, 3n, 3n],
      ],
      shown: [null, null, 9, 17],
    },
    {
      case: "one company has more than 85 %",
      groups: [
        [86n, 7n, 7n],
        [5n, 5n, 5n],
      ],
      shown: [null, null, 115],
    },
    { case: "one company has 85 %", groups: [[85n, 8n, 7n]], shown: [100, 100] },
    { case: "the total has two companies", groups: [[1n, 1n]], shown: [null, null] },
    { case: "there is nobody", groups: [], shown: [0] },
  ])("when $case", ({ groups, shown }) => {
    expect(shownOf(protectSums(groups, false))).toEqual(shown);
  });

  test("shows all to who may see the companies", () => {
    expect(shownOf(protectSums([[1n], [2n]], true))).toEqual([1, 2, 3]);
  });

  test("leaves nothing over from which a hidden sum could be told", () => {
    const groups = fc.array(fc.array(fc.bigInt(0n, 100n), { maxLength: 6 }), { maxLength: 6 });
    fc.assert(
      fc.property(groups, (all) => {
        const sums = protectSums(all, false);
        if (sums.at(-1)?.kind === "suppressed") return;
        const left = all.filter((_, index) => sums[index]?.kind === "suppressed").flat();
        expect(suppressMoney(left).kind).toBe("exact");
      }),
    );
  });
});

test("publishSums hides the counts of small cohorts and says that something is hidden", () => {
  const part = (minor: bigint) => ({ turnoverMinor: minor, publicSalesMinor: null });
  const cohorts = new Map([["2018-1", [part(1n), part(2n)]]]);
  expect(publishSums(cohorts, false).rows).toEqual([
    {
      cohort: "2018-1",
      companiesCount: { kind: "suppressed", below: 5 },
      turnoverMinor: null,
      publicSalesMinor: null,
      isHidden: true,
    },
  ]);
  expect(publishSums(cohorts, true).total).toMatchObject({ turnoverMinor: 3n, isHidden: false });
});

describe("partOfYear", () => {
  const row = (from: string, to: string, publicSalesMinor: bigint | null): MetricSnapshot => ({
    ...UNKNOWN_FIGURES,
    ...{ id: from, courseId: "course", programmeId: "programme", municipalityCode: "0751", kind: "FOLLOW_UP" },
    ...{ periodFrom: localDate(from), periodTo: localDate(to), turnoverMinor: 10n, fteHundredths: 1, synthetic: true },
    publicSalesMinor,
  });
  const quarters = ["01-01 03-31", "04-01 06-30", "07-01 09-30", "10-01 12-31"].map((ends) => {
    const [from, to] = ends.split(" ");
    return row(`2019-${from}`, `2019-${to}`, 1n);
  });
  test.for([
    { case: "a year", rows: [row("2019-01-01", "2019-12-31", 4n)], part: { turnoverMinor: 10n, publicSalesMinor: 4n } },
    { case: "four quarters", rows: quarters, part: { turnoverMinor: 40n, publicSalesMinor: 4n } },
    { case: "three quarters", rows: quarters.slice(1), part: null },
    { case: "another year", rows: [row("2018-01-01", "2018-12-31", 4n)], part: null },
    {
      case: "sales not known",
      rows: [row("2019-01-01", "2019-12-31", null)],
      part: { turnoverMinor: 10n, publicSalesMinor: null },
    },
  ])("of $case", ({ rows, part }) => {
    expect(partOfYear(rows, 2019)).toEqual(part);
  });
});

import { fraction, localDate } from "@inclusion/kernel";
import { expect, test } from "vitest";
import { type BudgetLine, type GrantVersion, reasonsAgainstVersion } from "./grant-version.ts";

const version: GrantVersion = {
  ...{ id: "v", grantId: "g", programmeId: "p", number: 2, status: "ADJUSTED", currency: "DKK", totalMinor: 100_00n },
  ...{ rate: fraction(1, 2), costMethod: "REAL_COST", eligibleFrom: null, eligibleTo: null, parts: [], budget: [] },
  ...{ decidedOn: localDate("2021-01-01"), reason: "A letter", recordedAt: new Date(0) },
};
const line = (minor: bigint, differs: Partial<BudgetLine> = {}): BudgetLine => ({
  ...{ mainActivity: "MA1_QUALIFICATION", axis: "AXIS_3B1", minor },
  ...differs,
});

test.for([
  { name: "the whole total", budget: [line(60_00n), line(40_00n, { axis: "AXIS_3B2" })], codes: [] },
  { name: "a part of it", budget: [line(1n)], codes: [] },
  { name: "an øre more", budget: [line(60_00n), line(40_01n, { axis: "AXIS_3B2" })], codes: ["GRANT_BUDGET"] },
  { name: "less than nothing", budget: [line(-1n)], codes: ["GRANT_BUDGET"] },
  { name: "a line twice", budget: [line(1n), line(1n)], codes: ["GRANT_BUDGET"] },
])("a budget of $name", ({ budget, codes }) => {
  const found = reasonsAgainstVersion({ ...version, budget }, localDate("2021-01-02"));
  expect(found.map(({ code }) => code)).toEqual(codes);
});

import type { CostLine } from "@inclusion/finance/cost-line/cost-line";
import { reasonsAgainst } from "@inclusion/finance/cost-line/eligibility";
import { type CostMethod, flatRateOf } from "@inclusion/finance/cost-line/flat-rates";
import { hoursUnder, STANDARD_MONTH_HOURS, YEAR_HOURS } from "@inclusion/finance/cost-line/hourly-rate";
import type { GrantVersion } from "@inclusion/finance/grant/grant-version";
import { fraction, localDate, sumMinor } from "@inclusion/kernel";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { tablesOfSteps } from "./finance-book.ts";
import { CLAIMS_OF_GROWTH, CLAIMS_OF_RESTART, type ClaimStory } from "./finance-claims.ts";
import { budgetVersion, type CostPlace, costSteps } from "./finance-costs.ts";
import { linesByKind } from "./finance-staff.ts";
import { randomOf } from "./random.ts";

const SPAN = {
  programmeId: "00000000-0000-7000-8000-000000000001",
  startsOn: localDate("2018-02-06"),
  endsOn: localDate("2022-09-30"),
};
const TOTAL = 3_415_280_900n;
const sheet: GrantVersion = {
  ...{ id: "v", grantId: "g", programmeId: SPAN.programmeId, number: 1, status: "GRANTED", currency: "DKK" },
  ...{ totalMinor: TOTAL, rate: fraction(1, 2), costMethod: "REAL_COST", decidedOn: SPAN.startsOn },
  ...{ eligibleFrom: SPAN.startsOn, eligibleTo: SPAN.endsOn, parts: [], budget: [], reason: null },
  recordedAt: new Date(0),
};
const places: readonly CostPlace[] = [
  { organisationId: "lead", municipalityCode: null, partnershipId: null },
  ...["0461", "0561", "0615", "0751"].flatMap((municipalityCode): CostPlace[] => [
    { organisationId: `municipality ${municipalityCode}`, municipalityCode, partnershipId: null },
    ...["a", "b", "c"].map((name) => {
      const company = `company ${name} of ${municipalityCode}`;
      return { organisationId: company, municipalityCode, partnershipId: `partnership of ${company}` };
    }),
  ]),
];

type Row = Readonly<Record<string, unknown> & { minor: bigint }>;

/** The last version of every line that a story leaves. */
function linesOf(costMethod: CostMethod, story: ClaimStory): readonly Row[] {
  const terms = budgetVersion(randomOf(1), sheet, costMethod);
  const steps = costSteps(randomOf(2), SPAN, { terms, places, story });
  const end = { position: 0, hash: "0".repeat(64) };
  const table = tablesOfSteps(randomOf(3), steps, end).find((each) => each.table === "cost_line");
  const rows = (table?.rows ?? []).map(
    ({ values }) => Object.fromEntries(values.map((value, at) => [table?.columns[at] ?? "", value])) as Row,
  );
  return [...new Map(rows.map((row) => [row.id, row])).values()];
}

const growth = linesOf("DANISH_18", CLAIMS_OF_GROWTH);
const restart = linesOf("FLAT_40", CLAIMS_OF_RESTART);
const sumOf = (lines: readonly Row[], column: "minor" | "accepted_minor" = "minor"): bigint =>
  sumMinor(lines.map((line) => (line[column] as bigint | null) ?? 0n));
const ofKind = (lines: readonly Row[], ...kinds: readonly string[]): readonly Row[] =>
  lines.filter(({ kind }) => kinds.includes(kind as string));

test("what is accepted of the closed programme is its sheet's total, by lines of four kinds and a correction", () => {
  expect(sumOf(growth, "accepted_minor")).toBe(TOTAL);
  expect(new Set(growth.map(({ kind }) => kind))).toEqual(new Set(["STAFF", "EXTERNAL", "AUDIT", "FLAT_RATE"]));
  expect(growth.filter(({ corrects_line_id }) => corrects_line_id !== null).map(({ minor }) => minor)).toEqual([
    -2_500_000n,
  ]);
  expect(growth.filter(({ state_aid_kind }) => state_aid_kind !== null).length).toBeGreaterThan(3);
});

test.for([
  ["18 per cent of staff and audit", growth, ["STAFF", "AUDIT"], 18n],
  ["40 per cent of staff, which then is all that is stated", restart, ["STAFF"], 40n],
] as const)("each claim has %s, to the øre", ([, lines, base, percent]) => {
  const claims = Map.groupBy(
    lines.filter(({ claim_id }) => claim_id !== null),
    ({ claim_id }) => claim_id,
  );
  const locked = [...claims.values()].filter((own) => ofKind(own, "FLAT_RATE").length > 0);
  expect(locked.length).toBeGreaterThan(2);
  for (const own of locked) {
    const times = sumOf(ofKind(own, ...base)) * percent;
    expect(sumOf(ofKind(own, "FLAT_RATE"))).toBe((times + 50n) / 100n);
    if (percent === 40n) expect(ofKind(own, "EXTERNAL", "AUDIT", "INDIRECT")).toEqual([]);
  }
});

test("with its flat rate a claim comes to what it was given", () => {
  const line = (minor: bigint, at: number): CostLine =>
    ({
      id: `${at}`,
      minor,
      partnershipId: at > 3 ? "p" : null,
      invoiceRef: `I-${at}`,
      invoicedOn: SPAN.startsOn,
    }) as CostLine;
  fc.assert(
    fc.property(fc.array(fc.bigInt(10_000_000n, 20_000_001n), { minLength: 2, maxLength: 12 }), (amounts) => {
      const given = [2n * sumMinor(amounts), ...amounts];
      const costs = given.map((minor, at) => ({ line: line(minor, at), random: randomOf(at) }));
      const off = (method: CostMethod): bigint => {
        const lines = linesByKind(method, costs);
        return sumMinor(lines.map(({ minor }) => minor)) + flatRateOf(method, lines) - sumMinor(given);
      };
      expect(off("DANISH_18")).toBe(0n);
      expect([-1n, 0n, 1n]).toContain(off("FLAT_40"));
    }),
  );
});

describe.for([
  ["growth", growth, "DANISH_18"],
  ["restart", restart, "FLAT_40"],
] as const)("lines of %s", ([, lines, costMethod]) => {
  test("are as the service would record them, hours and all", () => {
    const stated = lines.filter(({ kind, corrects_line_id }) => kind !== "FLAT_RATE" && corrects_line_id === null);
    const declared = new Map<string, bigint>();
    for (const row of stated) {
      const hours = hoursOf(row, declared);
      const facts = { ...(row as unknown as CostLine), invoicedOn: row.invoiced_on, paidOn: row.paid_on, hours };
      const cost = { ...facts, isAdditional: row.is_additional, hasMarketCheck: row.has_market_check, stateAid: null };
      expect(reasonsAgainst({ ...sheet, costMethod }, cost as never, localDate("2023-01-01"))).toEqual([]);
    }
    expect(declared.size).toBeGreaterThan(10);
  });
});

/** The hours of a line, with what of the same person was declared before in its year or month. */
function hoursOf(row: Row, declared: Map<string, bigint>) {
  if (row.hours === null) return null;
  const [hours, kind] = [row.hours as bigint, row.hours_kind as string];
  const span = String(row.invoiced_on).slice(0, kind === "OWN_RATE" ? 4 : 7);
  const key = `${row.staff_ref} ${kind} ${span}`;
  const declaredBefore = declared.get(key) ?? 0n;
  declared.set(key, declaredBefore + hours);
  const most = kind === "OWN_RATE" ? YEAR_HOURS : STANDARD_MONTH_HOURS;
  expect(hoursUnder(most, declaredBefore, hours).refused).toBe(0n);
  return { kind, staffRef: row.staff_ref, hours, rateMinor: row.rate_minor, declaredBefore };
}

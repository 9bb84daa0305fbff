/** What the cost of a place was spent on: pay by the hour, audit and purchases. Every amount and hour is made up. Pure. */
import type { CostLine } from "@inclusion/finance/cost-line/cost-line";
import { type CostMethod, flatRateOf } from "@inclusion/finance/cost-line/flat-rates";
import {
  costOfHours,
  hourlyRateOf,
  STANDARD_MONTH_HOURS,
  STANDARD_RATE_MINOR,
  YEAR_HOURS,
} from "@inclusion/finance/cost-line/hourly-rate";
import { invariant, roundHalfAway, sumMinor } from "@inclusion/kernel";
import type { Random } from "./random.ts";

/** What a claim's audit costs. */
const AUDIT = 1_500_000n;

/** The first line of a place with its whole amount: the others are made of it. */
export type PlaceCost = Readonly<{ line: CostLine; random: Random }>;

type Kind = Pick<CostLine, "kind" | "minor" | "hours" | "activity">;

/**
 * The lines of one claim, place by place, the first of each place first. Together with the flat rate of `method` they
 * come to what the places were given, to the øre where purchases can be stated, and within one where pay is all. What
 * the rate adds to purchases is taken off the first place, which all share.
 */
export function linesByKind(method: CostMethod, costs: readonly PlaceCost[]): CostLine[] {
  const kinds = method === "FLAT_40" ? allStaff(costs) : costs.map((cost, index) => withPurchases(cost, index));
  const [shared] = kinds;
  const stated = kinds.flat();
  const given = sumMinor(costs.map(({ line }) => line.minor));
  const wanted = method === "FLAT_40" ? baseOf(given) : given - flatRateOf(method, stated);
  const rest = wanted - sumMinor(stated.map(({ minor }) => minor));
  const first = shared?.[0];
  invariant(shared !== undefined && first !== undefined && first.minor + rest > 0n, "the shared part bears the rate");
  shared[0] = { ...first, minor: first.minor + rest };
  return kinds.flatMap((own, index) => own.map((kind, at) => lineOf(costs[index] as PlaceCost, kind, at)));
}

function lineOf({ line, random }: PlaceCost, kind: Kind, at: number): CostLine {
  const id = at === 0 ? line.id : random.id(line.invoicedOn);
  const stateAid = kind.kind === "EXTERNAL" ? line.stateAid : null;
  return { ...line, ...kind, id, stateAid, invoiceLine: at + 1, hasMarketCheck: kind.kind === "EXTERNAL" };
}

/** Purchases, and pay of about two fifths; where all share, less pay and the audit. */
function withPurchases({ line, random }: PlaceCost, index: number): Kind[] {
  const staff = staffOf(line, random, (line.minor * (index === 0 ? 15n : 40n)) / 100n);
  const audit: Kind = { kind: "AUDIT", minor: AUDIT, hours: null, activity: "Synthetic: audit of the claim" };
  const others = index === 0 ? [staff, audit] : [staff];
  const minor = line.minor - sumMinor(others.map((each) => each.minor));
  return [{ kind: "EXTERNAL", minor, hours: null, activity: line.activity }, ...others];
}

/** Where a flat rate stands for all other cost: pay by the month, and pay by the hour. */
function allStaff(costs: readonly PlaceCost[]): Kind[][] {
  const given = sumMinor(costs.map(({ line }) => line.minor));
  const base = baseOf(given);
  return costs.map(({ line, random }, index): Kind[] => {
    const own = (line.minor * base) / given;
    const hourly = staffOf(line, random, (own * 40n) / 100n);
    const monthly = own - hourly.minor;
    const activity = index === 0 ? "Synthetic: pay of the project's lead" : "Synthetic: pay of coordinators";
    return [{ kind: "STAFF", minor: monthly, hours: null, activity }, hourly];
  });
}

/** The pay that comes to an amount with two fifths of it. */
function baseOf(minor: bigint): bigint {
  return roundHalfAway(minor * 100n, 140n);
}

/** Hours that come to about an amount: companies' staff at the standard rate of a month, others at their own of half a year. */
function staffOf({ partnershipId, invoiceRef }: CostLine, random: Random, about: bigint): Kind {
  const isStandard = partnershipId !== null;
  const rateMinor = isStandard ? STANDARD_RATE_MINOR : hourlyRateOf(BigInt(random.between(4_200, 5_600)) * 10_000n);
  const most = isStandard ? STANDARD_MONTH_HOURS : YEAR_HOURS / 2n;
  const wanted = (about * 100n) / rateMinor;
  const hours = wanted < most ? wanted : most;
  const kind = isStandard ? "STANDARD_RATE" : "OWN_RATE";
  const staffRef = `SYNTHETIC-${invoiceRef.split("-").at(-1)}`;
  return {
    ...{ kind: "STAFF", minor: costOfHours(hours, rateMinor), hours: { kind, staffRef, hours, rateMinor } },
    activity: isStandard ? "Synthetic: mentors in the company" : "Synthetic: mentors of the place",
  };
}

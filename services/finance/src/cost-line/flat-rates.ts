/** Flat rates (takster, G3): cost that is not documented but computed from other cost. Pure. */
import { type Fraction, fraction, sumMinor, timesRate } from "@inclusion/kernel";

/** Kinds of cost. `INDIRECT` is rent, administration and the like; `FLAT_RATE` is what a flat rate gives. */
export type CostKind = "STAFF" | "EXTERNAL" | "PARTICIPANT_SUPPORT" | "AUDIT" | "INDIRECT" | "FLAT_RATE";

/** How a grant lets cost be stated. */
export type CostMethod = "REAL_COST" | "FLAT_15" | "FLAT_40" | "DANISH_18" | "STAFF_20";

type FlatRate = Readonly<{ rate: Fraction; base: readonly CostKind[]; inside: readonly CostKind[] }>;

/** What each method computes, from which kinds, and which kinds it stands for: those cannot be stated besides. */
const FLAT_RATES: Readonly<Record<CostMethod, FlatRate | null>> = {
  REAL_COST: null,
  FLAT_15: { rate: fraction(15, 100), base: ["STAFF"], inside: ["INDIRECT"] },
  FLAT_40: {
    rate: fraction(40, 100),
    base: ["STAFF"],
    inside: ["EXTERNAL", "PARTICIPANT_SUPPORT", "AUDIT", "INDIRECT"],
  },
  DANISH_18: { rate: fraction(18, 100), base: ["STAFF", "AUDIT"], inside: ["INDIRECT"] },
  STAFF_20: { rate: fraction(20, 100), base: ["EXTERNAL", "PARTICIPANT_SUPPORT", "AUDIT"], inside: ["STAFF"] },
};

/** Whether cost of this kind is covered by the method's flat rate, and refused as a line of its own. */
export function isInsideFlatRate(method: CostMethod, kind: CostKind): boolean {
  return kind === "FLAT_RATE" || (FLAT_RATES[method]?.inside.includes(kind) ?? false);
}

/** What the method adds to these lines, rounded once; 0 when it computes nothing. */
export function flatRateOf(method: CostMethod, lines: readonly Readonly<{ kind: CostKind; minor: bigint }>[]): bigint {
  const flat = FLAT_RATES[method];
  if (flat === null) return 0n;
  return timesRate(sumMinor(lines.filter(({ kind }) => flat.base.includes(kind)).map(({ minor }) => minor)), flat.rate);
}

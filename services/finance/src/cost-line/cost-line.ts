/** Lines of cost (udgiftslinjer). Pure. */
import { type Currency, type LocalDate, splitByWeights, sumMinor } from "@inclusion/kernel";
import type { Axis, MainActivity } from "../grant/grant-version.ts";
import type { HoursKind, StateAid } from "./eligibility.ts";
import { type CostKind, type CostMethod, flatRateOf } from "./flat-rates.ts";

/** A line as it is stored. */
export type CostLine = Readonly<{
  id: string;
  grantId: string;
  programmeId: string;
  partnerOrganisationId: string;
  kind: CostKind;
  mainActivity: MainActivity;
  axis: Axis;
  currency: Currency;
  /** Negative for a correction, and for a flat rate over corrections. */
  minor: bigint;
  recoverableVatMinor: bigint;
  invoiceRef: string;
  invoiceLine: number;
  invoicedOn: LocalDate;
  paidOn: LocalDate | null;
  evidenceHash: string | null;
  activity: string;
  isAdditional: boolean;
  hasMarketCheck: boolean;
  hours: Readonly<{ kind: HoursKind; staffRef: string; hours: bigint; rateMinor: bigint }> | null;
  stateAid: StateAid | null;
  partnershipId: string | null;
  participationId: string | null;
  municipalityCode: string | null;
  claimId: string | null;
  acceptedMinor: bigint | null;
  refusedMinor: bigint | null;
  refusalReason: string | null;
  correctsLineId: string | null;
  recordedBy: string;
  version: number;
}>;

/** Where a part of a flat rate belongs. */
export type FlatRatePart = Readonly<
  Pick<CostLine, "partnerOrganisationId" | "mainActivity" | "axis"> & { minor: bigint }
>;

/**
 * The flat rate over the lines of a claim: computed and rounded once over all, then split by partner, main activity and
 * axis as the staff or other base was; over corrections, which have no such shares, it stays one line.
 */
export function flatRateParts(method: CostMethod, lines: readonly CostLine[]): readonly FlatRatePart[] {
  const total = flatRateOf(method, lines);
  if (total === 0n) return [];
  const based = lines.filter((line) => flatRateOf(method, [{ ...line, minor: 100n }]) !== 0n);
  const groups = [
    ...Map.groupBy(based, (line) => `${line.partnerOrganisationId} ${line.mainActivity} ${line.axis}`).values(),
  ].map((of) => ({ of: of[0] as CostLine, minor: sumMinor(of.map(({ minor }) => minor)) }));
  const isWhole = groups.every(({ minor }) => minor >= 0n);
  const parts = isWhole
    ? splitByWeights(
        total,
        groups.map(({ minor }) => minor),
      )
    : [total];
  return parts.flatMap((minor, index) => {
    const { partnerOrganisationId, mainActivity, axis } = (groups[index] as (typeof groups)[number]).of;
    return minor === 0n ? [] : [{ partnerOrganisationId, mainActivity, axis, minor }];
  });
}

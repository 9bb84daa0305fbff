/** Grants: the total that a programme may spend, and who pays which share of it. Pure. */
import { basisPoints, type Currency, type LocalDate, sumMinor } from "@inclusion/kernel";

export type FundingSource = "ESF" | "DECENTRALISED_BUSINESS_PROMOTION" | "OWN_OR_OTHER";

/** A line of money on a sheet. */
export type FundingPart = Readonly<{ source: FundingSource; label: string; minor: bigint }>;

/** A grant as its sheet in force states it; null is "not stated". */
export type Grant = Readonly<{
  id: string;
  programmeId: string;
  currency: Currency;
  eligibleTotalMinor: bigint | null;
  eligibleTotalDerived: boolean;
  eligibleFrom: LocalDate | null;
  eligibleTo: LocalDate | null;
  readOn: LocalDate;
  parts: readonly FundingPart[];
}>;

/** What one source pays; `derived` when it is the rest that no sheet states. */
export type FundingShare = Readonly<{
  source: FundingSource;
  minor: bigint;
  shareBp: number | null;
  derived: boolean;
  parts: readonly FundingPart[];
}>;

const ORDER: readonly FundingSource[] = ["ESF", "DECENTRALISED_BUSINESS_PROMOTION", "OWN_OR_OTHER"];

/**
 * The shares of a grant, largest authority first. What the stated parts leave of the total is own or other
 * co-financing; a source that no sheet states is absent, which is not the same as 0.
 *
 * @source docs/sources.md#project-sheets
 */
export function sharesOf(grant: Pick<Grant, "eligibleTotalMinor" | "parts">): readonly FundingShare[] {
  const { eligibleTotalMinor: total, parts } = grant;
  const restMinor = total === null || parts.length === 0 ? 0n : total - sumMinor(parts.map(({ minor }) => minor));
  return ORDER.flatMap((source) => {
    const stated = parts.filter((part) => part.source === source);
    const rest = source === "OWN_OR_OTHER" && restMinor > 0n ? restMinor : 0n;
    if (stated.length === 0 && rest === 0n) return [];
    const minor = sumMinor(stated.map((part) => part.minor)) + rest;
    return [
      { source, minor, shareBp: total === null ? null : basisPoints(minor, total), derived: rest > 0n, parts: stated },
    ];
  });
}

/** Claims for support (udbetalingsanmodninger). Pure. */
import { type Currency, type LocalDate, sumMinor } from "@inclusion/kernel";
import type { CostLine } from "../cost-line/cost-line.ts";
import type { GrantVersion } from "../grant/grant-version.ts";

export type ClaimState =
  | "OPEN"
  | "LOCKED"
  | "AUDITED"
  | "SUBMITTED"
  | "QUERIED"
  | "ACCEPTED"
  | "PARTLY_ACCEPTED"
  | "REFUSED"
  | "PAID";

/** A claim without its lines. */
export type Claim = Readonly<{
  id: string;
  grantId: string;
  programmeId: string;
  number: number;
  periodFrom: LocalDate;
  periodTo: LocalDate;
  state: ClaimState;
  currency: Currency;
  openedBy: string;
  /** What the authority pays by all claims so far; null before it has decided. */
  supportMinor: bigint | null;
  paidOn: LocalDate | null;
  version: number;
}>;

/** Another claim of the same grant, as far as sums need it. */
export type OtherClaim = Readonly<
  Pick<Claim, "id" | "periodFrom" | "periodTo" | "state" | "supportMinor"> & {
    claimedMinor: bigint;
    /** What was accepted; null before the authority has decided. */
    acceptedMinor: bigint | null;
  }
>;

/** A claim with everything that its next step depends on. */
export type ClaimFile = Readonly<{
  claim: Claim;
  lines: readonly CostLine[];
  terms: GrantVersion;
  others: readonly OtherClaim[];
  /** Who has taken a step of it before. */
  actors: readonly string[];
}>;

/** States in which the authority has decided. */
const DECIDED: ReadonlySet<ClaimState> = new Set(["ACCEPTED", "PARTLY_ACCEPTED", "REFUSED", "PAID"]);

/** Whether the authority has decided. */
export function isDecided({ state }: Pick<Claim, "state">): boolean {
  return DECIDED.has(state);
}

/** Whether nothing more is decided of it. */
export function isFinal({ state }: Pick<Claim, "state">): boolean {
  return state === "PAID" || state === "REFUSED";
}

/** What counts of a claim against the grant: what was accepted, or what is claimed while nothing was decided. */
export function weightOf({ acceptedMinor, claimedMinor }: OtherClaim): bigint {
  return acceptedMinor ?? claimedMinor;
}

/** The sum of lines. */
export function sumOfLines(lines: readonly CostLine[]): bigint {
  return sumMinor(lines.map(({ minor }) => minor));
}

/** The sum of what was accepted of lines; null before the authority has decided. */
export function acceptedOf(lines: readonly CostLine[]): bigint | null {
  const accepted = lines.map(({ acceptedMinor }) => acceptedMinor);
  return accepted.length === 0 || accepted.includes(null) ? null : sumMinor(accepted.map((minor) => minor ?? 0n));
}

/** The lines that differ after a step: new ones, changed ones, and those that stand on the claim no more. */
export function changedLines(before: Pick<ClaimFile, "lines">, after: Pick<ClaimFile, "lines">): readonly CostLine[] {
  const known = new Map(before.lines.map((line) => [line.id, line]));
  const kept = new Set(after.lines.map(({ id }) => id));
  return [
    ...after.lines.filter((line) => known.get(line.id) !== line),
    ...before.lines.filter(({ id }) => !kept.has(id)).map((line) => ({ ...line, claimId: null })),
  ];
}

/** Social clauses: when the law asks for a training clause, and who may win a reserved contract. Pure. */
import { type LocalDate, localDate } from "@inclusion/kernel";

export type ContractKind = "WORKS" | "SERVICES" | "SUPPLIES";
export type ClauseKind =
  | "LABOUR_CLAUSE"
  | "TRAINING_CLAUSE"
  | "EMPLOYMENT_CLAUSE"
  | "RESERVED_CONTRACT"
  | "SOCIAL_AWARD_CRITERION";

/** What the law says of a training clause in a contract. */
export type ClauseDuty = "MANDATORY" | "COMPLY_OR_EXPLAIN" | "NONE";

/** The first day on which the clause is a duty; before, a buyer could say why there is none. */
const MANDATORY_FROM = localDate("2022-07-01");
const LEAST_MONTHS = 6;
/** Five million kroner, without VAT. */
const LEAST_SERVICES_MINOR = 500_000_000n;

/**
 * EU thresholds of public works contracts, in øre without VAT, from their first day; a contract is above when it is
 * worth more.
 *
 * @source docs/sources.md#social-clauses
 */
export const WORKS_THRESHOLDS: readonly Readonly<{ from: LocalDate; minor: bigint }>[] = [
  { from: localDate("2018-01-01"), minor: 4_130_541_500n },
  { from: localDate("2020-01-01"), minor: 3_988_478_500n },
  { from: localDate("2022-01-01"), minor: 4_010_074_400n },
  { from: localDate("2024-01-01"), minor: 4_121_269_300n },
];

/** The threshold in force on a day; before the first one known, that one. */
export function worksThreshold(day: LocalDate): bigint {
  const known = WORKS_THRESHOLDS.filter(({ from }) => from <= day);
  return (known.at(-1) ?? WORKS_THRESHOLDS[0])?.minor ?? 0n;
}

/**
 * Whether a contract of this kind needs a training clause (uddannelsesklausul).
 *
 * Works of six months or more above the EU threshold, and services of six months or more for five million kroner or
 * more, need one when they are tendered from 1 July 2022; before, the buyer complied or explained. Supplies do not.
 *
 * @param valueMinor whole value of the contract in øre, without VAT
 * @param tenderDate the day on which the tender was published
 * @source docs/sources.md#social-clauses
 */
export function clauseMandatory(
  kind: ContractKind,
  durationMonths: number,
  valueMinor: bigint,
  tenderDate: LocalDate,
): ClauseDuty {
  const isLarge =
    (kind === "WORKS" && valueMinor > worksThreshold(tenderDate)) ||
    (kind === "SERVICES" && valueMinor >= LEAST_SERVICES_MINOR);
  if (durationMonths < LEAST_MONTHS || !isLarge) return "NONE";
  return tenderDate >= MANDATORY_FROM ? "MANDATORY" : "COMPLY_OR_EXPLAIN";
}

/** Staff of whoever would win a reserved contract, in people. */
export type Staff = Readonly<{ total: number; disadvantaged: number }>;

/**
 * Whether at least 30 per cent of the staff are disabled or disadvantaged workers, as a reserved contract asks.
 * Without staff nobody is eligible.
 *
 * @source docs/sources.md#social-clauses
 */
export function mayWinReserved({ total, disadvantaged }: Staff): boolean {
  return total > 0 && disadvantaged * 100 >= total * 30;
}

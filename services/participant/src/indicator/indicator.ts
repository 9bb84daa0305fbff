/** Indicators: what a number counts, of whom it is a share, and whom it leaves out. Pure. */

/** Why some of those who take part are not in a number. */
export type ExclusionReason =
  | "INCOMPLETE_RECORD"
  | "NOT_LEFT"
  | "FOLLOW_UP_NOT_DUE"
  | "FOLLOW_UP_NOT_REACHED"
  | "REFUSED"
  | "UNKNOWN"
  | "MISSING";

/** How many are left out for a reason: the sum of some indicators less the sum of others. */
export type Exclusion = Readonly<{ reason: ExclusionReason; plus: readonly string[]; minus: readonly string[] }>;

/** Days from one mark to this one, or days that the ledger holds as the amounts of another indicator. */
export type DaysRule = Readonly<{ from: string }> | Readonly<{ in: string }>;

/** The definition in force of one indicator. */
export type IndicatorDefinition = Readonly<{
  /** Raised when the rule of counting changes. */
  version: number;
  /** The rule in words. */
  text: string;
  /** The indicators whose sum is the population that this one is a share of; none when it is no share. */
  of: readonly string[];
  excluded: readonly Exclusion[];
  /** Whether it tells what may only be read with a scope of its own. */
  sensitive: boolean;
  /** How many days it takes; null when no days are told. */
  days: DaysRule | null;
}>;

/** A definition that is no share, leaves nobody out and says nothing sensitive, but for what `parts` say. */
export function counted(text: string, parts: Partial<Omit<IndicatorDefinition, "text">> = {}): IndicatorDefinition {
  return { version: 1, of: [], excluded: [], sensitive: false, days: null, ...parts, text };
}

/** Those of `plus` who are not in `minus`. */
export function leftOut(reason: ExclusionReason, plus: readonly string[], minus: readonly string[] = []): Exclusion {
  return { reason, plus, minus };
}

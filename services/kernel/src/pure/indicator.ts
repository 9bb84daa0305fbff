/** Indicators: what a number counts, of whom it is a share, and whom it leaves out. */
import type { Division } from "./hiding.ts";
import { invariant } from "./invariant.ts";

/** How many are left out for a reason: the sum of some indicators less the sum of others. */
export type Exclusion<Reason extends string = string> = Readonly<{
  reason: Reason;
  plus: readonly string[];
  minus: readonly string[];
}>;

/** Days from one mark to this one, or days that the ledger holds as the amounts of another indicator. */
export type DaysRule = Readonly<{ from: string }> | Readonly<{ in: string }>;

/** The definition in force of one indicator. */
export type IndicatorDefinition<Reason extends string = string> = Readonly<{
  /** Raised when the rule of counting changes. */
  version: number;
  /** The rule in words. */
  text: string;
  /** The indicators whose sum is the population that this one is a share of; none when it is no share. */
  of: readonly string[];
  excluded: readonly Exclusion<Reason>[];
  /** Whether it tells what may only be read with a scope of its own. */
  sensitive: boolean;
  /** How many days it takes; null when no days are told. */
  days: DaysRule | null;
}>;

/** Everything that one service counts, and who sees it as it is. */
export type IndicatorCatalogue<Reason extends string = string> = Readonly<{
  /** The database schema whose ledger holds the entries. */
  schema: string;
  /** By code, in the order in which they are answered when nobody names any. */
  definitions: Readonly<Record<string, IndicatorDefinition<Reason>>>;
  /** Which numbers a reader of several can subtract. */
  divisions: readonly Division[];
  /** Codes whose numbers are published by themselves as well: they are not hidden for another's sake. */
  publishedElsewhere: ReadonlySet<string>;
  /** The scope that lets a viewer see the rows behind the numbers. */
  rowScope: string;
  /** The scope that is needed besides for sensitive indicators. */
  sensitiveScope: string;
}>;

/** What a service counts, as far as results by themselves need it. */
export type ResultCatalogue = Pick<IndicatorCatalogue, "schema" | "divisions" | "publishedElsewhere" | "rowScope"> &
  Readonly<{ definitions: Readonly<Record<string, Readonly<{ version: number }>>> }>;

/** A definition that is no share, leaves nobody out and says nothing sensitive, but for what `parts` say. */
export function counted<Reason extends string = never>(
  text: string,
  parts: Partial<Omit<IndicatorDefinition<Reason>, "text">> = {},
): IndicatorDefinition<Reason> {
  return { version: 1, of: [], excluded: [], sensitive: false, days: null, ...parts, text };
}

/** Those of `plus` who are not in `minus`. */
export function leftOut<Reason extends string>(
  reason: Reason,
  plus: readonly string[],
  minus: readonly string[] = [],
): Exclusion<Reason> {
  return { reason, plus, minus };
}

/** The definition of a code; null for a code that is not counted here. */
export function definitionIn<Reason extends string>(
  { definitions }: Pick<IndicatorCatalogue<Reason>, "definitions">,
  code: string,
): IndicatorDefinition<Reason> | null {
  return Object.hasOwn(definitions, code) ? (definitions[code] ?? null) : null;
}

/** The version by which a code is counted now. @throws Error for a code that is not counted here */
export function versionIn(catalogue: Pick<IndicatorCatalogue, "definitions">, code: string): number {
  const definition = definitionIn(catalogue, code);
  invariant(definition !== null, `${code} is counted here`);
  return definition.version;
}

/** A number as one viewer may have it, with what it is a share of and whom it leaves out. */
import type { Viewer } from "./access.ts";
import { hiddenNames, type Numbers, withDividedParts } from "./hiding.ts";
import { definitionIn, type IndicatorCatalogue, type IndicatorDefinition } from "./indicator.ts";
import { type Count, SMALLEST_THRESHOLD, suppressRate } from "./suppression.ts";
import { type Share, shareOf } from "./wilson.ts";

/** Which numbers a viewer gets as they are: all, those that are not sensitive, or none. */
export type Sight = "all" | "not-sensitive" | "none";

/** What a viewer may have: how much as it is, and which numbers are told at no release like the one that is asked for. */
export type FigureSight = Readonly<{ sight: Sight; untold?: ReadonlySet<string> }>;

/** A number with its passport. */
export type PublishedFigure<Reason extends string = string> = Readonly<{
  value: Count;
  /** Null when the number is no share of anything. */
  denominator: Count | null;
  /** Null when it is no share, or when the share would tell a small number. */
  share: Share | null;
  excluded: readonly Readonly<{ reason: Reason; count: Count }>[];
}>;

/**
 * The figures of these codes, from the sums of all indicators.
 *
 * What is hidden depends on all sums and not on `codes`, so that two questions tell no more than one.
 */
export function publishFigures<Reason extends string>(
  catalogue: IndicatorCatalogue<Reason>,
  codes: readonly string[],
  totals: Numbers,
  { sight, untold = new Set() }: FigureSight,
): ReadonlyMap<string, PublishedFigure<Reason>> {
  const { divisions, publishedElsewhere } = catalogue;
  const hidden =
    sight === "all" ? new Set<string>() : hiddenNames(totals, withDividedParts(divisions), publishedElsewhere, untold);
  return new Map(
    codes.flatMap((code) => {
      const definition = definitionIn(catalogue, code);
      return definition === null
        ? []
        : [[code, publish(code, definition, { catalogue, totals, hidden, sight })] as const];
    }),
  );
}

/** Whether a viewer of this sight gets the number of a code as it is. */
export function seesExactly(catalogue: Pick<IndicatorCatalogue, "definitions">, sight: Sight, code: string): boolean {
  return sight === "all" || (sight === "not-sensitive" && definitionIn(catalogue, code)?.sensitive === false);
}

/** How much the viewer's scopes show. */
export function sightOf(
  { rowScope, sensitiveScope }: Pick<IndicatorCatalogue, "rowScope" | "sensitiveScope">,
  { scopes }: Pick<Viewer, "scopes">,
): Sight {
  if (!scopes.includes(rowScope)) return "none";
  return scopes.includes(sensitiveScope) ? "all" : "not-sensitive";
}

type View = Readonly<{ catalogue: IndicatorCatalogue; totals: Numbers; hidden: ReadonlySet<string>; sight: Sight }>;

function publish<Reason extends string>(
  code: string,
  { of, excluded }: IndicatorDefinition<Reason>,
  view: View,
): PublishedFigure<Reason> {
  return {
    value: countOf(view, [code]),
    denominator: of.length === 0 ? null : countOf(view, of),
    share: of.length === 0 ? null : publishShare(view, code, of),
    excluded: excluded.map(({ reason, plus, minus }) => ({ reason, count: countOf(view, plus, minus) })),
  };
}

/** The sum of some numbers less others, hidden when any of them is. */
function countOf(view: View, plus: readonly string[], minus: readonly string[] = []): Count {
  const isShown = [...plus, ...minus].every((code) => isOpen(view, code) || !view.hidden.has(code));
  if (!isShown) return { kind: "suppressed", below: SMALLEST_THRESHOLD };
  return { kind: "exact", count: Math.max(0, sumOf(view, plus) - sumOf(view, minus)) };
}

function publishShare(view: View, code: string, of: readonly string[]): Share | null {
  const [value, population] = [sumOf(view, [code]), sumOf(view, of)];
  if (value > population) return null;
  const isFree = [code, ...of].every((each) => isOpen(view, each));
  const isTold = [code, ...of].every((each) => countOf(view, [each]).kind === "exact");
  return isFree || (isTold && suppressRate(value, population).kind === "exact") ? shareOf(value, population) : null;
}

function isOpen({ catalogue, sight }: View, code: string): boolean {
  return seesExactly(catalogue, sight, code);
}

function sumOf({ totals }: View, codes: readonly string[]): number {
  return codes.reduce((sum, code) => sum + (totals.get(code) ?? 0), 0);
}

/** A viewer's own totals beside the programme's, and why they differ. Pure. */
import {
  type Count,
  hiddenNames,
  type IndicatorCatalogue,
  type Numbers,
  SMALLEST_THRESHOLD,
  type Viewer,
  withDividedParts,
} from "@inclusion/kernel";

export type VisibleTotalReason = "PLACES" | "SMALL_NUMBERS" | "WHOLE_MONTHS" | "RESTRICTED_PERSONS";

/** Two numbers of one code, as the viewer may have them. */
export type VisibleTotal = Readonly<{
  code: string;
  visible: Count;
  programme: Count;
  reasons: readonly VisibleTotalReason[];
}>;

/** The reasons in words. */
export const REASON_TEXTS: Readonly<Record<VisibleTotalReason, Readonly<{ da: string; en: string }>>> = {
  PLACES: {
    da: "Adgangen er begrænset til bestemte kommuner eller regioner; resten af projektet tæller ikke med i dit tal.",
    en: "The token is limited to certain municipalities or regions; the rest of the programme is not in your number.",
  },
  SMALL_NUMBERS: {
    da: "Tal fra 1 til 4, og tal som ville røbe dem, vises ikke.",
    en: "Numbers from 1 to 4, and those that would give them away, are not shown.",
  },
  WHOLE_MONTHS: {
    da: "Adgangen ser hele måneder; det nyeste er først med, når måneden er slut.",
    en: "The token sees whole months; what is newest comes when the month has ended.",
  },
  RESTRICTED_PERSONS: {
    da: "Personer med begrænset behandling tælles med, men står ikke på lister.",
    en: "Persons whose data is restricted are counted, and stand in no list.",
  },
};

/** Sums within the viewer's limits, and of the whole programme. */
export type Totals = Readonly<{
  visible: Numbers;
  programme: Numbers;
  /** Codes whose sums are told at no release like the one that is asked for. */
  untold?: Readonly<{ visible: ReadonlySet<string>; programme: ReadonlySet<string> }>;
}>;

/**
 * Both totals of each code. Of the programme nothing is shown from which a small number outside of the viewer's limits
 * follows, by itself or beside other codes: what is hidden of the rest is hidden of the whole.
 */
export function visibleTotals(
  {
    divisions,
    publishedElsewhere,
    rowScope,
  }: Pick<IndicatorCatalogue, "divisions" | "publishedElsewhere" | "rowScope">,
  codes: readonly string[],
  { visible, programme, untold }: Totals,
  viewer: Viewer,
): readonly VisibleTotal[] {
  const seesRows = viewer.scopes.includes(rowScope);
  const isLimited = viewer.limits.municipalities !== null || viewer.limits.regions !== null;
  const rest = new Map([...programme].map(([code, count]) => [code, count - (visible.get(code) ?? 0)]));
  const linked = withDividedParts(divisions);
  const hiddenIn = (numbers: Numbers) => hiddenNames(numbers, linked, publishedElsewhere);
  const hidden = seesRows ? new Set<string>() : hiddenNames(visible, linked, publishedElsewhere, untold?.visible);
  const hiddenOfAll =
    seesRows && !isLimited
      ? new Set<string>()
      : new Set([...hiddenIn(programme), ...(isLimited ? hiddenIn(rest) : []), ...(untold?.programme ?? [])]);
  return codes.map((code) => {
    const own = countOf(visible, hidden, code);
    const whole = countOf(programme, hiddenOfAll, code);
    const reasons: readonly VisibleTotalReason[] = [
      ...(isLimited ? (["PLACES"] as const) : []),
      ...([own, whole].some(({ kind }) => kind === "suppressed") ? (["SMALL_NUMBERS"] as const) : []),
      ...(viewer.fixedPeriodsOnly ? (["WHOLE_MONTHS"] as const) : []),
      ...(seesRows ? (["RESTRICTED_PERSONS"] as const) : []),
    ];
    return { code, visible: own, programme: whole, reasons };
  });
}

function countOf(numbers: Numbers, hidden: ReadonlySet<string>, code: string): Count {
  if (hidden.has(code)) return { kind: "suppressed", below: SMALLEST_THRESHOLD };
  return { kind: "exact", count: numbers.get(code) ?? 0 };
}
